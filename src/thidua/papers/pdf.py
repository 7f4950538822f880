"""Papers and certificates as PDF/A-2b, tagged, set by typst in a metric twin of Times New Roman.

Nothing but the paper goes in: no clock, no fonts of the system, no network. The same paper gives
the same bytes.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import Any

import typst

from thidua.papers.errors import RenderError
from thidua.papers.flow import (
    Flow,
    Line,
    addressee_items,
    annex_head,
    body,
    dashed,
    flow,
)
from thidua.papers.kinds import Kind
from thidua.papers.model import Annex, Certificate, Paper, Verification
from thidua.papers.qr import qr_svg
from thidua.papers.wording import ADDRESSED, COUNTRY, MOTTO, RECIPIENTS, file_title

_MISSING_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')


def to_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF.

    Raises:
        RenderError: the paper cannot be set, for instance for a letter the face does not have.
    """
    return _compile("paper.typ", _paper_data(paper), paper.dated)


def certificate_to_pdf(certificate: Certificate) -> bytes:
    """Return one certificate as a PDF of one page; errors as `to_pdf`."""
    return certificates_to_pdf([certificate])


def certificates_to_pdf(certificates: Sequence[Certificate]) -> bytes:
    """Return certificates as one PDF, a page each, dated by the first.

    Raises:
        RenderError: there is none, or one cannot be set.
    """
    if not certificates:
        raise RenderError("Chưa có bằng nào để in; hãy chọn ít nhất một người hoặc tập thể.")
    first = certificates[0]
    data = {
        "file_title": f"{first.title} - {first.decision}",
        "author": first.awarding_post,
        "items": [_certificate_data(certificate) for certificate in certificates],
    }
    return _compile("certificate.typ", data, first.decided_on)


def _compile(template: str, data: dict[str, Any], dated: date) -> bytes:
    text = json.dumps({**data, "date": [dated.year, dated.month, dated.day]}, ensure_ascii=False)
    with resources.as_file(resources.files("thidua.papers") / "templates") as folder:
        try:
            return typst.compile(
                folder / template,
                root=folder,
                font_paths=_fonts(),
                sys_inputs={"data": text},
                pdf_standards=["a-2b"],
                timestamp=datetime(dated.year, dated.month, dated.day, tzinfo=UTC),
            )
        except typst.TypstError as error:
            raise RenderError(
                f"Không trình bày được văn bản “{data['file_title']}”: {_why(error.message)}."
            ) from error


def _why(message: str) -> str:
    missing = _MISSING_LETTER.search(message)
    if missing is None:
        return message
    return f"bộ chữ không có chữ “{missing[1]}”; hãy sửa hoặc thay chữ này trong nội dung"


@cache
def _fonts() -> typst.Fonts:
    # Located without importing: the package's own __init__ needs a library that is not there.
    spec = find_spec("rinoh_typeface_texgyretermes")
    if spec is None or spec.submodule_search_locations is None:
        raise RenderError("Thiếu bộ chữ TeX Gyre Termes; hãy cài lại các gói phụ thuộc.")
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(spec.submodule_search_locations),
    )


def _paper_data(paper: Paper) -> dict[str, Any]:
    return {
        **_letterhead_data(paper),
        "file_title": file_title(paper),
        "size": paper.size,
        "small": paper.size - 1,
        "addressed": ADDRESSED,
        "recipients_label": RECIPIENTS,
        "addressees": addressee_items(paper) if paper.addressees else (),
        "parts": _flow_data(body(paper)),
        "signatures": [asdict(block) for block in paper.signatures],
        "signature_columns": paper.signature_columns,
        "recipients": dashed(paper.recipients),
        "annexes": [_annex_data(annex) for annex in paper.annexes],
        "notice": paper.notice,
        "verification": _verification_data(paper.verification),
    }


def _letterhead_data(paper: Paper) -> dict[str, Any]:
    letter = paper.kind is Kind.LETTER
    return {
        "superior": paper.heading.superior.upper(),
        "issuer": paper.heading.issuer.upper(),
        "author": paper.heading.name,
        "country": COUNTRY,
        "motto": MOTTO,
        "number_line": paper.number_line,
        "place_line": paper.place_line,
        "title": paper.printed_title,
        "summary": "" if letter else paper.summary,
        "subject": paper.summary if letter else "",
    }


def _annex_data(annex: Annex) -> dict[str, Any]:
    return {
        "landscape": annex.landscape,
        "head": _flow_data(annex_head(annex)),
        "parts": _flow_data(flow(annex.blocks)),
    }


def _flow_data(parts: Sequence[Flow]) -> list[dict[str, Any]]:
    return [
        {"type": "line" if isinstance(part, Line) else "grid", **asdict(part)} for part in parts
    ]


def _certificate_data(certificate: Certificate) -> dict[str, Any]:
    return {
        **asdict(certificate),
        "decided_on": None,
        "country": COUNTRY,
        "motto": MOTTO,
        "decision_line": certificate.decision_line,
        "place_line": certificate.place_line,
        "verification": _verification_data(certificate.verification),
    }


def _verification_data(verification: Verification | None) -> dict[str, str] | None:
    if verification is None:
        return None
    return {"text": verification.text, "svg": qr_svg(verification.url)}


def face_to_pdf(data: dict[str, Any], dated: date) -> bytes:
    """Return what a signature shows, a page of its field's size; for `thidua.papers.signing`."""
    return _compile("signature-face.typ", data, dated)
