"""Signature fields, made before the first signature: a field made later would count as a change."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from thidua.papers.signing.errors import PdfError

PERSON, OFFICE, UNIT = "nguoi-ky-{}", "co-quan", "don-vi-{}"
OFFICE_NAMES = re.compile(rf"{OFFICE}\Z")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature stands.

    Args:
        field: name of the field.
        label: whose it is, read out by screen readers.
        page: from 0.
        box: left, bottom, right, top, in points from the lower left corner of the page.
    """

    field: str
    label: str
    page: int
    box: Box


class Update(IncrementalPdfFileWriter):
    """An update that leaves the file's own dates and title as they are: no clock is read."""

    def _update_meta(self) -> None:
        pass


@contextmanager
def reading() -> Iterator[None]:
    """Turn whatever goes wrong in a damaged file into the one error that says so.

    Raises:
        PdfError: something did.
    """
    try:
        yield
    except PdfError:
        raise
    except Exception as error:
        raise PdfError(
            "Tệp PDF hỏng hoặc bị cắt, không đọc được đến cuối.",
            remedy="Hãy lấy lại tệp từ nơi gửi.",
        ) from error


def read_pdf(content: bytes) -> PdfFileReader:
    """Open a PDF for reading.

    Raises:
        PdfError: it is none, is damaged or cut off, or is locked by a password.
    """
    with reading():
        return _required(PdfFileReader(BytesIO(content), strict=False))


def update_of(content: bytes) -> Update:
    """Open a PDF to add to its end; errors as `read_pdf`."""
    with reading():
        update = Update(BytesIO(content), strict=False)
        _required(update.prev)
    return update


def _required(reader: PdfFileReader) -> PdfFileReader:
    if reader.encrypted:
        raise PdfError("Tệp PDF có mật khẩu nên không đọc được.", remedy="Hãy bỏ mật khẩu.")
    reader.root["/Pages"]["/Count"]  # is there a way to the pages
    return reader


def written(update: Update) -> bytes:
    out = BytesIO()
    update.write(out)  # type: ignore[no-untyped-call]  # the library has no types here
    return out.getvalue()


def prepare(pdf: bytes, places: Sequence[Place]) -> bytes:
    """Add an empty field for each place; the same paper gives the same bytes but for a file id."""
    update = update_of(pdf)
    for place in places:
        box = tuple(round(edge) for edge in place.box)
        append_signature_field(
            update,
            SigFieldSpec(
                place.field,
                on_page=place.page,
                box=box,  # type: ignore[arg-type] # four numbers
                readable_field_name=place.label,
            ),
        )
    return written(update)


def field_names(pdf: bytes) -> tuple[str, ...]:
    return tuple(name for name, _, _ in enumerate_sig_fields(read_pdf(pdf)))


def blank_fields(reader: PdfFileReader) -> Iterable[str]:
    return (name for name, value, _ in enumerate_sig_fields(reader) if value is None)
