"""Reminding who has not handed scores in: a deed, then one letter a member, without any score."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.timezone import localdate

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.queries import Wait, deadlines_of
from thidua.apps.assessments.services import Reminded, reminder_send
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.text import padded, short_date
from thidua.year.calendar import Day, calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of the letters, by the members' names."""

    sent: tuple[str, ...]
    failed: tuple[str, ...]
    without_address: tuple[str, ...]


def remind(*, bloc_year: BlocYear, link: str, actor: Person, at: datetime) -> Told:
    """Remind everybody a card waits for; letters leave after the deed is done for good."""
    found = reminder_send(bloc_year=bloc_year, actor=actor, at=at)
    letters = {
        one.member.unit.name: letter(one, bloc_year, link, at) for one in found if one.people
    }
    failed = send(letters)
    return Told(
        sent=tuple(name for name in letters if name not in failed),
        failed=tuple(failed),
        without_address=tuple(one.member.unit.name for one in found if not one.people),
    )


def send(letters: Mapping[str, EmailMessage]) -> list[str]:
    """Send letters over one connection; return whose could not be."""
    failed = []
    connection = get_connection()
    for name, one in letters.items():
        one.connection = connection
        try:
            one.send()
        except (OSError, SMTPException):
            failed.append(name)
    return failed


def letters_go_to() -> str:
    """Say where letters go instead of a mailbox, if no mail server is set."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return f"Máy này chưa đặt máy chủ thư: thư được ghi vào thư mục {settings.EMAIL_FILE_PATH}."
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return "Máy này chưa đặt máy chủ thư: thư được in ra màn hình của máy chủ."
    return ""


def letter(one: Reminded, bloc_year: BlocYear, link: str, at: datetime) -> EmailMessage:
    """Write to a member's people what is still to be handed in and by when."""
    message = EmailMessage(
        subject=f"Nhắc nộp phiếu chấm điểm thi đua năm {bloc_year.year}",
        body=text_of(one, bloc_year, link, localdate(at)),
        to=[person.email for person in one.people],
    )
    if days := days_of(
        bloc_year, sorted({wait.stage for wait in one.waits}, key=list(Stage).index)
    ):
        message.attach("han-nop.ics", calendar(days, at).decode(), "text/calendar")
    return message


def text_of(one: Reminded, bloc_year: BlocYear, link: str, day: date) -> str:
    lines = "\n".join(f"- {line}" for line in work_of(one, day))
    return (
        f"Kính gửi {one.member.unit.name},\n\n"
        f"{bloc_year.bloc}, năm {bloc_year.year}: các phần chấm điểm sau còn chờ đơn vị nộp.\n\n"
        f"{lines}\n\n"
        f"Xem và nộp tại: {link}\n\n"
        "Thư này không nêu điểm của đơn vị nào.\n"
    )


def work_of(one: Reminded, day: date) -> Iterator[str]:
    for wait in one.waits:
        unit = wait.card.membership.unit
        whose = "phiếu của đơn vị" if unit == one.member.unit else f"phiếu của {unit.name}"
        blank = (
            f"còn {padded(wait.missing)} dòng chưa chấm" if wait.missing else "chấm đủ, chưa nộp"
        )
        due = f"; {due_in_words(wait, day)}" if wait.due_on else ""
        yield f"{wait.stage.label} {whose}: {blank}{due}."


def due_in_words(wait: Wait, day: date) -> str:
    """Say by when a card is due, seen from a day."""
    left = wait.days_left(day)
    if left is None or wait.due_on is None:
        return "chưa đặt hạn"
    told = f"hạn {short_date(wait.due_on)}"
    if left == 0:
        return f"{told}, là hôm nay"
    return f"{told}, còn {padded(left)} ngày" if left > 0 else f"{told}, quá {padded(-left)} ngày"


def days_of(bloc_year: BlocYear, stages: Sequence[Stage] = tuple(Stage)) -> list[Day]:
    """Return the bloc's scoring days for a calendar."""
    due = deadlines_of(bloc_year)
    return [
        Day(
            key=f"{bloc_year.pk}-{stage.value}",
            on=due[stage],
            title=f"Hạn {stage.label.lower()} thi đua năm {bloc_year.year}",
            about=f"{bloc_year.bloc}: ngày cuối nộp phần {stage.label.lower()}.",
        )
        for stage in stages
        if stage in due
    ]
