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
from thidua.papers.patterns import CODE, FIELDS, Mode, Pattern
from thidua.papers.qr import qr_svg, qr_svgs
from thidua.papers.signers import SignatureBlock
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
    return _compile("certificate.typ", _batch_data(certificates), certificates[0].decided_on)


def certificate_to_png(certificate: Certificate, ppi: float = 60) -> bytes:
    """Return a picture of a certificate to look at on the screen; errors as `to_pdf`."""
    data = _batch_data([certificate])
    return _compile("certificate.typ", data, certificate.decided_on, format="png", ppi=ppi)


def calibration_to_pdf(pattern: Pattern, title: str, dated: date) -> bytes:
    """Return a sheet to lay over a blank: rulers, a grid of 10 mm, crosses, the places of lines."""
    data = {
        "file_title": f"Tờ thử: {title}",
        "author": title,
        "title": title,
        "pattern": _pattern_data(pattern),
        "labels": FIELDS,
    }
    return _compile("calibration.typ", data, dated)


def _batch_data(certificates: Sequence[Certificate]) -> dict[str, Any]:
    first = certificates[0]
    # By identity: to compare patterns line by line for each certificate takes longer than to set it.
    patterns = list({id(c.pattern): c.pattern for c in certificates}.values())
    place = {id(pattern): number for number, pattern in enumerate(patterns)}
    return {
        "file_title": f"{first.title} - {first.decision}",
        "author": first.awarding_post,
        "patterns": [_pattern_data(pattern) for pattern in patterns],
        "items": [
            {
                "pattern": place[id(certificate.pattern)],
                CODE: code,
                **_certificate_data(certificate),
            }
            for certificate, code in zip(certificates, _codes(certificates), strict=True)
        ],
    }


def _codes(certificates: Sequence[Certificate]) -> list[str]:
    """Return the drawings of the codes, empty for a certificate without one."""
    checks = [c.verification.url for c in certificates if c.verification]
    drawn = iter(qr_svgs(checks))
    return [next(drawn) if c.verification else "" for c in certificates]


def _pattern_data(pattern: Pattern) -> dict[str, Any]:
    spots = [asdict(spot) for spot in pattern.printed]
    return {**asdict(pattern), "spots": spots, "framed": pattern.mode is Mode.FULL}


def _compile(template: str, data: dict[str, Any], dated: date, **form: Any) -> bytes:
    text = json.dumps({**data, "date": [dated.year, dated.month, dated.day]}, ensure_ascii=False)
    with resources.as_file(resources.files("thidua.papers") / "templates") as folder:
        try:
            made: bytes = typst.compile(
                folder / template,
                root=folder,
                font_paths=_fonts(),
                sys_inputs={"data": text},
                timestamp=datetime(dated.year, dated.month, dated.day, tzinfo=UTC),
                **(form or {"pdf_standards": ["a-2b"]}),
            )
        except typst.TypstError as error:
            raise RenderError(
                f"Không trình bày được văn bản “{data['file_title']}”: {_why(error.message)}."
            ) from error
    return made


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
        "signatures": [_signature_data(block) for block in paper.signatures],
        "signature_columns": paper.signature_columns,
        "recipients": dashed(paper.recipients),
        "drafter": paper.drafter,
        "contact": paper.contact,
        "half": paper.half,
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
        "subject": paper.subject,
        "stamps": [asdict(stamp) for stamp in paper.stamps],
        "circulation": asdict(paper.circulation.stamp) if paper.circulation else None,
    }


def _signature_data(block: SignatureBlock) -> dict[str, Any]:
    return {"capacity": block.capacity, "second_post": block.second_post, "name": block.name}


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
    lines = {"country": COUNTRY, "motto": MOTTO, **certificate.lines}
    return {**lines, "tight": certificate.pattern.tight(lines)}


def _verification_data(verification: Verification | None) -> dict[str, str] | None:
    if verification is None:
        return None
    return {"text": verification.text, "svg": qr_svg(verification.url)}


def face_to_pdf(data: dict[str, Any], dated: date) -> bytes:
    """Return what a signature shows, a page of its field's size; for `thidua.papers.signing`."""
    return _compile("signature-face.typ", data, dated)
