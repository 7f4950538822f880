"""A paper laid out for signature in the example year, keys of the demo for its signers."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from pytest_django.fixtures import Settings

import cast
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper
from thidua.apps.signing.models import Signatory, Signature, SigningRequest
from thidua.apps.units.models import BlocYear
from thidua.papers.signing.demo import make_authority
from thidua.papers.signing.keys import FileKey, open_pkcs12
from thidua.year.signing.demo import PIN, demo_key_file, write_once
from thidua.year.signing.signers import lay_out
from thidua.year.signing.signing import Look, sign_paper

AT = cast.AT
PLAIN = Look()


@cache
def authority_of_the_run() -> bytes:
    """Return one authority for all tests: making its RSA key takes longest of all."""
    return make_authority(AT - timedelta(days=1)).pem()


def demo_in(folder: Path, settings: Settings) -> None:
    """Make the settings those of a demo whose data lie in a folder."""
    settings.DEMO, settings.DATA, settings.TRUST_FOLDER = True, folder, folder / "trust"
    write_once(folder / "demo-ca" / "authority.pem", authority_of_the_run())


def agreement(bloc_year: BlocYear | None = None) -> Paper:
    return Paper.objects.filter(
        bloc_year=bloc_year or cast.played(), kind=PaperKind.AGREEMENT, pdf__isnull=False
    ).latest("issued_on")


def decision() -> Paper:
    return Paper.objects.filter(bloc_year=cast.played(), kind=PaperKind.DECISION).earliest("id")


def proposal() -> Paper:
    return Paper.objects.get(bloc_year=cast.played(), kind=PaperKind.PROPOSAL)


def laid_out(paper: Paper | None = None, *, in_turn: bool = False) -> SigningRequest:
    return lay_out(paper=paper or agreement(), in_turn=in_turn, actor=cast.secretary(), at=AT)


def places(request: SigningRequest) -> list[Signatory]:
    """Return the places with their request as it is now."""
    return list(request.signatories.select_related("request", "person", "unit").order_by("place"))


def key_of(signatory: Signatory, at: datetime = AT) -> FileKey:
    content = demo_key_file(signatory.name, "Minh họa", f"test-{signatory.place}", at)
    return open_pkcs12(content, PIN)


def signed_by(signatory: Signatory, minutes: int = 0) -> Signature:
    at = AT + timedelta(minutes=minutes)
    assert signatory.person is not None
    return sign_paper(
        signatory=signatory, key=key_of(signatory), look=PLAIN, actor=signatory.person, at=at
    )
