"""The secretary's overview: who is late with what; reminders, which never tell a score."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Mark
from thidua.apps.assessments.services import deadlines_set, reminder_send
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.web.shell import now
from thidua.year.reminding import remind
from web.any_bloc import D, appraised, bloc_of, score
from web.pages import client_of, messages_of, text_of
from web.scoring_round import card_of, cross_scoring, hand_in

pytestmark = pytest.mark.django_db
DUE = cast.DAY + timedelta(days=3)
LINK = "https://thidua.example/"


def cards(year: BlocYear, sign_in: str = "thuky") -> str:
    return text_of(client_of(sign_in).get(reverse("scorecards", args=[year.pk])))


def due(year: BlocYear, **days: int) -> None:
    told = {Stage(stage): cast.DAY + timedelta(days=after) for stage, after in days.items()}
    deadlines_set(bloc_year=year, due=told, source="Kế hoạch (minh họa)", actor=cast.secretary(),
                  at=cast.AT)  # fmt: skip


def told_to(unit: str, letters: list[EmailMessage]) -> EmailMessage:
    return next(one for one in letters if f"canbo-{unit}@thidua.example" in one.to)


def test_who_runs_the_scoring_sees_how_many_have_handed_in_and_who_is_late_with_what() -> None:
    year = cast.before_scoring()
    hand_in(card_of(year, "stc"), Stage.SELF, cast.head("stc"))
    told = cards(year)
    assert "01/09 đã nộp" in told
    assert "Đang chờ 09 phiếu" in told
    assert "Sở Nội vụ Tự chấm Sở Nội vụ" in told
    assert "Tiến độ chấm điểm" not in cards(year, "canbo-stc")


def test_lines_that_fill_themselves_are_not_counted_as_blank() -> None:
    year = bloc_of(2)
    row = re.search(r"Tự chấm Sở [^0-9]+ (\d\d) chưa đặt hạn", cards(year))
    assert row
    assert row[1] == "03"


def test_a_card_past_its_day_says_by_how_many_days() -> None:
    year = cast.before_scoring()
    today = localdate(now())
    told = {Stage.SELF: today - timedelta(days=2), Stage.CROSS: today + timedelta(days=5)}
    deadlines_set(bloc_year=year, due=told, source="", actor=cast.secretary(), at=cast.AT)
    assert "quá 02 ngày" in cards(year)
    assert "Hạn nộp: tự chấm" in cards(year, "canbo-stc")


def test_a_table_on_which_everybody_is_excellent_says_so_and_how_many_are_nominated() -> None:
    assert "Mọi đơn vị đều đạt từ 90% điểm tối đa" in cards(cross_scoring())
    assert "07/09 đơn vị được đề nghị khen thưởng (77,78%)" in cards(cast.played())
    year = bloc_of(2)
    score(year, Stage.SELF, {1: {"I.1": 10}})
    told = cards(year)
    assert "từ 70,00 đến 100,00 (chênh 30,00), trung vị 85,00." in told
    assert "không phân hóa" not in told


def test_days_out_of_order_are_refused_and_shown_where_they_were_typed() -> None:
    year = cast.before_scoring()
    with pytest.raises(Refused, match="Hạn chấm chéo"):
        due(year, self=5, cross=3)
    address = reverse("deadlines", args=[year.pk])
    posted = {"self": "20/12/2021", "cross": "19/12/2021"}
    page = client_of("thuky").post(address, posted)
    assert page.status_code == 409
    assert 'value="19/12/2021"' in page.content.decode()
    assert client_of("canbo-stc").get(address).status_code == 404


def test_the_days_can_be_put_into_one_s_own_calendar() -> None:
    year = cast.before_scoring()
    address = reverse("deadlines-ics", args=[year.pk])
    assert client_of("canbo-stc").get(address).status_code == 404
    due(year, self=3, appraised=9)
    page = client_of("canbo-stc").get(address)
    assert page["Content-Type"].startswith("text/calendar")
    assert page.content.decode().count("BEGIN:VEVENT") == 2


def test_each_late_member_gets_one_letter_with_its_work_and_a_day_for_the_calendar(
    mailoutbox: list[EmailMessage],
) -> None:
    year = cast.before_scoring()
    hand_in(card_of(year, "stc"), Stage.SELF, cast.head("stc"))
    due(year, self=3)
    told = remind(bloc_year=year, link=LINK, actor=cast.secretary(), at=cast.AT)
    assert len(told.sent) == len(mailoutbox) == 8
    assert not any("canbo-stc@thidua.example" in one.to for one in mailoutbox)
    letter = mailoutbox[-1]
    assert "hạn 20/12/2021, còn 03 ngày" in letter.body
    assert "dòng chưa chấm" in letter.body
    name, content, kind = letter.attachments[0]
    assert (name, kind) == ("han-nop.ics", "text/calendar")
    assert "DTSTART;VALUE=DATE:20211220" in content


def test_a_cross_score_is_asked_of_the_unit_that_gives_it(mailoutbox: list[EmailMessage]) -> None:
    year = cross_scoring()
    named = year.cross_assignments.get(scorer__unit__code="stc").scored.unit.name
    remind(bloc_year=year, link=LINK, actor=cast.secretary(), at=cast.AT)
    assert f"- Chấm chéo phiếu của {named}: còn" in told_to("stc", mailoutbox).body


def test_no_letter_tells_a_score(mailoutbox: list[EmailMessage]) -> None:
    year = bloc_of(9)
    score(year, Stage.SELF, {n: {"I.1": 11 + n, "II.1": 31} for n in range(1, 10)})
    due(year, cross=4)
    remind(bloc_year=year, link=LINK, actor=cast.secretary(), at=cast.AT)
    told = "\n".join(f"{one.subject}\n{one.body}\n{one.attachments}" for one in mailoutbox)
    marks = {str(int(points)) for points in Mark.objects.filter(
        scorecard__bloc_year=year, criterion__code__in=["I.1", "II.1"]
    ).values_list("points", flat=True)}  # fmt: skip
    numbers = set(
        re.findall(r"(?<![\d/-])\d+(?![\d/])", re.sub(r"[0-9a-f-]{36}|20\d{6}\S*", "", told))
    )
    assert numbers & (marks | {str(D(20 + 11 + n + 31)) for n in range(1, 10)}) == set()
    assert "bằng điểm" not in told
    assert "hạng" not in told


def test_nobody_is_reminded_twice_a_day(mailoutbox: list[EmailMessage]) -> None:
    year, who = cast.before_scoring(), {"link": LINK, "actor": cast.secretary()}
    remind(bloc_year=year, at=cast.AT, **who)
    sent = len(mailoutbox)
    with pytest.raises(Refused, match="Hôm nay đã nhắc"):
        remind(bloc_year=year, at=cast.AT, **who)
    remind(bloc_year=year, at=cast.AT + timedelta(days=1), **who)
    assert len(mailoutbox) == 2 * sent


def test_the_journal_keeps_who_was_reminded_of_what_and_no_address() -> None:
    year = cast.before_scoring()
    reminder_send(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    facts = Entry.objects.filter(deed="assessments.reminder.send").latest("number").facts
    assert facts["reminded"]["stc"]["of"] == [["self", "stc"]]
    assert str(cast.officer("stc").pk) in facts["reminded"]["stc"]["people"]
    assert "@" not in str(facts)


def test_a_unit_without_an_address_is_named_and_not_taken_for_reminded(
    mailoutbox: list[EmailMessage],
) -> None:
    year = cast.before_scoring()
    Person.objects.filter(roles__unit__code="stc").update(email="")
    answer = client_of("thuky").post(reverse("reminder", args=[year.pk]))
    assert "Chưa ai của Sở Tài chính có địa chỉ thư điện tử" in " ".join(messages_of(answer))
    assert len(mailoutbox) == 8
    assert not year.reminders.filter(membership__unit__code="stc").exists()


def test_without_a_mail_server_it_is_said_where_the_letters_are(
    settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    answer = client_of("thuky").post(reverse("reminder", args=[cast.before_scoring().pk]))
    where = f"thư được ghi vào thư mục {tmp_path / 'mail'}."
    assert where in " ".join(messages_of(answer))
    assert any((tmp_path / "mail").iterdir())


def test_a_server_that_takes_no_letter_is_told(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = client_of("thuky").post(reverse("reminder", args=[cast.before_scoring().pk]))
    assert "Máy chủ thư chưa nhận thư gửi" in " ".join(messages_of(answer))


def test_when_every_card_is_judged_there_is_nobody_to_remind() -> None:
    year = appraised(bloc_of(3))
    with pytest.raises(Refused, match="Không còn phiếu nào chờ"):
        reminder_send(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    assert "Nhắc các đơn vị chưa nộp" not in cards(year)


def test_a_member_may_neither_remind_nor_set_days() -> None:
    year = cast.before_scoring()
    with pytest.raises(NotAllowed):
        reminder_send(bloc_year=year, actor=cast.officer("stc"), at=cast.AT)
    with pytest.raises(NotAllowed):
        deadlines_set(bloc_year=year, due={}, source="", actor=cast.officer("stc"), at=cast.AT)
    assert client_of("canbo-stc").post(reverse("reminder", args=[year.pk])).status_code == 403


def test_a_person_sets_and_takes_away_their_own_address() -> None:
    officer = client_of("canbo-stc")
    assert officer.post(reverse("email"), {"email": "sai"}).status_code == 422
    officer.post(reverse("email"), {"email": "a@b.example"})
    assert cast.officer("stc").email == "a@b.example"
    officer.post(reverse("email"), {"email": ""})
    assert cast.officer("stc").email == ""


def test_the_list_of_cards_costs_the_same_for_thirty_members_as_for_nine() -> None:
    counts = []
    for size in (9, 30):
        year = bloc_of(size)
        score(year, Stage.SELF)
        client, address = client_of("thuky"), reverse("scorecards", args=[year.pk])
        with CaptureQueriesContext(connection) as told:
            assert client.get(address).status_code == 200
        counts.append(len(told))
    assert counts[0] == counts[1]
