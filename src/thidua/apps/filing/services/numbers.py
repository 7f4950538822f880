"""Deeds about numbers: keep, issue, cancel, pass copies on, choose how one numbers."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.filing.enums import NumberState
from thidua.apps.filing.models import (
    Abbreviation,
    Dispatch,
    NumberBook,
    NumberEntry,
    Numbering,
    Paper,
)
from thidua.apps.filing.policy import MAY
from thidua.apps.filing.queries import (
    GOLDEN_BOOK,
    HONOUR,
    abbreviations_of,
    numbering_of,
    symbol_of,
)
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear
from thidua.apps.units.policy import Ask, about_year, require
from thidua.text import clean, short_date

CONTINUING = "*"
"""The series of a book in which all kinds of papers are numbered together."""
SYMBOL = re.compile(r"[^\W_]+(-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What the register of outgoing papers tells of a paper besides its number, day and summary."""

    signer: str = ""
    recipients: str = ""
    keeper: str = ""


NOT_TOLD = Outgoing()


@transaction.atomic
def number_take(*, authority: Authority, issuer: str, series: str, on: date) -> int:
    """Take the next number of an issuer's series of the year, beginning at 1 on 1 January."""
    return next_entry(authority, issuer, series, on.year).number


def next_entry(authority: Authority, issuer: str, kind: str, year: int) -> NumberEntry:
    """Take the next number of the book that a kind of paper is numbered in; the caller is atomic."""
    hold(authority.pk)
    numbering = numbering_of(authority, issuer, year)
    continuing = numbering is not None and numbering.continuing
    book, _ = NumberBook.objects.select_for_update().get_or_create(
        authority=authority, issuer=issuer, series=CONTINUING if continuing else kind, year=year
    )
    book.last += 1
    book.save(update_fields=["last"])
    return NumberEntry.objects.create(authority=authority, book=book, number=book.last, kind=kind)


def honour_number_take(
    *, authority: Authority, year: int, dated: date, subject: str, actor: Person, at: datetime
) -> int:
    """Take the next number of the golden book for an honour; a step inside the deed that enters it."""
    entry = next_entry(authority, GOLDEN_BOOK, HONOUR, year)
    entry.dated, entry.summary = dated, subject[:300]
    number_settle(entry, NumberState.ISSUED, actor, at)
    return entry.number


def number_settle(entry: NumberEntry, state: NumberState, actor: Person, at: datetime) -> None:
    entry.state, entry.settled_by, entry.settled_at = state, actor, at
    entry.save()


@transaction.atomic
def number_reserve(*, bloc_year: BlocYear, kind: str, actor: Person, at: datetime) -> NumberEntry:
    """Keep the next number of a bloc for a paper made outside the system."""
    deed = "filing.number.reserve"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    authority, issuer, year = bloc_year.authority, bloc_year.bloc.code, localdate(at).year
    if kind not in abbreviations_of(authority):
        raise Refused(
            f"Không có loại văn bản viết tắt là “{kind}”.",
            "Chữ viết tắt theo Nghị định số 30/2020/NĐ-CP, Phụ lục III, và bảng của cơ quan.",
            "Hãy chọn một loại trong bảng, hoặc đề nghị cơ quan thường trực bổ sung.",
        )
    entry = next_entry(authority, issuer, kind, year)
    entry.symbol = f"{kind}-{symbol_of(authority, issuer, year)}"
    entry.reserved_by, entry.reserved_at = actor, at
    entry.save()
    tell(deed, entry, actor, at, number=entry.number, symbol=entry.symbol)
    return entry


@transaction.atomic
def number_issue(
    *,
    bloc_year: BlocYear,
    entry: NumberEntry,
    dated: date,
    summary: str,
    outgoing: Outgoing,
    actor: Person,
    at: datetime,
) -> NumberEntry:
    """Enter the paper that went out under a reserved number."""
    may_settle("filing.number.issue", bloc_year, entry, actor, at)
    if dated.year != entry.book.year or dated > localdate(at):
        raise Refused(
            f"Văn bản ngày {short_date(dated)} không mang số của năm {entry.book.year} được.",
            "Số văn bản tính từ 01 tháng 01 đến hết 31 tháng 12 hằng năm (Nghị định số"
            " 30/2020/NĐ-CP, Điều 15); ngày ban hành không sau hôm nay.",
            "Hãy kiểm tra lại ngày ký, hoặc hủy số này và giữ số khác.",
        )
    if not clean(summary):
        raise Refused("Chưa ghi trích yếu của văn bản.", remedy="Hãy ghi tên loại và trích yếu.")
    enter_outgoing(entry, outgoing)
    entry.dated, entry.summary = dated, clean(summary)
    number_settle(entry, NumberState.ISSUED, actor, at)
    tell("filing.number.issue", entry, actor, at, number=entry.number, symbol=entry.symbol)
    return entry


def enter_outgoing(entry: NumberEntry, outgoing: Outgoing) -> None:
    entry.signer, entry.keeper = clean(outgoing.signer), clean(outgoing.keeper)
    entry.recipients = clean(outgoing.recipients)[:1000]


def may_settle(
    deed: str, bloc_year: BlocYear, entry: NumberEntry, actor: Person, at: datetime
) -> None:
    """Refuse unless the number is the bloc's own, still only reserved, and the actor's to settle."""
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    expect_own(bloc_year, entry)
    take_up(entry, "state", authority_id=entry.authority_id)
    if entry.state != NumberState.RESERVED:
        raise Refused(
            f"Số {entry} {entry.get_state_display().lower()}, không thay đổi được nữa.",
            "Mỗi số chỉ dùng một lần; số đã ban hành hoặc đã hủy giữ nguyên trong sổ.",
            "Văn bản sai sau khi ban hành thì sửa bằng văn bản khác (Nghị định số 30/2020/NĐ-CP,"
            " Điều 18); cần số mới thì giữ số tiếp theo.",
        )


def expect_own(bloc_year: BlocYear, entry: NumberEntry) -> None:
    if (entry.authority_id, entry.book.issuer) != (bloc_year.authority_id, bloc_year.bloc.code):
        raise Refused(
            f"Số {entry} không thuộc sổ của {bloc_year.bloc}.",
            remedy="Hãy mở sổ của nơi đã cấp số.",
        )


@transaction.atomic
def number_cancel(
    *, bloc_year: BlocYear, entry: NumberEntry, reason: str, actor: Person, at: datetime
) -> NumberEntry:
    """Cancel a reserved number; it stays in the book with its reason and is never given again."""
    may_settle("filing.number.cancel", bloc_year, entry, actor, at)
    if not clean(reason):
        raise Refused(
            f"Chưa ghi lý do hủy số {entry}.",
            "Số đã hủy vẫn nằm trong sổ để ai xem cũng biết vì sao không có văn bản.",
            "Hãy ghi lý do.",
        )
    entry.reason = clean(reason)
    number_settle(entry, NumberState.CANCELLED, actor, at)
    tell(
        "filing.number.cancel", entry, actor, at,
        number=entry.number, symbol=entry.symbol, reason=entry.reason,
    )  # fmt: skip
    return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """To whom copies of a paper were passed on, when, and who signed for them."""

    recipient: str
    copies: int
    passed_on: date
    receipt: str = ""
    note: str = ""


@transaction.atomic
def number_dispatch(
    *, bloc_year: BlocYear, entry: NumberEntry, handover: Handover, actor: Person, at: datetime
) -> Dispatch:
    """Record that copies of an issued paper were passed on."""
    deed = "filing.number.dispatch"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    expect_own(bloc_year, entry)
    check_handover(entry, handover, localdate(at))
    made = Dispatch.objects.create(
        authority=entry.authority,
        entry=entry,
        recipient=clean(handover.recipient),
        copies=handover.copies,
        passed_on=handover.passed_on,
        receipt=clean(handover.receipt),
        note=clean(handover.note),
        recorded_by=actor,
        recorded_at=at,
    )
    tell(deed, entry, actor, at, number=entry.number, to=made.recipient, copies=made.copies)
    return made


def check_handover(entry: NumberEntry, handover: Handover, today: date) -> None:
    if entry.state != NumberState.ISSUED or entry.dated is None:
        raise Refused(
            f"Số {entry} chưa có văn bản ban hành nên chưa chuyển giao được.",
            remedy="Hãy ghi văn bản đã ban hành theo số này trước.",
        )
    if not entry.dated <= handover.passed_on <= today:
        raise Refused(
            f"Ngày chuyển {short_date(handover.passed_on)} trước ngày văn bản"
            f" ({short_date(entry.dated)}) hoặc sau hôm nay.",
            remedy="Hãy kiểm tra lại ngày chuyển.",
        )
    if not clean(handover.recipient) or handover.copies < 1:
        raise Refused(
            "Chưa ghi nơi nhận hoặc số lượng bản.", remedy="Ghi nơi nhận và ít nhất 1 bản."
        )


@transaction.atomic
def numbering_choose(
    *,
    bloc_year: BlocYear,
    from_year: int,
    continuing: bool,
    symbol: str,
    source: str,
    actor: Person,
    at: datetime,
) -> Numbering:
    """Choose one series for all kinds or one for each, from a year in which no number was given."""
    deed = "filing.numbering.choose"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    authority, issuer = bloc_year.authority, bloc_year.bloc.code
    hold(authority.pk)
    check_numbering(authority, issuer, from_year, clean(symbol), clean(source))
    numbering, _ = Numbering.objects.update_or_create(
        authority=authority,
        issuer=issuer,
        from_year=from_year,
        defaults={"continuing": continuing, "symbol": clean(symbol), "source": clean(source)},
    )
    record(
        deed, on=numbering, authority_id=authority.pk, actor_id=actor.pk, at=at,
        year=from_year, continuing=continuing, symbol=numbering.symbol, source=numbering.source,
    )  # fmt: skip
    return numbering


def check_numbering(
    authority: Authority, issuer: str, from_year: int, symbol: str, source: str
) -> None:
    if NumberBook.objects.filter(authority=authority, issuer=issuer, year__gte=from_year).exists():
        raise Refused(
            f"Năm {from_year} đã cấp số nên không đổi cách đánh số được nữa.",
            "Số văn bản liên tục từ 01 tháng 01 đến hết 31 tháng 12 (Nghị định số 30/2020/NĐ-CP,"
            " Điều 15).",
            f"Hãy chọn áp dụng từ năm {from_year + 1} hoặc sau đó.",
        )
    if not SYMBOL.fullmatch(symbol):
        raise Refused(
            f"Ký hiệu “{symbol}” không đúng thể thức.",
            "Ký hiệu gồm chữ và số, các nhóm cách nhau bằng gạch nối, không có dấu cách (Nghị định"
            " số 30/2020/NĐ-CP, Phụ lục I).",
            "Hãy ghi dạng KTĐ hoặc SNV-TĐKT.",
        )
    if not source:
        raise Refused("Chưa nêu căn cứ.", remedy="Hãy ghi văn bản hoặc ý kiến của người đứng đầu.")


@transaction.atomic
def abbreviation_set(
    *,
    authority: Authority,
    name: str,
    abbreviation: str,
    source: str,
    actor: Person,
    at: datetime,
) -> Abbreviation:
    """Give a kind of paper outside the national list an abbreviation of the authority's own."""
    deed = "filing.abbreviation.set"
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    name, abbreviation, source = clean(name), clean(abbreviation), clean(source)
    if abbreviation in abbreviations_of(authority):
        raise Refused(
            f"Chữ viết tắt “{abbreviation}” đã dùng cho"
            f" “{abbreviations_of(authority)[abbreviation]}”.",
            remedy="Hãy chọn chữ viết tắt khác.",
        )
    if not (SYMBOL.fullmatch(abbreviation) and name and source):
        raise Refused(
            "Chưa ghi đủ tên loại, chữ viết tắt (chữ và số, không dấu cách) và căn cứ.",
            remedy="Hãy điền cả ba ô.",
        )
    made = Abbreviation.objects.create(
        authority=authority, name=name, abbreviation=abbreviation, source=source
    )
    record(
        deed, on=made, authority_id=authority.pk, actor_id=actor.pk, at=at,
        name=name, abbreviation=abbreviation, source=source,
    )  # fmt: skip
    return made


def tell(deed: str, entry: NumberEntry, actor: Person, at: datetime, **facts: object) -> None:
    record(deed, on=entry, authority_id=entry.authority_id, actor_id=actor.pk, at=at, **facts)


def number_of_paper(
    paper: Paper, number: int, outgoing: Outgoing, actor: Person, at: datetime
) -> None:
    """Enter a paper beside the number that was taken for it; others' numbers are in their own books."""
    entry = (
        NumberEntry.objects.filter(
            authority_id=paper.authority_id,
            book__issuer=paper.issuer,
            kind=paper.symbol.partition("-")[0],
            number=number,
            state=NumberState.RESERVED,
        )
        .order_by("-book__year")
        .first()
    )
    if entry is None:
        return
    entry.symbol, entry.dated, entry.summary = paper.symbol, paper.issued_on, paper.title
    entry.paper = paper
    enter_outgoing(entry, outgoing)
    number_settle(entry, NumberState.ISSUED, actor, at)
