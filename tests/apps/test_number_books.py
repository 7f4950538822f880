"""Number books: every number has its line, is used once, and says what became of it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

import cast
from thidua.apps.filing.enums import NumberState, PaperKind
from thidua.apps.filing.models import NumberBook, NumberEntry
from thidua.apps.filing.queries import numbers_for
from thidua.apps.filing.services import (
    Handover,
    Outgoing,
    Rendered,
    abbreviation_set,
    number_cancel,
    number_dispatch,
    number_issue,
    number_reserve,
    number_take,
    numbering_choose,
    paper_file,
)
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=730)  # in a year that has given no number
PAPER = Outgoing(signer="Người Ký (minh họa)", recipients="Các đơn vị", keeper="VT")


def reserved(kind: str = "TB", at: datetime = cast.AT) -> NumberEntry:
    return number_reserve(bloc_year=cast.played(), kind=kind, actor=cast.secretary(), at=at)


def issued(entry: NumberEntry, dated: date = cast.DAY) -> NumberEntry:
    return number_issue(
        bloc_year=cast.played(), entry=entry, dated=dated, summary="Thông báo kết quả",
        outgoing=PAPER, actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip


def cancelled(entry: NumberEntry, reason: str = "Không ban hành nữa") -> NumberEntry:
    return number_cancel(
        bloc_year=cast.played(), entry=entry, reason=reason, actor=cast.secretary(), at=cast.AT
    )


def chosen(*, continuing: bool, year: int = 2023, symbol: str = "KTĐ-TH") -> None:
    numbering_choose(
        bloc_year=cast.played(), from_year=year, continuing=continuing, symbol=symbol,
        source="Ý kiến của Khối trưởng", actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip


def test_every_number_of_the_played_year_has_its_line_with_the_paper_it_is_on() -> None:
    for book in NumberBook.objects.all():
        numbers = list(book.entries.values_list("number", flat=True))
        assert numbers == list(range(1, book.last + 1))
    told = {
        (e.number, e.symbol, e.summary, e.state)
        for e in NumberEntry.objects.filter(book__issuer="khoi-tong-hop", paper__isnull=False)
    }
    assert (1, "BC-KTĐ", "Báo cáo tổng kết năm 2021", "issued") in told


def test_a_filed_paper_tells_the_register_signer_recipients_and_keeper() -> None:
    entry = NumberEntry.objects.get(book__issuer="khoi-tong-hop", symbol="TTr-KTĐ")
    assert entry.signer.endswith("(minh họa)")
    named = "Hội đồng Thi đua - Khen thưởng tỉnh Nam Định", "Sở Nội vụ tỉnh Nam Định"
    assert entry.recipients == "; ".join((*named, "Các đơn vị thành viên Khối"))
    assert entry.keeper == "VT, KTĐ"


def test_a_number_is_reserved_then_issued_with_its_symbol() -> None:
    entry = issued(reserved())
    assert (str(entry), entry.state, entry.settled_by) == (
        "01/TB-KTĐ", NumberState.ISSUED, cast.secretary(),
    )  # fmt: skip


def test_a_cancelled_number_stays_with_its_reason_and_is_not_given_again() -> None:
    entry = cancelled(reserved())
    assert reserved().number == entry.number + 1
    assert NumberEntry.objects.get(pk=entry.pk).reason == "Không ban hành nữa"
    told = Entry.objects.filter(deed="filing.number.cancel").latest("number")
    assert told.facts["reason"] == "Không ban hành nữa"


def test_an_issued_number_is_not_cancelled_and_a_cancelled_one_not_issued() -> None:
    with pytest.raises(Refused, match="đã ban hành"):
        cancelled(issued(reserved()))
    with pytest.raises(Refused, match="đã hủy"):
        issued(cancelled(reserved()))


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_number_is_not_cancelled_without_a_reason(reason: str) -> None:
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        cancelled(reserved(), reason)


@pytest.mark.parametrize("dated", [date(2020, 12, 31), cast.DAY + timedelta(days=1)])
def test_a_paper_of_another_year_or_of_tomorrow_does_not_carry_the_number(dated: date) -> None:
    with pytest.raises(Refused, match="không mang số"):
        issued(reserved(), dated)


def test_a_kind_without_an_abbreviation_has_no_number_until_the_authority_gives_it_one() -> None:
    with pytest.raises(Refused, match="Không có loại văn bản"):
        reserved("GƯ")
    abbreviation_set(
        authority=cast.played().authority, name="Giao ước", abbreviation="GƯ",
        source="Quyết định (minh họa)", actor=cast.board(), at=cast.AT,
    )  # fmt: skip
    assert str(reserved("GƯ")) == "01/GƯ-KTĐ"


def test_an_abbreviation_stands_for_one_kind_only() -> None:
    with pytest.raises(Refused, match="đã dùng cho “Báo cáo”"):
        abbreviation_set(
            authority=cast.played().authority, name="Bảng", abbreviation="BC", source="x",
            actor=cast.board(), at=cast.AT,
        )  # fmt: skip


def test_the_head_chooses_one_series_for_all_kinds_from_a_year_on() -> None:
    chosen(continuing=True)
    numbers = [str(reserved(kind, LATER)) for kind in ("TB", "GM", "TB")]
    assert numbers == ["01/TB-KTĐ-TH", "02/GM-KTĐ-TH", "03/TB-KTĐ-TH"]
    assert [str(reserved("GM")), str(reserved("TB"))] == ["02/GM-KTĐ", "01/TB-KTĐ"]


def test_a_paper_takes_its_place_in_the_one_series_of_all_kinds() -> None:
    chosen(continuing=True)
    reserved("TB", LATER)
    year, on = cast.played(), localdate(LATER)
    number = number_take(authority=year.authority, issuer=year.bloc.code, series="BC", on=on)
    paper = paper_file(
        bloc_year=year, kind=PaperKind.REPORT, title="Báo cáo thử", subject=year, issued_on=on,
        rendered=Rendered(), file_name="thu", issuer=year.bloc.code, number=number,
        symbol="BC-KTĐ-TH", actor=cast.secretary(), at=LATER,
    )  # fmt: skip
    assert (number, paper.number_entry.state) == (2, NumberState.ISSUED)


def test_the_series_is_not_changed_in_a_year_that_has_given_numbers() -> None:
    with pytest.raises(Refused, match="Năm 2021 đã cấp số"):
        chosen(continuing=True, year=2021)


@pytest.mark.parametrize("symbol", ["", "KTĐ TH", "KTĐ-", "/KTĐ"])
def test_a_symbol_is_letters_and_digits_in_groups(symbol: str) -> None:
    with pytest.raises(Refused, match="không đúng thể thức"):
        chosen(continuing=False, symbol=symbol)


def test_copies_are_passed_on_of_an_issued_paper_only() -> None:
    entry = reserved()
    handover = Handover(recipient="Sở Nội vụ", copies=2, passed_on=cast.DAY, receipt="Người Nhận")

    def pass_on() -> None:
        number_dispatch(
            bloc_year=cast.played(), entry=entry, handover=handover, actor=cast.secretary(),
            at=cast.AT,
        )  # fmt: skip

    with pytest.raises(Refused, match="chưa có văn bản ban hành"):
        pass_on()
    issued(entry)
    pass_on()
    assert [(d.recipient, d.copies) for d in entry.dispatches.all()] == [("Sở Nội vụ", 2)]


def test_others_than_secretary_and_standing_office_give_no_number() -> None:
    for actor in (cast.head("stc"), cast.officer("stc")):
        with pytest.raises(NotAllowed):
            number_reserve(bloc_year=cast.played(), kind="TB", actor=actor, at=cast.AT)


def test_the_secretary_of_a_bloc_settles_no_number_of_another() -> None:
    entry = reserved()
    with pytest.raises(Refused, match="không thuộc sổ của"):
        number_cancel(
            bloc_year=cast.before_scoring(), entry=entry, reason="x", actor=cast.board(), at=cast.AT
        )


def test_a_member_reads_the_numbers_of_its_blocs_and_the_standing_office_all() -> None:
    year = cast.played()
    number_take(authority=year.authority, issuer="khac", series="BC", on=cast.DAY)
    seen = {
        who: numbers_for(cast.person(who), year, cast.DAY).filter(book__issuer="khac").count()
        for who in ("canbo-stc", "banthidua")
    }
    assert seen == {"canbo-stc": 0, "banthidua": 1}


# What the database refuses by itself.


def test_the_database_lets_no_number_be_taken_twice_or_left_out() -> None:
    entry = reserved()
    for number in (entry.number, entry.number + 1):
        with pytest.raises(DatabaseError), transaction.atomic():
            NumberEntry.objects.create(
                authority=entry.authority, book=entry.book, number=number, kind="TB"
            )
    NumberBook.objects.filter(pk=entry.book_id).update(last=entry.number + 1)
    with pytest.raises(DatabaseError, match="a gap in the book"), transaction.atomic():
        NumberBook.objects.filter(pk=entry.book_id).update(last=entry.number + 2)


@pytest.mark.parametrize("changed", [{"summary": "Khác"}, {"state": "reserved", "dated": None}])
def test_the_database_lets_an_issued_number_stand(changed: dict[str, object]) -> None:
    entry = issued(reserved())
    with (
        pytest.raises(DatabaseError, match="once issued or cancelled stands"),
        transaction.atomic(),
    ):
        NumberEntry.objects.filter(pk=entry.pk).update(**changed)


def test_the_database_knows_no_number_both_issued_and_cancelled_nor_cancelled_without_reason() -> (
    None
):
    entry = reserved()
    at = {"settled_at": cast.AT}
    for wrong in (
        {"state": "issued", "dated": cast.DAY, "reason": "x", **at},
        {"state": "cancelled", **at},
        {"state": "cancelled", "reason": "x"},
        {"state": "issued", **at},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            NumberEntry.objects.filter(pk=entry.pk).update(**wrong)


def test_the_database_removes_no_number() -> None:
    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        reserved().delete()
