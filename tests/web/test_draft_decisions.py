"""The draft of a decision: composed of what the council approved, written on by the authority."""

import io
from datetime import date

import docx
import pytest
from django.urls import reverse

import cast
from apps.council import in_session, reviewed
from thidua.apps.awards.models import Nomination
from thidua.apps.awards.services import DecisionText, nomination_council, nomination_submit
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.queries import draft_of, papers_of
from thidua.apps.journal.base import Provenance
from thidua.apps.meetings.enums import Mode, MotionKind
from thidua.apps.meetings.services import meeting_close, motion_open, motion_table, vote_cast
from thidua.year.drafts import all_opened
from thidua.year.steps import close_motion, decide
from web.evening import begin, conference, seats
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db
AWARD = "bang-khen-bo-tinh"
NAME = f"quyet-dinh_{AWARD}"
TEXT = DecisionText(
    "99/QĐ-UBND-MH", date(2022, 2, 25), "Ủy ban nhân dân tỉnh Nam Định", "Chủ tịch",
    "Ông A (minh họa)",
)  # fmt: skip


def approved() -> Nomination:
    """Have the practice year's conference and council carry one nomination."""
    meeting = conference()
    begin(meeting)
    motion = motion_table(
        meeting=meeting, kind=MotionKind.NOMINATE, question="Bằng khen", mode=Mode.ELECTRONIC,
        award=AWARD, subject=cast.seat(meeting.bloc_year, "stc"), actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    motion_open(motion=motion, actor=cast.secretary(), at=cast.AT)
    for seat in seats(meeting):
        vote_cast(motion=motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)
    carried = close_motion(motion=motion, actor=cast.secretary(), at=cast.AT)
    meeting_close(meeting=meeting, discussion=(), actor=cast.secretary(), at=cast.AT)
    made = Nomination.objects.select_related("bloc_year__authority", "motion__meeting").get(
        motion=carried
    )
    sent = nomination_submit(nomination=made, actor=cast.secretary(), at=cast.AT)
    review = reviewed(in_session(sent.bloc_year), sent.membership, AWARD)
    return nomination_council(nomination=sent, motion=review, actor=cast.board(), at=cast.AT)


def address(name: str = "draft") -> str:
    return reverse(name, args=[cast.before_conference().pk, NAME])


def test_until_the_council_approved_there_is_nothing_to_write() -> None:
    response = client_of("banthidua").get(address())
    assert response.status_code == 409
    assert "Chưa có đề nghị nào được Hội đồng nhất trí." in text_of(response)


def test_a_decision_is_composed_before_it_is_issued_and_filed_as_it_was_written() -> None:
    year = approved().bloc_year
    assert NAME in [one.name for one in all_opened(year, cast.AT)]
    board, secretary = client_of("banthidua"), client_of("thuky")
    assert "Tặng Bằng khen" in text_of(board.get(address()))
    assert "<textarea" not in secretary.get(address()).content.decode()
    posted = {"ban": "0", "n-can_cu": "Căn cứ Quyết định về Quỹ thi đua (minh họa)"}
    assert secretary.post(address(), posted).status_code == 403
    board.post(address(), posted)
    for kind in ("draft-pdf", "draft-word"):
        assert board.get(address(kind)).status_code == 200
    decide(
        bloc_year=year, award=AWARD, text=TEXT, provenance=Provenance.ILLUSTRATIVE,
        actor=cast.board(), at=cast.AT,
    )  # fmt: skip
    filed = papers_of(year).get(kind=PaperKind.DECISION)
    assert filed.docx is not None
    lines = [p.text for p in docx.Document(io.BytesIO(bytes(filed.docx.content))).paragraphs]
    bases = [line for line in lines if line.endswith((";", "đề nghị của Sở Nội vụ tỉnh Nam Định."))]
    assert "Căn cứ Quyết định về Quỹ thi đua (minh họa);" in bases
    assert lines.index("Căn cứ Quyết định về Quỹ thi đua (minh họa);") == (
        lines.index("QUYẾT ĐỊNH:") - 2
    )
    draft = draft_of(year, PaperKind.DECISION, AWARD)
    assert draft is not None
    assert (draft.issued, draft.unit) == (filed, None)


def test_an_issued_decision_is_shown_as_it_was_issued() -> None:
    response = client_of("banthidua").get(
        reverse("draft", args=[cast.played().pk, "quyet-dinh_bang-khen-bo-tinh"])
    )
    assert response.status_code == 200
    assert "Đã ban hành" in text_of(response)


@pytest.mark.parametrize("name", ["quyet-dinh", "bao-cao_x", "khong-co"])
def test_a_paper_that_is_none_of_the_year_does_not_exist(name: str) -> None:
    address_ = reverse("draft", args=[cast.before_conference().pk, name])
    assert client_of("thuky").get(address_).status_code == 404
