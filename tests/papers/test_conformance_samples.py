"""Our own renderers keep the decree, as far as a checker can see."""

from functools import cache

import pytest
from sample_papers import CERTIFICATE, PAPERS

from thidua.papers import certificate_to_pdf, to_docx, to_pdf
from thidua.papers.conformance import Report, check

RENDERERS = {"pdf": to_pdf, "docx": to_docx}


@cache
def checked(name: str, kind: str) -> Report:
    return check(RENDERERS[kind](PAPERS[name]))


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_paper_of_ours_has_no_fault(name: str, kind: str) -> None:
    assert [f"{f.rule.code}: {f.found}" for f in checked(name, kind).faults] == []


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_word_and_pdf_are_taken_for_the_same_paper(name: str) -> None:
    pdf, docx = checked(name, "pdf"), checked(name, "docx")
    assert pdf.about == docx.about
    assert {f.rule.code for f in pdf.hints} == {f.rule.code for f in docx.hints}


def test_a_certificate_is_no_official_paper() -> None:
    report = check(certificate_to_pdf(CERTIFICATE))
    assert "không phải văn bản hành chính" in report.out_of_scope
    assert not report.conforms
