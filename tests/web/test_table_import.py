"""An office's Excel by the pages: columns named once, a preview, a draft; nothing half kept."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

import cast
from thidua.apps.assessments.models import TableColumns
from thidua.apps.assessments.queries import columns_of, draft_of, lines_of, scoring_table
from thidua.year.papers.scoring_table import table_workbook
from web.pages import client_of, text_of
from web.test_pages_preparing import SECRETARY, fresh, typed_in
from web.test_table_editor import at
from year.test_office_tables import packed

pytestmark = pytest.mark.django_db
ROWS = [["Thứ tự", "Việc phải làm", "Barem"], ["I", "Nhiệm vụ", 10], [1, "Việc", 10]]


def sent(client: Client, content: bytes) -> HttpResponse:
    return client.post(at("table-import"), {"file": SimpleUploadedFile("bang.xlsx", content)})


def carried(response: HttpResponse) -> dict[str, str]:
    """What the preview's form would send, with the columns that are not named yet."""
    page = response.content.decode()
    columns = {f"column-{n}": "" for n in range(9) if f'name="column-{n}"' in page}
    return columns | typed_in(response)


NAMED = {"column-0": "code", "column-1": "text", "column-2": "maximum"}


def test_columns_are_named_by_hand_and_remembered_for_the_bloc() -> None:
    client = client_of(SECRETARY)
    first = sent(client, packed(ROWS))
    assert "Chưa chọn cột “Nội dung”." in text_of(first)
    looked = client.post(at("table-import"), carried(first) | NAMED | {"do": "look"})
    assert ("Chưa chọn cột" in text_of(looked), draft_of(fresh())) == (False, None)
    taken = client.post(at("table-import"), carried(looked) | {"do": "take"})
    assert taken.status_code == 302
    draft = draft_of(fresh())
    assert draft is not None
    assert [(line.code, line.maximum) for line in lines_of(draft)] == [("I", "10"), ("1", "10")]
    assert columns_of(fresh()) == {"code": "Thứ tự", "text": "Việc phải làm", "maximum": "Barem"}
    client.post(at("table-discard"))
    assert "Chưa chọn cột" not in text_of(sent(client, packed(ROWS)))


def test_a_preview_keeps_nothing() -> None:
    sent(client_of(SECRETARY), packed(ROWS))
    assert (draft_of(fresh()), TableColumns.objects.count()) == (None, 0)


def test_faults_are_told_by_sheet_and_cell() -> None:
    rows = [["STT", "Nội dung", "Điểm"], ["I", "Mục", 9], [1, "Việc", 10]]
    page = text_of(sent(client_of(SECRETARY), packed(rows)))
    assert "Bảng điểm, ô C2 : Mục I: tổng điểm các tiêu chí con là 10, mục ghi 9." in page


def test_two_columns_named_alike_are_not_taken() -> None:
    client = client_of(SECRETARY)
    form = carried(sent(client, packed(ROWS))) | NAMED | {"column-0": "text", "do": "take"}
    response = client.post(at("table-import"), form)
    assert ("Có hai cột cùng chọn là: Nội dung" in text_of(response), draft_of(fresh())) == (
        True,
        None,
    )


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_a_file_that_is_no_workbook_is_explained_where_it_was_chosen(content: bytes) -> None:
    response = sent(client_of(SECRETARY), content)
    assert (response.status_code, b'type="file"' in response.content) == (422, True)


def test_a_form_without_a_file_asks_for_one() -> None:
    response = client_of(SECRETARY).post(at("table-import"), {})
    assert (response.status_code, "Chưa chọn tệp" in text_of(response)) == (422, True)


def test_the_workbook_of_a_version_is_read_back_as_the_same_lines() -> None:
    table = scoring_table(cast.played())
    assert table is not None
    client = client_of(SECRETARY)
    looked = sent(client, table_workbook(table))
    client.post(at("table-import"), carried(looked) | {"do": "take"})
    draft = draft_of(fresh())
    assert draft is not None
    told = [
        [
            (line.depth, line.code, line.text, line.kind, line.maximum or "0")
            for line in lines_of(one)
        ]
        for one in (draft, table)
    ]
    assert told[0] == told[1]


def test_another_sheet_of_the_file_can_be_chosen() -> None:
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, text in (("Một", "Việc một"), ("Hai", "Việc hai")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["STT", "Nội dung", "Điểm"])
            sheet.write_row(1, 0, ["1", text, 5])
    client = client_of(SECRETARY)
    first = sent(client, out.getvalue())
    assert "Việc một" in text_of(first)
    second = client.post(at("table-import"), carried(first) | {"sheet": "Hai", "do": "look"})
    assert "Việc hai" in text_of(second)
