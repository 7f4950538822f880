"""Deeds about good practice: share, remark, adopt, take off the board; and about photos."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.models import (
    Adoption,
    Movement,
    Outcome,
    Photo,
    Practice,
    Remark,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.movements import about_movement
from thidua.apps.filing.base import MEGABYTE, Upload, picture_sides
from thidua.apps.filing.models import Blob
from thidua.apps.filing.services import blob_keep
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import Membership, Unit
from thidua.apps.units.policy import Ask, about, about_year, require
from thidua.text import short_date

LARGEST_PHOTO, MOST_PIXELS, MOST_PHOTOS = 5 * MEGABYTE, 8000, 12
LONGEST = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeText:
    """A practice as it is shared; it may come of a movement or of an initiative."""

    title: str
    words: str
    movement: Movement | None = None
    initiative_id: UUID | None = None


@transaction.atomic
def practice_share(
    *, membership: Membership, text: PracticeText, actor: Person, at: datetime
) -> Practice:
    deed = "campaigns.practice.share"
    require(deed, MAY[deed], about(membership, actor, at))
    year = membership.bloc_year
    if not (text.title and text.words):
        raise Refused("Cách làm hay phải có tên và mô tả.")
    too_long(text.words)
    if text.movement is not None and text.movement.authority_id != year.authority_id:
        raise Refused(f"Phong trào “{text.movement}” không thuộc {year.authority.name}.")
    shared = Practice.objects.create(
        bloc_year=year, unit=membership.unit, movement=text.movement,
        initiative_id=text.initiative_id, title=text.title, words=text.words,
        shared_by=actor, shared_at=at,
    )  # fmt: skip
    record(
        deed, on=shared, authority_id=year.authority_id, actor_id=actor.pk, at=at,
        unit=membership.unit.code, title=text.title,
    )  # fmt: skip
    return shared


def too_long(words: str) -> None:
    if len(words) > LONGEST:
        raise Refused(f"Nội dung dài quá {LONGEST} chữ cái.", remedy="Hãy viết gọn lại.")


@transaction.atomic
def practice_remark(
    *, practice: Practice, membership: Membership, words: str, actor: Person, at: datetime
) -> Remark:
    """Say something of a practice to the other members of the bloc."""
    begin("campaigns.practice.remark", practice, membership, actor, at)
    if not words:
        raise Refused("Chưa ghi ý kiến.")
    too_long(words)
    remark = Remark.objects.create(
        practice=practice, unit=membership.unit, words=words, told_by=actor, told_at=at
    )
    record(
        "campaigns.practice.remark", on=remark, authority_id=membership.bloc_year.authority_id,
        actor_id=actor.pk, at=at, unit=membership.unit.code, title=practice.title,
    )  # fmt: skip
    return remark


@transaction.atomic
def practice_adopt(
    *,
    practice: Practice,
    membership: Membership,
    on: date,
    result: str,
    actor: Person,
    at: datetime,
) -> Adoption:
    """Record that a unit has taken up another's practice."""
    begin("campaigns.practice.adopt", practice, membership, actor, at)
    unit = membership.unit
    if practice.unit_id == unit.pk:
        raise Refused(f"“{practice}” là cách làm của chính {unit}.")
    if practice.adoptions.filter(unit=unit).exists():
        raise Refused(f"{unit} đã ghi nhận áp dụng “{practice}”.")
    if on > localdate(at):
        raise Refused(f"Ngày áp dụng {short_date(on)} chưa tới.")
    adopted = Adoption.objects.create(
        practice=practice, unit=unit, adopted_on=on, result=result, told_by=actor, told_at=at
    )
    record(
        "campaigns.practice.adopt", on=adopted, authority_id=membership.bloc_year.authority_id,
        actor_id=actor.pk, at=at, unit=unit.code, title=practice.title,
    )  # fmt: skip
    return adopted


def begin(
    deed: str, practice: Practice, membership: Membership, actor: Person, at: datetime
) -> None:
    require(deed, MAY[deed], about(membership, actor, at))
    if practice.bloc_year_id != membership.bloc_year_id:
        raise Refused(f"“{practice}” không thuộc khối của {membership.unit}.")
    take_up(practice, "hidden_at", authority_id=membership.bloc_year.authority_id)
    refuse_hidden(practice)


def refuse_hidden(thing: Practice | Remark) -> None:
    if thing.hidden_at is not None:
        raise Refused("Nội dung này đã được Khối trưởng gỡ khỏi bảng.")


@transaction.atomic
def practice_hide(
    *, thing: Practice | Remark, reason: str, actor: Person, at: datetime
) -> Practice | Remark:
    """Take a practice or a remark off the board; it stays on record, with the reason."""
    deed = "campaigns.practice.hide"
    practice = thing if isinstance(thing, Practice) else thing.practice
    year = practice.bloc_year
    require(deed, MAY[deed], about_year(year, actor, at))
    take_up(thing, "hidden_at", authority_id=year.authority_id)
    refuse_hidden(thing)
    if not reason:
        raise Refused("Gỡ nội dung của đơn vị khác phải ghi lý do.")
    thing.hidden_at, thing.hidden_by, thing.hidden_why = at, actor, reason
    thing.save(update_fields=["hidden_at", "hidden_by", "hidden_why"])
    record(
        deed, on=thing, authority_id=year.authority_id, actor_id=actor.pk, at=at,
        title=practice.title, reason=reason,
    )  # fmt: skip
    return thing


@transaction.atomic
def photo_add(
    *,
    of: Outcome | Practice,
    upload: Upload,
    caption: str,
    alt: str,
    actor: Person,
    at: datetime,
) -> Photo:
    """Add a picture to a result or a practice, by whoever told it."""
    deed = "campaigns.photo.add"
    ask = ask_about(of, actor, at)
    require(deed, MAY[deed], ask)
    hold(ask.authority.pk)
    if not (caption and alt):
        raise Refused(
            "Ảnh phải có chú thích và lời mô tả.",
            "Lời mô tả đọc cho người không nhìn được ảnh.",
        )
    check_photo(upload)
    if of.photos.count() >= MOST_PHOTOS:
        raise Refused(f"Đã có {MOST_PHOTOS} ảnh, không thêm nữa.")
    owner = {"outcome" if isinstance(of, Outcome) else "practice": of}
    photo = Photo.objects.create(
        **owner, file=kept(upload), caption=caption, alt=alt, added_by=actor, added_at=at
    )
    record(
        deed, on=photo, authority_id=ask.authority.pk, actor_id=actor.pk, at=at,
        caption=caption, file=photo.file_id,
    )  # fmt: skip
    return photo


def kept(upload: Upload) -> Blob:
    blob = blob_keep(upload.content, upload.media_type)
    assert blob is not None  # noqa: S101 -- an upload has content
    return blob


def ask_about(of: Outcome | Practice, actor: Person, at: datetime) -> Ask:
    """Ask about whoever told a result or shared a practice."""
    if isinstance(of, Practice):
        return asked_of(of.unit, actor, at)
    if of.participation is not None:
        return asked_of(of.participation.unit, actor, at)
    return about_movement(of.movement, actor, at)


def asked_of(unit: Unit, actor: Person, at: datetime) -> Ask:
    return Ask(actor, at, unit.authority, unit=unit)


def check_photo(upload: Upload) -> None:
    if upload.media_type not in ("image/png", "image/jpeg"):
        raise Refused(f"Tệp “{upload.name}” không phải ảnh PNG hoặc JPEG.")
    if len(upload.content) > LARGEST_PHOTO:
        raise Refused(
            f"Ảnh “{upload.name}” lớn hơn {LARGEST_PHOTO // MEGABYTE} MB.",
            remedy="Hãy thu nhỏ ảnh trước khi gửi.",
        )
    sides = picture_sides(upload.content)
    if sides is None or not all(0 < side <= MOST_PIXELS for side in sides):
        raise Refused(
            f"Ảnh “{upload.name}” hỏng, hoặc rộng hay cao quá {MOST_PIXELS} điểm.",
            remedy="Hãy mở ảnh, lưu lại rồi gửi.",
        )
