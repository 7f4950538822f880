"""What is known about a subject in a year, each fact with the paper it comes from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class SubjectKind(StrEnum):
    PERSON = "person"
    UNIT = "unit"
    HOUSEHOLD = "household"


class Rating(StrEnum):
    """Yearly rating of a person or a unit, best first."""

    EXCELLENT = "hoan-thanh-xuat-sac"
    GOOD = "hoan-thanh-tot"
    DONE = "hoan-thanh"
    NOT_DONE = "khong-hoan-thanh"


RATINGS: Mapping[str, str] = MappingProxyType(
    {
        "hoan-thanh-xuat-sac": "hoàn thành xuất sắc nhiệm vụ",
        "hoan-thanh-tot": "hoàn thành tốt nhiệm vụ",
        "hoan-thanh": "hoàn thành nhiệm vụ",
        "khong-hoan-thanh": "không hoàn thành nhiệm vụ",
    }
)
"""Rating slugs with their words, best first."""

DISCIPLINE: Mapping[str, str] = MappingProxyType(
    {
        "khong": "không bị kỷ luật",
        "khien-trach": "khiển trách",
        "canh-cao": "cảnh cáo",
        "giang-chuc": "giáng chức",
        "cach-chuc": "cách chức",
        "buoc-thoi-viec": "buộc thôi việc",
    }
)
"""Forms of discipline with their words, lightest first."""

SCOPES: Mapping[str, str] = MappingProxyType(
    {"co-so": "cấp cơ sở", "tinh": "cấp bộ, cấp tỉnh", "toan-quoc": "toàn quốc"}
)
"""Scopes of an initiative with their words, narrowest first."""

BASES: Mapping[str, str] = MappingProxyType(
    {
        "cong-trang": "theo công trạng",
        "chuyen-de": "theo phong trào chuyên đề",
        "dot-xuat": "đột xuất",
        "cong-hien": "quá trình cống hiến",
    }
)
"""What an award was given for, with its words."""

WORKS: Mapping[str, str] = MappingProxyType(
    {
        "sang-kien": "sáng kiến",
        "de-tai": "đề tài, đề án, công trình khoa học",
        "muu-tri": "mưu trí, sáng tạo trong chiến đấu",
    }
)
"""Kinds of what is recorded among the initiatives, with their words."""

SOURCES = ("awards", "ratings", "initiatives", "registrations")
"""The sources of facts that may declare from which year they are complete."""


@dataclass(frozen=True, slots=True)
class PastAward:
    """An award held.

    Args:
        year: the year it was given for.
        decision: number of its decision.
        basis: what it was given for, of `BASES`.
        period_to: last year of the achievement period the decision names; None if it names none.
        held_by: the merged unit whose award the subject carries on; empty for its own.

    Raises:
        ValueError: the basis is not one of `BASES`.
    """

    award: str
    year: int
    decision: str = ""
    decided_on: date | None = None
    basis: str = "cong-trang"
    period_to: int | None = None
    held_by: str = ""

    def __post_init__(self) -> None:
        _listed("căn cứ khen thưởng", self.basis, BASES)

    @property
    def for_merit(self) -> bool:
        """Whether it may carry a higher commendation for merit (Decree 98/2023, Art. 4(3))."""
        return self.basis not in ("chuyen-de", "dot-xuat")


@dataclass(frozen=True, slots=True)
class YearRating:
    """The rating of a year.

    Raises:
        ValueError: the rating is not one of `RATINGS`.
    """

    year: int
    rating: str
    decision: str = ""
    decided_on: date | None = None

    def __post_init__(self) -> None:
        _listed("mức xếp loại", self.rating, RATINGS)


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative, an accepted research work or an ingenuity in combat recognised in a year.

    Args:
        kind: of `WORKS`.
        used_for: the award it has carried already; one initiative supports one award.

    Raises:
        ValueError: the scope is not one of `SCOPES`, or the kind not one of `WORKS`.
    """

    title: str
    year: int
    scope: str
    decision: str = ""
    decided_on: date | None = None
    kind: str = "sang-kien"
    used_for: str = ""
    replicable: bool = True

    def __post_init__(self) -> None:
        _listed("phạm vi sáng kiến", self.scope, SCOPES)
        _listed("loại sáng kiến, đề tài", self.kind, WORKS)


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration of emulation for the year of the dossier."""

    award: str
    registered_on: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A judgement that only people can make, by the body that made it."""

    kind: str
    holds: bool
    found_by: str = ""
    found_on: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and the paper it was read from."""

    value: int | bool | str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything the law may ask about one subject in one year.

    Args:
        subject: the name as a verdict prints it.
        figures: by name; a figure that is absent is unknown, never zero.
        complete_from: per source (`SOURCES`) the first year whose records are all here: a record
            missing in such a year did not happen, one missing before it is unknown.

    Raises:
        ValueError: `complete_from` names something that is no source.
    """

    kind: SubjectKind
    subject: str
    year: int
    awards: tuple[PastAward, ...] = ()
    ratings: tuple[YearRating, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    registrations: tuple[Registration, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    complete_from: Mapping[str, int] = field(default_factory=dict)
    begins: int | None = None
    counts_from: int = 0

    def __post_init__(self) -> None:
        for source in self.complete_from:
            _listed("nguồn dữ liệu", source, SOURCES)

    def complete(self, source: str, year: int) -> bool:
        """Tell whether the records of that source and year are all here."""
        first = self.complete_from.get(source)
        return first is not None and year >= first


def _listed(what: str, slug: str, slugs: Collection[str]) -> None:
    if slug not in slugs:
        raise ValueError(f"Không có {what} “{slug}”; hãy dùng một trong: {', '.join(slugs)}.")
