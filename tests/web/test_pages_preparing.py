"""Laying a year out by its pages: targets, table, rules, report, facts, roles, the next agreement."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.urls import reverse

import cast
from thidua.apps.assessments.queries import report_of
from thidua.apps.campaigns.queries import agreement_of, targets_of
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.meetings.queries import rule_of, rules_of
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear, Role
from web.evening import begin, conference, opened, seats, vote
from web.pages import client_of, messages_of, text_of

pytestmark = pytest.mark.django_db

SECRETARY, OUTSIDER = "canbo-snv", "canbo-stc"


def fresh() -> BlocYear:
    """The year that follows the played one: signed, and nothing laid out yet."""
    return cast.year(number=2022)


def at(name: str, *more: object) -> str:
    return reverse(name, args=[fresh().pk, *more])


def typed_in(response: HttpResponse) -> dict[str, str]:
    """Return what a page's form would send if its button were pressed at once."""
    html = response.content.decode().split("<main", 1)[1]
    inputs = re.findall(r'<input\b[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', html)
    areas = re.findall(r'<textarea\b[^>]*?name="([^"]+)"[^>]*>([^<]*)<', html)
    chosen = [
        (name, found[1])
        for name, inside in re.findall(
            r'<select\b[^>]*?name="([^"]+)"(.*?)</select>', html, re.DOTALL
        )
        if (found := re.search(r'value="([^"]*)"\s+selected', inside))
    ]
    blank = re.findall(r'<input\b[^>]*?name="([^"]+)"(?![^>]*value=)', html)
    sent = {**dict.fromkeys(blank, ""), **dict(inputs), **dict(areas), **dict(chosen)}
    return {name: unescape(value).lstrip("\n") for name, value in sent.items()}


def set_target(code: str) -> HttpResponse:
    client, address = client_of(SECRETARY), f"{at('target-set')}?nhu={code}"
    return client.post(address, typed_in(client.get(address)))


def test_a_target_of_the_year_before_is_set_anew_with_each_unit_s_plan() -> None:
    set_target("CT02")
    (made,) = targets_of(fresh())
    before = targets_of(cast.played()).get(code="CT02")
    plans = {p.membership.unit.code: p.planned for p in made.assignments.all()}
    assert (made.text, plans) == (
        before.text,
        {p.membership.unit.code: p.planned for p in before.assignments.all()},
    )


def test_a_code_is_given_to_one_target_only() -> None:
    set_target("CT02")
    again = set_target("CT02")
    said = "Năm nay đã có chỉ tiêu CT02" in text_of(again)
    assert (again.status_code, said, targets_of(fresh()).count()) == (422, True, 1)


def test_a_target_nobody_plans_for_is_refused() -> None:
    client = client_of(SECRETARY)
    form = typed_in(client.get(f"{at('target-set')}?nhu=CT02"))
    bare = {name: "" if name.startswith("plan-") else value for name, value in form.items()}
    response = client.post(at("target-set"), bare)
    assert (response.status_code, targets_of(fresh()).count()) == (422, 0)


def test_every_rule_starts_as_the_year_before_had_it() -> None:
    client = client_of(SECRETARY)
    for kind in ("adopt_report", "nominate", "elect_lead", "adopt_agreement"):
        address = at("rule", kind)
        client.post(address, typed_in(client.get(address)))
    before = {row.kind: rule_of(row) for row in rules_of(cast.played())}
    made = {row.kind: rule_of(row) for row in rules_of(fresh())}
    assert made == {kind: rule for kind, rule in before.items() if kind != "council_review"}


def test_a_rule_that_nothing_could_meet_is_explained_beside_its_percentage() -> None:
    client, address = client_of(SECRETARY), at("rule", "nominate")
    form = typed_in(client.get(address)) | {"op": "gt", "percent": "100"}
    response = client.post(address, form)
    assert (response.status_code, rules_of(fresh()).count()) == (422, 0)
    assert "không bao giờ đạt được" in text_of(response)


def test_the_bloc_sets_neither_the_council_s_rule_nor_the_numbers() -> None:
    client = client_of(SECRETARY)
    got = [client.get(at("rule", "council_review")), client.get(at("slots"))]
    assert [response.status_code for response in got] == [404, 404]


def test_the_standing_office_sets_the_numbers_from_the_highest_award_down() -> None:
    client, address = client_of("banthidua"), at("slots")
    form = typed_in(client.get(address)) | {"source": "Công văn 01 (minh họa)"}
    client.post(address, form)
    assert list(fresh().slots.values_list("award", "maximum")) == [
        ("co-thi-dua-chinh-phu", 1),
        ("co-thi-dua-bo-tinh", 2),
        ("bang-khen-bo-tinh", 4),
    ]


def test_the_secretary_drafts_the_report_and_the_bloc_reads_it() -> None:
    form = {"situation": "Khối có 09 đơn vị.", "directions": "Đổi mới.\n\nGắn với cải cách."}
    client_of(SECRETARY).post(at("report"), form)
    found = report_of(fresh())
    assert found is not None
    assert found.sections["directions"] == ["Đổi mới.", "Gắn với cải cách."]
    reader = client_of(OUTSIDER)
    assert "Gắn với cải cách." in text_of(reader.get(at("report")))
    draft = reader.get(at("report-preview"))
    assert (draft["Content-Type"], draft.content[:5]) == ("application/pdf", b"%PDF-")


def test_an_adopted_report_has_no_form_and_one_not_drafted_no_preview() -> None:
    page = client_of("thuky").get(reverse("report", args=[cast.played().pk]))
    assert b"<textarea" not in page.content
    assert client_of(SECRETARY).get(at("report-preview")).status_code == 404


def test_whoever_may_not_lay_the_year_out_finds_no_form() -> None:
    client = client_of(OUTSIDER)
    names = ["target-set", "slots", "agreement-draft", "agreement-next", "role-grant"]
    assert {client.get(at(name)).status_code for name in names} == {404}


def test_a_movement_is_entered_on_a_page_of_its_own() -> None:
    sent = {
        "level": "bloc", "form": "thematic", "title": "Vì người nghèo", "starts_on": "01/01/2021",
        "ends_on": "31/12/2025", "goal": "Giúp hộ nghèo",
    }  # fmt: skip
    client_of(SECRETARY).post(at("movement"), sent)
    assert list(fresh().movements.values_list("code", "title")) == [("pt01", "Vì người nghèo")]


def dossier_of(unit: str, *what: str) -> str:
    return at("fact" if what else "dossier", cast.seat(fresh(), unit).pk, *what)


def test_a_dossier_opens_to_its_unit_and_to_who_judges_it() -> None:
    who = ("canbo-stc", "thutruong-stc", SECRETARY, "banthidua", "canbo-stp")
    got = [client_of(name).get(dossier_of("stc")).status_code for name in who]
    assert got == [200, 200, 200, 200, 404]


def test_a_unit_registers_a_title_once() -> None:
    client, address = client_of(OUTSIDER), dossier_of("stc", "dang-ky")
    form = {"award": "bang-khen-bo-tinh", "registered_on": "15/02/2022", "paper_number": "12/STC"}
    assert messages_of(client.post(address, form)) == ["Đã ghi: đăng ký danh hiệu thi đua."]
    again = client.post(address, form)
    assert (again.status_code, cast.seat(fresh(), "stc").registrations.count()) == (422, 1)


def test_a_rating_goes_with_its_decision_and_unknown_counts_stay_unknown() -> None:
    client, address = client_of("banthidua"), dossier_of("stc", "xep-loai")
    form = {"year": "2022", "rating": "hoan-thanh-tot", "headcount": "40"}
    assert client.post(address, form).status_code == 422
    client.post(address, form | {"decision_number": "5/QĐ", "decision_on": "01/12/2022"})
    (made,) = cast.seat(fresh(), "stc").unit.year_records.filter(year=2022)
    assert (made.rating, made.headcount, made.completed) == ("hoan-thanh-tot", 40, None)


def test_the_lead_s_own_secretary_attests_to_others_never_to_the_lead() -> None:
    client = client_of(SECRETARY)
    got = [client.get(dossier_of(unit, "nhan-xet")).status_code for unit in ("stc", "snv")]
    assert got == [200, 404]


def test_only_the_standing_office_gives_roles_and_never_twice() -> None:
    client, address = client_of("banthidua"), at("role-grant")
    form = {
        "person": str(cast.officer("stc").pk), "kind": "bloc_secretary", "post": "Thư ký khối",
        "unit": str(cast.seat(fresh(), "stc").unit_id), "since": "01/01/2022",
    }  # fmt: skip
    assert messages_of(client.post(address, form)) == ["Đã giao vai trò."]
    again = client.post(address, form)
    assert (again.status_code, "đang giữ vai trò này" in text_of(again)) == (409, True)
    assert client_of(SECRETARY).post(address, form).status_code == 404


def test_a_role_of_a_unit_without_its_unit_is_explained() -> None:
    form = {"person": str(cast.officer("stc").pk), "kind": "unit_head", "since": "01/01/2022"}
    response = client_of("banthidua").post(at("role-grant"), form)
    assert (response.status_code, "phải gắn với một đơn vị" in text_of(response)) == (409, True)


def test_a_lead_without_a_secretary_waits_on_the_standing_office_s_first_page() -> None:
    title, client = "Giao vai trò thư ký khối", client_of("banthidua")
    before = title in text_of(client.get("/"))
    Role.objects.filter(kind="bloc_secretary", unit__code="snv").delete()
    assert (before, title in text_of(client.get("/"))) == (False, True)


def test_the_overview_says_what_the_year_still_needs() -> None:
    page = text_of(client_of(OUTSIDER).get(at("year")))
    assert [word in page for word in ("00 chỉ tiêu", "chưa lập", "00/05 quy tắc")] == [True] * 3


def elected() -> Meeting:
    meeting = conference()
    begin(meeting)
    room = [meeting.bloc_year_id, "hoi-nghi"]
    client_of("thuky").post(
        reverse("meeting-table", args=room), {"topic": "election", "mode": "electronic"}
    )
    motion = opened(Motion.objects.get(meeting=meeting))
    vote(motion, {seat.pk: "stc" for seat in seats(meeting)})
    client_of("thuky").post(reverse("motion-close", args=[*room, motion.number]))
    return meeting


def test_next_year_s_agreement_is_edited_before_the_conference_votes_on_it() -> None:
    meeting = elected()
    address = reverse("agreement-next", args=[meeting.bloc_year_id])
    client = client_of("thuky")
    assert typed_in(client.get(address))["text"].startswith("Điều 1. Thực hiện nhiệm vụ")
    client.post(address, {"text": "Điều 1. Thi đua\nLàm tốt.\nĐiều 7: Kỷ luật\nGiữ nghiêm."})
    opened_year = BlocYear.objects.get(bloc=meeting.bloc_year.bloc, year=2022)
    agreement = agreement_of(opened_year)
    assert agreement is not None
    told = [(a.number, a.title, list(a.clause_texts)) for a in agreement.articles.all()]
    assert told == [(1, "Thi đua", ["Làm tốt."]), (2, "Kỷ luật", ["Giữ nghiêm."])]
    assert (opened_year.phase, client.get(address).status_code) == (Phase.AGREEMENT, 404)


def test_the_button_that_fixes_an_agreement_s_words_says_so_and_asks() -> None:
    address = reverse("agreement-next", args=[elected().bloc_year_id])
    page = text_of(client_of("thuky").get(address))
    assert "Lưu dự thảo" not in page
    assert "giữ nguyên như trên và chờ hội nghị thông qua rồi ký; không sửa được nữa." in page
    assert "Đúng, mở năm mới và lập giao ước để thông qua" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [("Làm tốt.", "Dòng đầu tiên phải là một điều"), ("", "Ô này cần được điền.")],
)
def test_an_agreement_without_articles_is_explained(text: str, said: str) -> None:
    meeting = elected()
    address = reverse("agreement-next", args=[meeting.bloc_year_id])
    response = client_of("thuky").post(address, {"text": text})
    assert (response.status_code, said in text_of(response)) == (422, True)


def test_marks_typed_while_attaching_evidence_are_saved_with_it() -> None:
    card = cast.before_scoring().scorecards.get(membership__unit__code="stc")
    form = {"p-I.3": "9,5", "criterion": "I.3", "number": "37/BC-MH", "dated": "16/11/2021"}
    client_of(OUTSIDER).post(reverse("scorecard-evidence", args=[card.pk]), form)
    mark = card.marks.get(criterion__code="I.3", stage="self")
    assert (str(mark.points), card.evidence.filter(number="37/BC-MH").count()) == ("9.50", 1)


def test_a_wrong_mark_keeps_the_evidence_typed_beside_it() -> None:
    card = cast.before_scoring().scorecards.get(membership__unit__code="stc")
    form = {"p-I.3": "mười", "criterion": "I.3", "number": "37/BC-MH", "dated": "16/11/2021"}
    response = client_of(OUTSIDER).post(reverse("scorecard-evidence", args=[card.pk]), form)
    page = response.content.decode()
    assert (response.status_code, 'value="37/BC-MH"' in page, 'value="mười"' in page) == (
        422,
        True,
        True,
    )


def test_the_standing_office_chooses_local_rules_and_the_bloc_reads_them() -> None:
    key = cast.played().pk
    address, rules = reverse("local-rules", args=[key]), reverse("rules", args=[key])
    assert client_of(SECRETARY).get(address).status_code == 404
    assert "Chỉ theo quy định của Trung ương" in text_of(client_of(SECRETARY).get(rules))
    sent = {"whose": "authority", "layer": "nam-dinh", "source": "Công văn số 01 (minh họa)"}
    assert client_of("banthidua").post(address, sent).status_code == 302
    told = text_of(client_of(SECRETARY).get(rules))
    assert "Quy định của tỉnh Nam Định (từ 15/03/2019 đến 30/06/2025)" in told
    assert "Công văn số 01 (minh họa)" in told
