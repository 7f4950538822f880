"""From a carried motion to the register: no step without the one before, none twice, none rewritten."""

from dataclasses import replace
from datetime import date

import pytest
from council import in_session, reviewed
from django.db import DatabaseError, connection, transaction
from django.test import Client

import cast
from thidua.apps.awards.models import Decision, Nomination, RegisterEntry
from thidua.apps.awards.queries import dossier_of
from thidua.apps.awards.services import (
    DecisionText,
    SlotPlan,
    check_issuer,
    decision_issue,
    nomination_council,
    nomination_make,
    nomination_submit,
    slots_set,
)
from thidua.apps.filing.models import NumberBook, Paper
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.meetings.enums import Mode, MotionKind
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.meetings.services import meeting_close, motion_open, motion_table, vote_cast
from thidua.year.steps import close_motion, submit_nominations
from web.evening import begin, conference, opened, report_on_the_table, seats

pytestmark = pytest.mark.django_db
AWARD = "bang-khen-bo-tinh"
TEXT = DecisionText("99/QĐ-UBND-MH", date(2022, 2, 25), "UBND tỉnh", "Chủ tịch", "Ông A (minh họa)")


def carried(meeting: Meeting, unit: str) -> Motion:
    motion = motion_table(
        meeting=meeting, kind=MotionKind.NOMINATE, question=f"Bằng khen cho {unit}",
        mode=Mode.ELECTRONIC, award=AWARD, subject=cast.seat(meeting.bloc_year, unit),
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    motion_open(motion=motion, actor=cast.secretary(), at=cast.AT)
    for seat in seats(meeting):
        vote_cast(motion=motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)
    return motion


def proposed(unit: str = "stc", *, closed: bool = True) -> Nomination:
    """A nomination of the practice year, with its conference closed or still on."""
    meeting = conference()
    if meeting.state == "called":
        begin(meeting)
    motion = close_motion(motion=carried(meeting, unit), actor=cast.secretary(), at=cast.AT)
    if closed:
        meeting_close(meeting=meeting, discussion=(), actor=cast.secretary(), at=cast.AT)
    return Nomination.objects.select_related("bloc_year__authority", "motion__meeting").get(
        motion=motion
    )


def approved() -> Nomination:
    nomination = nomination_submit(nomination=proposed(), actor=cast.secretary(), at=cast.AT)
    motion = reviewed(in_session(nomination.bloc_year), nomination.membership, AWARD)
    return nomination_council(nomination=nomination, motion=motion, actor=cast.board(), at=cast.AT)


def issue(nominations: list[Nomination], **changed: object) -> Decision:
    deed = {
        "bloc_year": cast.before_conference(), "award": AWARD, "nominations": nominations,
        "text": TEXT, "provenance": Provenance.ILLUSTRATIVE, "actor": cast.board(), "at": cast.AT,
    }  # fmt: skip
    return decision_issue(**{**deed, **changed})


def test_no_more_are_nominated_than_the_number_allows() -> None:
    year = cast.before_conference()
    slots_set(bloc_year=year, slots=[SlotPlan(AWARD, 1, "")], actor=cast.board(), at=cast.AT)
    first = proposed(closed=False)
    with pytest.raises(Refused, match="số lượng được đề nghị là 1"):
        proposed("stp", closed=False)
    beyond = carried(conference(), "skhcn")
    with pytest.raises(DatabaseError, match="than its number allows"), transaction.atomic():
        Nomination.objects.bulk_create([copy_for(first, beyond)])


def copy_for(nomination: Nomination, motion: Motion) -> Nomination:
    """Make a nomination by a motion, past the deed; the vote is counted past it, too."""
    motion.options.filter(code="yes").update(votes=9)
    figures = {"members": 9, "present": 9, "issued": 9, "returned": 9, "yes": 9}
    Motion.objects.filter(pk=motion.pk).update(
        state="closed", carried=True, invalid=0, no=0, abstain=0, **figures
    )
    copied = Nomination.objects.get(pk=nomination.pk)
    copied.pk, copied.motion, copied.membership = Nomination().pk, motion, motion.subject
    return copied


def test_the_same_award_is_not_proposed_twice_for_one_member() -> None:
    nomination = proposed(closed=False)
    with pytest.raises(Refused, match="đã được đề nghị hình thức này"):
        nomination_make(
            motion=nomination.motion, proposed_by=nomination.proposed_by, merit="",
            actor=cast.secretary(), at=cast.AT,
        )  # fmt: skip


def test_nothing_is_handed_in_before_the_conference_is_closed() -> None:
    nomination = proposed(closed=False)
    with pytest.raises(Refused, match="kèm biên bản hội nghị"):
        nomination_submit(nomination=nomination, actor=cast.secretary(), at=cast.AT)


def test_of_two_who_hand_in_the_second_is_refused() -> None:
    nomination = proposed()
    stale = Nomination.objects.select_related("bloc_year", "motion__meeting").get(pk=nomination.pk)
    nomination_submit(nomination=nomination, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(Refused, match="Đã trình Hội đồng"):
        nomination_submit(nomination=stale, actor=cast.secretary(), at=cast.AT)


def test_the_bloc_s_own_vote_is_no_vote_of_the_council() -> None:
    nomination = nomination_submit(nomination=proposed(), actor=cast.secretary(), at=cast.AT)
    with pytest.raises(Refused, match="Hội đồng chưa có kết quả"):
        nomination_council(
            nomination=nomination, motion=nomination.motion, actor=cast.board(), at=cast.AT
        )
    for motion in (None, nomination.motion):
        with pytest.raises(DatabaseError, match="only a vote of the council"), transaction.atomic():
            Nomination.objects.filter(pk=nomination.pk).update(
                state="approved", council_motion=motion
            )


def test_the_council_s_no_is_not_recorded_as_its_yes() -> None:
    nomination = nomination_submit(nomination=proposed(), actor=cast.secretary(), at=cast.AT)
    against = reviewed(in_session(nomination.bloc_year), nomination.membership, AWARD, "no")
    with pytest.raises(DatabaseError, match="only a vote of the council"), transaction.atomic():
        Nomination.objects.filter(pk=nomination.pk).update(state="approved", council_motion=against)
    nomination_council(nomination=nomination, motion=against, actor=cast.board(), at=cast.AT)
    assert nomination.state == "declined"


def test_a_decision_is_about_somebody() -> None:
    with pytest.raises(Refused, match="Không có đề nghị nào"):
        issue([])


def test_a_decision_is_about_its_own_bloc_and_award() -> None:
    nomination = approved()
    with pytest.raises(Refused, match="không cùng khối"):
        issue([nomination], bloc_year=cast.before_scoring())
    elsewhere = Decision.objects.filter(award=AWARD, bloc_year=cast.played())[0]
    with pytest.raises(DatabaseError, match="in the same bloc and year"), transaction.atomic():
        Nomination.objects.filter(pk=nomination.pk).update(state="decided", decision=elsewhere)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (replace(TEXT, number=""), "để trống"),
        (replace(TEXT, signed_on=date(2021, 12, 16)), "trước ngày khối đề nghị"),
    ],
)
def test_a_decision_has_a_number_and_follows_the_conference(text: DecisionText, said: str) -> None:
    with pytest.raises(Refused, match=said):
        issue([approved()], text=text)


def test_a_province_does_not_decide_what_the_state_decides() -> None:
    own = replace(TEXT, issuer="Ủy ban nhân dân tỉnh Nam Định")
    authority = cast.played().authority
    check_issuer(authority, AWARD, own)
    with pytest.raises(Refused, match="do Thủ tướng Chính phủ quyết định"):
        check_issuer(authority, "co-thi-dua-chinh-phu", own)
    check_issuer(authority, "co-thi-dua-chinh-phu", replace(TEXT, issuer="Thủ tướng Chính phủ"))


def test_one_number_is_one_decision() -> None:
    known = Decision.objects.filter(bloc_year=cast.played())[0]
    same = DecisionText(known.number, known.signed_on, known.issuer, "", "")
    with pytest.raises(Refused, match="đã dùng"):
        issue([approved()], text=same)


def test_an_approved_nomination_is_decided_once_and_entered_once() -> None:
    nomination = approved()
    issue([nomination])
    with pytest.raises(Refused, match="Đã có quyết định"):
        issue([nomination], text=replace(TEXT, number="100/QĐ-UBND-MH"))
    assert RegisterEntry.objects.filter(nomination=nomination).count() == 1


def test_an_award_decided_here_is_held() -> None:
    held = {(a.award, a.year) for a in dossier_of(cast.seat(cast.played(), "skhdt")).awards}
    assert ("co-thi-dua-chinh-phu", 2021) in held


def test_what_was_practised_is_not_held_and_its_certificate_says_so(client: Client) -> None:
    nomination = approved()
    issue([nomination])
    unit = nomination.membership.unit
    seat = cast.played().memberships.get(unit=unit)
    held = {(a.award, a.decision) for a in dossier_of(seat).awards}
    assert (AWARD, TEXT.number) not in held
    entry = RegisterEntry.objects.get(nomination=nomination)
    page = client.get("/kiem-tra/", {"ma": str(entry.pk)}, follow=True).content.decode()
    assert "Bản luyện tập, không có giá trị sử dụng." in page
    assert "Có trong sổ khen thưởng" not in page


@pytest.mark.parametrize(
    "field", ["merit", "verdict", "outcome", "award", "membership", "proposed_by"]
)
def test_what_was_proposed_is_not_rewritten(field: str) -> None:
    nomination = proposed()
    other = cast.seat(nomination.bloc_year, "stp")
    value = {
        "merit": "khác", "verdict": {}, "award": "khac", "membership": other, "proposed_by": other,
        "outcome": "unknown" if nomination.outcome == "met" else "met",
    }[field]  # fmt: skip
    setattr(nomination, field, value)
    with pytest.raises(DatabaseError, match="is not changed"), transaction.atomic():
        Nomination.objects.bulk_update([nomination], [field])


def test_a_nomination_goes_neither_back_nor_away() -> None:
    nomination = nomination_submit(nomination=proposed(), actor=cast.secretary(), at=cast.AT)
    rows = Nomination.objects.filter(pk=nomination.pk)
    with pytest.raises(DatabaseError, match="proposed, submitted"), transaction.atomic():
        rows.update(state="proposed")
    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        rows._raw_delete("default")


def test_the_register_has_no_gap() -> None:
    issue([approved()])
    last = RegisterEntry.objects.filter(bloc_year=cast.before_conference()).get()
    numbers = RegisterEntry.objects.filter(year=2021).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, last.number + 1))
    last.pk, last.number = RegisterEntry().pk, last.number + 2
    with pytest.raises(DatabaseError, match="without a gap"), transaction.atomic():
        last.save(force_insert=True)


def test_a_step_that_fails_half_way_leaves_neither_state_nor_paper_nor_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nomination = proposed()
    before = Paper.objects.count(), list(NumberBook.objects.order_by("pk").values())

    def no_ink(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("no ink")

    monkeypatch.setattr("thidua.year.papers.common.paper_file", no_ink)
    with pytest.raises(RuntimeError, match="no ink"):
        submit_nominations(bloc_year=nomination.bloc_year, actor=cast.secretary(), at=cast.AT)
    nomination.refresh_from_db()
    assert nomination.state == "proposed"
    assert before == (Paper.objects.count(), list(NumberBook.objects.order_by("pk").values()))


def test_a_number_book_gives_the_next_number_and_no_other() -> None:
    book = NumberBook.objects.filter(authority=cast.played().authority)[0]
    for last in (book.last - 1, book.last, book.last + 2):
        with pytest.raises(DatabaseError, match="the next number"), transaction.atomic():
            NumberBook.objects.filter(pk=book.pk).update(last=last)


NEVER_EMPTIED = [
    "journal_entry", "awards_decision", "awards_registerentry", "meetings_ballotmark",
    "meetings_openvote", "assessments_standing", "campaigns_signature", "filing_paper",
    "filing_blob", "filing_numberbook", "filing_numberentry", "assessments_mark",
]  # fmt: skip


def leave_an_open_vote() -> None:
    meeting = conference()
    seat = begin(meeting)[0]
    motion = opened(report_on_the_table(meeting, Mode.ELECTRONIC))
    vote_cast(motion=motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)


@pytest.mark.parametrize("table", NEVER_EMPTIED)
def test_what_is_kept_is_not_emptied_at_one_stroke(table: str) -> None:
    stroke = "TRUNCATE {} CASCADE" if connection.vendor == "postgresql" else "DELETE FROM {}"
    leave_an_open_vote()
    connection.check_constraints()
    with (
        pytest.raises(
            DatabaseError, match=r"never emptied|append-only|never removed|at their stage"
        ),
        transaction.atomic(),
    ):
        connection.cursor().execute(stroke.format(table))
