"""`thidua papers`: checks files against the decree on the layout of official papers."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(no_args_is_help=True, help="Thể thức văn bản theo Nghị định số 30/2020/NĐ-CP.")


@app.callback()
def group() -> None:
    """Keep `check` a command of its own: a lone command would take the group's name."""


@app.command()
def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="TỆP…", help="Tệp .docx, .pdf", show_default=False)
    ],
) -> None:
    """Kiểm tra thể thức của tệp Word, PDF; nêu điều, mục của Nghị định và cách sửa."""
    from thidua.cli.conforming import check_papers  # noqa: PLC0415 -- slow to load, only this command needs it

    raise typer.Exit(check_papers(files, Console()))
