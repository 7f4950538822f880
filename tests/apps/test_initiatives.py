"""Initiatives: what is handed in, who decides on it, what may carry an award, who took it up."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

import cast
from apps.council import in_session, reviewed
from thidua.apps.assessments.enums import InitiativeState
from thidua.apps.assessments.models import Initiative
from thidua.apps.assessments.queries import initiatives_for, sought, worth_spreading
from thidua.apps.assessments.services import (
    AuthorShare,
    InitiativeText,
    initiative_adopt,
    initiative_correct,
    initiative_enter,
    initiative_recognise,
    initiative_refuse,
    initiative_return,
    initiative_submit,
    initiative_withdraw,
)
from thidua.apps.awards.models import InitiativeUse, Nomination
from thidua.apps.awards.queries import dossier_of
from thidua.apps.awards.services import nomination_council, nomination_rest, nomination_submit
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.meetings.models import Meeting, Seat
from thidua.apps.meetings.services import meeting_close
from thidua.apps.units.models import Unit
from thidua.year.steps import close_motion
from web.evening import begin, conference, nomination_on_the_table, opened, vote

pytestmark = pytest.mark.django_db

TEXT = InitiativeText(
    title="Trả kết quả hồ sơ đất đai tại xã",
    kind="sang-kien",
    known="Người dân nhận kết quả tại huyện.",
    novelty="Kết quả chuyển về xã mỗi ngày một chuyến.",
    application="Lập sổ giao nhận tại từng xã.",
    effect="Giảm ba mươi phần trăm số lần đi lại.",
    money=120_000_000,
    applied_on=date(2021, 3, 1),
    applied_at="Xã Mẫu (minh họa)",
    paper="Báo cáo số 5/BC-STC",
    authors=(
        AuthorShare("Trần Văn Mẫu (minh họa)", Decimal(60)),
        AuthorShare("Lê Thị Mẫu (minh họa)", Decimal("40.00")),
    ),
)


def unit(code: str = "stc") -> Unit:
    return Unit.objects.select_related("authority").get(code=code)


def submitted(code: str = "stc", **other: Any) -> Initiative:
    return initiative_submit(
        unit=unit(code),
        year=2021,
        text=replace(TEXT, **other),
        actor=cast.officer(code),
        at=cast.AT,
    )


def recognised(code: str = "stc", **other: Any) -> Initiative:
    return recognise(submitted(code), **other)


def recognise(initiative: Initiative, **other: Any) -> Initiative:
    given = {
        "scope": "tinh", "recognised_by": "Hội đồng sáng kiến tỉnh", "decision_number": "9/QĐ-SK",
        "decision_on": date(2021, 11, 1), "replicable": True, "votes_yes": 9, "votes_of": 11,
        "actor": cast.board(), "at": cast.AT,
    }  # fmt: skip
    return initiative_recognise(initiative=initiative, **given | other)


def test_what_is_handed_in_is_kept_with_authors_and_version() -> None:
    made = submitted()
    assert (made.state, made.version, made.author) == (
        "submitted", 1, "Trần Văn Mẫu (minh họa), Lê Thị Mẫu (minh họa)",
    )  # fmt: skip
    assert [(a.name, a.share) for a in made.authors.all()] == [
        (a.name, a.share) for a in TEXT.authors
    ]
    assert made.versions.get().content["effect"] == TEXT.effect
    assert Entry.objects.get(subject_id=made.pk).deed == "assessments.initiative.submit"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"authors": ()}, "cộng lại là 0 %"),
        ({"authors": (AuthorShare("Một", Decimal("99.9")),)}, "cộng lại là 99,9 %"),
        (
            {"authors": (AuthorShare("A", Decimal(150)), AuthorShare("B", Decimal(-50)))},
            "lớn hơn 0",
        ),
        (
            {"authors": (AuthorShare("Hoà", Decimal(50)), AuthorShare("hòa", Decimal(50)))},
            "hai lần",
        ),
        ({"applied_on": cast.DAY + timedelta(days=1)}, "ở sau hôm nay"),
    ],
)
def test_a_text_that_does_not_add_up_is_refused_and_nothing_is_kept(
    changed: dict[str, Any], said: str
) -> None:
    before = Initiative.objects.count()
    with pytest.raises(Refused, match=said):
        submitted(**changed)
    assert Initiative.objects.count() == before


def test_a_returned_file_says_why_and_is_corrected_as_a_new_version() -> None:
    made = submitted()
    initiative_return(initiative=made, reason="Thiếu số liệu", actor=cast.board(), at=cast.AT)
    assert (made.state, made.reason) == ("returned", "Thiếu số liệu")
    text = replace(TEXT, effect="Giảm 40% số lần đi lại.")
    initiative_correct(initiative=made, text=text, actor=cast.officer("stc"), at=cast.AT)
    assert (made.state, made.reason, made.version) == ("submitted", "", 2)
    assert [v.content["effect"] for v in made.versions.all()] == [TEXT.effect, text.effect]


def test_sending_back_without_a_reason_is_refused() -> None:
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        initiative_return(initiative=submitted(), reason=" ", actor=cast.board(), at=cast.AT)


def test_recognition_keeps_the_decision_and_the_vote() -> None:
    made = recognised()
    made.refresh_from_db()
    assert (made.state, made.scope, made.votes_yes, made.votes_of) == ("recognised", "tinh", 9, 11)
    assert (made.recognised_by, made.decision_number) == ("Hội đồng sáng kiến tỉnh", "9/QĐ-SK")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"votes_of": None}, "mới ghi một nửa"),
        ({"votes_yes": 12}, "nhiều hơn số thành viên"),
        ({"decision_on": date(2021, 2, 1)}, "ở trước ngày áp dụng lần đầu"),
        ({"decision_on": cast.DAY + timedelta(days=1)}, "ở sau hôm nay"),
    ],
)
def test_a_recognition_that_does_not_add_up_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        recognised(**changed)


def test_a_unit_recognises_at_its_own_level_only() -> None:
    made, head = submitted(), cast.head("stc")
    with pytest.raises(NotAllowed):
        recognise(made, actor=head)
    with pytest.raises(NotAllowed):
        recognise(made, actor=cast.head("snv"), scope="co-so")
    assert recognise(made, actor=head, scope="co-so").state == InitiativeState.RECOGNISED


def test_nobody_hands_in_for_another_unit() -> None:
    with pytest.raises(NotAllowed):
        initiative_submit(
            unit=unit("snv"), year=2021, text=TEXT, actor=cast.officer("stc"), at=cast.AT
        )


def test_what_is_decided_is_not_corrected_returned_or_withdrawn() -> None:
    refused = initiative_refuse(
        initiative=submitted(), reason="Không mới", actor=cast.board(), at=cast.AT
    )
    for made in (recognised(), refused):
        mine = {"initiative": made, "actor": cast.officer("stc"), "at": cast.AT}
        with pytest.raises(Refused, match="Việc này chỉ làm được"):
            initiative_correct(text=TEXT, **mine)
        with pytest.raises(Refused, match="Việc này chỉ làm được"):
            initiative_withdraw(**mine)
        with pytest.raises(Refused, match="Việc này chỉ làm được"):
            initiative_return(initiative=made, reason="x", actor=cast.board(), at=cast.AT)


def test_the_database_keeps_what_was_recognised_and_every_version() -> None:
    made = recognised()
    for change in ({"state": "submitted"}, {"scope": "toan-quoc"}, {"title": "Khác"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Initiative.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.versions.all().delete()


def test_only_what_is_recognised_reaches_the_law() -> None:
    submitted()
    seat = cast.seat(cast.played(), "stc")
    assert TEXT.title not in [i.title for i in dossier_of(seat).initiatives]
    recognised()
    assert TEXT.title in [i.title for i in dossier_of(seat).initiatives]


def test_others_see_an_initiative_once_it_is_recognised() -> None:
    made = submitted()
    seen = [
        initiatives_for(who, cast.DAY).filter(pk=made.pk).exists()
        for who in (cast.officer("stc"), cast.board(), cast.officer("snv"))
    ]
    recognise(made)
    assert (*seen, initiatives_for(cast.officer("snv"), cast.DAY).filter(pk=made.pk).exists()) == (
        True, True, False, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        {"words": "TRA KET QUA ho so"}, {"words": "mẫu trần"}, {"unit": "stc"}, {"year": "2021"},
        {"scope": "tinh"},
    ],
)  # fmt: skip
def test_search_finds_without_accents_by_title_author_unit_year_and_scope(
    asked: dict[str, str],
) -> None:
    made = recognised()
    assert made in sought(initiatives_for(cast.board(), cast.DAY), **asked)


def test_search_leaves_out_what_does_not_fit() -> None:
    made = recognised()
    for asked in ({"words": "khong co"}, {"unit": "snv"}, {"year": "2020"}, {"scope": "co-so"}):
        assert made not in sought(initiatives_for(cast.board(), cast.DAY), **asked)


def adopt(initiative: Initiative, code: str = "snv", **other: Any) -> None:
    given = {"adopted_on": cast.DAY, "result": "Giảm 20% hồ sơ chậm", "actor": cast.officer(code)}
    initiative_adopt(initiative=initiative, unit=unit(code), at=cast.AT, **given | other)


def test_what_most_units_took_up_stands_first() -> None:
    first, second = recognised(), recognise(submitted(title="Giải pháp thứ hai"))
    adopt(second)
    listed = [i for i in worth_spreading(Initiative.objects.all()) if i in {first, second}]
    assert [(i.title, i.taken_up) for i in listed] == [(second.title, 1), (first.title, 0)]


def test_an_adoption_is_of_another_unit_once_and_not_of_tomorrow() -> None:
    made = recognised()
    adopt(made)
    with pytest.raises(Refused, match="đã ghi áp dụng"):
        adopt(made)
    with pytest.raises(Refused, match="là đơn vị có sáng kiến"):
        adopt(made, "stc")
    with pytest.raises(Refused, match="ở sau hôm nay"):
        adopt(made, "stp", adopted_on=cast.DAY + timedelta(days=1))
    with pytest.raises(Refused, match="Việc này chỉ làm được"):
        adopt(submitted(title="Chưa công nhận"))


@pytest.fixture
def nominated() -> tuple[Nomination, Nomination]:
    """Two nominations just made by the conference."""
    meeting = conference()
    present = begin(meeting)
    return nominate(meeting, present), nominate(meeting, present)


@pytest.fixture
def proposed(nominated: tuple[Nomination, Nomination]) -> Nomination:
    return nominated[0]


def nominate(meeting: Meeting, present: list[Seat]) -> Nomination:
    motion = opened(nomination_on_the_table(meeting))
    vote(motion, {seat.pk: "yes" for seat in present})
    close_motion(motion=motion, actor=cast.secretary(), at=cast.AT)
    return Nomination.objects.select_related("membership__unit", "bloc_year__authority").get(
        motion=motion
    )


def of(nomination: Nomination, **other: Any) -> Initiative:
    code = nomination.membership.unit.code
    return recognise(submitted(code), **other)


def rest(nomination: Nomination, *initiatives: Initiative) -> list[InitiativeUse]:
    return nomination_rest(
        nomination=nomination, initiatives=initiatives, actor=cast.secretary(), at=cast.AT
    )


def test_a_nomination_names_what_it_rests_on_and_names_it_anew(proposed: Nomination) -> None:
    first, second = of(proposed), of(proposed)
    rest(proposed, first)
    rest(proposed, second)
    assert [use.initiative for use in proposed.initiative_uses.all()] == [second]


def test_one_initiative_carries_one_award(nominated: tuple[Nomination, Nomination]) -> None:
    proposed, other = nominated
    made = of(proposed)
    InitiativeUse.objects.create(initiative=made, nomination=other, used_at=cast.AT)
    with pytest.raises(Refused, match=r"đã dùng: .* 5007/BNV-TĐKT .* chưa đối chiếu nguyên văn"):
        rest(proposed, made)
    with pytest.raises(DatabaseError), transaction.atomic():
        InitiativeUse.objects.create(initiative=made, nomination=proposed, used_at=cast.AT)


def test_what_was_used_before_the_system_counts_as_used(proposed: Nomination) -> None:
    old = initiative_enter(
        unit=proposed.membership.unit, year=2021, title="Đã dùng", author="", scope="tinh",
        decision_number="1/QĐ", decision_on=cast.DAY, used_for="Bằng khen 2019", actor=cast.board(),
        at=cast.AT,
    )  # fmt: skip
    with pytest.raises(Refused, match="đã dùng: Bằng khen 2019"):
        rest(proposed, old)


def test_a_declined_nomination_sets_its_initiatives_free(
    nominated: tuple[Nomination, Nomination],
) -> None:
    proposed, other = nominated
    made = of(proposed)
    InitiativeUse.objects.create(initiative=made, nomination=other, used_at=cast.AT)
    meeting = other.motion.meeting
    meeting_close(meeting=meeting, discussion=(), actor=cast.secretary(), at=cast.AT)
    nomination_submit(nomination=other, actor=cast.secretary(), at=cast.AT)
    no = reviewed(in_session(other.bloc_year), other.membership, other.award, "no")
    nomination_council(nomination=other, motion=no, actor=cast.board(), at=cast.AT)
    assert [use.initiative for use in rest(proposed, made)] == [made]


def test_only_the_unit_s_own_recognised_initiatives_carry(proposed: Nomination) -> None:
    others = next(
        m.unit.code for m in proposed.bloc_year.memberships.all() if m.pk != proposed.membership_id
    )
    with pytest.raises(Refused, match="không phải của"):
        rest(proposed, recognise(submitted(others)))
    with pytest.raises(Refused, match="chưa được công nhận"):
        rest(proposed, submitted(proposed.membership.unit.code))


def test_only_the_secretary_or_the_office_names_them(proposed: Nomination) -> None:
    with pytest.raises(NotAllowed):
        nomination_rest(
            nomination=proposed, initiatives=[of(proposed)], actor=cast.officer("stc"), at=cast.AT
        )
