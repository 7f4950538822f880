"""`thidua play`: a whole year from a workbook to papers, without a browser."""

import gc
import json
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from thidua.cli.start import django_on

if TYPE_CHECKING:
    from thidua.year.plan import YearPlan
    from thidua.year.play import Cast

WORKBOOK = "year.xlsx"
PAPERS, SUMMARY = "papers", "summary.json"
REFUSED = 1
_LAW = re.compile(r"Luật Thi đua, khen thưởng.*")
_DECREE = re.compile(r"(Nghị định|Thông tư) số (\d+/\d{4})\S*")
_SHORT = {"Nghị định": "NĐ", "Thông tư": "TT"}
_UNVERIFIED = " (chưa kiểm chứng)"


def workbook_in(folder: Path) -> Path:
    return folder / WORKBOOK if folder.is_dir() else folder


def check_workbook(folder: Path, console: Console) -> int:
    """Read a workbook and print what is wrong; returns the exit code."""
    django_on()
    return REFUSED if read_plan(folder, console) is None else 0


def read_plan(folder: Path, console: Console) -> "YearPlan | None":
    from thidua.year.people_shares import (  # noqa: PLC0415 -- after django.setup()
        exceeded_shares,
    )
    from thidua.year.workbook import (  # noqa: PLC0415 -- after django.setup()
        WorkbookRefused,
        converted_in,
        read,
    )

    try:
        plan = read(workbook_in(folder))
    except WorkbookRefused as refused:
        console.print(f"[bold red]{workbook_in(folder)}: chưa nạp gì, cần sửa:[/]", soft_wrap=True)
        for finding in refused.findings:
            console.print(f"  • {finding.line}", highlight=False, soft_wrap=True)
        return None
    console.print(f"{workbook_in(folder)}: đọc được, không có lỗi.", highlight=False)
    for warning in (*converted_in(workbook_in(folder)), *exceeded_shares(plan)):
        console.print(f"  • Lưu ý: {warning.line}", highlight=False, soft_wrap=True)
    return plan


def play_to_folder(folder: Path, out: Path, console: Console) -> int:
    """Play the year in a database of its own and write papers and summary; returns the exit code."""
    if holds_something_else(out):
        console.print(
            f"[bold red]{out / PAPERS}: thư mục đã có và không do lệnh này ghi ra.[/]"
            " Hãy chọn thư mục khác bằng --out.",
            soft_wrap=True,
        )
        return REFUSED
    began = time.monotonic()
    # One year and then the end: looking for cycles among its objects was a fifth of the time.
    gc.disable()
    with tempfile.TemporaryDirectory(prefix="thidua-") as scratch:
        django_on(Path(scratch) / "year.sqlite3")
        plan = read_plan(folder, console)
        if plan is None:
            return REFUSED
        cast = perform(plan, console)
        if cast is None:
            return REFUSED
        summary = write_out(cast, out)
    summary["seconds"] = round(time.monotonic() - began, 2)
    write_summary(summary, out)
    show(summary, console)
    return 0


def holds_something_else(out: Path) -> bool:
    """Tell whether the folder to be emptied was written by anything but an earlier run."""
    return (out / PAPERS).exists() and not (out / SUMMARY).exists()


def perform(plan: "YearPlan", console: Console) -> "Cast | None":
    """Play with a progress bar; a refused deed is told and ends the play."""
    from django.core.management import call_command  # noqa: PLC0415 -- after django.setup()

    from thidua.apps.journal.base import Refused  # noqa: PLC0415 -- after django.setup()
    from thidua.year.play import play  # noqa: PLC0415 -- after django.setup()

    columns = (
        BarColumn(), TextColumn("{task.fields[steps]}"), TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )  # fmt: skip
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("Chuẩn bị cơ sở dữ liệu", total=None, steps="")
        call_command("migrate", verbosity=0)

        def tell(label: str, done: int, total: int) -> None:
            steps = f"{done}/{total}"
            progress.update(bar, description=label, completed=done, total=total, steps=steps)

        try:
            return play(plan, tell=tell)
        except Refused as refused:
            console.print(f"[bold red]Dừng lại:[/] {refused}", highlight=False)
            return None


def write_out(cast: "Cast", out: Path) -> dict[str, Any]:
    """Write every paper into an emptied `out` and return the summary."""
    from thidua.year.summary import papers_of_both_years, summary_of  # noqa: PLC0415 -- as above

    papers_folder = out / PAPERS
    if papers_folder.exists():
        shutil.rmtree(papers_folder)
    papers_folder.mkdir(parents=True)
    written = []
    for name, content in papers_of_both_years(cast.bloc_year):
        (papers_folder / name).write_bytes(content)
        written.append(f"{PAPERS}/{name}")
    return {**summary_of(cast.bloc_year), "papers": written}


def write_summary(summary: dict[str, Any], out: Path) -> None:
    from thidua.year.summary import summary_in_words  # noqa: PLC0415 -- as above

    text = json.dumps(summary, ensure_ascii=False, indent=2)
    (out / SUMMARY).write_text(text + "\n", encoding="utf-8")
    (out / "summary.md").write_text(summary_in_words(summary), encoding="utf-8")


def short_ground(ground: str) -> list[str]:
    """Return the articles of a ground as a narrow table has room for: "Đ.25 Luật TĐKT".

    What nobody has verified keeps a star. A provision without an article is left to the summary,
    unless there is nothing else.
    """
    provisions = [short_provision(text) for text in ground.split("; ")]
    return list(dict.fromkeys(p for p in provisions if p.startswith("Đ."))) or provisions


def short_provision(text: str) -> str:
    bare = text.replace(_UNVERIFIED, "")
    star = "" if bare == text else "*"
    bare = _DECREE.sub(lambda m: f"{_SHORT[m[1]]} {m[2]}", _LAW.sub("Luật TĐKT", bare))
    article = re.search(r"Điều (\w+) (.+)", bare)
    return f"Đ.{article[1]} {article[2]}{star}" if article else f"{bare}{star}"


def show(summary: dict[str, Any], console: Console) -> None:
    """Print who was put forward for what, on which article, with which votes."""
    table = Table(title="Đề nghị khen thưởng", show_lines=True, caption=caption_of(summary))
    for head in ("Hình thức", "Đơn vị", "Kết luận, căn cứ"):
        table.add_column(head)
    table.add_column("Thuận/\nchống/\ntổng", no_wrap=True)
    for n in summary["nominations"]:
        table.add_row(
            n["award_name"], n["subject"],
            "\n".join((n["verdict_in_words"], *short_ground(n["ground"]))),
            f"{n['votes_for']}/{n['votes_against']}/{n['votes_base']}",
        )  # fmt: skip
    console.print(table)
    console.print(f"Khối trưởng năm sau: [bold]{summary['next_lead']}[/]", highlight=False)
    console.print(
        f"Giao ước năm sau: {len(summary['agreement_articles'])} điều; "
        f"{len(summary['papers'])} tệp văn bản; {summary['seconds']} giây.",
        highlight=False,
    )


def caption_of(summary: dict[str, Any]) -> str:
    starred = any(_UNVERIFIED in n["ground"] for n in summary["nominations"])
    return f"{'* chưa kiểm chứng. ' if starred else ''}Căn cứ đầy đủ: summary.md"
