"""From the agreement to the closed ranking: nothing after its time, nothing of another's."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import (
    Criterion,
    CrossAssignment,
    Evidence,
    Mark,
    Scorecard,
    Standing,
)
from thidua.apps.assessments.services import (
    cross_assign,
    evidence_attach,
    marks_save,
    ranking_close,
    scorecards_open,
    table_adopt,
)
from thidua.apps.campaigns.enums import Figure
from thidua.apps.campaigns.models import Agreement, Article, Assignment, Progress
from thidua.apps.campaigns.services import (
    PaperRef,
    agreement_draft,
    agreement_sign,
    progress_record,
    registration_record,
    target_assign,
)
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.units.enums import Phase, Position
from thidua.apps.units.models import BlocYear
from thidua.apps.units.services import bloc_year_advance, bloc_year_open
from web.scoring_round import card_of, cross_score, cross_scoring, hand_in

pytestmark = pytest.mark.django_db
NO_PAPER = PaperRef()


def record(year: BlocYear, figure: Figure) -> Progress:
    assignment = Assignment.objects.select_related(
        "membership__unit", "membership__bloc_year__authority", "target__bloc_year"
    ).filter(membership__bloc_year=year, membership__unit__code="stc")[0]
    return progress_record(
        assignment=assignment, figure=figure, value=Decimal(1), proof=NO_PAPER,
        actor=cast.officer("stc"), at=cast.AT,
    )  # fmt: skip


@pytest.mark.parametrize("figure", [Figure.MID_YEAR, Figure.ESTIMATE])
def test_figures_that_were_scored_on_are_left_alone(figure: Figure) -> None:
    with pytest.raises(Refused, match="Việc này làm đến hết bước “Tự chấm điểm”"):
        record(cast.before_conference(), figure)
    known = Progress.objects.filter(assignment__membership__bloc_year=cast.before_conference())
    with pytest.raises(DatabaseError, match="scored on"), transaction.atomic():
        known.update(value=999)
    with pytest.raises(DatabaseError, match="scored on"), transaction.atomic():
        Progress.objects.bulk_update([known.first()], ["value"])


def test_a_final_figure_is_taken_until_the_year_is_closed() -> None:
    assert record(cast.before_conference(), Figure.FINAL).value == 1
    with pytest.raises(Refused, match="Đã ghi sổ khen thưởng"):
        record(cast.played(), Figure.FINAL)


def test_titles_are_registered_before_the_scoring_and_not_for_a_day_to_come() -> None:
    late = {
        "membership": cast.seat(cast.before_scoring(), "stc"), "award": "cstd-co-so",
        "paper_number": "", "actor": cast.officer("stc"), "at": cast.AT,
    }  # fmt: skip
    with pytest.raises(Refused, match="Đã hết thời gian đăng ký"):
        registration_record(registered_on=cast.DAY, **late)
    following = cast.year(number=2022)
    early = {**late, "membership": cast.seat(following, "stc")}
    with pytest.raises(Refused, match="không thể sau ngày ghi nhận"):
        registration_record(registered_on=cast.DAY + timedelta(days=1), **early)
    registration_record(registered_on=cast.DAY, **early)


def test_a_target_is_planned_for_members_of_its_own_year() -> None:
    target = cast.before_scoring().targets.select_related("bloc_year__authority")[0]
    other = cast.seat(cast.before_conference(), "stc")
    with pytest.raises(Refused, match="không thuộc khối trong năm"):
        target_assign(
            target=target, planned=[(other, Decimal(1))], actor=cast.secretary(), at=cast.AT
        )
    with pytest.raises(DatabaseError, match="of its own year"), transaction.atomic():
        Assignment.objects.bulk_create([Assignment(target=target, membership=other, planned=1)])


def test_an_agreement_is_not_changed_under_its_signatures() -> None:
    agreement = cast.before_scoring().agreement
    with pytest.raises(DatabaseError, match="under its signatures"), transaction.atomic():
        agreement.articles.update(title="Điều khác")
    with pytest.raises(DatabaseError, match="under its signatures"), transaction.atomic():
        Article.objects.create(agreement=agreement, number=99, title="Điều thêm")


def test_an_estimate_is_corrected_while_units_score_themselves() -> None:
    assert record(cast.before_scoring(), Figure.ESTIMATE).value == 1


def test_an_agreement_is_in_force_when_all_have_signed_and_not_before() -> None:
    agreement = following_agreement()
    with pytest.raises(DatabaseError, match="with the last signature"), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(state="in_force", in_force_on=cast.DAY)
    *first, last = agreement.bloc_year.memberships.select_related("unit", "bloc_year__authority")
    stale = Agreement.objects.select_related("bloc_year").get(pk=agreement.pk)
    for member in (*first, last):
        sign = {"membership": member, "post": "", "actor": cast.head(member.unit.code)}
        agreement_sign(agreement=agreement, at=cast.AT, **sign)
    assert (agreement.state, agreement.in_force_on) == ("in_force", cast.DAY)
    with pytest.raises(Refused, match="không ở bước ký"):
        agreement_sign(agreement=stale, at=cast.AT, **sign)


def following_agreement() -> Agreement:
    """Draft the agreement of the practice bloc's next year; nobody has signed it."""
    year = cast.before_scoring()
    members = [(m.unit, Position(m.position)) for m in year.memberships.select_related("unit")]
    opened = bloc_year_open(
        bloc=year.bloc, year=2022, members=members, provenance=Provenance.ILLUSTRATIVE,
        actor=cast.board(), at=cast.AT,
    )  # fmt: skip
    draft = {
        "bloc_year": opened, "title": "Giao ước", "articles": (), "actor": cast.secretary(),
        "provenance": Provenance.ILLUSTRATIVE, "at": cast.AT,
    }  # fmt: skip
    agreement = agreement_draft(**draft)
    with pytest.raises(Refused, match="đã được soạn"):
        agreement_draft(**draft)
    return agreement


def test_marks_are_never_negative_and_come_at_their_stage_only() -> None:
    card = card_of(cast.before_scoring(), "stc")
    line = Criterion.objects.filter(table=card.table, kind="checklist")[0]
    row = {
        "scorecard": card, "criterion": line, "marked_by": cast.officer("stc"),
        "marked_at": cast.AT, "points": 1,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(**{**row, "stage": Stage.SELF, "points": -1})
    with pytest.raises(DatabaseError, match="at their stage"), transaction.atomic():
        Mark.objects.bulk_create([Mark(**row, stage=Stage.APPRAISED)])


def test_of_two_who_score_a_card_the_one_who_comes_after_handing_in_is_refused() -> None:
    card = card_of(cast.before_scoring(), "stc")
    stale = card_of(cast.before_scoring(), "stc")
    hand_in(card, Stage.SELF, cast.head("stc"))
    with pytest.raises(Refused, match="không nhận điểm “Tự chấm”"):
        marks_save(
            scorecard=stale, stage=Stage.SELF, points={}, reasons={}, actor=cast.head("stc"),
            at=cast.AT,
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="at their stage"), transaction.atomic():
        Mark.objects.filter(scorecard=card).update(points=0)


def test_evidence_is_taken_until_the_card_is_appraised() -> None:
    card = card_of(cast.before_conference(), "stc")
    line = card.table.criteria.all()[0]
    with pytest.raises(Refused, match="không gắn thêm minh chứng"):
        evidence_attach(
            scorecard=card, criterion=line, proof=PaperRef("1"), actor=cast.officer("stc"),
            at=cast.AT,
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="no more evidence"), transaction.atomic():
        Evidence.objects.create(scorecard=card, number="1")


def test_a_ranking_is_closed_once_and_stands() -> None:
    year = cast.before_conference()
    with pytest.raises(Refused, match="đã chốt"):
        ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Standing.objects.filter(bloc_year=year).update(place=1)


def test_a_place_is_given_for_an_appraised_card_only() -> None:
    card = card_of(cast.before_scoring(), "stc")
    with pytest.raises(DatabaseError, match="an appraised card"), transaction.atomic():
        Standing.objects.create(
            bloc_year=card.bloc_year, membership=card.membership, scorecard=card, base=1, bonus=0,
            deduction=0, total=1, place=1,
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="one by one"), transaction.atomic():
        Scorecard.objects.filter(pk=card.pk).update(state="appraised")


def test_table_and_cards_of_a_year_are_laid_out_once() -> None:
    year = cast.before_scoring()
    with pytest.raises(Refused, match="đã được thông qua"):
        table_adopt(
            bloc_year=year, title="Bảng khác", lines=(), places=2, margin=Decimal(1),
            adopted_on=cast.DAY, provenance=Provenance.ILLUSTRATIVE, actor=cast.secretary(),
            at=cast.AT,
        )  # fmt: skip
    with pytest.raises(Refused, match="đã được mở"):
        scorecards_open(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(DatabaseError, match="is not changed once"), transaction.atomic():
        year.scoring_tables.get().criteria.update(maximum=100)


def test_each_member_is_checked_by_one_other_of_the_bloc() -> None:
    year = cross_scoring()
    scored, scorer = cast.seat(year, "stc"), cast.seat(year, "stp")
    with pytest.raises(Refused, match="đã có đơn vị"):
        cross_assign(bloc_year=year, pairs=[(scorer, scored)], actor=cast.secretary(), at=cast.AT)
    stranger = cast.seat(cast.before_conference(), "stc")
    with pytest.raises(DatabaseError, match="members of one bloc"), transaction.atomic():
        CrossAssignment.objects.create(
            bloc_year=year, scorer=stranger, scored=cast.seat(cast.played(), "stp")
        )


def test_of_two_who_take_the_year_on_the_second_is_refused() -> None:
    year = cross_scoring()
    for member in year.memberships.select_related("unit"):
        cross_score(card_of(year, member.unit.code))
    first, stale = cast.before_scoring(), cast.before_scoring()
    step = {"to": Phase.APPRAISAL, "actor": cast.secretary(), "at": cast.AT}
    bloc_year_advance(bloc_year=first, **step)
    with pytest.raises(Refused, match="đang ở bước “Thẩm định”"):
        bloc_year_advance(bloc_year=stale, **step)
