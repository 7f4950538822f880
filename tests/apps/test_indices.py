"""Indices: recorded by the standing office with their paper, never overwritten, filling lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from test_table_versions import adopt, fresh, start

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.queries import lines_of, sheet_of
from thidua.apps.assessments.services import marks_save
from thidua.apps.campaigns.enums import IndexStatus
from thidua.apps.campaigns.models import Index, IndexValue
from thidua.apps.campaigns.queries import index_values
from thidua.apps.campaigns.services import PaperRef, index_open, index_record
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.units.models import Unit
from thidua.scoring import DraftLine, Kind, read_draft
from web.any_bloc import FULL, LINES, bloc_of, line
from web.pages import client_of, text_of
from web.test_scores_cards import page_of, row

pytestmark = pytest.mark.django_db
PAPER = PaperRef("12/QĐ-UBND-MH", date(2021, 12, 10))


def par(**changed: object) -> Index:
    given = {
        "authority": cast.played().authority, "code": "PAR-2021", "name": "PAR INDEX",
        "year": 2021, "publisher": "UBND tỉnh", "actor": cast.board(), "at": cast.AT,
    }  # fmt: skip
    return index_open(**{**given, **changed})  # type: ignore[arg-type]


def unit(code: str = "stc") -> Unit:
    return Unit.objects.get(code=code)


def recorded(index: Index, value: str, **changed: object) -> list[IndexValue]:
    given = {
        "index": index, "values": {unit(): Decimal(value)}, "status": IndexStatus.PUBLISHED,
        "proof": PAPER, "actor": cast.board(), "at": cast.AT,
    }  # fmt: skip
    return index_record(**{**given, **changed})  # type: ignore[arg-type]


def scored_by(index: Index) -> Scorecard:
    """Open a bloc of two with one line by the index; the card is that of the first member."""
    bound = replace(line("III", Kind.EXTERNAL, 10, scale="100"), index=index)
    year = bloc_of(2, lines=[*(one for one in LINES if one.code != "III"), bound])
    return Scorecard.objects.get(bloc_year=year, membership__place=1)


def self_score(card: Scorecard, *more: str) -> None:
    points = {code: Decimal(value) for code, value in FULL.items()}
    points |= dict.fromkeys(more, Decimal(1))
    actor = cast.officer(card.membership.unit.code)
    marks_save(scorecard=card, stage=Stage.SELF, points=points, reasons={}, actor=actor, at=cast.AT)


def test_a_line_by_an_index_fills_itself_and_tells_its_formula_and_source() -> None:
    index = par()
    card = scored_by(index)
    recorded(index, "84.5", values={card.membership.unit: Decimal("84.5")})
    (found,) = [r for r in sheet_of(card, live=Stage.SELF).rows if r.criterion.code == "III"]
    assert (found.computed, found.points(Stage.SELF)) == (True, Decimal("8.45"))
    assert found.explanation
    page = client_of(f"canbo-{card.membership.unit.code}").get(page_of(card)).content.decode()
    shown = row(page, "III")
    assert "Nguồn: PAR INDEX năm 2021 (UBND tỉnh), đã công bố 84,5, 12/QĐ-UBND-MH" in shown
    assert 'name="p-III"' not in shown


def test_an_estimate_makes_points_provisional() -> None:
    index = par()
    card = scored_by(index)
    values = {card.membership.unit: Decimal(80)}
    recorded(index, "80", values=values, status=IndexStatus.ESTIMATED, proof=PaperRef())
    (found,) = [r for r in sheet_of(card, live=Stage.SELF).rows if r.criterion.code == "III"]
    assert found.provisional == {Stage.SELF: "theo số ước thực hiện"}


def test_a_line_by_an_index_is_not_typed_and_not_handed_in_without_its_value() -> None:
    card = scored_by(par())
    with pytest.raises(Refused, match="Tiêu chí III được tính từ"):
        self_score(card, "III")
    self_score(card)
    client = client_of(f"canbo-{card.membership.unit.code}")
    assert "còn thiếu điểm: III" in text_of(client.post(page_of(card), {"action": "submit"}))


def test_a_correction_stands_beside_what_it_corrects_and_says_why() -> None:
    index = par()
    recorded(index, "80")
    with pytest.raises(Refused, match="đã có giá trị công bố") as refused:
        recorded(index, "81")
    assert refused.value.remedy == "Hãy ghi lý do đính chính."
    recorded(index, "81", reason="Công bố lại theo văn bản đính chính")
    made = index_values([index.pk], cast.played())[index.pk, unit().pk]
    assert [one.value for one in made] == [80, 81]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        IndexValue.objects.filter(pk=made[0].pk).update(value=1)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"proof": PaperRef()}, "phải có số, ngày văn bản công bố"),
        ({"values": {}}, "Không có giá trị nào mới"),
        ({"proof": PaperRef("1", date(2030, 1, 1))}, "chưa tới"),
    ],
)
def test_a_published_value_has_its_paper(changed: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        recorded(par(), "80", **changed)


def test_a_negative_value_and_an_estimate_after_the_published_value_are_refused() -> None:
    index = par()
    with pytest.raises(Refused, match="không được âm"):
        recorded(index, "-1")
    recorded(index, "80")
    with pytest.raises(Refused, match="không ghi ước tính nữa"):
        recorded(index, "79", status=IndexStatus.ESTIMATED)
    with pytest.raises(Refused, match="Không có giá trị nào mới"):
        recorded(index, "80")


def test_indices_are_the_standing_offices() -> None:
    with pytest.raises(NotAllowed):
        par(actor=cast.secretary())
    index = par()
    with pytest.raises(NotAllowed):
        recorded(index, "80", actor=cast.officer("stc"))
    for changed, why in (
        ({}, "đã dùng"), ({"code": ""}, "phải có mã"), ({"code": "X", "year": 2022}, "chưa tới"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            par(**changed)


def test_an_index_scored_as_a_ratio_wants_what_is_to_be_reached() -> None:
    typed = [DraftLine(code="I", text="Chỉ số", kind="ratio", maximum="10", target="PAR-2021")]
    read = read_draft(typed, 2, [], ["PAR-2021"])
    assert [fault.message for fault in read.faults] == [
        "Chấm một chỉ số theo tỷ lệ thì phải ghi mức phải đạt."
    ]


def test_an_adopted_draft_keeps_the_binding() -> None:
    index = par()
    typed = [
        DraftLine(code="I", text="Mục", kind="sum", maximum="10"),
        DraftLine(
            code="I.1", text="Chỉ số", kind="external", maximum="10", depth=1, target="PAR-2021",
            options={"scale": "100"},
        ),
    ]  # fmt: skip
    table = adopt(start(fresh(), typed))
    bound = table.criteria.get(code="I.1")
    assert (bound.index, bound.target) == (index, None)
    assert [one.target for one in lines_of(table)] == ["", "PAR-2021"]


def test_the_office_records_on_the_page_and_members_read_it() -> None:
    index, key = par(), cast.played().pk
    office, member = client_of("banthidua"), client_of("canbo-stc")
    address = reverse("index-record", args=[key, index.pk])
    assert member.get(address).status_code == 404
    sent = {"status": "published", "number": "12/QĐ", "dated": "10/12/2021", "v-stc": "84,5"}
    assert office.post(address, sent).status_code == 302
    told = text_of(member.get(reverse("indices", args=[key])))
    assert "84,5 Đã công bố 12/QĐ, 10/12/2021" in told
    again = office.post(address, sent | {"v-stc": "85"})
    assert "Hãy ghi lý do đính chính." in text_of(again)
    sent = {"code": "DDCI-2021", "name": "DDCI", "year": "2021", "publisher": "UBND tỉnh"}
    assert office.post(reverse("index-open", args=[key]), sent).status_code == 302
