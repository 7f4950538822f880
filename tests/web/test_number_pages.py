"""The register of outgoing papers on the screen, as a workbook and on paper."""

from io import BytesIO

import pytest
from django.urls import reverse
from pdfminer.high_level import extract_text
from python_calamine import CalamineWorkbook

import cast
from thidua.apps.filing.models import NumberEntry
from thidua.apps.filing.services import number_take
from web.pages import client_of, messages_of, stranger, text_of
from web.test_pages_queries import queries

pytestmark = pytest.mark.django_db
HEADS = (
    "Số, ký hiệu văn bản Ngày văn bản Tên loại và trích yếu nội dung văn bản Người ký Nơi nhận văn"
    " bản Đơn vị, người nhận bản lưu Số lượng bản Ngày chuyển Ký nhận Ghi chú"
)


def at(name: str, *more: object) -> str:
    return reverse(name, args=[cast.played().pk, *more])


def kept(kind: str = "TB") -> NumberEntry:
    client_of("thuky").post(at("number-reserve"), {"kind": kind})
    return NumberEntry.objects.get(state="reserved", kind=kind)


def test_the_register_has_the_ten_columns_of_the_decree_and_every_number() -> None:
    page = text_of(client_of("canbo-stc").get(at("numbers")))
    assert HEADS in page
    assert "01/BC-KTĐ" in page
    assert "Báo cáo tổng kết năm 2021" in page


def test_a_number_goes_from_kept_over_issued_to_passed_on() -> None:
    client, entry = client_of("thuky"), kept()
    issued = {
        "dated": f"05/01/{entry.book.year}", "summary": "Thông báo thử", "signer": "Người Ký (minh họa)",
        "recipients": "Các đơn vị", "keeper": "VT",
    }  # fmt: skip
    assert messages_of(client.post(at("number-issue", entry.pk), issued)) == ["Đã ghi vào sổ."]
    passed = {"recipient": "Sở Nội vụ", "copies": "3", "passed_on": f"06/01/{entry.book.year}"}
    assert messages_of(client.post(at("number-dispatch", entry.pk), passed))[-1] == "Đã ghi."
    page = text_of(client.get(at("numbers"), {"loai": "TB"}))
    for told in ("01/TB-KTĐ", "Thông báo thử", "Các đơn vị Sở Nội vụ", "06/01/"):
        assert told in page


def test_a_cancelled_number_is_shown_with_reason_and_name() -> None:
    client, entry = client_of("thuky"), kept()
    assert client.post(at("number-cancel", entry.pk), {"reason": ""}).status_code == 422
    client.post(at("number-cancel", entry.pk), {"reason": "Soạn nhầm"})
    page = text_of(client.get(at("numbers"), {"tinh-trang": "cancelled"}))
    assert (entry.symbol in page, "(minh họa): Soạn nhầm" in page) == (True, True)


def test_a_cancelled_number_is_refused_with_what_to_do() -> None:
    client, entry = client_of("thuky"), kept()
    client.post(at("number-cancel", entry.pk), {"reason": "Soạn nhầm"})
    answer = client.post(at("number-cancel", entry.pk), {"reason": "Lần nữa"})
    assert (answer.status_code, "cần số mới thì giữ số tiếp theo" in text_of(answer)) == (409, True)


def test_the_register_is_taken_along_as_a_workbook_and_on_paper() -> None:
    client = client_of("thuky")
    book = CalamineWorkbook.from_filelike(
        BytesIO(client.get(at("numbers"), {"tai": "xlsx"}).content)
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert " ".join(map(str, rows[0])) == HEADS
    paper = extract_text(BytesIO(client.get(at("numbers"), {"tai": "pdf"}).content))
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in paper
    assert all(str(row[0]) in paper for row in rows[1:])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"loai": "BC"}, True),
        ({"loai": "GM"}, False),
        ({"nam": "2019"}, True),
        ({"noi": "x"}, True),
    ],
)
def test_the_register_is_narrowed_by_kind_and_what_is_not_there_narrows_nothing(
    asked: dict[str, str], *, found: bool
) -> None:
    assert ("01/BC-KTĐ" in text_of(client_of("thuky").get(at("numbers"), asked))) == found


def test_members_read_and_only_the_secretary_and_the_standing_office_give_numbers() -> None:
    offered = {
        who: "Giữ số" in text_of(client_of(who).get(at("numbers")))
        for who in ("canbo-stc", "thuky", "banthidua")
    }
    assert offered == {"canbo-stc": False, "thuky": True, "banthidua": True}
    assert client_of("canbo-stc").get(at("number-reserve")).status_code == 404
    assert stranger().get(at("numbers")).status_code == 404


def test_the_standing_office_adds_an_abbreviation_and_the_secretary_chooses_the_series() -> None:
    given = {"name": "Giao ước", "abbreviation": "GƯ", "source": "Quyết định (minh họa)"}
    assert client_of("thuky").get(at("abbreviation")).status_code == 404
    told = messages_of(client_of("banthidua").post(at("abbreviation"), given))
    assert told == ["Đã lưu chữ viết tắt."]
    chosen = {
        "from_year": "2090",
        "continuing": "1",
        "symbol": "KTĐ",
        "source": "Ý kiến (minh họa)",
    }
    told = messages_of(client_of("thuky").post(at("numbering"), chosen))
    assert told == ["Đã chọn cách đánh số."]


def test_the_register_costs_the_same_at_any_number() -> None:
    client, year = client_of("banthidua"), cast.played()
    few = queries(client, at("numbers"))
    for _ in range(20):
        number_take(authority=year.authority, issuer="khac", series="BC", on=cast.DAY)
    assert queries(client, at("numbers")) == few
