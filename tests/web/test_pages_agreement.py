"""An agreement of which a part was published: page and paper say which."""

import pytest
from django.urls import reverse

import cast
from thidua.apps.campaigns.queries import agreement_of, made_up_part
from thidua.apps.journal.base import Provenance
from thidua.year.papers.agreement import agreement_paper
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db

PART = "Nội dung các điều đã công bố; câu chữ từng khoản, ngày và chữ ký là minh họa."


def test_page_and_paper_say_that_only_a_part_was_published() -> None:
    year = cast.year(number=2022)
    agreement = agreement_of(year)
    page = text_of(client_of("canbo-stc").get(reverse("agreement", args=[year.pk])))
    assert f"Minh họa một phần {PART}" in page
    assert "Đã công bố" not in page
    assert agreement_paper(agreement, cast.AT).notice == PART


@pytest.mark.parametrize(
    ("agreement", "year"),
    [(Provenance.PUBLISHED, Provenance.RECORDED), (Provenance.ILLUSTRATIVE, Provenance.ILLUSTRATIVE)],
)  # fmt: skip
def test_what_is_published_or_made_up_as_a_whole_needs_no_such_sentence(
    agreement: Provenance, year: Provenance
) -> None:
    found = agreement_of(cast.year(number=2022))
    found.provenance, found.bloc_year.provenance = agreement, year
    assert made_up_part(found) == ""
