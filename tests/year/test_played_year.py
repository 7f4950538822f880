"""The example year, played to its end: what came of it, out of what."""

from io import BytesIO

import pytest
from django.db.models import Sum
from pypdf import PdfReader

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.queries import (
    engine_table,
    points_at,
    report_of,
    scorecards_of,
    standings_of,
)
from thidua.apps.awards.models import Nomination, RegisterEntry
from thidua.apps.awards.queries import candidates_for, nominations_of
from thidua.apps.campaigns.queries import agreement_of, articles_of
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.queries import papers_of
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.models import Motion
from thidua.apps.people.models import Person
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import Role
from thidua.papers import Marked, Paragraph
from thidua.papers.drafts import passages
from thidua.scoring import rank, total
from thidua.year.catalogue import CATALOGUE
from thidua.year.conference import conference_of, elected_lead, next_year_of
from thidua.year.papers.report import report_outline
from thidua.year.summary import summary_of

pytestmark = pytest.mark.django_db

FLAG_OF_GOVERNMENT = "co-thi-dua-chinh-phu"
FLAG_OF_PROVINCE = "co-thi-dua-bo-tinh"
CERTIFICATE = "bang-khen-bo-tinh"


def test_the_bloc_put_forward_one_two_and_four_as_published() -> None:
    awards = list(nominations_of(cast.played()).values_list("award", flat=True))
    assert awards == [FLAG_OF_GOVERNMENT, *[FLAG_OF_PROVINCE] * 2, *[CERTIFICATE] * 4]


def test_the_lead_passes_to_the_department_of_home_affairs() -> None:
    played = cast.played()
    meeting = conference_of(played)
    assert meeting is not None
    lead = elected_lead(meeting)
    assert lead is not None
    assert lead.unit.name == "Sở Nội vụ"
    following = next_year_of(played)
    assert following is not None
    assert following.memberships.get(position="lead").unit == lead.unit


def test_the_next_agreement_has_six_articles_signed_by_every_member() -> None:
    following = next_year_of(cast.played())
    assert following is not None
    agreement = agreement_of(following)
    assert agreement is not None
    assert articles_of(agreement).count() == 6
    assert agreement.signatures.count() == following.memberships.count()
    assert agreement.provenance == "published"


def test_the_ranking_is_what_the_marks_add_up_to() -> None:
    cards = list(scorecards_of(cast.played()))
    table = engine_table(cards[0].table)
    again = rank(
        [(c.membership.unit.code, total(table, points_at(c, Stage.APPRAISED))) for c in cards]
    )
    stored = {
        s.membership.unit.code: (s.place, s.total, s.shared) for s in standings_of(cast.played())
    }
    assert {p.key: (p.place, p.totals.total, p.shared) for p in again} == stored


def test_every_nomination_carried_at_the_conference_and_satisfies_the_law() -> None:
    for nomination in nominations_of(cast.played()):
        assert nomination.motion.carried
        assert nomination.outcome != "not_met"
        assert nomination.verdict["standards"]


def test_candidates_were_taken_in_the_order_of_the_ranking() -> None:
    """Whoever stands higher and was passed over was refused by the law or by the vote."""
    played = cast.played()
    for award in (FLAG_OF_GOVERNMENT, FLAG_OF_PROVINCE, CERTIFICATE):
        chosen = set(
            nominations_of(played).filter(award=award).values_list("membership", flat=True)
        )
        higher = set(
            nominations_of(played)
            .filter(award_place__lt=nominations_of(played).filter(award=award)[0].award_place)
            .values_list("membership", flat=True)
        )
        voted_down = set(
            Motion.objects.filter(
                meeting__bloc_year=played, kind=MotionKind.NOMINATE, award=award, carried=False
            ).values_list("subject", flat=True)
        )
        last = max(n.membership.standing.place for n in nominations_of(played).filter(award=award))
        for candidate in candidates_for(played, award, cast.DAY):
            if candidate.standing is None or candidate.standing.place >= last:
                continue
            pk = candidate.membership.pk
            assert pk in chosen | higher | voted_down or candidate.verdict.outcome == "not_met"


def test_the_law_kept_a_high_ranking_unit_from_the_flags() -> None:
    refused = [
        c
        for c in candidates_for(cast.played(), FLAG_OF_PROVINCE, cast.DAY)
        if c.verdict.outcome == "not_met"
    ]
    assert refused
    flags = nominations_of(cast.played()).exclude(award=CERTIFICATE)
    assert not flags.filter(membership__in=[c.membership for c in refused]).exists()


def test_the_vote_kept_a_candidate_from_the_flag_of_the_province() -> None:
    fallen = Motion.objects.filter(
        meeting__bloc_year=cast.played(), kind=MotionKind.NOMINATE, carried=False
    )
    assert fallen.exists()


def test_each_honour_is_registered_once_with_the_bonus_of_its_day() -> None:
    entries = RegisterEntry.objects.filter(bloc_year=cast.played())
    by_award = dict(entries.values_list("award").annotate(Sum("bonus")))
    salary = 1_490_000
    assert by_award == {
        FLAG_OF_GOVERNMENT: 12 * salary,
        FLAG_OF_PROVINCE: 2 * 8 * salary,
        CERTIFICATE: 4 * 2 * salary,
    }
    assert list(entries.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]


def test_every_step_left_its_paper() -> None:
    kinds = set(papers_of(cast.played()).values_list("kind", flat=True))
    every_year = {PaperKind.INVITATION, PaperKind.RESULTS_NOTICE, PaperKind.HANDOVER_MINUTES}
    assert kinds == set(PaperKind.values) - set(CATALOGUE) | every_year
    following = next_year_of(cast.played())
    assert following is not None
    assert list(papers_of(following).values_list("kind", flat=True)) == [PaperKind.AGREEMENT]


def test_the_report_tells_the_members_of_the_bloc_once() -> None:
    report = report_of(cast.played())
    assert report is not None
    blocks = (b for one in passages(report_outline(report).body, {}) for b in one.blocks)
    told = " ".join(b.text for b in blocks if isinstance(b, Marked | Paragraph))
    assert told.count("đơn vị thành viên") == 1


def test_papers_stand_in_the_order_of_the_year() -> None:
    kinds = [PaperKind(kind) for kind in papers_of(cast.played()).values_list("kind", flat=True)]
    assert list(dict.fromkeys(kinds)) == [kind for kind in PaperKind if kind in kinds]
    days = list(papers_of(cast.played()).values_list("issued_on", "kind"))
    places = [(day, list(PaperKind).index(PaperKind(kind))) for day, kind in days]
    assert places == sorted(places)


def test_no_paper_pretends_to_be_signed_and_each_names_who_is_to_sign() -> None:
    texts = {
        paper.file_name: " ".join(
            page.extract_text() for page in PdfReader(BytesIO(bytes(paper.pdf.content))).pages
        )
        for paper in papers_of(cast.played()).select_related("pdf")
        if paper.kind != PaperKind.SCORE_SHEET
    }
    assert [name for name, text in texts.items() if "đã ký)" in text] == []
    assert [name for name, text in texts.items() if "minh họa)" not in text] == []


def test_what_was_never_published_is_marked_illustrative() -> None:
    played = cast.played()
    assert played.scoring_tables.get().provenance == "illustrative"
    assert agreement_of(played).provenance == "illustrative"  # type: ignore[union-attr]
    for person in {s.person for s in agreement_of(played).signatures.all()}:  # type: ignore[union-attr]
        assert person.illustrative
        assert person.full_name.endswith("(minh họa)")


def test_the_summary_tells_votes_and_citations_of_each_nomination() -> None:
    summary = summary_of(cast.played())
    assert len(summary["nominations"]) == 7
    assert summary["next_lead"] == "Sở Nội vụ"
    assert len(summary["agreement_articles"]) == 6
    for told in summary["nominations"]:
        assert told["citations"]
        assert told["votes_for"] + told["votes_against"] <= told["votes_base"]


def test_practice_years_stop_where_there_is_something_to_do() -> None:
    assert cast.before_scoring().phase == "self_scoring"
    assert cast.before_conference().phase == "conference"
    assert not Nomination.objects.filter(bloc_year=cast.before_conference()).exists()


def test_a_person_of_the_plan_is_the_same_one_in_every_year_played() -> None:
    council = Role.objects.filter(kind=RoleKind.COUNCIL_MEMBER)
    names = list(council.values_list("person__full_name", flat=True))
    assert len(names) == len(set(names)) == 11
    everyone = list(Person.objects.values_list("full_name", flat=True))
    assert len(everyone) == len(set(everyone))
