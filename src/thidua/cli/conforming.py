"""Prints what a check of papers found."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from thidua.papers.conformance import Finding, Report, Severity, UnreadableFile, check

CONFORM, FAULTS, UNREADABLE = 0, 1, 2
_SHADES = {Severity.FAULT: "red", Severity.HINT: "yellow"}
_WORDS = {Severity.FAULT: "Lỗi", Severity.HINT: "Gợi ý"}


def check_papers(files: Sequence[Path], console: Console) -> int:
    """Check each file and print its findings; returns the exit code, the gravest of all."""
    return max(_checked(file, console) for file in files)


def _checked(file: Path, console: Console) -> int:
    try:
        report = check(file.read_bytes())
    except OSError:
        return _refused(file, "Không mở được tệp. Hãy kiểm tra đường dẫn và quyền đọc.", console)
    except UnreadableFile as unread:
        return _refused(file, str(unread), console)
    console.print(f"{file}: {summary(report)}", highlight=False, markup=False, soft_wrap=True)
    if report.findings:
        console.print(_table(report))
    return FAULTS if report.faults else CONFORM


def _refused(file: Path, why: str, console: Console) -> int:
    console.print(f"{file}: {why}", style="bold red", highlight=False, markup=False, soft_wrap=True)
    return UNREADABLE


def summary(report: Report) -> str:
    """Return the result in a line."""
    if report.out_of_scope:
        return report.out_of_scope
    hints = f", {len(report.hints)} gợi ý" if report.hints else ""
    faults = f"{len(report.faults)} lỗi thể thức" if report.faults else "thể thức đạt"
    return f"{report.about}: {faults}{hints}."


def _table(report: Report) -> Table:
    table = Table(show_lines=True)
    for head in ("Ô", "Mức", "Căn cứ", "Quy định", "Đang có", "Ở đâu", "Cách sửa"):
        table.add_column(head)
    for finding in report.findings:
        table.add_row(
            *(Text(cell) for cell in _cells(finding)), style=_SHADES[finding.rule.severity]
        )
    return table


def _cells(finding: Finding) -> tuple[str, ...]:
    rule = finding.rule
    page = f"trang {finding.page}: " if finding.page else ""
    return (
        rule.box.value, _WORDS[rule.severity], rule.place, rule.wanted, finding.found,
        f"{page}{finding.text}", rule.remedy,
    )  # fmt: skip
