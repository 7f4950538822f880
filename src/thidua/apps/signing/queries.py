"""Reading who is asked to sign what, who has, and the versions of a paper."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.apps.filing.models import Blob, Paper
from thidua.apps.people.models import Person
from thidua.apps.signing.enums import LIVE, RequestState, SignatoryKind
from thidua.apps.signing.models import Signatory, Signature, SigningRequest
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import roles_of


def requests_of(paper: Paper) -> QuerySet[SigningRequest]:
    """Return a paper's requests, the latest first, with all that is told of them."""
    return (
        paper.signing_requests.select_related("opened_by", "authority")
        .prefetch_related("signatories__signature", "signatories__refusal")
        .order_by("-opened_at", "-id")
    )


def live_request(paper: Paper) -> SigningRequest | None:
    return requests_of(paper).filter(state__in=LIVE).first()


def latest_version(request: SigningRequest) -> Blob:
    """Return the file as it stands: after the last signature, or with its fields still blank."""
    last = request.signatures.select_related("after").order_by("-version").first()
    return last.after if last else request.prepared


def turn_now(request: SigningRequest) -> QuerySet[Signatory]:
    """Return whose turn it is: the blank places of the first step that has any."""
    blank = request.signatories.filter(signature__isnull=True)
    first = blank.order_by("step").values("step")[:1]
    return blank.filter(step__in=first).order_by("place")


def signatory_for(person: Person, paper: Paper, on: date) -> Signatory | None:
    """Return the place a person may sign in now, their own before the office's."""
    found = waiting_for_signature(person, on).filter(request__paper=paper)
    return found.order_by("kind", "place").first()


def waiting_for_signature(person: Person, on: date) -> QuerySet[Signatory]:
    """Return the places that wait for a person, whose turn has come."""
    earlier = Signatory.objects.filter(
        request=OuterRef("request"), step__lt=OuterRef("step"), signature__isnull=True
    )
    offices = roles_of(person, on).filter(kind=RoleKind.EMULATION_BOARD).values("authority")
    asked = Q(person=person) | Q(kind=SignatoryKind.OFFICE, request__authority__in=offices)
    return (
        Signatory.objects.filter(
            asked, ~Exists(earlier), request__state=RequestState.OPEN, signature__isnull=True
        )
        .select_related("request__paper__bloc_year__bloc", "request__authority", "unit")
        .order_by("request__opened_at", "place")
    )


def signatory_by_key(person: Person, key: UUID) -> Signatory | None:
    """Return a place to sign that is the person's or an office's; to others it doesn't exist."""
    asked = Q(person=person) | Q(kind=SignatoryKind.OFFICE)
    return (
        Signatory.objects.filter(asked, pk=key)
        .select_related("request__paper__bloc_year__bloc", "request__authority", "unit", "person")
        .first()
    )


def signed_version(paper: Paper, version: int) -> Blob | None:
    """Return a signed version of a paper by its number, counted over its requests."""
    if version < 1:
        return None
    made = versions_of([paper]).select_related("after")[version - 1 : version]
    return made[0].after if made else None


def versions_of(papers: Iterable[Paper]) -> QuerySet[Signature]:
    """Return the signatures that made versions of papers, in the order they were made."""
    return (
        Signature.objects.filter(request__paper__in=list(papers))
        .select_related("request")
        .order_by("request__paper", "request__opened_at", "version")
    )


def requests_of_year(bloc_year: BlocYear) -> QuerySet[SigningRequest]:
    """Return the requests of a year's papers that are open or complete."""
    return (
        SigningRequest.objects.filter(paper__bloc_year=bloc_year, state__in=LIVE)
        .select_related("paper")
        .prefetch_related("signatories__signature")
        .order_by("opened_at", "id")
    )


def paper_of_file(digest: str) -> Paper | None:
    """Return the paper one of whose versions, signed or not, has this digest."""
    made = Signature.objects.filter(after=digest).select_related("request__paper__bloc_year__bloc")
    if found := made.first():
        return found.request.paper
    papers = Paper.objects.filter(Q(pdf=digest) | Q(signing_requests__prepared=digest))
    return papers.select_related("bloc_year__bloc", "authority").first()
