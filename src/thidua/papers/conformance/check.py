"""Checks a file against Decree 30/2020/NĐ-CP."""

from collections.abc import Iterator
from itertools import chain

from thidua.papers.conformance.body_rules import body_rules
from thidua.papers.conformance.capital_rules import capital_rules
from thidua.papers.conformance.docx_reader import read_docx
from thidua.papers.conformance.end_rules import end_rules
from thidua.papers.conformance.findings import Box, Finding, Report, first_of_each
from thidua.papers.conformance.head_rules import head_rules
from thidua.papers.conformance.looks import LOOKS
from thidua.papers.conformance.opening import is_pdf
from thidua.papers.conformance.order_rules import order_rules
from thidua.papers.conformance.page_rules import page_rules
from thidua.papers.conformance.parts import Parts, parts_of, text_of
from thidua.papers.conformance.pdf_reader import read_pdf
from thidua.papers.conformance.reading import Reading

_CHECKS = (page_rules, head_rules, body_rules, order_rules, end_rules, capital_rules)
_AWARDS = ("BẰNG KHEN", "GIẤY KHEN", "CỜ THI ĐUA", "BẰNG CHỨNG NHẬN")
_BALLOTS = ("PHIẾU BẦU", "PHIẾU XÉT")
_BOXES = list(Box)


def check(content: bytes) -> Report:
    """Read a DOCX or PDF back and report what in it is against the decree.

    Raises:
        UnreadableFile: it is no such file, is broken, protected or too large, or has no text.
    """
    reading = read_pdf(content) if is_pdf(content) else read_docx(content)
    return report_of(reading)


def report_of(reading: Reading) -> Report:
    """Report on a paper that was read back."""
    parts = parts_of(reading)
    pages = 0 if reading.exact else len(reading.sheets)
    if beyond := _out_of_scope(parts):
        return Report((), "", pages, beyond)
    found = chain(_looks(parts), *(rules(parts) for rules in _CHECKS))
    ordered = sorted(found, key=lambda finding: _BOXES.index(finding.rule.box))
    return Report(first_of_each(ordered), _about(parts), pages)


def _looks(parts: Parts) -> Iterator[Finding]:
    for look in LOOKS:
        yield from look.findings(parts)


def _about(parts: Parts) -> str:
    if parts.letter:
        return "Công văn"
    return (parts.kind or text_of(parts.title)).capitalize() or "Không rõ tên loại"


def _out_of_scope(parts: Parts) -> str:
    if parts.party:
        return (
            "Văn bản trình bày theo thể thức của Đảng (“ĐẢNG CỘNG SẢN VIỆT NAM”), "
            "không thuộc phạm vi của Nghị định số 30/2020/NĐ-CP."
        )
    if text_of(parts.title).upper().startswith(_BALLOTS):
        return "Đây là phiếu bầu hoặc phiếu xét, không phải văn bản hành chính."
    sides = sorted((parts.reading.sheet(1).width, parts.reading.sheet(1).height))
    printed = any(line.text.upper().startswith(_AWARDS) for line in parts.reading.lines)
    if printed and abs(sides[1] - 297) > 2:
        return "Đây là bằng, giấy khen hoặc cờ, không phải văn bản hành chính."
    return ""
