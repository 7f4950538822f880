"""A report put together: units send theirs, the lead sees who is missing, comments, old versions, sources."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

import cast
from thidua.apps.filing.enums import PaperKind, RoundPurpose
from thidua.apps.filing.models import DraftComment
from thidua.apps.filing.services import round_answer, round_comment, round_open
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.units.models import BlocYear
from thidua.papers.drafts import Words
from thidua.year.drafts import issue, moved_since, opened, restore, save
from thidua.year.report_progress import report_standings
from thidua.year.report_traces import traced
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db
SAID = "Sở đã đưa 12 thủ tục lên mức độ 4, rút ngắn thời gian giải quyết (minh họa)."


def sent(year: BlocYear, unit: str) -> None:
    """Let a unit write a paragraph for the bloc's report and send its own."""
    at, about = now(), f"{unit}_tong-ket"
    draft = opened(year, PaperKind.UNIT_REPORT, at, about)
    mine = {"gop_khoi": (Words("", SAID),)}
    save(draft=draft, base=0, mine=mine, actor=cast.officer(unit), at=at)
    draft = opened(year, PaperKind.UNIT_REPORT, at, about)
    issue(draft=draft, actor=cast.officer(unit), at=at)


def asked(year: BlocYear, purpose: RoundPurpose = RoundPurpose.COMMENTS) -> object:
    return round_open(
        bloc_year=year, kind=PaperKind.REPORT, purpose=purpose,
        due_on=localdate(now()) + timedelta(days=3), note="", actor=cast.secretary(), at=now(),
    )  # fmt: skip


def test_what_a_unit_sends_stands_in_the_blocs_report_and_leads_back_to_it() -> None:
    year = cast.before_conference()
    assert SAID not in text_of(client_of("thuky").get(reverse("draft", args=[year.pk, "bao-cao"])))
    sent(year, "stc")
    page = client_of("thuky").get(reverse("draft", args=[year.pk, "bao-cao"]))
    assert f"Sở Tài chính: {SAID}" in text_of(page)
    own = next(p for p in traced(opened(year, PaperKind.REPORT, now())) if p.key == "don_vi")
    assert [row.what for row in own.lines[0].rows] == ["Sở Tài chính"]


def test_every_sentence_from_records_rests_on_rows() -> None:
    year = cast.before_conference()
    passages = traced(opened(year, PaperKind.REPORT, now()))
    assert {"khoi", "giao_uoc", "phong_trao", "xep_hang"} <= {p.key for p in passages}
    assert all(line.rows for passage in passages for line in passage.lines)
    page = client_of("thuky").get(reverse("draft-sources", args=[year.pk, "bao-cao"]))
    assert 'id="giao_uoc-1"' in page.content.decode()


def test_the_lead_sees_who_has_not_sent_and_what_is_missing() -> None:
    year = cast.before_conference()
    sent(year, "stc")
    found = {s.member.unit.code: s for s in report_standings(year, PaperKind.REPORT)}
    assert (found["stc"].sent_on is not None, found["snv"].sent_on) == (True, None)
    told = text_of(client_of("thuky").get(reverse("report-progress", args=[year.pk, "bao-cao"])))
    missing = told.partition("Còn thiếu: ")[2].partition(".")[0].split(", ")
    assert len(missing) == len(found) - 1


def test_a_unit_is_reminded_until_it_has_sent_and_commented() -> None:
    year = cast.before_conference()
    asked(year, RoundPurpose.REPORTS)
    round_ = asked(year)
    home = text_of(client_of("canbo-stc").get("/"))
    assert "Gửi báo cáo của đơn vị" in home
    assert "Góp ý dự thảo báo cáo tổng kết" in home
    sent(year, "stc")
    round_comment(
        round_=round_, unit=cast.seat(year, "stc").unit, text="Nhất trí.",  # type: ignore[arg-type]
        actor=cast.officer("stc"), at=now(),
    )  # fmt: skip
    home = text_of(client_of("canbo-stc").get("/"))
    assert "Gửi báo cáo của đơn vị" not in home
    assert "Góp ý dự thảo báo cáo tổng kết" not in home


def test_a_comment_is_in_time_of_the_own_unit_and_answered_once() -> None:
    year = cast.before_conference()
    with pytest.raises(NotAllowed):
        round_open(
            bloc_year=year, kind=PaperKind.REPORT, purpose=RoundPurpose.COMMENTS,
            due_on=localdate(now()), note="", actor=cast.officer("stc"), at=now(),
        )  # fmt: skip
    with pytest.raises(Refused, match="đã qua"):
        round_open(
            bloc_year=year, kind=PaperKind.REPORT, purpose=RoundPurpose.COMMENTS,
            due_on=localdate(now()) - timedelta(days=1), note="", actor=cast.secretary(), at=now(),
        )  # fmt: skip
    round_, unit = asked(year), cast.seat(year, "stc").unit
    say = {"round_": round_, "unit": unit, "text": "Thêm số liệu quý IV."}
    with pytest.raises(NotAllowed):
        round_comment(**say, actor=cast.officer("stp"), at=now())  # type: ignore[arg-type]
    with pytest.raises(Refused, match="hết hạn góp ý"):
        round_comment(**say, actor=cast.officer("stc"), at=now() + timedelta(days=9))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="không có nội dung"):
        round_comment(**{**say, "text": ""}, actor=cast.officer("stc"), at=now())  # type: ignore[arg-type]
    made = round_comment(**say, actor=cast.officer("stc"), at=now())  # type: ignore[arg-type]
    round_answer(comment=made, answer="Đã bổ sung.", actor=cast.secretary(), at=now())
    with pytest.raises(Refused, match="đã được trả lời"):
        round_answer(comment=made, answer="Lần nữa.", actor=cast.secretary(), at=now())
    told = text_of(client_of("thuky").get(reverse("report-progress", args=[year.pk, "bao-cao"])))
    assert "Tiếp thu, giải trình: Đã bổ sung." in told
    late = asked(year, RoundPurpose.REPORTS)
    with pytest.raises(Refused, match="thu báo cáo"):
        round_comment(**{**say, "round_": late}, actor=cast.officer("stc"), at=now())  # type: ignore[arg-type]
    assert DraftComment.objects.count() == 1


def test_records_that_changed_are_shown_beside_words_that_stay_and_an_old_version_comes_back() -> (
    None
):
    year, at = cast.before_conference(), now()
    for base, text in enumerate(("Lời một.", "Lời hai.")):
        draft = opened(year, PaperKind.REPORT, at)
        mine = {**draft.written, "mo_dau": (Words("mo_dau_1" if base else "", text),)}
        save(draft=draft, base=draft.number, mine=mine, actor=cast.secretary(), at=at)
    assert moved_since(opened(year, PaperKind.REPORT, at)) == []
    sent(year, "stc")
    draft = opened(year, PaperKind.REPORT, at)
    assert [one.key for one in moved_since(draft)] == ["don_vi"]
    assert draft.written["mo_dau"][0].text == "Lời hai."
    first = draft.number - 1
    restore(draft=draft, number=first, actor=cast.secretary(), at=at)
    draft = opened(year, PaperKind.REPORT, at)
    assert draft.written["mo_dau"][0].text == "Lời một."
    assert draft.version is not None
    assert draft.version.origin == "restored"
    with pytest.raises(Refused, match="Không có bản dự thảo số 99"):
        restore(draft=draft, number=99, actor=cast.secretary(), at=at)


def test_pages_of_a_report_keep_a_constant_number_of_queries(
    django_assert_max_num_queries: object,
) -> None:
    year, reader = cast.before_conference(), client_of("thuky")
    with django_assert_max_num_queries(70):  # type: ignore[operator]
        reader.get(reverse("report-progress", args=[year.pk, "bao-cao"]))
