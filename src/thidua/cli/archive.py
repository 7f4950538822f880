"""`thidua archive`: packs a bloc's year, and checks a pack."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(no_args_is_help=True, help="Gói lưu trữ văn bản của một năm thi đua.")
console = Console()


@app.command()
def make(
    bloc: Annotated[str, typer.Argument(metavar="MÃ_KHỐI", show_default=False)],
    year: Annotated[int, typer.Argument(metavar="NĂM", show_default=False)],
    *,
    by: Annotated[str, typer.Option(help="Tên đăng nhập của người xuất", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="Tệp ZIP để ghi; không ghi đè tệp đã có")] = None,
    authority: Annotated[
        str, typer.Option(help="Mã cơ quan quản lý, nếu nhiều cơ quan có khối cùng mã")
    ] = "",
) -> None:
    """Đóng gói văn bản, minh chứng, sổ và nhật ký của một năm vào một tệp ZIP."""
    from thidua.cli.archiving import make_archive  # noqa: PLC0415 -- starts Django

    target = out or Path(f"luu-tru-{bloc}-{year}.zip")
    raise typer.Exit(make_archive((authority, bloc, year), by, target, console))


@app.command()
def check(
    packs: Annotated[
        list[Path],
        typer.Argument(metavar="GÓI…", help="Tệp ZIP hoặc thư mục đã giải nén", show_default=False),
    ],
) -> None:
    """Kiểm tra gói: nêu tên tệp bị sửa, thiếu, thừa và chỗ nhật ký đứt chuỗi."""
    from thidua.cli.archiving import check_archives  # noqa: PLC0415 -- only this command needs it

    raise typer.Exit(check_archives(packs, console))
