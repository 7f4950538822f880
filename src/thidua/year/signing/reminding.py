"""Letters to those whose signature a paper waits for."""

from datetime import datetime

from django.core.mail import EmailMessage

from thidua.apps.people.models import Person
from thidua.apps.signing.models import SigningRequest
from thidua.apps.signing.services import signing_remind
from thidua.year.reminding import Told, send


def remind_signers(*, request: SigningRequest, link: str, actor: Person, at: datetime) -> Told:
    """Remind those whose turn it is; letters leave after the deed is done for good."""
    waiting = signing_remind(request=request, actor=actor, at=at)
    people = [(one.name, one.person) for one in waiting if one.person is not None]
    letters = {name: letter(request, name, who.email, link) for name, who in people if who.email}
    failed = send(letters)
    return Told(
        sent=tuple(name for name in letters if name not in failed),
        failed=tuple(failed),
        without_address=tuple(name for name, who in people if not who.email),
    )


def letter(request: SigningRequest, name: str, address: str, link: str) -> EmailMessage:
    paper = request.paper
    return EmailMessage(
        subject=f"Đề nghị ký số: {paper.title}",
        body=(
            f"Kính gửi {name},\n\n"
            f"Văn bản “{paper.title}” ({paper.bloc_year}) đang chờ chữ ký số của Ông/Bà.\n\n"
            f"Xem và ký tại: {link}\n\n"
            "Không ai được hỏi mã PIN của Ông/Bà qua thư.\n"
        ),
        to=[address],
    )
