"""Preparing a bloc's year from nothing to open, step by step, without JavaScript."""

import pytest
from django.test import Client
from django.urls import reverse

import cast
from thidua.apps.journal.models import Entry
from thidua.apps.planning.models import SetupDraft
from thidua.apps.units.models import Bloc, BlocYear, Unit
from thidua.apps.units.queries import lead_of
from web.pages import client_of, messages_of, stranger, text_of

pytestmark = pytest.mark.django_db
PASTED = (
    "TT\tTên đơn vị\tViết tắt\tChức danh\tVai trò\n"
    "1\tSở Tài chính\tSTC\tGiám đốc\tKhối phó\n"
    "2\tSở Khoa học mới (minh họa)\tSKHM\tGiám đốc\tKhối trưởng\n"
)
STEPS = {
    "bloc": {"bloc": "", "name": "Khối thi đua số 9 (minh họa)", "kind": "sector", "year": "2026"},
    "members": {"text": PASTED},
    "lead": {
        "lead": "1", "deputies": ["0"], "way": "designated", "paper_number": "12/TB-UBND",
        "paper_date": "18/01/2026", "issuer": "UBND tỉnh",
    },
    "calendar": {"text": "14/03/2026; Ký giao ước; Khối trưởng"},
    "rules": {"take": "later"},
}  # fmt: skip


def begin(client: Client) -> SetupDraft:
    client.post(reverse("setups"))
    return SetupDraft.objects.get()


def at(draft: SetupDraft, step: str) -> str:
    return reverse("setup-step", args=[draft.pk, step])


def fill(client: Client, draft: SetupDraft, *steps: str) -> None:
    for step in steps or STEPS:
        answer = client.post(at(draft, step), STEPS[step])
        assert answer.status_code == 302, text_of(answer)


def test_the_standing_office_opens_a_bloc_its_units_its_year_and_its_calendar_at_once() -> None:
    client = client_of("banthidua")
    draft = begin(client)
    fill(client, draft)
    assert not Bloc.objects.filter(name__contains="số 9").exists()
    told = messages_of(client.post(reverse("setup-review", args=[draft.pk])))
    assert told[-1].startswith("Đã mở năm thi đua 2026 của Khối thi đua số 9 (minh họa)")
    year = BlocYear.objects.get(bloc__name="Khối thi đua số 9 (minh họa)")
    assert [m.unit.name for m in year.memberships.all()] == [
        "Sở Tài chính",
        "Sở Khoa học mới (minh họa)",
    ]
    lead = lead_of(year)
    assert lead is not None
    assert lead.unit.name == "Sở Khoa học mới (minh họa)"
    assert year.lead_naming.paper_number == "12/TB-UBND"
    assert [(i.title, i.ends_on.isoformat()) for i in year.plan_items.all()] == [
        ("Ký giao ước", "2026-03-16")
    ]


def test_a_unit_known_by_its_name_is_not_opened_twice() -> None:
    client = client_of("banthidua")
    draft, before = begin(client), Unit.objects.filter(name="Sở Tài chính").count()
    fill(client, draft)
    client.post(reverse("setup-review", args=[draft.pk]))
    assert Unit.objects.filter(name="Sở Tài chính").count() == before


def test_one_may_leave_and_come_back_and_every_step_is_in_the_journal() -> None:
    draft = begin(client_of("banthidua"))
    fill(client_of("banthidua"), draft, "bloc", "members")
    client = client_of("banthidua")
    assert "Khối thi đua số 9" in text_of(client.get(reverse("setups")))
    assert "Sở Khoa học mới" in client.get(at(draft, "members")).content.decode()
    told = Entry.objects.filter(deed="planning.setup.save").order_by("number")
    assert [entry.facts["step"] for entry in told] == ["start", "bloc", "members"]


def test_a_bad_paste_is_told_cell_by_cell_kept_as_typed_and_nothing_is_saved() -> None:
    client = client_of("banthidua")
    draft = begin(client)
    fill(client, draft, "bloc")
    bad = "Đơn vị\tVai trò\nSở A\ttrưởng ban\n\tKhối phó"
    answer = client.post(at(draft, "members"), {"text": bad})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Hãy sửa 02 chỗ" in page
    assert "Dòng 2, ô “Vai trò”" in page
    assert "Dòng 3, ô “Tên đơn vị”" in page
    assert "trưởng ban" in page
    draft.refresh_from_db()
    assert "members" not in draft.data


def test_a_step_waits_for_the_steps_it_rests_on() -> None:
    client = client_of("banthidua")
    draft = begin(client)
    assert client.get(at(draft, "lead")).headers["Location"] == at(draft, "bloc")
    told = text_of(client.post(reverse("setup-review", args=[draft.pk])))
    assert "Còn bước chưa điền: Khối và năm, Đơn vị thành viên, Khối trưởng, Khối phó" in told


def test_a_changed_list_of_members_asks_for_the_lead_again() -> None:
    client = client_of("banthidua")
    draft = begin(client)
    fill(client, draft)
    client.post(at(draft, "members"), {"text": "Sở Tư pháp\nSở Tài chính"})
    assert client.post(reverse("setup-review", args=[draft.pk])).status_code == 409


@pytest.mark.parametrize(
    ("step", "changed", "said"),
    [
        ("bloc", {"name": ""}, "Hãy chọn một khối đã có hoặc ghi tên khối mới"),
        ("bloc", {"year": "26"}, "2000"),
        ("lead", {"deputies": ["1"]}, "không đồng thời là Khối phó"),
        ("lead", {"paper_number": ""}, "phải có số và ngày văn bản"),
        ("calendar", {"text": "31/02/2026; A;"}, "Dòng 1, ô “Ngày”"),
        ("rules", {"take": "before"}, "chưa có năm trước"),
    ],
)
def test_a_faulty_step_says_what_is_wrong(step: str, changed: dict[str, object], said: str) -> None:
    client = client_of("banthidua")
    draft = begin(client)
    fill(client, draft, "bloc", "members")
    answer = client.post(at(draft, step), {**STEPS[step], **changed})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_standing_bloc_starts_from_last_years_members_and_may_take_its_rules_over() -> None:
    client, year = client_of("banthidua"), cast.before_scoring()
    draft = begin(client)
    chosen = {"bloc": str(year.bloc_id), "name": "", "kind": "sector", "year": "2022"}
    client.post(at(draft, "bloc"), chosen)
    page = client.get(at(draft, "members")).content.decode()
    assert all(m.unit.name in page for m in year.memberships.select_related("unit"))
    names = "\n".join(m.unit.name for m in year.memberships.select_related("unit"))
    client.post(at(draft, "members"), {"text": names})
    client.post(at(draft, "lead"), {"lead": "0", "way": "elected"})
    client.post(at(draft, "rules"), {"take": "before"})
    client.post(reverse("setup-review", args=[draft.pk]))
    opened = BlocYear.objects.get(bloc=year.bloc, year=2022)
    assert opened.memberships.count() == year.memberships.count()
    assert opened.motion_rules.count() == year.motion_rules.count()


def test_a_secretary_prepares_and_the_standing_office_finds_it_and_opens() -> None:
    secretary = client_of("thuky")
    draft = begin(secretary)
    fill(secretary, draft)
    assert "cơ quan thường trực là người mở năm" in text_of(
        secretary.get(reverse("setup-review", args=[draft.pk]))
    )
    assert secretary.post(reverse("setup-review", args=[draft.pk])).status_code == 403
    assert not Bloc.objects.filter(name__contains="số 9").exists()
    board = client_of("banthidua")
    assert "Khối thi đua số 9" in text_of(board.get(reverse("setups")))
    assert board.post(reverse("setup-review", args=[draft.pk])).status_code == 302


def test_nobody_else_prepares_a_year_or_sees_one_being_prepared() -> None:
    draft = begin(client_of("banthidua"))
    for client in (client_of("canbo-stc"), stranger()):
        assert client.get(reverse("setups")).status_code == 404
        assert client.get(at(draft, "bloc")).status_code == 404
    assert client_of("thuky").get(at(draft, "bloc")).status_code == 404


def test_a_preparation_may_be_given_up() -> None:
    client = client_of("banthidua")
    draft = begin(client)
    client.post(reverse("setup-discard", args=[draft.pk]))
    assert client.get(at(draft, "bloc")).status_code == 404
