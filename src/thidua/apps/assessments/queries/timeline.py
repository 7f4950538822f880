"""What happened to one line of a card, in order: every value, reason, proof, objection, answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, Mark, Scorecard
from thidua.apps.journal.models import Entry
from thidua.apps.people.models import Person
from thidua.text import decimal_text


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `stage` is the one it tells of, if it tells of one."""

    at: datetime
    who: str
    told: str
    reason: str = ""
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    told: str
    reason: str = ""
    stage: Stage | None = None


Facts = Mapping[str, Any]


def timeline_of(card: Scorecard, line: Criterion, seen: Iterable[Stage]) -> tuple[Event, ...]:
    """Return what happened to a line, as far as it tells of stages the reader may see."""
    subjects = [card.pk, *card.evidence.values_list("pk", flat=True)]
    entries = Entry.objects.filter(
        authority_id=card.bloc_year.authority_id,
        subject_kind__in=("assessments.scorecard", "assessments.evidence"),
        subject_id__in=subjects,
    ).order_by("number")
    told = [(entry, one) for entry in entries for one in _events(entry, line)]
    people = dict(
        Person.objects.filter(pk__in={entry.actor_id for entry, _ in told}).values_list(
            "pk", "full_name"
        )
    )
    events = [
        Event(entry.at, people.get(entry.actor_id, ""), one.told, one.reason, one.stage)
        for entry, one in told
    ]
    events += _computed(card, line)
    shown = set(seen)
    kept = [event for event in events if event.stage is None or event.stage in shown]
    return tuple(sorted(kept, key=lambda event: event.at))


def _computed(card: Scorecard, line: Criterion) -> Iterator[Event]:
    """What filled itself was typed by nobody, so that it stands in the marks alone."""
    marks: Iterable[Mark] = card.marks.filter(criterion=line, computed=True, figure__isnull=False)
    for mark in marks:
        stage = Stage(mark.stage)
        told = f"{stage.label}: {decimal_text(mark.points)} điểm, tính từ chỉ tiêu"
        yield Event(mark.marked_at, "", told, mark.explanation, stage)


def _events(entry: Entry, line: Criterion) -> Iterator[_Told]:
    tell = TOLD.get(entry.deed)
    if tell is not None:
        yield from tell(entry.facts, line)


def _saved(facts: Facts, line: Criterion) -> Iterator[_Told]:
    stage, reason = Stage(facts["stage"]), facts.get("reasons", {}).get(line.code, "")
    if points := facts.get("points", {}).get(line.code):
        yield _Told(f"{stage.label}: {_number(points)} điểm", reason, stage)
    if figure := facts.get("figures", {}).get(line.code):
        yield _Told(f"{stage.label}: số liệu {_number(figure)}", reason, stage)


def _submitted(facts: Facts, _: Criterion) -> Iterator[_Told]:
    stage = Stage(facts["stage"])
    yield _Told(f"Nộp phần {stage.label.lower()}", stage=stage)


def _about(words: str) -> Callable[[Facts, Criterion], Iterator[_Told]]:
    """Tell a deed about one line in fixed words, with the reason it was given."""

    def tell(facts: Facts, line: Criterion) -> Iterator[_Told]:
        if facts.get("criterion") == line.code:
            what = facts.get("number") or ""
            yield _Told(f"{words} {what}".strip(), facts.get("reason", ""))

    return tell


def _explained(facts: Facts, line: Criterion) -> Iterator[_Told]:
    if text := facts.get("texts", {}).get(line.code):
        yield _Told("Giải trình", text, Stage.APPRAISED)


def _objected(facts: Facts, line: Criterion) -> Iterator[_Told]:
    if facts.get("criterion") == line.code:
        told = f"Kiến nghị {_number(facts['wanted'])} điểm"
        yield _Told(told, facts["ground"], Stage.APPRAISED)


def _answered(facts: Facts, line: Criterion) -> Iterator[_Told]:
    if facts.get("criterion") == line.code:
        given = facts.get("points")
        told = (
            f"Chấp nhận kiến nghị: {_number(given)} điểm" if given else "Không chấp nhận kiến nghị"
        )
        yield _Told(told, facts["answer"], Stage.APPRAISED)


def _number(text: str) -> str:
    return decimal_text(Decimal(text))


TOLD: Mapping[str, Callable[[Facts, Criterion], Iterator[_Told]]] = {
    "assessments.marks.save": _saved,
    "assessments.stage.submit": _submitted,
    "assessments.evidence.attach": _about("Gắn minh chứng"),
    "assessments.evidence.link": _about("Gắn thêm minh chứng"),
    "assessments.evidence.detach": _about("Gỡ minh chứng"),
    "assessments.line.leave_out": _about("Ghi là không giao"),
    "assessments.line.take_back": _about("Giao lại"),
    "assessments.explanation.write": _explained,
    "assessments.objection.raise": _objected,
    "assessments.objection.answer": _answered,
}
