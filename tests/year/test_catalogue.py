"""Every paper of the catalogue, composed from the played year: it keeps the decree, twice the same."""

from dataclasses import replace

import pytest

import cast
from thidua.apps.filing.enums import PaperKind
from thidua.papers import to_docx, to_pdf
from thidua.papers.conformance import check
from thidua.year.catalogue import CATALOGUE
from thidua.year.composing import Asked
from thidua.year.drafts import opened

pytestmark = pytest.mark.django_db
RENDERERS = {"pdf": to_pdf, "docx": to_docx}
# A ballot is half a sheet, and no administrative paper.
OFFICIAL = [kind for kind in CATALOGUE if kind is not PaperKind.BALLOT]


def first_of(kind: PaperKind) -> str:
    """Return the first thing that papers of a kind are about in the played year."""
    asked = Asked(cast.played(), cast.AT)
    return next(iter(CATALOGUE[kind].abouts(asked)))


@pytest.mark.parametrize("kind", OFFICIAL)
@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_paper_of_the_catalogue_keeps_the_decree_and_comes_out_twice_the_same(
    kind: PaperKind, renderer: str
) -> None:
    found = opened(cast.played(), kind, cast.AT, first_of(kind))
    assert found.waits == ""
    paper = CATALOGUE[kind].paper(found.asked, {})
    made = RENDERERS[renderer](paper)
    assert [f"{f.rule.code}: {f.found}" for f in check(made).faults] == []
    assert RENDERERS[renderer](replace(paper)) == made
