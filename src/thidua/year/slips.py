"""Mailing one-time codes: a letter each, without anything of the vote but the code and where to go."""

from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage

from thidua.apps.meetings.models import SealedVote, SealedVoter
from thidua.apps.meetings.services import slips_make
from thidua.apps.people.models import Person
from thidua.year.reminding import send


def mail_slips(
    *, vote: SealedVote, places: Sequence[int], link: str, actor: Person, at: datetime
) -> tuple[int, list[str]]:
    """Make codes and mail them; return how many letters left, and whose could not be sent.

    The deed is done for good before the letters leave. Whose letter fails gets a code on paper.
    """
    made = slips_make(vote=vote, places=places, actor=actor, at=at)
    letters = {f"{voter.place}. {voter}": letter(vote, voter, code, link) for voter, code in made}
    failed = send(letters)
    return len(letters) - len(failed), failed


def letter(vote: SealedVote, voter: SealedVoter, code: str, link: str) -> EmailMessage:
    body = (
        f"Kính gửi {voter},\n\n"
        f"Ông/Bà được mời bỏ phiếu kín: {vote.matter.question}\n\n"
        f"Mở trang: {link}\nMã phiếu: {code}\n\n"
        "Mã dùng một lần, đừng chuyển cho ai. Ai có mã thì nhận được phiếu thay Ông/Bà; nếu trang báo"
        " mã đã dùng mà Ông/Bà chưa bỏ phiếu, hãy báo ngay người tổ chức.\n"
    )
    return EmailMessage(subject=f"Mã phiếu: {vote.title}", body=body, to=[voter.email])
