"""The case books: facts a jurist can read, changed one at a time from a dossier that meets everything."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from law_cases import FIGURES, finding

from thidua import law

FOLDER = Path(__file__).with_name("cases")
TITLES = (
    "cstd-toan-quoc", "cstd-bo-tinh", "cstd-co-so", "lao-dong-tien-tien", "chien-si-tien-tien",
    "co-thi-dua-chinh-phu", "co-thi-dua-bo-tinh", "tap-the-lao-dong-xuat-sac", "don-vi-quyet-thang",
    "tap-the-lao-dong-tien-tien", "don-vi-tien-tien", "xa-phuong-tieu-bieu",
    "thon-to-dan-pho-van-hoa", "gia-dinh-van-hoa", "giay-khen",
)  # fmt: skip
EARLIER: Mapping[str, tuple[int, ...]] = {
    "bang-khen-bo-tinh": (20, 7),
    "bang-khen-thu-tuong": (19, 6),
    "hc-lao-dong-ba": (18,),
    "hc-lao-dong-nhi": (12,),
    "hc-lao-dong-nhat": (6,),
    "hc-doc-lap-ba": (5,),
    "hc-doc-lap-nhi": (4,),
    "hc-doc-lap-nhat": (3,),
    "nha-giao-uu-tu": (9,),
    "thay-thuoc-uu-tu": (9,),
    "nghe-si-uu-tu": (9,),
    "nghe-nhan-uu-tu": (9,),
}
"""Certificates and orders of the full dossier: how many years before the one judged."""


@dataclass(frozen=True)
class Row:
    """A case with the award it is about and the defaults of its book."""

    book: str
    award: str
    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.book}, {self.award}: {self.told['name']}"

    @property
    def on(self) -> date:
        return date.fromisoformat(self.told["on"])


def rows() -> list[Row]:
    return [row for path in sorted(FOLDER.glob("*.yaml")) for row in rows_of(path)]


def rows_of(path: Path) -> list[Row]:
    book = yaml.safe_load(path.read_text(encoding="utf-8"))
    defaults = book.pop("_defaults", {})
    return [
        Row(path.stem, award, {**defaults, **told})
        for award, cases in book.items()
        for told in cases
    ]


@cache
def figures() -> Mapping[str, int | bool | str]:
    """Return a value of each figure that every standard is content with."""
    return {**FIGURES, **yaml.safe_load((FOLDER.parent / "full_figures.yaml").read_text("utf-8"))}


def full(kind: law.SubjectKind, year: int) -> law.Dossier:
    """A dossier that meets what can be met, with every source complete over a whole life."""
    dozen = range(year - 11, year + 1)
    awards = [
        law.PastAward(slug, y, f"{y}/QĐ", date(y, 12, 20), period_to=y)
        for slug in TITLES
        for y in dozen
    ]
    awards += [
        law.PastAward(slug, year - ago, f"{ago}/QĐ", date(year - ago, 12, 1), period_to=year - ago)
        for slug, years in EARLIER.items()
        for ago in years
    ]
    works = [
        law.Initiative(f"Mẫu {kind_} {y}", y, "toan-quoc", "8/QĐ", date(y, 11, 2), kind_)
        for y in dozen
        for kind_ in law.WORKS
    ]
    return law.Dossier(
        kind=kind,
        subject="Hồ sơ mẫu (minh họa)",
        year=year,
        awards=tuple(awards),
        ratings=tuple(law.YearRating(y, "hoan-thanh-xuat-sac") for y in range(year - 19, year + 1)),
        initiatives=tuple(works),
        registrations=(law.Registration("lao-dong-tien-tien", date(year, 3, 5), "12/ĐK"),),
        findings=tuple(finding(slug, holds=True) for slug in law.FINDINGS),
        figures={name: law.Figure(value) for name, value in figures().items()},
        complete_from=dict.fromkeys(law.SOURCES, year - 30),
        begins=year - 30,
    )


def dossier_of(row: Row) -> law.Dossier:
    told = row.told
    kind = law.SubjectKind(told.get("kind") or law.award(row.award, row.on).subject_kinds[0].value)
    year = told["year"]
    if told.get("start") == "empty":
        base = law.Dossier(kind=kind, subject="Hồ sơ mẫu (minh họa)", year=year)
    else:
        base = full(kind, year)
    base = changed(base, told)
    opened = told.get("open", [])
    closed = {source: y for source, y in base.complete_from.items() if source not in opened}
    return replace(base, complete_from=closed)


def changed(base: law.Dossier, told: Mapping[str, Any]) -> law.Dossier:
    """Change what a case names; lists of records replace all of their kind."""
    made: dict[str, Any] = {
        "figures": {k: f for k, f in base.figures.items() if k not in told.get("figures", {})}
        | {k: law.Figure(v) for k, v in told.get("figures", {}).items() if v is not None},
        "findings": tuple(f for f in base.findings if f.kind not in told.get("findings", {}))
        + tuple(finding(k, holds=v) for k, v in told.get("findings", {}).items() if v is not None),
    }
    readers = {"awards": award, "initiatives": initiative, "registrations": law.Registration}
    for key, reader in readers.items():
        if key in told:
            made[key] = tuple(reader(item) for item in told[key])
    if "ratings" in told:
        made["ratings"] = tuple(law.YearRating(y, slug) for y, slug in told["ratings"].items())
    return replace(base, counts_from=told.get("counts_from", 0), **made)


def award(told: Mapping[str, Any]) -> law.PastAward:
    day = told.get("decided_on")
    return law.PastAward(
        told["award"],
        told["year"],
        decided_on=date.fromisoformat(day) if day else None,
        basis=told.get("basis", "cong-trang"),
        period_to=told.get("period_to"),
    )


def initiative(told: Mapping[str, Any]) -> law.Initiative:
    return law.Initiative(
        "Mẫu",
        told["year"],
        told["scope"],
        kind=told.get("kind", "sang-kien"),
        used_for=told.get("used_for") or "",
        replicable=told.get("replicable", True),
    )
