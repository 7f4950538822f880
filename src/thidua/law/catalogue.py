"""What standards may ask about: each kind of fact with its words, its paper and who provides it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thidua.law.case import Lack


class FigureType(StrEnum):
    WHOLE = "whole"
    FLAG = "flag"
    WORD = "word"
    DISCIPLINE = "discipline"


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A figure by name; `yes` and `no` are the sentences of a flag."""

    name: str
    type: FigureType
    label: str
    paper: str
    settled_by: str
    yes: str = ""
    no: str = ""

    @property
    def title(self) -> str:
        return self.label[0].upper() + self.label[1:]

    def lack(self) -> Lack:
        return Lack(f"Chưa có thông tin về {self.label}; cần: {self.paper}.", self.settled_by)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A judgement only people can make."""

    slug: str
    text: str
    paper: str
    settled_by: str

    def lack(self) -> Lack:
        return Lack(f"Chưa có nhận định “{self.text}”; cần: {self.paper}.", self.settled_by)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A source of records by year."""

    source: str
    paper: str
    settled_by: str

    def lack(self, what: str) -> Lack:
        return Lack(f"Chưa có căn cứ về {what}; cần: {self.paper}.", self.settled_by)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    figures: Mapping[str, FigureKind]
    findings: Mapping[str, FindingKind]
    records: Mapping[str, RecordKind]
    award_names: Mapping[str, str]

    def award_name(self, slug: str) -> str:
        return self.award_names.get(slug, slug)
