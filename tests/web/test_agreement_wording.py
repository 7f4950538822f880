"""The draft of an agreement: written by several, remarked on, checked, adopted, signed, amended."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now

import cast
from thidua.apps.awards.models import RegisterEntry
from thidua.apps.campaigns.enums import Adoption, AgreementState, RemarkOutcome
from thidua.apps.campaigns.models import Agreement, Clause, ClauseRemark, Measure, Movement
from thidua.apps.campaigns.queries import (
    agreement_of,
    amendments_of,
    consolidated,
    latest_version,
    targets_of,
    wording_of,
)
from thidua.apps.journal.base import Provenance
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.models import Motion
from thidua.apps.units.enums import Position
from thidua.apps.units.models import BlocYear
from thidua.apps.units.services import bloc_year_open
from thidua.papers.drafts import Wording, texts_of
from thidua.year.papers.agreement import agreement_paper
from thidua.year.steps import adopt_drafted
from thidua.year.thread import back
from web.pages import client_of, messages_of, stranger, text_of

pytestmark = pytest.mark.django_db

SECRETARY, OFFICER, OTHER = "canbo-snv", "canbo-stc", "canbo-stp"


def fresh() -> BlocYear:
    """A year that has been opened and has no agreement yet."""
    before = cast.year(number=2022)
    members = before.memberships.select_related("unit").order_by("place")
    return bloc_year_open(
        bloc=before.bloc, year=2023, members=[(m.unit, Position(m.position)) for m in members],
        provenance=Provenance.ILLUSTRATIVE, actor=cast.board(), at=now(),
    )  # fmt: skip


def at(name: str, year: BlocYear, *more: object) -> str:
    return reverse(name, args=[year.pk, *more])


def begun() -> tuple[BlocYear, Agreement]:
    year = fresh()
    client_of(SECRETARY).post(at("agreement-begin", year))
    agreement = agreement_of(year)
    assert agreement is not None
    return year, agreement


def opened() -> tuple[BlocYear, Agreement]:
    """A draft that members may remark on."""
    year, agreement = begun()
    until = (now() + timedelta(days=7)).strftime("%d/%m/%Y")
    client_of(SECRETARY).post(at("agreement-consult", year), {"den": until})
    return year, agreement


def text(agreement: Agreement) -> Wording:
    return wording_of(agreement)


def write(
    year: BlocYear, base: int, texts: dict[str, str] | None = None, **more: str
) -> HttpResponse:
    typed = {f"w-{key}": words for key, words in (texts or {}).items()}
    client = client_of(SECRETARY)
    return client.post(at("agreement-wording", year), {"ban": str(base), **typed, **more})


def test_a_draft_begins_with_last_year_s_text_and_nobody_has_signed() -> None:
    _, agreement = begun()
    before = agreement_of(cast.year(number=2022))
    assert before is not None
    assert list(texts_of(text(agreement)).values()) == list(texts_of(text(before)).values())
    assert not set(texts_of(text(agreement))) & set(texts_of(text(before)))
    assert (agreement.state, latest_version(agreement)) == (AgreementState.DRAFT, 1)


def test_a_clause_keeps_its_key_while_it_is_reworded_moved_and_split() -> None:
    year, agreement = begun()
    article = text(agreement)[0]
    first, second = article.clauses[:2]
    write(year, 1, {first.key: "Một.\nHai."}, do=f"up-{second.key}")
    told = [(c.key, c.text) for c in text(agreement)[0].clauses]
    assert told[0] == (first.key, "Một.")
    assert (told[1], told[2][1]) == ((second.key, second.text), "Hai.")
    write(year, 2, do=f"remove-{second.key}")
    assert second.key not in texts_of(text(agreement))


def test_articles_are_added_moved_and_removed_with_their_clauses() -> None:
    year, agreement = begun()
    write(year, 1, **{"dieu-moi": "Chuyển đổi số"})
    added = text(agreement)[-1]
    write(year, 2, **{f"n-{added.key}": "Ký số 100% văn bản.\nHọp trực tuyến."})
    write(year, 3, do=f"up-{added.key}")
    articles = text(agreement)
    assert (articles[-2].title, [c.text for c in articles[-2].clauses]) == (
        "Chuyển đổi số", ["Ký số 100% văn bản.", "Họp trực tuyến."],
    )  # fmt: skip
    write(year, 4, do=f"remove-{added.key}")
    assert [a.title for a in text(agreement)] == [a.title for a in articles if a.key != added.key]


def test_two_who_write_at_once_lose_nothing_and_decide_where_both_wrote() -> None:
    year, agreement = begun()
    one, two = text(agreement)[0].clauses[:2]
    write(year, 1, {one.key: "Lời của người thứ nhất."})
    response = write(year, 1, {one.key: "Lời của người thứ hai.", two.key: "Khoản khác."})
    shown = text_of(response)
    assert (response.status_code, latest_version(agreement)) == (409, 2)
    assert "Lời của người thứ nhất." in shown
    assert "Lời của người thứ hai." in shown
    theirs = {f"k-{one.key}": "theirs", f"t-{one.key}": "Lời của người thứ nhất."}
    write(year, 2, {one.key: "Lời của người thứ hai.", two.key: "Khoản khác."}, **theirs)
    words = texts_of(text(agreement))
    assert (words[one.key], words[two.key]) == ("Lời của người thứ nhất.", "Khoản khác.")


def test_a_stale_page_overwrites_nothing_that_its_writer_did_not_touch() -> None:
    year, agreement = begun()
    one, two = text(agreement)[0].clauses[:2]
    write(year, 1, {one.key: "Mới."})
    write(year, 1, {one.key: one.text, two.key: "Cũng mới."})
    words = texts_of(text(agreement))
    assert (words[one.key], words[two.key]) == ("Mới.", "Cũng mới.")


def test_every_version_is_looked_at_compared_and_restored_with_its_keys() -> None:
    year, agreement = begun()
    before = text(agreement)
    gone = before[0].clauses[0]
    write(year, 1, do=f"remove-{gone.key}")
    page = client_of(OFFICER).get(at("agreement-versions", year))
    assert f"<del>{gone.text}</del>" in page.content.decode()
    client_of(SECRETARY).post(at("agreement-restore", year, 1))
    assert (text(agreement), latest_version(agreement)) == (before, 3)


def test_a_text_too_long_is_refused_and_what_was_typed_stays() -> None:
    year, agreement = begun()
    clause = text(agreement)[0].clauses[0]
    response = write(year, 1, {clause.key: "dài " * 1000})
    assert (response.status_code, latest_version(agreement)) == (409, 1)
    assert "khoản 1 Điều 1 dài 3999 chữ" in text_of(response)
    assert "dài dài dài" in text_of(response)


def remark(who: str, year: BlocYear, key: str, said: str, wording: str = "") -> HttpResponse:
    address = at("agreement-remark", year, key)
    return client_of(who).post(address, {"text": said, "wording": wording})


def test_members_remark_and_propose_and_the_lead_answers_on_record() -> None:
    year, agreement = opened()
    one, two = text(agreement)[0].clauses[:2]
    remark(OFFICER, year, one.key, "Cần số liệu.", one.text)
    remark(OTHER, year, two.key, "", "Lời đề nghị.")
    comment, proposal = ClauseRemark.objects.filter(agreement=agreement)
    assert (comment.wording, proposal.wording) == ("", "Lời đề nghị.")
    lead = client_of(SECRETARY)
    bare = lead.post(at("agreement-settle", year, comment.pk), {"ket-qua": "refused"})
    assert (bare.status_code, "cần nêu lý do" in text_of(bare)) == (409, True)
    why = {"ket-qua": "refused", "tra-loi": "Đã có ở phụ lục."}
    lead.post(at("agreement-settle", year, comment.pk), why)
    lead.post(at("agreement-settle", year, proposal.pk), {"ket-qua": "taken"})
    assert texts_of(text(agreement))[two.key] == "Lời đề nghị."
    assert list(agreement.remarks.values_list("outcome", "answer")) == [
        (RemarkOutcome.REFUSED, "Đã có ở phụ lục."), (RemarkOutcome.TAKEN, ""),
    ]  # fmt: skip
    assert "Đã có ở phụ lục." in text_of(client_of(OFFICER).get(at("agreement-wording", year)))


def test_remarks_end_with_their_last_day_and_begin_when_opened() -> None:
    year, agreement = begun()
    key = text(agreement)[0].key
    early = remark(OFFICER, year, key, "Sớm.")
    assert "chưa mở lấy ý kiến" in text_of(early)
    client = client_of(SECRETARY)
    yesterday = (now() - timedelta(days=1)).strftime("%d/%m/%Y")
    past = client.post(at("agreement-consult", year), {"den": yesterday})
    assert "đã qua" in text_of(past)
    assert agreement.remarks.count() == 0


def test_a_draft_is_not_adopted_over_an_unanswered_remark_or_a_silent_member() -> None:
    year, agreement = opened()
    remark(OFFICER, year, text(agreement)[0].key, "Chưa rõ.")
    refused = client_of(SECRETARY).post(at("agreement-adopt", year))
    assert "Còn 01 ý kiến góp ý chưa trả lời" in text_of(refused)
    found = agreement.remarks.get()
    client_of(SECRETARY).post(at("agreement-settle", year, found.pk), {"ket-qua": "taken"})
    silent = client_of(SECRETARY).post(at("agreement-adopt", year))
    assert "Chưa đồng ý với bản 1" in text_of(silent)


def all_assent(year: BlocYear, version: int) -> None:
    for member in year.memberships.select_related("unit"):
        head = client_of(f"thutruong-{member.unit.code}")
        head.post(at("agreement-assent", year), {"ban": str(version)})


def all_sign(year: BlocYear) -> None:
    for member in year.memberships.select_related("unit"):
        client_of(f"thutruong-{member.unit.code}").post(at("agreement-sign", year))


def in_force() -> tuple[BlocYear, Agreement]:
    year, agreement = opened()
    all_assent(year, 1)
    client_of(SECRETARY).post(at("agreement-adopt", year))
    all_sign(year)
    agreement.refresh_from_db()
    return year, agreement


def test_assent_to_an_earlier_version_counts_no_more() -> None:
    year, agreement = opened()
    all_assent(year, 1)
    write(year, 1, {text(agreement)[0].clauses[0].key: "Đổi lời."})
    refused = client_of(SECRETARY).post(at("agreement-adopt", year))
    assert "Chưa đồng ý với bản 2" in text_of(refused)


def test_a_draft_the_conference_adopted_goes_to_be_signed() -> None:
    _, agreement = opened()
    motion = Motion(kind=MotionKind.ADOPT_AGREEMENT, agreement=agreement, carried=True)
    adopt_drafted(motion, cast.person(SECRETARY), now())
    agreement.refresh_from_db()
    assert (agreement.state, agreement.adoption.how) == (AgreementState.SIGNING, Adoption.MOTION)


def test_a_draft_waits_for_the_secretary_and_for_the_members() -> None:
    opened()
    assert "Hoàn thiện dự thảo giao ước" in text_of(client_of(SECRETARY).get(reverse("home")))
    assert "Đọc dự thảo giao ước" in text_of(client_of(OFFICER).get(reverse("home")))


def test_adopted_by_all_it_is_signed_by_all_and_nothing_changes_it_then() -> None:
    year, agreement = in_force()
    assert agreement.state == AgreementState.IN_FORCE
    assert client_of(SECRETARY).get(at("agreement-wording", year)).status_code == 404
    clause = agreement.articles.all()[0].clauses.all()[0]
    clause.text = "Lén sửa."
    with pytest.raises(DatabaseError), transaction.atomic():
        clause.save()


def amend(year: BlocYear, texts: dict[str, str], **more: str) -> HttpResponse:
    typed = {f"w-{key}": words for key, words in texts.items()}
    head = {"ly-do": "Thay đổi nhiệm vụ", "ngay": now().strftime("%d/%m/%Y"), "van-ban": "05/BB"}
    return client_of(SECRETARY).post(at("amendments", year), {**head, **typed, **more})


def test_an_amendment_holds_from_the_last_signature_and_any_day_s_text_is_read() -> None:
    year, agreement = in_force()
    article = text(agreement)[0]
    changed, dropped = article.clauses[:2]
    amend(year, {changed.key: "Lời mới.", dropped.key: ""}, **{f"n-{article.key}": "Khoản thêm."})
    (amendment,) = amendments_of(agreement)
    today = now().date() + timedelta(days=1)
    assert consolidated(agreement, today) == text(agreement)
    for member in year.memberships.select_related("unit"):
        head = client_of(f"thutruong-{member.unit.code}")
        head.post(at("amendment-sign", year, amendment.pk))
    told = [c.text for c in consolidated(agreement, today)[0].clauses]
    kept = [c.text for c in article.clauses[2:]]
    assert told == ["Lời mới.", *kept, "Khoản thêm."]
    assert consolidated(agreement, date(2022, 1, 1)) == text(agreement)
    page = text_of(client_of(OFFICER).get(at("agreement-text", year)))
    assert "Đã gồm: sửa đổi lần 1" in page
    signed = text_of(client_of(OFFICER).get(at("agreement", year)))
    assert "Giao ước đã được sửa đổi 01 lần." in signed
    assert "Khoản thêm." in page


def test_an_amendment_that_changes_nothing_or_names_no_paper_is_refused() -> None:
    year, agreement = in_force()
    assert "không thay đổi khoản nào" in text_of(amend(year, {}))
    changed = {text(agreement)[0].clauses[0].key: "Lời mới."}
    assert "văn bản thông qua" in text_of(amend(year, changed, **{"van-ban": ""}))
    assert agreement.amendments.count() == 0


def test_a_promise_beyond_the_law_s_share_is_told_with_its_article() -> None:
    year, agreement = begun()
    key = text(agreement)[4].clauses[0].key
    write(year, 1, {key: "Từ 15 % trở lên cá nhân đạt Chiến sĩ thi đua cơ sở."})
    page = text_of(client_of(SECRETARY).get(at("agreement-wording", year)))
    assert "không có giới hạn trên, mức tối đa là 15%" in page
    assert "khoản 1 Điều 5" in page
    assert "chưa đối chiếu với văn bản gốc" in page


def test_a_movement_the_draft_doesn_t_name_is_offered_as_a_clause() -> None:
    year, agreement = begun()
    Movement.objects.create(
        authority=year.authority, bloc_year=year, code="pt01",
        title="Cả nước chung tay vì người nghèo", period="2021 - 2025",
    )  # fmt: skip
    page = client_of(SECRETARY).get(at("agreement-wording", year)).content.decode()
    (key,) = re.findall(r'value="them-([^"]+)"', page)
    offered = "Tích cực hưởng ứng phong trào thi đua “Cả nước chung tay vì người nghèo”."
    into = text(agreement)[1].key
    write(year, 1, **{"do": f"them-{key}", "vao": into, f"c-{key}": offered})
    assert text(agreement)[1].clauses[-1].text == offered


def test_two_years_are_compared_clause_by_clause() -> None:
    page = text_of(client_of(OFFICER).get(at("agreement-compare", cast.year(number=2022))))
    assert re.search(r"Thêm \d\d, bỏ \d\d, sửa lời \d\d", page)


def test_the_paper_follows_the_clauses() -> None:
    year, agreement = begun()
    write(year, 1, {text(agreement)[0].clauses[0].key: "Lời riêng của năm nay."})
    paper = agreement_paper(agreement, now())
    assert "Lời riêng của năm nay." in repr(paper)


def measured() -> Clause:
    """A clause of the played year that one of its article's two targets measures."""
    target = targets_of(cast.played()).get(code="CT01")
    clause = target.article.clauses.all()[0]
    Measure.objects.create(target=target, clause=clause, baseline=Decimal("93.5"))
    return clause


def test_a_clause_s_measures_lead_to_its_progress_and_the_honours_that_rest_on_them() -> None:
    clause = measured()
    address = at("clause", cast.played(), clause.pk)
    assert address in client_of(OFFICER).get(at("agreement", cast.played())).content.decode()
    page = text_of(client_of(OFFICER).get(address))
    for said in ("CT01", "93,5", "Điểm được tính", "Báo cáo tổng kết", "Sổ khen thưởng"):
        assert said in page
    assert "CT02" not in page


def test_an_honour_is_walked_back_to_the_clause_it_rests_on() -> None:
    clause = measured()
    for entry in RegisterEntry.objects.filter(bloc_year=cast.played()):
        knots = back(entry)
        assert [k.key for k in knots if k.kind == "clause"] == [clause.pk]
        (report,) = (k for k in knots if k.kind == "report")
        assert "Tỷ lệ nhiệm vụ trong chương trình công tác năm hoàn thành đúng hạn" in report.detail


def test_a_target_is_tied_to_a_clause_of_its_own_article_only() -> None:
    year, _ = begun()
    article, other = agreement_of(year).articles.all()[:2]
    unit = year.memberships.all()[0]
    client = client_of(SECRETARY)
    client.post(at("target-set", year), {
        "article": str(article.pk), "code": "CT01", "text": "Tỷ lệ", "unit_of_measure": "%",
        "direction": "higher", f"plan-{unit.pk}": "95",
    })  # fmt: skip
    target = targets_of(year).get()
    form = {"target": str(target.pk), "baseline": "93,5", "weight": "2", "method": "Phần mềm"}
    response = client.post(at("measure-set", year, article.clauses.all()[0].pk), form)
    assert messages_of(response)[-1] == "Đã gắn chỉ tiêu với khoản."
    made = Measure.objects.get(target=target)
    assert (made.baseline, made.weight, made.method) == (Decimal("93.5"), Decimal(2), "Phần mềm")
    foreign = client.post(at("measure-set", year, other.clauses.all()[0].pk), form)
    assert foreign.status_code == 422


def test_a_passage_that_a_target_stands_on_is_not_removed() -> None:
    year, agreement = begun()
    article = agreement.articles.all()[0]
    unit = year.memberships.all()[0]
    client_of(SECRETARY).post(at("target-set", year), {
        "article": str(article.pk), "code": "CT01", "text": "Tỷ lệ", "unit_of_measure": "%",
        "direction": "higher", f"plan-{unit.pk}": "95",
    })  # fmt: skip
    response = write(year, 1, do=f"remove-{article.pk}")
    assert "chỉ tiêu CT01 gắn với Điều 1" in text_of(response)


def test_others_read_the_draft_and_write_nothing_and_strangers_find_none() -> None:
    year, agreement = begun()
    page = client_of(OFFICER).get(at("agreement-wording", year))
    assert (page.status_code, b"<textarea" in page.content) == (200, False)
    refused = client_of(OFFICER).post(at("agreement-wording", year), {"ban": "1", "dieu-moi": "X"})
    assert (refused.status_code, latest_version(agreement)) == (403, 1)
    assert stranger().get(at("agreement-wording", year)).status_code == 404
