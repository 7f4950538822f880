"""Official forms of award dossiers as dated data: which one when, its fields, whether it was seen."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any


class FormStatus(StrEnum):
    """Whether the text that prints a form was read."""

    SEEN = "seen"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialForm:
    """A form of an award dossier.

    Args:
        regime: the regime's code, "d98".
        number: as the decree numbers it, "02"; empty where the list of forms was not read.
        part: what it is in a dossier: `to-trinh`, `bao-cao`.
        subjects: whom it is for, `tap-the` and `ca-nhan`.
        kinds: kinds of commendation, `cong-trang`, `dot-xuat`, `chuyen-de`, `cong-hien`, …
        fields: what it asks for, in its order.
        source: where the form, or what is known of it, was read.
    """

    regime: str
    number: str
    title: str
    part: str
    subjects: tuple[str, ...]
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    notes: tuple[str, ...]
    status: FormStatus
    source: str

    @property
    def seen(self) -> bool:
        return self.status is FormStatus.SEEN

    def is_for(self, part: str, subject: str, kind: str) -> bool:
        return self.part == part and subject in self.subjects and kind in self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRegime:
    """The forms of one decree, from `since` to `until`; `remark` says what of it is not known."""

    code: str
    decree: str
    since: date
    until: date | None
    remark: str
    forms: tuple[OfficialForm, ...]

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@cache
def form_regimes() -> tuple[FormRegime, ...]:
    """Return all regimes, the oldest first."""
    folders = [f for f in resources.files(__name__).iterdir() if (f / "regime.toml").is_file()]
    return tuple(sorted(map(_regime, folders), key=lambda regime: regime.since))


def form_for(on: date, part: str, subject: str, kind: str = "cong-trang") -> OfficialForm | None:
    """Return the form of a dossier's part by the day, whom it is about and for what."""
    found = (form for regime in form_regimes() if regime.holds(on) for form in regime.forms)
    return next((form for form in found if form.is_for(part, subject, kind)), None)


def _regime(folder: Traversable) -> FormRegime:
    told = _read(folder / "regime.toml")
    files = [file for file in folder.iterdir() if file.name != "regime.toml"]
    forms = [_form(folder.name, _read(f)) for f in files if f.name.endswith(".toml")]
    return FormRegime(
        code=folder.name,
        decree=told["decree"],
        since=told["since"],
        until=told.get("until"),
        remark=told.get("remark", ""),
        forms=tuple(sorted(forms, key=lambda form: (form.number, form.title))),
    )


def _form(regime: str, told: dict[str, Any]) -> OfficialForm:
    lists = {name: tuple(told.get(name, ())) for name in ("subjects", "kinds", "fields", "notes")}
    return OfficialForm(
        regime=regime,
        number=told["number"],
        title=told["title"],
        part=told["part"],
        status=FormStatus(told["status"]),
        source=told["source"],
        **lists,
    )


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
