"""Movements and the library of instruments: who launches what, what is refused, what stays on record."""

from dataclasses import replace
from datetime import date

import pytest
from council import neighbour
from django.db import DatabaseError, IntegrityError, transaction

import cast
from movement_samples import RESULT, TEXT, document, joined, reviewed, start, unit
from thidua.apps.campaigns.enums import InstrumentKind, Level, MovementState, ReviewStage
from thidua.apps.campaigns.models import Directive, Movement, Outcome, Tie
from thidua.apps.campaigns.queries import agreement_of, movements_of
from thidua.apps.campaigns.queries.movements import (
    directives_of,
    flattened,
    movements_seen_in,
    ties_of,
    tree_of,
)
from thidua.apps.campaigns.services import (
    DirectiveText,
    Place,
    directive_amend,
    directive_replace,
    movement_amend,
    movement_close,
    movement_join,
    movement_launch,
    movement_report,
    movement_start,
    tie_make,
    tie_withdraw,
)
from thidua.apps.filing.base import read_upload
from thidua.apps.filing.enums import TextStatus
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.people.models import Person

pytestmark = pytest.mark.django_db


def amended(directive: Directive, text: DirectiveText, actor: Person | None = None) -> Directive:
    return directive_amend(directive=directive, text=text, actor=actor or cast.board(), at=cast.AT)


@pytest.mark.parametrize(
    ("level", "who"),
    [
        (Level.NATION, "thuky"),
        (Level.AUTHORITY, "thuky"),
        (Level.AUTHORITY, "canbo-stc"),
        (Level.BLOC, "canbo-stc"),
        (Level.UNIT, "canbo-snv"),
        (Level.UNIT, "thuky"),
    ],
)
def test_nobody_launches_a_movement_for_whom_they_do_not_serve(level: Level, who: str) -> None:
    with pytest.raises(NotAllowed):
        start(level, cast.person(who))


@pytest.mark.parametrize(
    ("level", "who"),
    [(Level.NATION, "banthidua"), (Level.BLOC, "thuky"), (Level.UNIT, "canbo-stc")],
)
def test_each_level_launches_its_own_movements(level: Level, who: str) -> None:
    made = start(level, cast.person(who))
    assert (made.level, made.state) == (level, MovementState.RUNNING)


def test_the_board_of_another_authority_changes_nothing_here() -> None:
    other = neighbour()
    with pytest.raises(NotAllowed):
        start(Level.AUTHORITY, other.board)


def test_a_movement_recorded_the_old_way_is_one_of_its_bloc() -> None:
    made = movement_launch(
        bloc_year=cast.played(), code="cu", title="Cũ", period="2021", directive=None,
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    assert (made.level, made.when, made.authority) == (Level.BLOC, "2021", cast.played().authority)


def test_wider_and_units_own_movements_are_not_told_as_the_bloc_s() -> None:
    before = set(movements_of(cast.played()))
    for level in (Level.NATION, Level.AUTHORITY, Level.UNIT):
        start(level)
    assert set(movements_of(cast.played())) == before


def test_a_movement_stands_below_a_wider_one_only() -> None:
    with pytest.raises(Refused, match="không ở cấp trên"):
        start(Level.AUTHORITY, parent=start(Level.UNIT))


def test_a_movement_that_outlasts_the_one_above_wants_a_reason() -> None:
    above, late = start(), replace(TEXT, ends_on=date(2026, 1, 1))
    with pytest.raises(Refused, match="Kết thúc sau phong trào cấp trên"):
        start(Level.AUTHORITY, parent=above, text=late)
    made = start(Level.AUTHORITY, parent=above, text=replace(late, departs="Tỉnh kéo dài"))
    assert made.departs == "Tỉnh kéo dài"


def test_a_movement_may_not_begin_under_one_that_is_closed_without_a_reason() -> None:
    above = start()
    movement_close(movement=above, on=cast.DAY, reason="gộp", actor=cast.board(), at=cast.AT)
    with pytest.raises(Refused, match="đã kết thúc ngày"):
        start(Level.AUTHORITY, parent=above)


def test_a_period_that_ends_before_it_begins_is_refused_by_deed_and_database() -> None:
    wrong = replace(TEXT, ends_on=date(2020, 1, 1))
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        start(text=wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.filter(pk=start().pk).update(ends_on=date(2020, 1, 1))


def test_the_database_keeps_level_and_launcher_together() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.filter(pk=start().pk).update(level=Level.BLOC)


def test_the_tree_leads_from_the_country_down_to_the_unit_and_back() -> None:
    nation = start()
    province = start(Level.AUTHORITY, parent=nation)
    own = start(Level.UNIT, cast.officer("stc"), parent=province)
    seen = [m for m in movements_seen_in(cast.played()) if m.code.startswith("thu-")]
    assert [(b.movement, b.depth) for b in flattened(tree_of(seen))] == [
        (nation, 0), (province, 1), (own, 2),
    ]  # fmt: skip
    assert own.parent
    assert own.parent.parent == nation


def test_a_movement_of_another_authority_or_another_bloc_s_unit_is_not_seen() -> None:
    other = neighbour()
    far = movement_start(
        place=Place(other.authority, Level.AUTHORITY), code="xa", text=TEXT, directive=None,
        parent=None, actor=other.board, at=cast.AT,
    )  # fmt: skip
    assert far not in set(movements_seen_in(cast.played()))


def test_changing_a_movement_keeps_what_it_said_before() -> None:
    made = start(Level.UNIT, cast.officer("stc"))
    changed = replace(TEXT, title="Thi đua cải cách")
    with pytest.raises(Refused, match="phải ghi lý do"):
        movement_amend(
            movement=made, text=changed, directive=None, parent=None, reason="",
            actor=cast.officer("stc"), at=cast.AT,
        )  # fmt: skip
    movement_amend(
        movement=made, text=changed, directive=None, parent=None, reason="đổi tên",
        actor=cast.officer("stc"), at=cast.AT,
    )  # fmt: skip
    entry = Entry.objects.get(subject_id=made.pk, deed="campaigns.movement.amend")
    assert entry.facts["before"] == {"title": "Thi đua chuyển đổi số"}


def test_a_unit_joins_once_and_for_itself_only() -> None:
    movement = start()
    joined(movement)
    with pytest.raises(Refused, match="đã tham gia"):
        joined(movement)
    with pytest.raises(NotAllowed):
        movement_join(
            movement=movement, unit=unit("snv"), plan="", on=cast.DAY,
            actor=cast.officer("stc"), at=cast.AT,
        )  # fmt: skip


def test_a_unit_s_own_movement_reaches_no_other_unit() -> None:
    with pytest.raises(Refused, match="không phát động tới"):
        joined(start(Level.UNIT), "snv")


def test_a_result_is_told_in_figures_and_words_and_a_later_one_stands_beside() -> None:
    part = joined(start())
    for words in ("lần một", "lần hai"):
        movement_report(
            participation=part, stage=ReviewStage.MIDWAY, result=replace(RESULT, words=words),
            actor=cast.officer("stc"), at=cast.AT,
        )  # fmt: skip
    told = list(part.outcomes.order_by("id"))
    assert [o.words for o in told] == ["lần một", "lần hai"]
    assert told[0].figures == [["Mô hình mới", "12", "mô hình"]]
    with pytest.raises(DatabaseError), transaction.atomic():
        Outcome.objects.filter(pk=told[0].pk).update(words="sửa")


@pytest.mark.parametrize("line", ["không có số", "Mô hình: nhiều", ": 3", "Hộ: 1.2.3,4,5 hộ"])
def test_a_figure_without_name_or_number_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(Refused, match="Số liệu dòng 2"):
        reviewed(start(), ReviewStage.MIDWAY, replace(RESULT, figures=f"Hộ: 1.250 hộ\n{line}"))


def test_reviews_come_in_their_order_and_once() -> None:
    movement = start()
    reviewed(movement, ReviewStage.MIDWAY)
    with pytest.raises(Refused, match="đã sơ kết rồi"):
        reviewed(movement, ReviewStage.MIDWAY)
    reviewed(movement, ReviewStage.FINAL)
    with pytest.raises(Refused, match="đã tổng kết rồi"):
        reviewed(movement, ReviewStage.MIDWAY)


def test_a_movement_is_closed_without_a_final_review_for_a_reason_only() -> None:
    movement = start()
    with pytest.raises(Refused, match="chưa tổng kết"):
        movement_close(movement=movement, on=cast.DAY, reason="", actor=cast.board(), at=cast.AT)
    reviewed(movement, ReviewStage.FINAL)
    movement_close(movement=movement, on=cast.DAY, reason="", actor=cast.board(), at=cast.AT)
    with pytest.raises(Refused, match="đã kết thúc"):
        joined(movement)


def test_the_library_is_searched_without_accents_in_any_order() -> None:
    made = document("77/KH-MH", title="Kế hoạch đẩy mạnh Đổi mới sáng tạo")
    authority = cast.played().authority
    assert list(directives_of(authority, "sang tao doi moi")) == [made]
    assert made.kind == InstrumentKind.PLAN
    assert made not in directives_of(authority, "sang tao", InstrumentKind.DECISION)


def test_the_directives_recorded_so_far_are_in_the_library_unverified() -> None:
    found = {d.number: d.status for d in directives_of(cast.played().authority)}
    assert found["34-CT/TW"] == found["05-CT/TW"] == TextStatus.UNVERIFIED


def test_a_text_is_seen_only_where_it_can_be_said_where() -> None:
    paper = document("78/KH-MH")
    seen = DirectiveText(kind=InstrumentKind.PLAN, status=TextStatus.SEEN)
    with pytest.raises(Refused, match="Chưa ghi đã đối chiếu ở đâu"):
        amended(paper, seen)
    assert amended(paper, replace(seen, seen_where="Công báo tỉnh")).status == TextStatus.SEEN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ({"valid_from": date(2021, 2, 1), "valid_to": date(2021, 1, 1)}, "Hết hiệu lực"),
        ({"link": "javascript:alert(1)"}, "Đường dẫn phải bắt đầu"),
    ],
)
def test_what_the_library_cannot_hold_is_refused(text: dict[str, date], said: str) -> None:
    with pytest.raises(Refused, match=said):
        amended(document("79/KH-MH"), DirectiveText(kind=InstrumentKind.PLAN, **text))  # type: ignore[arg-type]  # as a form may send


def test_only_the_standing_office_keeps_the_library() -> None:
    with pytest.raises(NotAllowed):
        amended(document("80/KH-MH"), DirectiveText(kind=InstrumentKind.PLAN), cast.secretary())


def test_a_file_in_the_library_is_kept_by_its_hash() -> None:
    file = read_upload("ke-hoach.pdf", b"%PDF-1.7 thu")
    made = directive_amend(
        directive=document("81/KH-MH"), text=DirectiveText(kind=InstrumentKind.PLAN), file=file,
        actor=cast.board(), at=cast.AT,
    )  # fmt: skip
    assert (made.file_name, len(made.file_id or "")) == ("ke-hoach.pdf", 64)


def test_an_instrument_is_replaced_by_a_later_one_which_ends_it() -> None:
    old, new = document("82/KH-MH"), document("83/KH-MH", date(2021, 6, 1))
    named = {"on": date(2021, 6, 1), "actor": cast.board(), "at": cast.AT}
    with pytest.raises(Refused, match="ban hành trước"):
        directive_replace(directive=new, by=old, **named)  # type: ignore[arg-type]  # the same for both
    done = directive_replace(directive=old, by=new, **named)  # type: ignore[arg-type]  # the same for both
    assert (done.replaced_by, done.valid_to) == (new, date(2021, 6, 1))


def test_what_rests_on_an_instrument_is_listed_and_taken_back_for_a_reason() -> None:
    year, paper = cast.played(), document("84/KH-MH")
    agreement = agreement_of(year)
    assert agreement is not None
    article = agreement.articles.all()[0]
    target = year.targets.all()[0]
    by = {"actor": cast.secretary(), "at": cast.AT, "bloc_year": year}
    tie = tie_make(base=paper, resting=article, **by)  # type: ignore[arg-type]  # the same for all
    tie_make(base=paper, resting=target, **by)  # type: ignore[arg-type]  # the same for all
    with pytest.raises(Refused, match="đã gắn với căn cứ này"):
        tie_make(base=paper, resting=article, **by)  # type: ignore[arg-type]  # the same for all
    assert ties_of(paper, year).count() == 2
    with pytest.raises(Refused, match="phải ghi lý do"):
        tie_withdraw(tie=tie, reason="", **by)  # type: ignore[arg-type]  # the same for all
    tie_withdraw(tie=tie, reason="nhầm", **by)  # type: ignore[arg-type]  # the same for all
    assert Tie.objects.filter(directive=paper).count() == 1


def test_a_target_of_another_year_rests_on_nothing_named_in_this_one() -> None:
    target = cast.before_scoring().targets.all()[0]
    with pytest.raises(Refused, match="cùng một năm"):
        tie_make(
            bloc_year=cast.played(), base=document("85/KH-MH"), resting=target,
            actor=cast.secretary(), at=cast.AT,
        )  # fmt: skip
