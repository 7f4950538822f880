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
    "date": {"date-form"},
    "subject": {"subject-form"},
    "addressed": {"addressed-form"},
    "label": {"recipients-label"},
    "capacity": {"prefix-form", "name-capitals", "name-size", "name-style"},
    "motto": {"motto-rule"},
    "issuer": {"issuer-rule"},
}
HEAVY = [look for look in LOOKS if look.bold is not None]
STAMPS = {"urgency", "circulation"}


@cache
def sample_of(look: Look) -> bytes:
    content = good(SAMPLES.get(look.code, "full"))
    if look.code != "office":
        return content
    document = opened("letter")
    run = document.add_paragraph().add_run("Địa chỉ: số 1, phố Minh Họa")
    run.font.size = Pt(11)
    return saved(document)


def wrong(content: bytes, look: Look, aspects: set[str]) -> bytes:
    document = docx.Document(io.BytesIO(content))
    texts = texts_of(content, look)
    for paragraph in paragraphs_in(document):
        field = look.code == "page-number" and "PAGE" in paragraph._p.xml
        if field or " ".join(paragraph.text.split()) in texts:
            for run in paragraph.runs:
                spoil(run, look, aspects)
    return saved(document)


def spoil(run: Any, look: Look, aspects: set[str]) -> None:
    if "size" in aspects:
        run.font.size = Pt(look.sizes[0] - 0.5)
    if "slant" in aspects:
        run.italic = not look.italic
    if "weight" in aspects:
        run.bold = not look.bold
    if "case" in aspects:
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


def codes_of(look: Look, *aspects: str) -> set[str]:
    report = check(wrong(sample_of(look), look, set(aspects)))
    return {finding.rule.code for finding in report.faults}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.code)
def test_a_component_of_another_size_slant_and_case_is_told_and_nothing_else(look: Look) -> None:
    # A stamp in small letters isn't recognised as one.
    cased = look.capitals is not None and look.code not in STAMPS
    found = codes_of(look, "size", "slant", *(("case",) if cased else ()))
    rules = {rule.code for rule in look.rules} - ({f"{look.code}-case"} if not cased else set())
    assert found - SPOILED.get(look.code, set()) == rules


@pytest.mark.parametrize("look", HEAVY, ids=lambda look: look.code)
def test_a_component_of_another_weight_is_told_and_nothing_else(look: Look) -> None:
    assert codes_of(look, "weight") == {f"{look.code}-style"}
