"""Deeds about papers being written: keep a version, issue it, remark on what data says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from thidua.apps.filing.enums import DraftOrigin, PaperKind
from thidua.apps.filing.models import Draft, DraftRemark, DraftVersion, Paper
from thidua.apps.filing.policy import ask_about, who_writes
from thidua.apps.filing.queries import latest_of, version_of, writing_unit, written_in
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import require
from thidua.papers.drafts import Clash, Written, merged, numbered

MOST_PARAGRAPHS, LONGEST = 60, 4_000


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: the version that now stands, and what its writer has to decide.

    With clashes nothing was kept: `merged` is what both wrote, the writer's own words where they
    clash.
    """

    version: DraftVersion | None
    merged: Written
    clashes: tuple[Clash, ...] = ()


@transaction.atomic
def draft_save(
    *,
    bloc_year: BlocYear,
    kind: PaperKind,
    about: str,
    base: int,
    offered: Written,
    mine: Written,
    actor: Person,
    at: datetime,
    origin: DraftOrigin = DraftOrigin.BROWSER,
    composed: Mapping[str, Sequence[str]] | None = None,
) -> Saved:
    """Keep a version of a draft, begun from version `base` (0: from what is `offered`).

    Whatever others kept since is kept too; where both changed the same paragraph nothing is kept
    until the writer has decided.
    """
    require("filing.draft.save", who_writes(kind), ask_about(bloc_year, about, actor, at))
    check_size(mine)
    hold(bloc_year.authority_id)
    draft = _draft(bloc_year, kind, about)
    check_open(draft)
    latest = latest_of(draft)
    begun = {**offered, **written_in(version_of(draft, base))}
    theirs = {**offered, **written_in(latest)}
    both = merged(begun, theirs, mine)
    if both.clashes or both.written == theirs:
        return Saved(latest, both.written, both.clashes)
    version = _keep(draft, both.written, origin, actor, at, composed=composed or {})
    return Saved(version, written_in(version))


def issue_permit(
    *, bloc_year: BlocYear, kind: PaperKind, about: str, actor: Person, at: datetime
) -> None:
    """Refuse unless the actor may issue a paper by itself; before it is numbered."""
    require("filing.draft.issue", who_writes(kind), ask_about(bloc_year, about, actor, at))
    hold(bloc_year.authority_id)


@transaction.atomic
def draft_issue(*, draft: Draft, paper: Paper, actor: Person, at: datetime) -> Draft:
    """Mark a draft as the one a filed paper was made of; from then on it stands."""
    authority = draft.authority_id
    take_up(draft, "issued", authority_id=authority)
    check_open(draft)
    draft.issued = paper
    draft.save(update_fields=["issued"])
    latest = latest_of(draft)
    tell("filing.draft.issue", draft, authority, actor, at, version=latest.number if latest else 0)
    return draft


@transaction.atomic
def remark_make(
    *, draft: Draft, passage: str, said: str, wanted: str, actor: Person, at: datetime
) -> DraftRemark:
    """Leave a remark on a paragraph composed from records, for whoever keeps the record."""
    bloc_year = draft.bloc_year
    require(
        "filing.draft.remark",
        who_writes(draft.kind, "filing.draft.remark"),
        ask_about(bloc_year, draft.about, actor, at),
    )
    hold(draft.authority_id)
    if not wanted:
        raise Refused("Nhận xét không có nội dung.", remedy="Hãy ghi nội dung đề nghị sửa.")
    remark = DraftRemark.objects.create(
        draft=draft, passage=passage[:40], said=said[:LONGEST], wanted=wanted[:LONGEST],
        made_by=actor, made_at=at,
    )  # fmt: skip
    tell("filing.draft.remark", remark, draft.authority_id, actor, at, passage=passage)
    return remark


@transaction.atomic
def remark_settle(*, remark: DraftRemark, actor: Person, at: datetime) -> DraftRemark:
    """Say that a remark was seen to: the record was put right, or stands."""
    draft = remark.draft
    require(
        "filing.draft.settle",
        who_writes(draft.kind, "filing.draft.settle"),
        ask_about(draft.bloc_year, draft.about, actor, at),
    )
    take_up(remark, "settled_at", "settled_by", authority_id=draft.authority_id)
    if remark.settled_at:
        raise Refused("Nhận xét này đã được xử lý.")
    remark.settled_at, remark.settled_by = at, actor
    remark.save(update_fields=["settled_at", "settled_by"])
    tell("filing.draft.settle", remark, draft.authority_id, actor, at)
    return remark


def tell(
    deed: str, on: models.Model, authority: UUID, actor: Person, at: datetime, **facts: object
) -> None:
    record(deed, on=on, authority_id=authority, actor_id=actor.pk, at=at, **facts)


def check_open(draft: Draft) -> None:
    if draft.issued_id:
        raise Refused(
            "Văn bản đã ban hành, bản dự thảo không sửa được nữa.",
            remedy="Nội dung cần đính chính được ghi vào văn bản khác.",
        )


def check_size(written: Written) -> None:
    for words in written.values():
        if len(words) > MOST_PARAGRAPHS:
            raise Refused(
                f"Một phần có {len(words)} đoạn, nhiều nhất {MOST_PARAGRAPHS} đoạn.",
                remedy="Hãy gộp các đoạn ngắn hoặc chuyển bớt sang phụ lục.",
            )
        if long := next((one for one in words if len(one.text) > LONGEST), None):
            raise Refused(
                f"Đoạn bắt đầu bằng “{long.text[:40]}…” dài quá {LONGEST} chữ.",
                remedy="Hãy chia thành nhiều đoạn.",
            )


def _draft(bloc_year: BlocYear, kind: PaperKind, about: str) -> Draft:
    draft, _ = Draft.objects.get_or_create(
        bloc_year=bloc_year,
        kind=kind,
        about=about,
        defaults={"authority": bloc_year.authority, "unit": writing_unit(bloc_year, kind)},
    )
    return draft


def _keep(
    draft: Draft,
    written: Written,
    origin: DraftOrigin,
    actor: Person,
    at: datetime,
    *,
    composed: Mapping[str, Sequence[str]],
) -> DraftVersion:
    used = [key for one in draft.versions.all() for words in one.rooms.values() for key, _ in words]
    told = numbered(written, used)
    version = DraftVersion.objects.create(
        draft=draft,
        number=draft.versions.count() + 1,
        rooms={room: [[one.key, one.text] for one in words] for room, words in told.items()},
        composed={key: list(texts) for key, texts in composed.items()},
        origin=origin,
        written_by=actor,
        written_at=at,
    )
    tell(
        "filing.draft.save", version, draft.authority_id, actor, at, kind=draft.kind,
        version=version.number, origin=origin,
    )  # fmt: skip
    return version
