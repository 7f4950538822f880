"""`thidua law`: what the law of a day says, to read or as JSON."""

from datetime import date
from typing import Annotated

import typer
from rich.console import Console

from thidua.cli.options import JSON, LAYER, NEEDED_DAY, day

app = typer.Typer(no_args_is_help=True, help="Tra cứu pháp luật về thi đua, khen thưởng theo ngày.")
console = Console()

AwardWords = Annotated[
    str,
    typer.Argument(
        metavar="DANH_HIỆU", help="Mã, tên hoặc tên gọi khác, có dấu hay không", show_default=False
    ),
]
Day = Annotated[date, typer.Argument(parser=day, metavar="NGÀY", show_default=False)]


@app.command(name="list")
def list_(on: NEEDED_DAY, *, layer: LAYER = "", as_json: JSON = False) -> None:
    """Liệt kê danh hiệu, hình thức khen thưởng theo pháp luật của một ngày."""
    from thidua.cli.asking import list_awards  # noqa: PLC0415 -- loads the law

    list_awards(console, on, layer, as_json=as_json)


@app.command()
def show(award: AwardWords, on: NEEDED_DAY, *, layer: LAYER = "", as_json: JSON = False) -> None:
    """Xem tiêu chuẩn, hồ sơ, thủ tục, tiền thưởng của một danh hiệu, kèm điều khoản."""
    from thidua.cli.asking import show_award  # noqa: PLC0415 -- loads the law

    show_award(console, award, on, layer, as_json=as_json)


@app.command()
def diff(
    award: AwardWords, before: Day, after: Day, *, layer: LAYER = "", as_json: JSON = False
) -> None:
    """So sánh một danh hiệu giữa hai ngày, từng tiêu chuẩn một."""
    from thidua.cli.asking import show_changes  # noqa: PLC0415 -- loads the law

    show_changes(console, award, before, after, layer, as_json=as_json)


@app.command()
def unverified(*, as_json: JSON = False) -> None:
    """Liệt kê điều khoản đang dùng mà chưa ai đối chiếu lời văn: dùng ở đâu, kiểm chứng ở đâu."""
    from thidua.cli.asking import show_unverified  # noqa: PLC0415 -- loads the law

    show_unverified(console, as_json=as_json)
