"""What a signature shows on the page (Decree 30/2020/NĐ-CP, Annex I): an image, or a line of text."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import StaticStampStyle

from thidua.papers.pdf import face_to_pdf
from thidua.papers.signing.anchors import VIET_NAM, day_of
from thidua.papers.signing.errors import SigningError

PNG = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An image with its real width, or lines of text; neither shows nothing.

    Args:
        image: PNG, transparent: a hand's signature in blue, a seal in red.
        width_mm: the width at which it is printed; an image without is fitted into the box.
        size: of the text, in points.
        colour: of the text.
    """

    image: bytes = b""
    width_mm: float = 0
    lines: tuple[str, ...] = ()
    size: float = 8
    colour: str = "#000000"


def image_of(png: bytes, width_mm: float = 0) -> Appearance:
    """Take an image to show.

    Raises:
        SigningError: it is no PNG, or too large.
    """
    if not png.startswith(PNG) or len(png) > MOST_BYTES:
        raise SigningError(
            "Ảnh chữ ký, ảnh con dấu phải là tệp PNG không quá 1 MB.",
            "Ảnh PNG nền trong suốt (Nghị định số 30/2020/NĐ-CP, Phụ lục I).",
            "Hãy chọn tệp khác.",
        )
    return Appearance(image=png, width_mm=width_mm)


def person_text(name: str, at: datetime) -> Appearance:
    """Say in blue who signed, for a person without an image of their signature."""
    when = at.astimezone(VIET_NAM)
    return Appearance(
        lines=("Đã ký số", name, f"{when:%d/%m/%Y %H:%M:%S}"), size=8, colour="#1f3fa8"
    )


def office_text(name: str, at: datetime) -> Appearance:
    """Say in red which office signed, for one without an image of its seal."""
    when = at.astimezone(VIET_NAM)
    return Appearance(
        lines=("Đã ký số", name, f"{when:%d/%m/%Y %H:%M:%S}"), size=8, colour="#c01818"
    )


def attachment_text(number: str, at: datetime) -> Appearance:
    """The office's signature on an attachment: "15/QĐ-UBND; 05/01/2022; 14:30:25 +07:00", size 10."""
    when = at.astimezone(VIET_NAM)
    line = f"{number}; {when:%d/%m/%Y}; {when:%H:%M:%S} {when:%z}"
    return Appearance(lines=(f"{line[:-2]}:{line[-2:]}",), size=10)


def style_of(appearance: Appearance, box: Sequence[float], at: datetime) -> StaticStampStyle:
    """Set the appearance by the house's face as a page of the box's size."""
    width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
    page = _page(appearance, width, height, at)
    return StaticStampStyle(
        border_width=0,
        background=_Page(page, width, height),
        background_layout=SimpleBoxLayoutRule(
            AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins.uniform(0)
        ),
        background_opacity=1,
    )


def _page(appearance: Appearance, width: float, height: float, at: datetime) -> bytes:
    data = {
        "file_title": "chữ ký",
        "width": width,
        "height": height,
        "image": _as_svg(appearance.image) if appearance.image else "",
        "image_mm": appearance.width_mm,
        "lines": appearance.lines,
        "size": appearance.size,
        "colour": appearance.colour,
    }
    return face_to_pdf(data, day_of(at))


def _as_svg(png: bytes) -> str:
    """Wrap the image, since data for the template is text; the size stands in the image's head."""
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{source}"/></svg>'


class _Page(PdfContent):
    """A page of another PDF as content of this one."""

    def __init__(self, pdf: bytes, width: float, height: float) -> None:
        super().__init__(box=BoxConstraints(width=width, height=height))
        self.pdf = pdf

    def render(self) -> bytes:
        writer: BasePdfFileWriter = self._ensure_writer
        page = writer.import_page_as_xobject(PdfFileReader(BytesIO(self.pdf)))
        self.resources.xobject["/Face"] = page
        return b"/Face Do"
