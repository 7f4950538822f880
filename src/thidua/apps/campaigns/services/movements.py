"""Deeds about movements: launch, amend, review, close."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import Level, MovementForm, MovementState, ReviewStage
from thidua.apps.campaigns.models import Directive, Movement, Outcome
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.results import Result, tell_result
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear, Unit
from thidua.apps.units.policy import Ask, require
from thidua.text import short_date

REVIEWS = {
    ReviewStage.MIDWAY: ("campaigns.movement.review_midway", MovementState.MID_REVIEWED),
    ReviewStage.FINAL: ("campaigns.movement.review_final", MovementState.FINAL_REVIEWED),
}
BEFORE_REVIEW = {
    ReviewStage.MIDWAY: (MovementState.RUNNING,),
    ReviewStage.FINAL: (MovementState.RUNNING, MovementState.MID_REVIEWED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementText:
    """What a movement must say (Law 06/2022/QH15, Article 17), as far as it is known.

    `departs` is the reason why it doesn't keep to the period of the movement above.
    """

    title: str
    form: MovementForm | str = ""
    launcher: str = ""
    period: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    departs: str = ""
    goal: str = ""
    scope: str = ""
    subjects: str = ""
    content: str = ""
    criteria: str = ""
    plan: str = ""
    launch_number: str = ""
    launched_on: date | None = None
    launch_place: str = ""


SAYS = tuple(field.name for field in fields(MovementText))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a movement stands: an authority's, or what a bloc's year or a unit launches itself."""

    authority: Authority
    level: Level
    bloc_year: BlocYear | None = None
    unit: Unit | None = None


def place_of_bloc(bloc_year: BlocYear) -> Place:
    return Place(bloc_year.authority, Level.BLOC, bloc_year=bloc_year)


def about_movement(movement: Movement, actor: Person, at: datetime) -> Ask:
    return Ask(actor, at, movement.authority, unit=movement.unit, bloc_year=movement.bloc_year)


def movement_launch(
    *,
    bloc_year: BlocYear,
    code: str,
    title: str,
    period: str,
    directive: Directive | None,
    actor: Person,
    at: datetime,
) -> Movement:
    """Record a movement of a bloc's year of which no more than its name and period is told."""
    return movement_start(
        place=place_of_bloc(bloc_year), code=code, text=MovementText(title=title, period=period),
        directive=directive, parent=None, actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def movement_start(
    *,
    place: Place,
    code: str,
    text: MovementText,
    directive: Directive | None,
    parent: Movement | None,
    actor: Person,
    at: datetime,
) -> Movement:
    """Launch a movement at its place, perhaps under a wider one."""
    deed = "campaigns.movement.launch"
    require(deed, MAY[deed], Ask(actor, at, place.authority, place.unit, place.bloc_year))
    hold(place.authority.pk)
    check_place(place)
    check_text(text, localdate(at))
    check_base(place.authority, directive)
    if parent is not None:
        check_parent(place, parent, text)
    movement = Movement.objects.create(
        authority=place.authority, level=place.level, bloc_year=place.bloc_year, unit=place.unit,
        code=code, directive=directive, parent=parent, **said(text),
    )  # fmt: skip
    record(
        deed,
        on=movement,
        authority_id=place.authority.pk,
        actor_id=actor.pk,
        at=at,
        title=text.title,
    )
    return movement


def said(text: MovementText) -> dict[str, object]:
    return {name: getattr(text, name) for name in SAYS}


def check_place(place: Place) -> None:
    right = {Level.BLOC: place.bloc_year is not None, Level.UNIT: place.unit is not None}
    own = place.bloc_year or place.unit
    if right.get(place.level, own is None) and (
        own is None or own.authority_id == place.authority.pk
    ):
        return
    raise Refused("Nơi phát động không khớp với phạm vi của phong trào.")


def check_text(text: MovementText, today: date) -> None:
    if not text.title:
        raise Refused("Chưa ghi tên phong trào.")
    if text.starts_on and text.ends_on and text.ends_on < text.starts_on:
        raise Refused(
            f"Ngày kết thúc {short_date(text.ends_on)} trước ngày bắt đầu {short_date(text.starts_on)}."
        )
    if text.launched_on and text.launched_on > today:
        raise Refused(f"Ngày phát động {short_date(text.launched_on)} chưa tới.")


def check_base(authority: Authority, directive: Directive | None) -> None:
    if directive is not None and directive.authority_id != authority.pk:
        raise Refused(f"Văn bản {directive.number} không thuộc {authority.name}.")


def check_parent(place: Place, parent: Movement, text: MovementText) -> None:
    """Refuse a parent that isn't above, and a period beyond its own for which no reason is given."""
    if parent.authority_id != place.authority.pk:
        raise Refused(f"Phong trào “{parent}” không thuộc {place.authority.name}.")
    if Level(parent.level).place >= place.level.place:
        raise Refused(
            f"“{parent}” không ở cấp trên của phong trào này.",
            "Phong trào chỉ hưởng ứng phong trào của cấp rộng hơn.",
        )
    if parent.bloc_year_id and place.unit:
        own = place.unit.memberships.filter(bloc_year=parent.bloc_year_id)
        if not own.exists():
            raise Refused(f"{place.unit} không thuộc khối đã phát động “{parent}”.")
    faults = departures(parent, text.starts_on, text.ends_on)
    if faults and not text.departs:
        raise Refused(
            " ".join(faults),
            "Phong trào cấp dưới hưởng ứng trong thời gian của phong trào cấp trên.",
            "Hãy sửa thời gian, hoặc ghi lý do ở ô “Lý do khác thời gian của cấp trên”.",
        )


def departures(parent: Movement, starts_on: date | None, ends_on: date | None) -> list[str]:
    """Say where a period goes beyond that of the movement above."""
    faults = []
    if starts_on and parent.starts_on and starts_on < parent.starts_on:
        faults.append(f"Bắt đầu trước phong trào cấp trên ({short_date(parent.starts_on)}).")
    if ends_on and parent.ends_on and ends_on > parent.ends_on:
        faults.append(f"Kết thúc sau phong trào cấp trên ({short_date(parent.ends_on)}).")
    if parent.closed_on and (ends_on is None or ends_on > parent.closed_on):
        faults.append(f"Phong trào cấp trên đã kết thúc ngày {short_date(parent.closed_on)}.")
    return faults


@transaction.atomic
def movement_amend(
    *,
    movement: Movement,
    text: MovementText,
    directive: Directive | None,
    parent: Movement | None,
    reason: str,
    actor: Person,
    at: datetime,
) -> Movement:
    """Change what a movement says; the journal keeps what it said before."""
    deed = "campaigns.movement.amend"
    begin(deed, movement, actor, at)
    if not reason:
        raise Refused("Sửa phong trào phải ghi lý do.")
    check_text(text, localdate(at))
    check_base(movement.authority, directive)
    if parent is not None:
        check_parent(
            Place(movement.authority, Level(movement.level), movement.bloc_year, movement.unit),
            parent, text,
        )  # fmt: skip
    before = {
        name: str(getattr(movement, name) or "")
        for name in SAYS
        if getattr(movement, name) != getattr(text, name)
    }
    for name, value in {**said(text), "directive": directive, "parent": parent}.items():
        setattr(movement, name, value)
    movement.save()
    record(
        deed, on=movement, authority_id=movement.authority_id, actor_id=actor.pk, at=at,
        title=movement.title, reason=reason, before=before,
    )  # fmt: skip
    return movement


def begin(deed: str, movement: Movement, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], about_movement(movement, actor, at))
    take_up(movement, "state", "closed_on", authority_id=movement.authority_id)
    if movement.state == MovementState.CLOSED and movement.closed_on:
        raise Refused(
            f"“{movement}” đã kết thúc ngày {short_date(movement.closed_on)}.",
            remedy="Phong trào mới thì phát động mới.",
        )


@transaction.atomic
def movement_review(
    *, movement: Movement, stage: ReviewStage, result: Result, actor: Person, at: datetime
) -> Outcome:
    """Review a movement mid-way or at its end: results in figures and words, models to spread."""
    deed, state = REVIEWS[stage]
    begin(deed, movement, actor, at)
    if MovementState(movement.state) not in BEFORE_REVIEW[stage]:
        raise Refused(f"“{movement}” {movement.get_state_display().lower()} rồi.")
    outcome = tell_result(movement, None, stage, result, actor=actor, at=at)
    movement.state = state
    movement.save(update_fields=["state"])
    record(
        deed, on=outcome, authority_id=movement.authority_id, actor_id=actor.pk, at=at,
        title=movement.title, paper=result.paper_number, figures=outcome.figures,
    )  # fmt: skip
    return outcome


@transaction.atomic
def movement_close(
    *, movement: Movement, on: date, reason: str, actor: Person, at: datetime
) -> Movement:
    """Close a movement; one that was not reviewed at its end is closed for a reason only."""
    deed = "campaigns.movement.close"
    begin(deed, movement, actor, at)
    if movement.state != MovementState.FINAL_REVIEWED and not reason:
        raise Refused(
            f"“{movement}” chưa tổng kết.",
            "Phong trào phải được sơ kết, tổng kết (Điều 17 Luật 06/2022/QH15).",
            "Hãy tổng kết trước, hoặc ghi lý do kết thúc khi chưa tổng kết.",
        )
    if on > localdate(at) or (movement.starts_on and on < movement.starts_on):
        raise Refused(f"Ngày kết thúc {short_date(on)} không hợp lệ.")
    movement.state, movement.closed_on = MovementState.CLOSED, on
    movement.save(update_fields=["state", "closed_on"])
    record(
        deed, on=movement, authority_id=movement.authority_id, actor_id=actor.pk, at=at,
        title=movement.title, reason=reason, closed_on=on.isoformat(),
    )  # fmt: skip
    return movement
