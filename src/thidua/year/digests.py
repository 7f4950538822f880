"""Letters that tell a person what is due, as often as they chose; no score and no vote is in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.mail import EmailMessage

from thidua.apps.planning.enums import DueKind, Rhythm
from thidua.apps.planning.models import DigestChoice
from thidua.apps.planning.queries import digests_wanted
from thidua.apps.planning.services import digest_mark
from thidua.apps.units.queries import roles_of
from thidua.text import is_working_day, padded, short_date
from thidua.year.agenda import Due, due_for
from thidua.year.reminding import send

AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters left, and to whom the mail server would not take one."""

    sent: int
    failed: tuple[str, ...]


def send_digests(day: date, link: str = "") -> Sent:
    """Send everybody their letter of the day; a second call on the same day sends nothing."""
    letters: dict[str, EmailMessage] = {}
    chosen: dict[str, DigestChoice] = {}
    for choice in digests_wanted(day):
        if comes_on(choice, day) and (dues := told_of(choice, day)):
            key = f"{choice.person.full_name} <{choice.person.email}>"
            letters[key], chosen[key] = letter(choice, dues, day, link), choice
    failed = send(letters)
    for key, choice in chosen.items():
        if key not in failed:
            digest_mark(choice=choice, on=day)
    return Sent(len(letters) - len(failed), tuple(failed))


def comes_on(choice: DigestChoice, day: date) -> bool:
    """Tell whether a letter may come on a day: on working days, a weekly one once a week."""
    if not is_working_day(day):
        return False
    last = choice.last_sent_on
    if choice.rhythm == Rhythm.WEEKLY and last is not None:
        return last.isocalendar()[:2] != day.isocalendar()[:2]
    return last != day


def told_of(choice: DigestChoice, day: date) -> list[Due]:
    """Return what a letter tells: of the kinds chosen, late or due within two weeks."""
    kinds = {DueKind(kind) for kind in choice.kinds}
    roles = list(roles_of(choice.person, day))
    found = due_for(choice.person, roles, day)
    return [due for due in found if due.kind in kinds and due.ends_on <= day + AHEAD]


def letter(choice: DigestChoice, dues: Sequence[Due], day: date, link: str) -> EmailMessage:
    late = sum(due.late(day) for due in dues)
    over = f", {padded(late)} việc quá hạn" if late else ""
    return EmailMessage(
        subject=f"Việc thi đua đến hạn ngày {short_date(day)}: {padded(len(dues))} việc{over}",
        body="\n".join(lines_of(choice, dues, day, link)),
        to=[choice.person.email],
    )


def lines_of(choice: DigestChoice, dues: Iterable[Due], day: date, link: str) -> Iterator[str]:
    yield f"Kính gửi Ông/Bà {choice.person.full_name},\n"
    for due in dues:
        where = f"{due.bloc_year.bloc}, năm {due.bloc_year.year}"
        yield f"- {due.title} ({where}): hạn {short_date(due.ends_on)}, {due.left(day)}."
    if link:
        yield f"\nXem tất cả tại: {link}"
    yield "\nThư này không nêu điểm hay lá phiếu của ai. Đổi cách nhận thư ở trang “Lịch và thư báo”."
