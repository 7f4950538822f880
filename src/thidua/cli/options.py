"""Arguments that several commands take."""

import re
from datetime import date
from typing import Annotated

import typer

from thidua.text import parse_date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day(text: str) -> date:
    """Read dd/mm/yyyy or yyyy-mm-dd.

    Raises:
        BadParameter: the text is no such day.
    """
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else parse_date(text)
    except ValueError:
        raise typer.BadParameter(
            f"“{text}” không phải là một ngày; hãy ghi ngày/tháng/năm, ví dụ 05/01/2022, "
            "hoặc năm-tháng-ngày, ví dụ 2022-01-05."
        ) from None


NEEDED_DAY = Annotated[
    date, typer.Option("--on", parser=day, metavar="NGÀY", help="Ngày áp dụng pháp luật")
]
DAY = Annotated[
    date | None, typer.Option("--on", parser=day, metavar="NGÀY", help="Ngày áp dụng pháp luật")
]
LAYER = Annotated[str, typer.Option(help="Quy định địa phương chồng lên, ví dụ nam-dinh")]
JSON = Annotated[bool, typer.Option("--json", help="In dạng JSON để máy đọc")]
