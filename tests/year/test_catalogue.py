"""Every paper of the catalogue, composed from the played year: it keeps the decree, twice the same."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

import cast
from thidua.apps.filing.enums import PaperKind
from thidua.papers import Paper, Verification, to_docx, to_pdf
from thidua.papers.conformance import check
from thidua.papers.drafts import Words, passages
from thidua.year.catalogue import CATALOGUE
from thidua.year.composing import Asked
from thidua.year.listing import papers_listed
from thidua.year.papers.ballot import ELECTION
from thidua.year.papers.merit_report import MISSING, decided

pytestmark = pytest.mark.django_db
RENDERERS = {"pdf": to_pdf, "docx": to_docx}
# A ballot is half a sheet, and no administrative paper.
OFFICIAL = [kind for kind in CATALOGUE if kind is not PaperKind.BALLOT]


def first_of(kind: PaperKind) -> str:
    """Return the first thing that papers of a kind are about in the played year."""
    asked = Asked(cast.played(), cast.AT)
    return next(iter(CATALOGUE[kind].abouts(asked)))


def composed(kind: PaperKind, about: str = "", **written: str) -> Paper:
    asked = Asked(cast.played(), cast.AT, about or first_of(kind))
    assert CATALOGUE[kind].waits(asked) == ""
    words = {room: (Words("", text),) for room, text in written.items()}
    return CATALOGUE[kind].paper(asked, words)


def text_of(paper: Paper) -> str:
    pages = PdfReader(BytesIO(to_pdf(paper))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("kind", OFFICIAL)
@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_paper_of_the_catalogue_keeps_the_decree_and_comes_out_twice_the_same(
    kind: PaperKind, renderer: str
) -> None:
    paper = composed(kind)
    made = RENDERERS[renderer](paper)
    assert [f"{f.rule.code}: {f.found}" for f in check(made).faults] == []
    assert RENDERERS[renderer](replace(paper)) == made


@pytest.mark.parametrize("kind", CATALOGUE)
def test_data_of_a_draft_says_where_it_comes_from_and_rooms_have_keys_of_their_own(
    kind: PaperKind,
) -> None:
    outline = CATALOGUE[kind].outline(Asked(cast.played(), cast.AT, first_of(kind)))
    keys = [piece.key for piece in outline.pieces]
    assert len(keys) == len(set(keys))
    assert all(getattr(piece, "source", "told") for piece in outline.pieces)


def test_a_ballot_fits_half_a_sheet_and_names_no_voter() -> None:
    paper = replace(
        composed(PaperKind.BALLOT, "bang-khen-bo-tinh"),
        verification=Verification("https://thidua.example/x", "Kiểm tra: thidua.example/x"),
    )
    pages = PdfReader(BytesIO(to_pdf(paper))).pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [
        (595, 420)
    ]
    assert paper.number is None
    assert paper.signatures == ()
    for made in (to_pdf(paper), to_docx(paper)):
        assert "không phải văn bản hành chính" in check(made).out_of_scope


def test_the_ballot_of_the_election_lists_every_member_and_says_what_spoils_it() -> None:
    told = text_of(composed(PaperKind.BALLOT, ELECTION))
    members = cast.played().memberships.select_related("unit")
    assert [m.unit.name for m in members if m.unit.name not in told] == []
    assert "bầu quá 01 đơn vị" in told


def test_a_report_of_achievement_takes_its_titles_from_the_register() -> None:
    told = text_of(composed(PaperKind.MERIT_REPORT))
    assert "Tập thể lao động xuất sắc" in told
    assert re.search(r"Quyết định số \S+ ngày \d\d/\d\d/\d{4}", told)
    assert "Mẫu số" not in told


def test_a_title_without_its_decision_says_so() -> None:
    assert decided(" ", None) == MISSING
    assert decided("12/QĐ-UBND", cast.DAY) == "Quyết định số 12/QĐ-UBND ngày 17/12/2021"


def test_a_report_of_achievement_is_for_one_award() -> None:
    asked = Asked(cast.played(), cast.AT)
    abouts = CATALOGUE[PaperKind.MERIT_REPORT].abouts(asked)
    assert len(abouts) == len(set(abouts)) == 7


def test_closing_words_alone_keep_no_head_above_them() -> None:
    outline = CATALOGUE[PaperKind.BLOC_PLAN].outline(Asked(cast.played(), cast.AT))
    heads = {one.key for one in passages(outline.body, {})}
    assert "muc_kinh_phi" not in heads
    with_words = passages(outline.body, {"kinh_phi": (Words("", "Tự túc."),)})
    assert "muc_kinh_phi" in {one.key for one in with_words}


def test_the_regulation_stands_behind_the_decision_that_issues_it() -> None:
    paper = composed(PaperKind.REGULATION, them_bieu_quyet="Phiếu kín do Ban kiểm phiếu lập.")
    (attached,) = paper.annexes
    assert "QUY CHẾ" in attached.title.upper()
    assert "Phiếu kín do Ban kiểm phiếu lập." in text_of(paper)
    assert len(paper.body) == 2


def test_every_kind_of_paper_has_its_place_in_the_catalogue() -> None:
    assert [one.kind for one in papers_listed()] == list(PaperKind)
    assert all(one.issuer and one.when and one.source for one in papers_listed())


@pytest.mark.parametrize("renderer", RENDERERS)
def test_an_invitation_tells_the_office_s_address_at_its_foot(renderer: str) -> None:
    paper = composed(PaperKind.INVITATION, dia_chi="Địa chỉ: số 1 phố Thử (minh họa); ĐT: 0228.000")
    assert paper.contact == "Địa chỉ: số 1 phố Thử (minh họa); ĐT: 0228.000"
    assert check(RENDERERS[renderer](paper)).faults == ()
