"""Versions of a scoring table: drafted as typed, adopted once faultless, frozen from then on."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

import cast
from thidua import scoring
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import Mark, Scorecard, ScoringTable
from thidua.apps.assessments.queries import (
    adoption_note,
    columns_of,
    criteria_of,
    draft_of,
    engine_table,
    head_of,
    lines_of,
    scored_table,
    scoring_table,
)
from thidua.apps.assessments.services import (
    cards_move,
    draft_adopt,
    draft_discard,
    draft_save,
    draft_start,
    evidence_attach,
    marks_save,
)
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.journal.base import NotAllowed, Provenance, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.scoring import DraftHead, DraftLine

pytestmark = pytest.mark.django_db
HEAD = DraftHead(title="Bảng chấm điểm (minh họa)")
LINES = [
    DraftLine(code="I", text="Nhiệm vụ", kind="sum", maximum="10"),
    DraftLine(depth=1, code="1", text="Việc", maximum="10", options={"minimum": "2"}),
]
MEETING = "Hội nghị ký giao ước (minh họa)"
AT = datetime(2022, 2, 1, 8, 0, tzinfo=cast.AT.tzinfo)


def by(year: BlocYear) -> dict[str, object]:
    """The secretary of a year, on a day of it."""
    late = year.year == 2022
    return {
        "actor": cast.officer("snv") if late else cast.secretary(),
        "at": AT if late else cast.AT,
    }


def fresh() -> BlocYear:
    return cast.year(number=2022)


def start(
    year: BlocYear, lines: list[DraftLine] = LINES, actor: Person | None = None
) -> ScoringTable:
    return draft_start(
        bloc_year=year, head=HEAD, lines=lines, provenance=Provenance.ILLUSTRATIVE,
        **(by(year) if actor is None else {"actor": actor, "at": AT}),
    )  # type: ignore[arg-type]  # facts of several types  # fmt: skip


def adopt(table: ScoringTable, **changes: object) -> ScoringTable:
    return draft_adopt(
        **{
            "table": table, "adopted_on": cast.DAY, "adopted_by": MEETING,
            "applies_from": date(2022, 1, 1), "revision": table.revision,
            **by(table.bloc_year), **changes,
        }
    )  # type: ignore[arg-type]  # one or another fact is changed  # fmt: skip


def self_scoring() -> BlocYear:
    """The practice year whose cards wait for their units."""
    return cast.before_scoring()


def next_version(year: BlocYear, lines: list[DraftLine]) -> ScoringTable:
    before = scoring_table(year)
    assert before is not None
    table = draft_start(
        bloc_year=year, head=head_of(before), lines=lines, provenance=Provenance.ILLUSTRATIVE,
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    return adopt(table, adopted_on=cast.DAY)


def test_a_draft_keeps_what_was_typed_faults_and_all() -> None:
    lines = [replace(LINES[0], maximum="mười"), LINES[1], replace(LINES[1], code="")]
    start(fresh(), lines)
    kept = draft_of(fresh())
    assert kept is not None
    assert (lines_of(kept), head_of(kept), scoring_table(fresh())) == (lines, HEAD, None)


def test_one_draft_at_a_time() -> None:
    start(fresh())
    with pytest.raises(Refused, match="đã có một bản đang soạn"):
        start(fresh())


def test_a_draft_somebody_saved_meanwhile_is_not_written_over() -> None:
    table = start(fresh())
    seen = table.revision
    facts = {"table": table, "head": HEAD, "lines": LINES, **by(table.bloc_year)}
    draft_save(**facts, revision=seen)  # type: ignore[arg-type]  # facts of several types
    with pytest.raises(Refused, match="vừa được người khác lưu"):
        draft_save(**facts, revision=seen)  # type: ignore[arg-type]  # facts of several types


@pytest.mark.parametrize("who", ["stc", "board"])
def test_only_the_secretary_drafts(who: str) -> None:
    actor = cast.board() if who == "board" else cast.officer("stc")
    with pytest.raises(NotAllowed):
        start(fresh(), actor=actor)


def test_an_adopted_draft_is_the_year_s_table_line_by_line() -> None:
    table = adopt(start(fresh()))
    assert scoring_table(fresh()) == table
    assert (lines_of(table), head_of(table)) == (LINES, HEAD)
    assert (table.adopted_by, table.version, table.draft) == (MEETING, 1, {})
    told = Entry.objects.filter(deed="assessments.table.adopt").latest("number").facts
    assert (told["adopted_by"], told["version"]) == (MEETING, 1)


def test_the_rules_of_a_table_reach_the_engine() -> None:
    head = replace(HEAD, unassigned="mean", cap="9", grades="Tốt: >=8 (tối đa 20%)\nKhá: 5-<8")
    table = draft_start(
        bloc_year=fresh(), head=head, lines=LINES, provenance=Provenance.ILLUSTRATIVE,
        actor=cast.officer("snv"), at=AT,
    )  # fmt: skip
    engine = engine_table(adopt(table))
    assert (engine.unassigned, engine.cap) == (scoring.Unassigned.MEAN, Decimal(9))
    assert [(g.label, g.quota_percent) for g in engine.ratings] == [("Tốt", 20), ("Khá", None)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"adopted_by": " "}, "Chưa ghi ai thông qua"),
        ({"adopted_on": date(2099, 1, 1)}, "chưa tới"),
    ],
)
def test_who_agreed_and_when_is_asked_for(changes: dict[str, object], message: str) -> None:
    with pytest.raises(Refused, match=message):
        adopt(start(fresh()), **changes)


def test_a_draft_with_faults_is_not_adopted_and_nothing_is_stored() -> None:
    table = start(fresh(), [replace(LINES[0], maximum="9"), LINES[1]])
    with pytest.raises(Refused, match=r"Dòng I: .*tổng điểm các tiêu chí con là 10"):
        adopt(table)
    assert (table.criteria.count(), scoring_table(fresh())) == (0, None)


def test_a_draft_is_thrown_away_and_an_adopted_table_is_not() -> None:
    draft_discard(table=start(fresh()), actor=cast.officer("snv"), at=AT)
    assert draft_of(fresh()) is None
    table = adopt(start(fresh()))
    with pytest.raises(Refused, match="không sửa được"):
        draft_discard(table=table, actor=cast.officer("snv"), at=AT)


def test_an_adopted_table_is_frozen_in_the_database_too() -> None:
    table = adopt(start(fresh()))
    for change in (
        lambda: table.criteria.update(maximum=3),
        lambda: ScoringTable.objects.filter(pk=table.pk).update(margin=9),
        lambda: ScoringTable.objects.filter(pk=table.pk).update(state="draft"),
        table.criteria.order_by("-place")[0].delete,
        lambda: table.criteria.create(place=9, code="9", text="", kind="judgement", maximum=1),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_new_version_takes_the_place_of_the_one_before() -> None:
    first = adopt(start(fresh()))
    second = adopt(start(fresh(), [LINES[0], replace(LINES[1], text="Việc khác")]))
    first.refresh_from_db()
    assert (first.state, second.version, scoring_table(fresh())) == ("replaced", 2, second)


def marked(year: BlocYear) -> tuple[Scorecard, list[str]]:
    """A card on which two lines were marked."""
    card = year.scorecards.select_related("membership__unit", "table").get(
        membership__unit__code="stc"
    )
    Mark.objects.filter(scorecard=card).delete()
    codes = [c.code for c in criteria_of(card.table) if c.kind in {"judgement", "checklist"}][:2]
    points = dict.fromkeys(codes, Decimal(0))
    marks_save(
        scorecard=card, stage=Stage.SELF, points=points, reasons={}, actor=cast.officer("stc"),
        at=cast.AT,
    )  # fmt: skip
    return card, codes


def test_open_cards_keep_the_marks_of_unchanged_lines_and_tell_the_others() -> None:
    year = self_scoring()
    card, (kept, changed) = marked(year)
    lines = [
        replace(line, text=f"{line.text} (sửa)") if line.code == changed else line
        for line in lines_of(card.table)
    ]
    new = next_version(year, lines)
    assert (scored_table(year), scoring_table(year)) == (card.table, new)
    moved = cards_move(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    assert dict(moved.lost) == {card.membership.unit.short_name: (changed,)}
    assert [(m.criterion.code, m.criterion.table) for m in card.marks.all()] == [(kept, new)]
    assert (scored_table(year), set(year.scorecards.values_list("table", flat=True))) == (
        new,
        {new.pk},
    )


def test_evidence_goes_with_its_line_and_a_line_with_evidence_is_not_dropped() -> None:
    year = self_scoring()
    card, (first, second) = marked(year)
    for code in (first, second):
        evidence_attach(
            scorecard=card, criterion=card.table.criteria.get(code=code),
            proof=PaperRef(number=f"{code}/BC", dated=None, title=""),
            actor=cast.officer("stc"), at=cast.AT,
        )  # fmt: skip
    place = next(n for n, line in enumerate(lines_of(card.table)) if line.code == first)
    lines = lines_of(card.table)
    lines[place] = replace(lines[place], code="mới", text="Một việc khác hẳn")
    next_version(year, lines)
    with pytest.raises(Refused, match=f"Tiêu chí {first} không còn"):
        cards_move(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    assert card.marks.count() == 2


def test_once_a_card_is_handed_in_the_table_stays() -> None:
    year = self_scoring()
    handed_in = year.scorecards.first()
    assert handed_in is not None
    Scorecard.objects.filter(pk=handed_in.pk).update(state=CardState.CROSS_SCORING)
    lines = lines_of(handed_in.table)
    with pytest.raises(Refused, match="Đã có phiếu nộp điểm tự chấm"):
        next_version(year, lines)


def test_after_the_ranking_is_closed_no_version_is_begun() -> None:
    with pytest.raises(Refused, match="đã chốt"):
        start(cast.played())


def test_cards_on_the_version_in_force_have_nowhere_to_move() -> None:
    with pytest.raises(Refused, match="đã theo phiên bản"):
        cards_move(bloc_year=self_scoring(), actor=cast.secretary(), at=cast.AT)


def test_a_table_adopted_late_says_that_what_came_before_had_none() -> None:
    note = "Bảng chấm điểm được thông qua ngày 01/07/2021; các việc trước ngày đó chưa có bảng."
    table = adopt(start(fresh()), adopted_on=date(2021, 12, 1))
    table.bloc_year.year = 2021
    late, early = replace_day(table, date(2021, 7, 1)), replace_day(table, date(2021, 6, 30))
    assert (adoption_note(late), adoption_note(early)) == (note, "")


def replace_day(table: ScoringTable, day: date) -> ScoringTable:
    return ScoringTable(pk=table.pk, bloc_year=table.bloc_year, adopted_on=day)


def test_marks_given_before_the_adoption_are_told() -> None:
    card, _ = marked(self_scoring())
    table = replace_day(card.table, date(card.bloc_year.year, 1, 1))
    Mark.objects.filter(scorecard=card).update(marked_at="2020-12-31T00:00:00Z")
    assert adoption_note(table).startswith("Bảng chấm điểm được thông qua ngày")


def test_the_columns_of_an_import_are_remembered_for_the_bloc() -> None:
    draft_start(
        bloc_year=fresh(), head=HEAD, lines=LINES, provenance=Provenance.ILLUSTRATIVE,
        headings={"code": "STT"}, actor=cast.officer("snv"), at=AT,
    )  # fmt: skip
    assert columns_of(fresh()) == {"code": "STT"}
