"""What happens beside a motion's count: no objection, reservations, a tie broken, another round."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from thidua.apps.awards.queries import award_name, slots_of
from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import (
    ELECTIONS,
    RULED,
    Counting,
    GoesOn,
    Mode,
    MotionKind,
    MotionState,
    Presence,
    Shape,
    TieWay,
    When,
)
from thidua.apps.meetings.policy import who_may
from thidua.apps.meetings.queries import is_secret, rule_of, seats_of
from thidua.apps.meetings.queries.kinds import (
    form_of,
    lines_of,
    revote_for,
    revote_rule_of,
    revotes_of,
    round_after,
    tied_of,
)
from thidua.apps.meetings.services import motion_again, reservation_record, revote_set
from thidua.apps.meetings.services.kinds import TEXTS
from thidua.voting import GoesOn as Standing, RevoteRule, RuleStatus, TieWay as Breaking, When as At
from thidua.web.conference import meeting_or_404, motion_or_404, room_address
from thidua.web.fields import TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.rules import STATUSES, setter_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.years import year_before
from thidua.year import steps
from thidua.year.conference import Layout, list_candidates, places_left, table_list

if TYPE_CHECKING:
    from thidua.apps.awards.models import Slot
    from thidua.apps.meetings.models import Meeting, Motion

RUNS = "meetings.reservation.record"


@signed_in
def matters(request: HttpRequest, key: UUID, slug: str, number: int) -> HttpResponse:
    page = year_page(request, key)
    return show(request, page, slug, motion_or_404(meeting_or_404(page, slug), number))


def show(
    request: HttpRequest, page: YearPage, slug: str, motion: Motion, refused: Refused | None = None
) -> HttpResponse:
    response = render_year(
        request,
        "conference/matters.html",
        page,
        "conference",
        motion=motion,
        slug=slug,
        rule=rule_of(motion),
        refused=refused,
        typed=request.POST,
        back=room_address(page, slug),
        **what_came_of_it(motion),
        **what_may_be_done(page, motion),
    )
    response.status_code = REFUSED if refused else 200
    return response


def what_came_of_it(motion: Motion) -> dict[str, object]:
    """Return the lines of the count and what was recorded beside it."""
    form, row = form_of(motion), revote_for(motion)
    names = {option.code: option.label for option in motion.options.all()}
    lines = lines_of(form) if form else []
    return {
        "form": form,
        "lines": [(names[line.option], line, line.option in form.chosen) for line in lines]
        if form
        else [],
        "acclaimed": getattr(motion, "acclamation", None),
        "reservations": motion.reservations.select_related(
            "seat__membership__unit", "seat__person"
        ),
        "breaks": motion.tie_breaks.select_related("option"),
        "tied": [(code, names[code]) for code in tied_of(motion, form)],
        "revote": revote_rule_of(row) if row else None,
        "revote_row": row,
    }


def what_may_be_done(page: YearPage, motion: Motion) -> dict[str, object]:
    """Return which forms are offered to who runs the meeting while it is open."""
    meeting = motion.meeting
    if meeting.state != "open" or not page.may(who_may(RUNS, meeting.kind)):
        return {}
    is_open, is_closed = motion.state == MotionState.OPEN, motion.state == MotionState.CLOSED
    seats = [seat for seat in seats_of(meeting) if seat.presence != Presence.ABSENT]
    several = motion.kind in {*ELECTIONS, MotionKind.NOMINATE_LIST}
    row = revote_for(motion)
    breaks = row is not None and row.tie != TieWay.ROUND
    again = round_after(motion) if is_closed and several else None
    return {
        "may_acclaim": is_open
        and motion.mode == Mode.COUNTED
        and not is_secret_only(motion)
        and (motion.kind not in ELECTIONS or motion.options.count() == 1),
        "seats": seats if motion.kind in TEXTS and (is_open or is_closed) else (),
        "may_break": is_closed and breaks,
        "again": again if again and not hasattr(motion, "next_form") else None,
        "chair": meeting.chair,
    }


def is_secret_only(motion: Motion) -> bool:
    return is_secret(motion) and motion.ballot == "secret"


def attempt(
    request: HttpRequest, page: YearPage, slug: str, motion: Motion, deed: Callable[[], object]
) -> HttpResponse:
    if refused := refusal_of(deed):
        return show(request, page, slug, motion, refused)
    return redirect("motion-matters", key=page.bloc_year.pk, slug=slug, number=motion.number)


@signed_in
@require_POST
def act(request: HttpRequest, key: UUID, slug: str, number: int) -> HttpResponse:
    """Do the deed of the button pressed."""
    page = year_page(request, key)
    motion = motion_or_404(meeting_or_404(page, slug), number)
    deeds: dict[str, Callable[[], object]] = {
        "acclaim": partial(acclaim, page, motion, request),
        "reserve": partial(reserve, page, motion, request),
        "break": partial(break_tie, page, motion, request),
        "again": partial(motion_again, motion=motion, actor=page.person, at=page.at),
    }
    deed = deeds.get(request.POST.get("step", ""))
    if deed is None:
        raise Http404
    return attempt(request, page, slug, motion, deed)


def acclaim(page: YearPage, motion: Motion, request: HttpRequest) -> None:
    asked_by = request.POST.get("asked_by", "")[:200]
    steps.acclaim(motion=motion, asked_by=asked_by, actor=page.person, at=page.at)


def reserve(page: YearPage, motion: Motion, request: HttpRequest) -> None:
    wanted = request.POST.get("seat", "")
    seat = next((one for one in seats_of(motion.meeting) if str(one.pk) == wanted), None)
    if seat is None:
        raise Refused("Chưa chọn ai có ý kiến bảo lưu.")
    text = request.POST.get("text", "")
    reservation_record(motion=motion, seat=seat, text=text, actor=page.person, at=page.at)


def break_tie(page: YearPage, motion: Motion, request: HttpRequest) -> None:
    steps.break_tie(
        motion=motion,
        code=request.POST.get("taken", ""),
        told=request.POST.get("told", ""),
        actor=page.person,
        at=page.at,
    )


class ListForm(forms.Form):
    """How the ballot on a list is laid out and counted; nothing is chosen beforehand."""

    award = forms.ChoiceField(label="Hình thức khen thưởng")
    shape = forms.ChoiceField(
        label="Phiếu",
        choices=[("", "—"), *((s.value, s.label) for s in Shape if s != Shape.ONE)],
    )
    at_most = forms.IntegerField(
        label="Chọn nhiều nhất",
        min_value=1,
        max_value=99,
        required=False,
        help_text="Chỉ khi phiếu là “Chọn một số trong danh sách”.",
    )
    counting = forms.ChoiceField(
        label="Cách tính kết quả",
        choices=[("", "—"), *Counting.choices],
        help_text="Phiếu xếp thứ tự thì tính theo điểm hoặc theo số phiếu xếp thứ nhất; phiếu khác tính theo số phiếu. Theo quy chế của khối.",
    )
    blank_valid = forms.BooleanField(
        label="Phiếu trắng là phiếu hợp lệ (theo quy chế)", required=False
    )

    def __init__(self, *args: object, slots: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on unread
        self.fields["award"].choices = slots  # type: ignore[attr-defined]  # a ChoiceField

    def layout(self) -> Layout:
        given = self.cleaned_data
        return Layout(
            shape=Shape(given["shape"]),
            counting=Counting(given["counting"]),
            at_most=given["at_most"] or 1,
            blank_valid=given["blank_valid"],
        )


@signed_in
def list_vote(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Put all who may be put forward for an award on one ballot."""
    page = year_page(request, key)
    meeting = meeting_or_404(page, slug)
    may = page.may(who_may("meetings.motion.table", meeting.kind))
    if slug != "hoi-nghi" or not may or meeting.state == "closed":
        raise Http404
    slots = {s.award: s for s in slots_of(page.bloc_year) if places_left(meeting, s) > 0}
    form = ListForm(
        request.POST or None, slots=[(a, told_slot(meeting, s)) for a, s in slots.items()]
    )
    asked = Asked(
        tab="conference",
        heading="Suy tôn theo danh sách",
        lead=(
            "Mọi đơn vị đủ điều kiện cùng một tờ phiếu in mã, hai người kiểm phiếu nhập riêng. "
            "Đơn vị được chọn được lập đề nghị ngay."
        ),
        button="Đưa ra",
        back=room_address(page, slug),
        done="Đã đưa danh sách ra. Hãy in phiếu và cử người kiểm phiếu ở trang phiếu giấy.",
    )
    return answer(
        request, page, form,
        lambda: table_list(
            meeting=meeting, slot=slots[form.cleaned_data["award"]], layout=form.layout(),
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


def told_slot(meeting: Meeting, slot: Slot) -> str:
    from_ = len(list_candidates(meeting, slot))
    on, authority = localdate(meeting.held_at), meeting.bloc_year.authority
    return f"{award_name(slot.award, on, authority)}: chọn {places_left(meeting, slot):02} trong {from_:02} đơn vị"


class RevoteForm(forms.Form):
    max_rounds = forms.IntegerField(
        label="Số vòng bỏ phiếu nhiều nhất", min_value=1, max_value=9,
        help_text="Ghi 1 nếu quy chế không cho bỏ phiếu lại.",
    )  # fmt: skip
    goes_on = forms.ChoiceField(label="Vào vòng sau", choices=[("", "—"), *GoesOn.choices])
    when = forms.ChoiceField(label="Vòng sau bỏ phiếu", choices=[("", "—"), *When.choices])
    tie = forms.ChoiceField(label="Khi bằng phiếu", choices=[("", "—"), *TieWay.choices])
    provision = TextField(label="Căn cứ", max_length=300)
    rule_status = forms.ChoiceField(label="Tình trạng căn cứ", choices=STATUSES)

    def rule(self) -> RevoteRule:
        given = self.cleaned_data
        return RevoteRule(
            max_rounds=given["max_rounds"],
            goes_on=Standing(given["goes_on"]),
            when=At(given["when"]),
            tie=Breaking(given["tie"]),
            provision=given["provision"],
            status=RuleStatus(given["rule_status"]),
        )


@signed_in
def revote(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Set what the year says of ties and of voting again; it starts as the year before had it."""
    page = year_page(request, key)
    if kind not in RULED or not page.may(setter_of(MotionKind(kind))):
        raise Http404
    form = RevoteForm(request.POST or None, initial=revote_before(page, kind))
    label = MotionKind(kind).label
    asked = Asked(
        tab="conference",
        heading=f"Khi bằng phiếu, bỏ phiếu lại: {label}",
        lead="Theo quy chế của khối, của tỉnh. Hệ thống không tự bỏ phiếu lại, không tự phân định.",
        button="Lưu quy tắc",
        back=reverse("rules", args=[key]),
        done=f"Đã đặt quy tắc bỏ phiếu lại: {label}.",
    )
    return answer(
        request, page, form,
        lambda: revote_set(
            bloc_year=page.bloc_year, kind=MotionKind(kind), rule=form.rule(),
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


def revote_before(page: YearPage, kind: str) -> dict[str, object]:
    for year in (page.bloc_year, year_before(page.bloc_year)):
        row = revotes_of(year).get(kind) if year else None
        if row:
            return {name: getattr(row, name) for name in RevoteForm.base_fields}
    return {}


HALL = "nam/<uuid:key>/hop/<str:slug>"

urls: list[URLPattern] = [
    path(f"{HALL}/noi-dung/<int:number>/", matters, name="motion-matters"),
    path(f"{HALL}/noi-dung/<int:number>/ghi/", act, name="motion-act"),
    path(f"{HALL}/danh-sach/", list_vote, name="meeting-list"),
    path("nam/<uuid:key>/quy-tac/<str:kind>/bo-phieu-lai/", revote, name="revote"),
]
