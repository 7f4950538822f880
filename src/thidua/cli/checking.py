"""`thidua check`: a workbook of dossiers to verdicts, and the workbook to fill in."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from thidua.cli.start import django_on
from thidua.law import LawError

if TYPE_CHECKING:
    from thidua.year.dossiers.verdict_book import Answer

READ_ALL, FAULTS, UNREADABLE = 0, 1, 2
BOOK, PAPER = "ket-qua.xlsx", "bao-cao.pdf"
SHOWN = 20
_SHADES = {"met": "green", "unknown": "yellow", "not_met": "red"}


def write_template(path: Path, on: date | None, layer: str, console: Console) -> int:
    """Write the workbook to fill in, for the law of a day or of the latest regime that was read."""
    with prepared():
        from thidua.year.dossiers.template import latest_day, template  # noqa: PLC0415 -- after django.setup()

        try:
            content = template(on or latest_day(), layer)
        except LawError as fault:
            return refused(console, str(fault))
    if path.exists():
        return refused(console, f"{path}: tệp đã có. Hãy chọn tên khác hoặc xóa tệp cũ.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    console.print(f"Đã ghi mẫu: {path}", highlight=False, soft_wrap=True)
    return READ_ALL


def check_dossiers(
    source: Path, on: date, layer: str, out: Path, console: Console, *, all_proofs: bool = False
) -> int:
    """Judge the dossiers of a workbook, write workbook and report; returns the exit code."""
    with prepared():
        from thidua.year.workbook import WorkbookRefused  # noqa: PLC0415 -- after django.setup()

        try:
            answer = answered(source, on, layer, console)
            write_out(answer, out, console, all_proofs=all_proofs)
        except WorkbookRefused as fault:
            lines = "\n".join(f"  • {finding.line}" for finding in fault.findings)
            return refused(console, f"{source}: không đọc được, chưa xét hồ sơ nào.\n{lines}")
        except LawError as fault:
            return refused(console, str(fault))
    show(answer, console)
    console.print(f"Đã ghi: {out / BOOK}, {out / PAPER}", highlight=False, soft_wrap=True)
    return FAULTS if answer.filled.faults else READ_ALL


@contextmanager
def prepared() -> Iterator[None]:
    """Start Django with a database that is never opened: the readers share its vocabulary."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as scratch:
        django_on(Path(scratch) / "unused.sqlite3")
        yield


def refused(console: Console, why: str) -> int:
    console.print(why, style="bold red", highlight=False, markup=False, soft_wrap=True)
    return UNREADABLE


def answered(source: Path, on: date, layer: str, console: Console) -> "Answer":
    """Read and judge, with a bar."""
    from thidua.year.dossiers.judging import judged  # noqa: PLC0415 -- after django.setup()
    from thidua.year.dossiers.reading import read_dossiers  # noqa: PLC0415 -- as above
    from thidua.year.dossiers.shares import shares  # noqa: PLC0415 -- as above
    from thidua.year.dossiers.verdict_book import Answer  # noqa: PLC0415 -- as above

    with progress(console) as step:
        step("Đọc bảng tính", 1)
        filled = read_dossiers(source, on, layer)
        tell = step("Đối chiếu hồ sơ", len(filled.subjects))
        results = judged(filled.subjects, on, layer, tell)
    return Answer(filled, results, shares(results, filled.bases, on, layer), on, layer)


def write_out(answer: "Answer", out: Path, console: Console, *, all_proofs: bool) -> None:
    """Write the workbook and the report, over those of an earlier run."""
    from thidua.papers import to_pdf  # noqa: PLC0415 -- slow to load, only this command needs it
    from thidua.year.dossiers.report import PROOFS, report  # noqa: PLC0415 -- after django.setup()
    from thidua.year.dossiers.verdict_book import verdict_book  # noqa: PLC0415 -- as above

    out.mkdir(parents=True, exist_ok=True)
    with progress(console) as step:
        step("Ghi bảng kết quả", 1)
        (out / BOOK).write_bytes(verdict_book(answer))
        step("Trình bày báo cáo", 1)
        (out / PAPER).write_bytes(to_pdf(report(answer, None if all_proofs else PROOFS)))


@contextmanager
def progress(console: Console) -> Iterator[Callable[[str, int], Callable[[], None]]]:
    """Show a bar; a step is named with its length and returns what moves it on by one."""
    columns = (
        BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("", total=1)

        def step(name: str, length: int) -> Callable[[], None]:
            bars.reset(bar, description=name, total=length)
            return lambda: bars.advance(bar)

        yield step


def show(answer: "Answer", console: Console) -> None:
    """Print how many stand how, the shares exceeded, and the first faults."""
    from thidua.year.dossiers.judging import OUTCOMES  # noqa: PLC0415 -- after django.setup()

    table = Table(title="Kết quả đối chiếu")
    for head in ("Mã hồ sơ", "Họ tên, tên tập thể", "Danh hiệu", "Kết luận", ""):
        table.add_column(head)
    for result in answer.results[:SHOWN]:
        told = f"[{_SHADES[result.outcome]}]{OUTCOMES[result.outcome]}[/]"
        mark = "chưa trọn vẹn" if result.spoiled else ""
        filed = result.filed
        table.add_row(filed.code, filed.dossier.subject, result.verdict.award_name, told, mark)
    console.print(table)
    if len(answer.results) > SHOWN:
        console.print(f"… và {len(answer.results) - SHOWN} lượt đề nghị nữa, xem {BOOK}.")
    for share in answer.shares:
        if share.excess:
            line = f"Tỷ lệ: {share.award.name_vi}, {share.unit}: {share.remark}"
            console.print(line, style="yellow", highlight=False, markup=False, soft_wrap=True)
    tell_faults(answer, console)


def tell_warnings(answer: "Answer", console: Console) -> None:
    found = answer.filled.warnings
    if found:
        console.print(f"{len(found)} chỗ cần xem lại; các dòng đó vẫn được tính:", style="yellow")
    for one in found[:SHOWN]:
        console.print(f"  • {one.line}", highlight=False, markup=False, soft_wrap=True)
    if len(found) > SHOWN:
        console.print(f"  … và {len(found) - SHOWN} chỗ nữa, xem trang “Cần xem lại” của {BOOK}.")


def tell_faults(answer: "Answer", console: Console) -> None:
    faults, left = answer.filled.faults, answer.filled.left_out
    if faults:
        console.print(
            f"{len(faults)} lỗi trong bảng tính; dòng có lỗi không được tính:", style="bold red"
        )
    for fault in faults[:SHOWN]:
        console.print(f"  • {fault.line}", highlight=False, markup=False, soft_wrap=True)
    if len(faults) > SHOWN:
        console.print(f"  … và {len(faults) - SHOWN} lỗi nữa, xem trang “Lỗi” của {BOOK}.")
    tell_warnings(answer, console)
    if left:
        console.print(f"{len(left)} hồ sơ chưa xét được vì dòng hồ sơ có lỗi.", style="bold red")
