"""Nominations: the list by award with its numbers, and one with its verdict and steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from thidua import law
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.policy import MAY
from thidua.apps.awards.queries import (
    nomination_for,
    nominations_of,
    proposed_in,
    resting_on,
    slots_of,
)
from thidua.apps.awards.services import nomination_council
from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import MeetingKind, MotionState
from thidua.apps.meetings.queries import meeting_of, motions_of
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.queries import layer_of
from thidua.web.checking import may_check
from thidua.web.export import workbook
from thidua.web.forms.calling import provenance_of
from thidua.web.forms.decision import DecisionForm
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.quotas import AskedLaw, Numbers, numbers_of
from thidua.web.shell import YearPage, now, person_of, render_year, signed_in, year_page
from thidua.web.verdicts import reading
from thidua.web.years import law_day
from thidua.year.steps import decide, submit_nominations

if TYPE_CHECKING:
    from thidua.apps.awards.models import Nomination
    from thidua.apps.meetings.models import Motion

STEPS = (
    ("proposed", "Khối đề nghị"),
    ("submitted", "Trình Hội đồng"),
    ("council", "Hội đồng xét"),
    ("decided", "Quyết định"),
    ("entered", "Ghi sổ khen thưởng"),
)
REACHED = {
    NominationState.PROPOSED: 1,
    NominationState.SUBMITTED: 2,
    NominationState.APPROVED: 3,
    NominationState.DECLINED: 3,
    NominationState.DECIDED: 5,
}


@dataclass(frozen=True, slots=True)
class AwardGroup:
    """The nominations for one award, in the order of precedence."""

    slug: str
    name: str
    nominations: Sequence[Nomination]
    numbers: Numbers | None = None

    @property
    def approved(self) -> int:
        return sum(n.state == NominationState.APPROVED for n in self.nominations)


@dataclass(frozen=True, slots=True)
class Step:
    """A step on a nomination's way."""

    label: str
    number: int
    done: bool
    current: bool


@signed_in
def nominations(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    return exported(page) if request.GET.get("tai") == "xlsx" else show_list(request, page)


def exported(page: YearPage) -> HttpResponse:
    head = (
        "Hình thức", "Đơn vị", "Đồng ý", "Không đồng ý", "Trên tổng số", "Theo luật", "Bước",
        "Thành tích", "Quyết định", "Ngày ký", "Ghi chú",
    )  # fmt: skip
    lines = [
        (
            n.verdict["award_name"], n.membership.unit.name, n.motion.yes, n.motion.no,
            n.motion.base_count, outcome_of(n), n.get_state_display(), n.merit,
            n.decision.number if n.decision else None, n.decision.signed_on if n.decision else None,
            n.motion.meeting.get_provenance_display(),
        )
        for n in nominations_of(page.bloc_year)
    ]  # fmt: skip
    return workbook(f"de-nghi-khen-thuong-{page.bloc_year.year}", head, lines)


def outcome_of(found: Nomination) -> str:
    """Name the law's answer with the mark of what nobody has checked."""
    mark = " (chưa kiểm chứng)" if found.verdict["unverified"] else ""
    return f"{found.get_outcome_display()}{mark}"


def show_list(request: HttpRequest, page: YearPage, refused: Refused | None = None) -> HttpResponse:
    """List the nominations by award with counts by state, and the buttons of who may act."""
    rows, state = list(nominations_of(page.bloc_year)), request.GET.get("tinh-trang", "")
    counts, with_numbers = Counter(row.state for row in rows), numbering(page, rows)
    response = render_year(
        request,
        "nominations/list.html",
        page,
        "nominations",
        groups=[
            with_numbers(group) for group in groups_of([r for r in rows if state in {"", r.state}])
        ],
        everything=len(rows),
        counts=[(s.value, s.label, counts[s.value]) for s in NominationState],
        state=state,
        may_submit=page.may(MAY["awards.nomination.submit"]) and counts[NominationState.PROPOSED],
        may_decide=page.may(MAY["awards.decision.issue"]),
        council=meeting_of(page.bloc_year, MeetingKind.COUNCIL) if serves(page) else None,
        may_call=page.may(MAY["awards.nomination.council"]) and counts[NominationState.SUBMITTED],
        refused=refused,
    )
    response.status_code = REFUSED if refused else 200
    return response


def numbering(page: YearPage, rows: Sequence[Nomination]) -> Callable[[AwardGroup], AwardGroup]:
    """Return what gives a group its numbers: the bloc's own, and the law's share of the province."""
    authority = page.bloc_year.authority
    asked = AskedLaw(on=law_day(page.bloc_year, page.day), layer=layer_of(page.bloc_year))
    slots = {slot.award: slot for slot in slots_of(page.bloc_year)}
    proposed = proposed_in(authority, page.bloc_year.year)
    counts = Counter(row.award for row in rows if row.state != NominationState.DECLINED)

    def numbered(group: AwardGroup) -> AwardGroup:
        slug = group.slug
        numbers = numbers_of(slug, asked, slots.get(slug), counts[slug], proposed)
        return replace(group, numbers=numbers)

    return numbered


def serves(page: YearPage) -> bool:
    """Whether the person works for the authority rather than for one unit."""
    return any(role.unit_id is None for role in page.roles)


def groups_of(rows: Sequence[Nomination]) -> list[AwardGroup]:
    slugs = dict.fromkeys(row.award for row in rows)
    return [
        AwardGroup(slug, mine[0].verdict["award_name"], mine)
        for slug in slugs
        if (mine := [row for row in rows if row.award == slug])
    ]


@signed_in
@require_POST
def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand all nominations of the bloc in to the council."""
    page = year_page(request, key)
    if refused := refusal_of(
        lambda: submit_nominations(bloc_year=page.bloc_year, actor=page.person, at=page.at)
    ):
        return show_list(request, page, refused)
    messages.success(request, "Đã trình các đề nghị của khối và lưu tờ trình.")
    return redirect("nominations", key=key)


def nomination_or_404(request: HttpRequest, key: UUID) -> tuple[YearPage, Nomination]:
    nomination = nomination_for(person_of(request), key, localdate(now()))
    if nomination is None:
        raise Http404
    return year_page(request, nomination.bloc_year_id), nomination


@signed_in
def nomination(request: HttpRequest, key: UUID) -> HttpResponse:
    """One nomination: its steps, its votes, and the verdict it was made with."""
    page, found = nomination_or_404(request, key)
    return show_one(request, page, found)


def show_one(
    request: HttpRequest, page: YearPage, found: Nomination, refused: Refused | None = None
) -> HttpResponse:
    may_council = page.may(MAY["awards.nomination.council"])
    waits = found.state == NominationState.SUBMITTED
    response = render_year(
        request,
        "nominations/one.html",
        page,
        "nominations",
        nomination=found,
        reading=reading(found.verdict),
        may_check=may_check(page, found.membership),
        steps=steps_of(found),
        reviewed=council_motion(page, found) if may_council and waits else None,
        may_council=may_council and waits,
        rests_on=resting_on(found),
        may_rest=found.state == NominationState.PROPOSED
        and page.may(MAY["awards.nomination.rest"]),
        may_decide=page.may(MAY["awards.decision.issue"])
        and found.state == NominationState.APPROVED,
        refused=refused,
    )
    response.status_code = REFUSED if refused else 200
    return response


def steps_of(found: Nomination) -> list[Step]:
    done = REACHED[NominationState(found.state)]
    declined = found.state == NominationState.DECLINED
    return [
        Step(label, number, number <= done, number == done + 1 and not declined)
        for number, (_, label) in enumerate(STEPS, start=1)
    ]


def council_motion(page: YearPage, found: Nomination) -> Motion | None:
    """Return the council's closed vote on a nomination."""
    meeting = meeting_of(page.bloc_year, MeetingKind.COUNCIL)
    if meeting is None:
        return None
    asked = {"award": found.award, "subject": found.membership, "state": MotionState.CLOSED}
    return motions_of(meeting).filter(**asked).first()


def record_council(page: YearPage, found: Nomination) -> None:
    motion = council_motion(page, found)
    if motion is None:
        raise Refused(
            "Hội đồng chưa có kết quả biểu quyết về đề nghị này.",
            remedy="Hãy biểu quyết và kiểm phiếu ở phiên họp Hội đồng trước.",
        )
    nomination_council(nomination=found, motion=motion, actor=page.person, at=page.at)


@signed_in
@require_POST
def council_result(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record what the council's vote came to."""
    page, found = nomination_or_404(request, key)
    if refused := refusal_of(lambda: record_council(page, found)):
        return show_one(request, page, found, refused)
    messages.success(request, "Đã ghi kết quả họp Hội đồng.")
    return redirect("nomination", key=key)


@signed_in
def decision(request: HttpRequest, key: UUID, award: str) -> HttpResponse:
    """Issue the decision about all approved nominations for an award."""
    page = year_page(request, key)
    approved = nominations_of(page.bloc_year).filter(award=award, state=NominationState.APPROVED)
    if not page.may(MAY["awards.decision.issue"]) or not approved:
        raise Http404
    form = DecisionForm(request.POST or None, initial=signed_by(page, award))
    refused = issue(request, page, award, form) if request.method == "POST" else None
    if request.method == "POST" and form.is_valid() and refused is None:
        return redirect("nominations", key=key)
    response = render_year(
        request, "nominations/decision.html", page, "nominations",
        form=form, approved=approved, name=approved[0].verdict["award_name"], refused=refused,
    )  # fmt: skip
    response.status_code = REFUSED if refused else FAULTY if form.errors else 200
    return response


def signed_by(page: YearPage, award: str) -> dict[str, str]:
    """Start a decision as the award's own authority would sign it.

    What the State decides is recorded here from the decision that came; the rest is signed by the
    person who opens the form, if they may sign.
    """
    rule = law.award(award, law_day(page.bloc_year, localdate(page.at)))
    if rule.level is law.Level.STATE:
        return {"issuer": rule.decided_by}
    kind = RoleKind.SIGNING_AUTHORITY
    post = next((role.post for role in page.roles if role.kind == kind), None)
    own = {} if post is None else {"signer": page.person.full_name, "signer_post": post}
    return {"issuer": page.bloc_year.authority.name, **own}


def issue(request: HttpRequest, page: YearPage, award: str, form: DecisionForm) -> Refused | None:
    """Issue the decision if the form is in order; return why it was refused, if it was."""
    if not form.is_valid():
        return None
    text = form.text()
    refused = refusal_of(
        lambda: decide(
            bloc_year=page.bloc_year,
            award=award,
            text=text,
            provenance=provenance_of(page),
            actor=page.person,
            at=page.at,
        )
    )
    if refused is None:
        messages.success(request, f"Đã ban hành Quyết định số {text.number} và ghi sổ khen thưởng.")
    return refused


urls: list[URLPattern] = [
    path("nam/<uuid:key>/de-nghi/", nominations, name="nominations"),
    path("nam/<uuid:key>/de-nghi/trinh/", submit, name="nominations-submit"),
    path("nam/<uuid:key>/quyet-dinh/<slug:award>/", decision, name="decision"),
    path("de-nghi/<uuid:key>/", nomination, name="nomination"),
    path("de-nghi/<uuid:key>/hoi-dong/", council_result, name="nomination-council"),
]
