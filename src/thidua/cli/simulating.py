"""`thidua simulate`: what a change of law would change, on data of many subjects."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import xlsxwriter
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from thidua.analysis import AnalysisError, Simulation, Tables, simulate
from thidua.analysis.sample import write_sample

REFUSED = 1
SHOWN = 40
"""The screen shows the awards that change most; the file has all."""

LONGEST = 70

OUTCOMES = {"met": "đủ", "not_met": "không đủ", "unknown": "chưa rõ", "": "–"}
KINDS = {"person": "cá nhân", "unit": "tập thể", "household": "hộ gia đình"}
BY = {
    "": "tất cả",
    "unit_kind": "loại đơn vị",
    "sex": "giới tính",
    "direct_worker": "lao động trực tiếp",
}
FLAGS = {"true": "có", "false": "không"}
HEADS = {
    "award": "mã",
    "award_name": "danh hiệu, hình thức",
    "kind": "đối tượng",
    "before": "trước",
    "after": "sau",
    "subjects": "số đối tượng",
    "by": "phân theo",
    "group": "nhóm",
    "met_before": "đủ trước",
    "met_after": "đủ sau",
    "gain": "được lợi",
    "lose": "bị thiệt",
    "standard": "mã tiêu chuẩn",
    "text": "tiêu chuẩn",
    "citation_before": "căn cứ trước",
    "citation_after": "căn cứ sau",
}


def make_sample(folder: Path, count: int, year: int, console: Console) -> int:
    """Write a made-up data set; returns the exit code."""
    if folder.exists() and any(folder.iterdir()):
        console.print(f"[bold red]{folder}: thư mục đã có tệp; hãy chọn thư mục trống.[/]")
        return REFUSED
    with console.status(f"Sinh {count} đối tượng giả lập…"):
        write_sample(folder, count, year)
    console.print(
        f"{folder}: đã ghi {count} đối tượng GIẢ LẬP của năm {year}, chỉ để thử lệnh.",
        highlight=False,
    )
    return 0


def run_simulation(
    laws: tuple[str, str],
    data: Path,
    year: int,
    console: Console,
    *,
    awards: Sequence[str] = (),
    out: Path | None = None,
) -> int:
    """Compare two laws on a folder of data, show and write the difference; returns the exit code."""
    try:
        _check_out(out)
        tables = Tables.read(data)
        result = _compared(tables, year, laws, awards, console)
    except AnalysisError as fault:
        console.print(f"[bold red]Không so sánh được:[/] {fault}", highlight=False, soft_wrap=True)
        return REFUSED
    if tables.made_up:
        console.print("[bold yellow]Dữ liệu giả lập: kết quả không nói gì về thực tế.[/]")
    show(result, console)
    if out:
        written = ", ".join(str(path) for path in write_out(result, out))
        console.print(f"Đã ghi: {written}", highlight=False, soft_wrap=True)
    return 0


def _check_out(out: Path | None) -> None:
    if out and out.suffix not in (".csv", ".xlsx"):
        raise AnalysisError(f"--out {out}: chỉ ghi được tệp .csv hoặc .xlsx.")


def _compared(
    tables: Tables, year: int, laws: tuple[str, str], awards: Sequence[str], console: Console
) -> Simulation:
    columns = (
        BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("Dựng bảng số liệu", total=None)

        def tell(label: str, done: int, total: int) -> None:
            progress.update(bar, description=label, completed=done, total=total)

        return simulate(tables, year, *laws, awards=awards, tell=tell)


def show(result: Simulation, console: Console) -> None:
    """Print the awards that change, by whom, and by which standard."""
    changed = result.groups.filter(pl.col("gain") + pl.col("lose") > 0)
    whole = changed.filter(pl.col("by") == "").sort(
        pl.col("gain") + pl.col("lose"), descending=True, maintain_order=True
    )
    title = f"Năm {result.year}: {result.before.name} → {result.after.name}"
    awards = ("award_name", "kind", "subjects", "met_before", "met_after", "gain", "lose")
    _print(console, whole.head(SHOWN), awards, title)
    shown = whole.head(SHOWN).select("award", "kind")
    parts = changed.filter(pl.col("by") != "").join(shown, on=["award", "kind"], how="semi")
    _print(
        console, parts, ("award_name", "by", "group", "gain", "lose"), "Ai được lợi, ai bị thiệt"
    )
    standards = result.standards.sort("subjects", descending=True, maintain_order=True)
    columns = ("award_name", "text", "citation_after", "before", "after", "subjects")
    _print(console, standards.head(SHOWN), columns, "Do tiêu chuẩn nào")
    for line in _remarks(result, whole):
        console.print(line, highlight=False, soft_wrap=True)


def _remarks(result: Simulation, whole: pl.DataFrame) -> Iterator[str]:
    awards = result.transitions.select("award", "kind").n_unique()
    yield f"Đã so sánh {awards} danh hiệu, hình thức theo đối tượng; {whole.height} có thay đổi."
    if result.only_before:
        yield f"Chỉ có ở {result.before.name}: {', '.join(result.only_before)}."
    if result.only_after:
        yield f"Chỉ có ở {result.after.name}: {', '.join(result.only_after)}."
    if result.absent:
        yield f"Dữ liệu không có cột nên để chưa rõ: {', '.join(result.absent)}."


def _print(console: Console, frame: pl.DataFrame, columns: Sequence[str], title: str) -> None:
    if frame.is_empty():
        return
    table = Table(title=title)
    for column in columns:
        number = frame.schema[column].is_integer()
        table.add_column(HEADS[column], justify="right" if number else "left")
    for row in in_words(frame).select(columns).iter_rows():
        table.add_row(*(_cut(str(cell)) for cell in row))
    console.print(table)


def _cut(text: str) -> str:
    """Shorten what the file has in full."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def in_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with the words of its codes."""
    words = {"before": OUTCOMES, "after": OUTCOMES, "kind": KINDS, "by": BY, "group": FLAGS}
    return frame.with_columns(
        pl.col(name).cast(pl.String).replace(codes)
        for name, codes in words.items()
        if name in frame.columns
    )


def write_out(result: Simulation, out: Path) -> list[Path]:
    """Write all tables: sheets of a workbook, or CSV files with names of their own beside `out`."""
    sheets = {
        "chuyen-doi": result.transitions,
        "nhom": result.groups,
        "tieu-chuan": result.standards,
    }
    told = {name: in_words(frame).rename(HEADS, strict=False) for name, frame in sheets.items()}
    return _write_workbook(told, out) if out.suffix == ".xlsx" else _write_csv(told, out)


def _write_workbook(sheets: dict[str, pl.DataFrame], out: Path) -> list[Path]:
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, frame in sheets.items():
            frame.write_excel(book, name, autofit=True)
    return [out]


def _write_csv(sheets: dict[str, pl.DataFrame], out: Path) -> list[Path]:
    first = next(iter(sheets))
    paths = {n: out if n == first else out.with_stem(f"{out.stem}-{n}") for n in sheets}
    for name, frame in sheets.items():
        # A spreadsheet takes a cell with such a head for a formula.
        safe = frame.with_columns(
            pl.when(pl.col(pl.String).str.contains(r"^[=+\-@]"))
            .then("'" + pl.col(pl.String))
            .otherwise(pl.col(pl.String))
            .name.keep()
        )
        safe.write_csv(paths[name], include_bom=True)
    return list(paths.values())
