"""The opening papers, how the lead came to lead, the hand-over and the copied year on the screen."""

from datetime import date

import pytest
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.services import deadlines_set
from thidua.apps.journal.base import Refused
from thidua.apps.journal.models import Entry
from thidua.apps.planning.models import HandOver
from thidua.apps.planning.services import hand_over_give
from thidua.apps.units.models import BlocYear
from thidua.year.conference import next_year_of
from thidua.year.parameters import parameters_of
from web.pages import client_of, messages_of, stranger, text_of

pytestmark = pytest.mark.django_db


def at(name: str, year: BlocYear | None = None) -> str:
    return reverse(name, args=[(year or cast.played()).pk])


def following() -> BlocYear:
    found = next_year_of(cast.played())
    assert found is not None
    return found


def test_the_five_opening_papers_stand_with_their_state_and_day_on_one_page() -> None:
    page = text_of(client_of("canbo-stp").get(at("opening")))
    for name in ("Kế hoạch hoạt động", "Quy chế hoạt động", "Giao ước thi đua", "Bảng chấm điểm"):
        assert name in page
    assert "có hiệu lực, 09/09 đơn vị đã ký" in page
    assert "phiên bản 1 đang áp dụng" in page
    assert stranger().get(at("opening")).status_code == 404


def test_every_parameter_stands_with_its_source_day_and_author_or_is_said_not_to_be_set() -> None:
    found = {one.name: one for one in parameters_of(cast.played())}
    quota = found["Số lượng được đề nghị"]
    assert quota.source
    assert quota.last is not None
    assert quota.last.by == cast.board().full_name
    ties = found["Xếp hạng khi bằng điểm"]
    assert (ties.value, ties.last) == ("", None)
    page = text_of(client_of("canbo-stp").get(at("opening")))
    assert "Xếp hạng khi bằng điểm chưa đặt" in page
    assert quota.source in page


def test_a_parameter_set_again_says_how_often() -> None:
    year = cast.before_scoring()
    for day in (date(2021, 12, 20), date(2021, 12, 21)):
        deadlines_set(
            bloc_year=year, due={Stage.SELF: day}, source="15/KH", actor=cast.secretary(),
            at=cast.AT,
        )  # fmt: skip
    found = {one.name: one for one in parameters_of(year)}["Hạn nộp phiếu chấm điểm"]
    assert (found.value, found.source) == ("tự chấm 21/12/2021", "15/KH")
    assert [one.by for one in found.settings] == [cast.secretary().full_name] * 2


def test_how_the_lead_came_to_lead_is_recorded_with_its_paper() -> None:
    client = client_of("banthidua")
    given = {"way": "designated", "paper_number": "", "paper_date": "", "issuer": ""}
    assert client.post(at("lead-naming"), given).status_code == 409
    given |= {"paper_number": "12/TB-UBND", "paper_date": "18/01/2021", "issuer": "UBND tỉnh"}
    assert messages_of(client.post(at("lead-naming"), given))[-1] == (
        "Đã ghi cách chọn Khối trưởng."
    )
    page = text_of(client_of("canbo-stp").get(at("opening")))
    assert "Văn bản số 12/TB-UBND, ngày 18/01/2021, UBND tỉnh" in page
    assert client_of("canbo-stp").get(at("lead-naming")).status_code == 404


def give() -> HandOver:
    told = messages_of(client_of("banthidua").post(at("handover"), {"note": "02 hộp hồ sơ giấy"}))
    assert told[-1] == "Đã bàn giao; chờ Khối trưởng năm sau xác nhận."
    return HandOver.objects.get()


def test_the_list_handed_over_is_that_of_the_records_and_stays_as_it_was() -> None:
    shown = text_of(client_of("banthidua").get(at("handover")))
    made = give()
    titles = [line["what"] for line in made.listed]
    assert "Báo cáo" in " ".join(titles)
    assert [title for title in titles if title not in shown] == []
    assert not any("tự chấm" in title.lower() for title in titles)
    assert Entry.objects.get(deed="planning.handover.give").facts["count"] == len(made.listed)


def test_the_new_lead_acknowledges_once_and_says_what_is_missing() -> None:
    give()
    assert client_of("canbo-stp").post(at("handover"), {"note": "x"}).status_code in {403, 200}
    told = messages_of(client_of("banthidua").post(at("handover"), {"note": "thiếu sổ giấy"}))
    assert told[-1] == "Đã xác nhận nhận bàn giao."
    made = HandOver.objects.get()
    assert made.remark == "thiếu sổ giấy"
    assert made.received_by == cast.board()
    page = text_of(client_of("canbo-stp").get(at("handover")))
    assert "Ý kiến bên nhận: thiếu sổ giấy" in page
    assert "Xác nhận đã nhận" not in page


def test_the_new_secretary_is_asked_to_acknowledge_until_it_is_done() -> None:
    lead = following().memberships.select_related("unit").get(position="lead")
    secretary = client_of(f"canbo-{lead.unit.code}")
    assert "Xác nhận nhận bàn giao" not in text_of(secretary.get("/"))
    give()
    assert "Xác nhận nhận bàn giao" in text_of(secretary.get("/"))
    assert messages_of(secretary.post(at("handover"), {"note": ""}))[-1] == (
        "Đã xác nhận nhận bàn giao."
    )
    assert "Xác nhận nhận bàn giao" not in text_of(secretary.get("/"))


def test_a_year_without_a_next_one_has_nobody_to_take_it_over() -> None:
    client, year = client_of("banthidua"), cast.before_scoring()
    answer = client.post(at("handover", year), {"note": ""})
    assert answer.status_code == 409
    assert "chưa có Khối trưởng mới" in text_of(answer)


def test_a_year_is_handed_over_once_and_to_its_own_next_year() -> None:
    given = {"listed": [{"what": "x"}], "note": "", "actor": cast.board(), "at": cast.AT}
    with pytest.raises(Refused, match="không phải là năm liền sau"):
        hand_over_give(bloc_year=cast.before_scoring(), to_year=following(), **given)
    hand_over_give(bloc_year=cast.played(), to_year=following(), **given)
    with pytest.raises(Refused, match="đã được bàn giao"):
        hand_over_give(bloc_year=cast.played(), to_year=following(), **given)


def test_an_officer_of_a_member_hands_nothing_over() -> None:
    assert client_of("canbo-stp").get(at("handover")).status_code == 404


def test_the_copy_is_looked_at_then_opened_and_the_new_year_is_entered() -> None:
    client, year = client_of("thuky"), cast.before_scoring()
    page = text_of(client.get(at("year-copy", year)))
    assert "Mở năm thi đua 2022 theo năm nay" in page
    assert "Giao ước thi đua đang" not in page
    lead = str(year.memberships.get(position="lead").pk)
    answer = client.post(at("year-copy", year), {"lead": lead})
    opened = next_year_of(year)
    assert opened is not None
    assert answer.headers["Location"] == at("year", opened)
    assert client.post(at("year-copy", year), {"lead": lead}).status_code == 409
    assert "Năm 2022 đã được mở" in text_of(client.get(at("year-copy", year)))


def test_only_who_may_open_a_year_sees_the_copy() -> None:
    assert client_of("canbo-stc").get(at("year-copy", cast.before_scoring())).status_code == 404
    assert client_of("thuky").get(at("year-copy"), {"lead": "nobody"}).status_code == 200
