"""What a check finds: the rule and where it stands, what it wants, what the paper has."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from thidua.papers.conformance.reading import Line

DECREE = "Nghị định số 30/2020/NĐ-CP"
_LONGEST = 90


class Severity(StrEnum):
    """A fault is against the decree; a hint is something only a person can decide."""

    FAULT = "fault"
    HINT = "hint"


class Box(StrEnum):
    """The boxes of Annex I, Part I, Section IV, and what lies outside them; `label` names them."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        box = str.__new__(cls, value)
        box._value_ = value
        box.label = label
        return box

    PAGE = "0", "Trang giấy"
    NATION = "1", "Quốc hiệu và Tiêu ngữ"
    ISSUER = "2", "Tên cơ quan, tổ chức ban hành"
    NUMBER = "3", "Số, ký hiệu"
    DATE = "4", "Địa danh và thời gian ban hành"
    TITLE = "5a", "Tên loại và trích yếu"
    SUBJECT = "5b", "Trích yếu công văn"
    BODY = "6", "Nội dung"
    SIGNER = "7", "Chức vụ, họ tên người ký"
    ADDRESSEE = "9a", "Kính gửi"
    RECIPIENTS = "9b", "Nơi nhận"
    STAMPS = "10", "Dấu chỉ độ mật, mức độ khẩn"
    CIRCULATION = "11", "Chỉ dẫn về phạm vi lưu hành"
    DRAFTER = "12", "Ký hiệu người soạn thảo"
    OFFICE = "13", "Địa chỉ cơ quan"
    ANNEX = "PL", "Phụ lục"
    CAPITALS = "VH", "Viết hoa"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the decree.

    Args:
        code: its name in this program.
        box: the component it is about.
        place: where in the decree, such as "Phụ lục I, Phần I, mục I.3".
        wanted: what the decree asks for.
        remedy: what to do about it.
    """

    code: str
    box: Box
    place: str
    wanted: str
    remedy: str
    severity: Severity = Severity.FAULT

    def found(self, what: str, at: Line | None = None) -> "Finding":
        """Return a finding against this rule."""
        text = at.text if at else ""
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
        return Finding(self, what, at.page if at else 0, shown)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found against a rule; `page` is 0 for the whole paper, `text` the line it is at."""

    rule: Rule
    found: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one file.

    Args:
        about: what kind of paper it was taken for.
        out_of_scope: why the decree doesn't govern it; empty where it does.
        pages: how many pages a PDF has; 0 for a Word file, which has none before it is printed.
    """

    findings: tuple[Finding, ...]
    about: str
    pages: int = 0
    out_of_scope: str = ""

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.rule.severity is Severity.FAULT)

    @property
    def hints(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.rule.severity is Severity.HINT)

    @property
    def conforms(self) -> bool:
        """Whether the decree governs it and no fault was found."""
        return not self.faults and not self.out_of_scope

    @property
    def by_box(self) -> list[tuple[Box, list[Finding]]]:
        """The findings of each component that has any, in the order of the decree."""
        return [
            (box, found)
            for box in Box
            if (found := [finding for finding in self.findings if finding.rule.box is box])
        ]


def first_of_each(findings: Sequence[Finding], most: int = 3) -> tuple[Finding, ...]:
    """Keep the first few findings against each rule; the last kept one tells how many follow."""
    counts = Counter(finding.rule.code for finding in findings)
    seen: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        code = finding.rule.code
        seen[code] += 1
        if seen[code] < most or counts[code] == most == seen[code]:
            kept.append(finding)
        elif seen[code] == most:
            more = counts[code] - most
            told = f"{finding.found} (và {more} chỗ nữa)"
            kept.append(Finding(finding.rule, told, finding.page, finding.text))
    return tuple(kept)
