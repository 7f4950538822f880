"""Each component set wrong in one thing is found, and nothing else with it."""

import io
from functools import cache
from typing import Any

import docx
import pytest
from docx.shared import Pt
from spoiling import good, opened, paragraphs_in, saved

from thidua.papers.conformance import LOOKS, check
from thidua.papers.conformance.docx_reader import read_docx
from thidua.papers.conformance.looks import Look
from thidua.papers.conformance.parts import parts_of

SAMPLES = {"authority": "decision", "subject": "letter"}
# What a wrong case cannot help spoiling too: words the decree spells out.
SPOILED = {
    "date-case": {"date-form"},
    "subject-case": {"subject-form"},
    "addressed-case": {"addressed-form"},
    "label-case": {"recipients-label"},
    "capacity-case": {"prefix-form", "name-capitals"},
    "motto-case": {"motto-rule"},
    "issuer-case": {"issuer-rule"},
}
CASES = [
    (look, aspect)
    for look in LOOKS
    for aspect in ("size", "slant", "weight", "case")
    if not (aspect == "weight" and look.bold is None)
    and not (aspect == "case" and look.capitals is None)
    and not (look.code == "urgency" and aspect == "case")  # small letters are no stamp
    and not (look.code == "circulation" and aspect == "case")
]


@cache
def sample_of(look: Look) -> bytes:
    content = good(SAMPLES.get(look.code, "full"))
    if look.code != "office":
        return content
    document = opened("letter")
    run = document.add_paragraph().add_run("Địa chỉ: số 1, phố Minh Họa")
    run.font.size = Pt(11)
    return saved(document)


def wrong(content: bytes, texts: set[str], look: Look, aspect: str) -> bytes:
    document = docx.Document(io.BytesIO(content))
    for paragraph in paragraphs_in(document):
        field = look.code == "page-number" and "PAGE" in paragraph._p.xml
        if " ".join(paragraph.text.split()) in texts or field:
            for run in paragraph.runs:
                spoil(run, look, aspect)
    return saved(document)


def spoil(run: Any, look: Look, aspect: str) -> None:
    if aspect == "size":
        run.font.size = Pt(look.sizes[0] - 0.5)
    elif aspect == "slant":
        run.italic = not look.italic
    elif aspect == "weight":
        run.bold = not look.bold
    else:
        run.text = run.text.capitalize() if look.capitals else run.text.upper()


@cache
def texts_of(content: bytes, look: Look) -> set[str]:
    """The paragraphs a component is made of: a line may be part of one."""
    if look.code == "page-number":
        return set()
    lines = {line.text for line in look.lines(parts_of(read_docx(content)))}
    document = docx.Document(io.BytesIO(content))
    whole = {" ".join(p.text.split()) for p in paragraphs_in(document) if p.text.strip()}
    return {text for text in whole if any(line in text for line in lines) and starts(text, lines)}


def starts(text: str, lines: set[str]) -> bool:
    return any(text.startswith(line) for line in lines)


@pytest.mark.parametrize(("look", "aspect"), CASES, ids=[f"{x.code}-{a}" for x, a in CASES])
def test_a_component_set_wrong_in_one_thing_is_told_and_nothing_else(
    look: Look, aspect: str
) -> None:
    content = sample_of(look)
    report = check(wrong(content, texts_of(content, look), look, aspect))
    code = f"{look.code}-{'style' if aspect in {'slant', 'weight'} else aspect}"
    codes = {finding.rule.code for finding in report.faults}
    assert codes - SPOILED.get(code, set()) == {code}
