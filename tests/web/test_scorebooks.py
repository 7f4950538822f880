"""Scorecards as workbooks: who takes which along, and a card that comes back after a preview."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook
from xlsxwriter.utility import xl_rowcol_to_cell

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.queries import engine_table, points_at, standings_of
from thidua.apps.assessments.services import marks_save
from thidua.apps.journal.base import Refused
from thidua.apps.units.models import BlocYear
from thidua.year.dossiers.books import FIRST_ROW
from thidua.year.scorebooks.bloc_book import SUMMARY
from thidua.year.scorebooks.card_reading import Proof
from thidua.year.scorebooks.card_sheet import CARD
from thidua.year.scorebooks.stored import save_card
from web.pages import client_of, messages_of, text_of
from web.scoring_round import card_of, full_marks, hand_in
from year.test_card_book import spoiled, text

pytestmark = pytest.mark.django_db
OFFICER = "canbo-stc"


def card() -> Scorecard:
    return card_of(cast.before_scoring(), "stc")


def book_of(client: Client, scorecard: Scorecard) -> bytes:
    return client.get(reverse("card-book", args=[scorecard.pk])).content


def cells(book: bytes, sheet: str = CARD) -> list[list[object]]:
    return load_workbook(BytesIO(book)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def filled(book: bytes, **typed: str) -> bytes:
    """Type into columns of lines: F for the entry, H, I, J for the paper; I_1_F is I.1's entry."""
    rows = {row[0]: n for n, row in enumerate(cells(book), 1)}

    def change(xml: str) -> str:
        for name, value in typed.items():
            *code, column = name.split("_")
            place = f"{column}{rows['.'.join(code)]}"
            found = rf'<c r="{place}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
            xml = re.sub(found, f'<c r="{place}"{text(value)}', xml)
        return xml

    return spoiled(book, change)


def upload(client: Client, scorecard: Scorecard, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile("phieu.xlsx", content)
    return client.post(reverse("card-offline", args=[scorecard.pk]), {"phieu": file})


def agree(client: Client, scorecard: Scorecard, preview: HttpResponse) -> HttpResponse:
    agreed = re.search(r'name="dong-y" value="([^"]+)"', preview.content.decode())
    assert agreed
    address = reverse("card-offline-save", args=[scorecard.pk])
    return client.post(address, {"dong-y": agreed[1]})


def own(scorecard: Scorecard) -> dict[str, Decimal]:
    return points_at(Scorecard.objects.get(pk=scorecard.pk), Stage.SELF)


def judged(scorecard: Scorecard) -> str:
    """Return a line that takes any number."""
    return next(c for c in full_marks(scorecard) if c.count(".") == 1)


@pytest.mark.parametrize("name", ["card-book", "card-offline"])
@pytest.mark.parametrize(
    ("sign_in", "status"), [(OFFICER, 200), ("canbo-snv", 404), ("thuky", 404), ("banthidua", 404)]
)
def test_only_the_unit_takes_its_own_card_along(name: str, sign_in: str, status: int) -> None:
    answer = client_of(sign_in).get(reverse(name, args=[card().pk]))
    assert answer.status_code == status


def test_a_card_that_was_handed_in_is_not_taken_along_any_more() -> None:
    scorecard = card()
    hand_in(scorecard, Stage.SELF, cast.head("stc"))
    answer = client_of(OFFICER).get(reverse("card-offline", args=[scorecard.pk]))
    assert answer.status_code == 404


def test_the_page_of_a_card_leads_its_unit_to_the_workbook() -> None:
    scorecard = card()
    page = client_of(OFFICER).get(reverse("scorecard", args=[scorecard.pk]))
    assert reverse("card-offline", args=[scorecard.pk]) in page.content.decode()


def test_nothing_is_saved_before_the_second_click_and_then_all_of_it() -> None:
    scorecard, client = card(), client_of(OFFICER)
    code = judged(scorecard)
    name = code.replace(".", "_")
    content = filled(
        book_of(client, scorecard),
        **{f"{name}_F": "0,5", f"{name}_H": "12/BC-STC", f"{name}_I": "05/12/2021"},
    )
    preview = upload(client, scorecard, content)
    assert (preview.status_code, own(scorecard)) == (200, {})
    assert "12/BC-STC, 05/12/2021" in text_of(preview)
    saved = agree(client, scorecard, preview)
    assert messages_of(saved) == ["Đã lưu 01 dòng điểm và 01 minh chứng từ phiếu Excel."]
    assert own(scorecard) == {code: Decimal("0.5")}
    proofs = scorecard.evidence.values_list("links__criterion__code", "number", "dated")
    assert list(proofs) == [(code, "12/BC-STC", date(2021, 12, 5))]


def test_the_same_workbook_again_changes_nothing() -> None:
    scorecard, client = card(), client_of(OFFICER)
    name = judged(scorecard).replace(".", "_")
    content = filled(book_of(client, scorecard), **{f"{name}_F": "0,5", f"{name}_H": "12/BC"})
    agree(client, scorecard, upload(client, scorecard, content))
    assert "không có gì khác" in text_of(upload(client, scorecard, content))


def test_the_preview_shows_each_line_from_what_to_what() -> None:
    scorecard, client = card(), client_of(OFFICER)
    code = judged(scorecard)
    content = filled(book_of(client, scorecard), **{f"{code.replace('.', '_')}_F": "0,5"})
    save(scorecard, code, "1")
    shown = text_of(upload(client, scorecard, content))
    assert re.search(
        rf"{re.escape(code)} .{{1,200}} 1 0,5 Điểm đang lưu được sửa trên trang", shown
    )


def save(scorecard: Scorecard, code: str, points: str) -> None:
    """Mark a line on the page, after a workbook was made."""
    marks_save(
        scorecard=scorecard, stage=Stage.SELF, points={code: Decimal(points)}, reasons={},
        actor=cast.officer("stc"), at=timezone.now(),
    )  # fmt: skip


def test_what_changed_after_the_preview_is_not_overwritten() -> None:
    scorecard, client = card(), client_of(OFFICER)
    code = judged(scorecard)
    content = filled(book_of(client, scorecard), **{f"{code.replace('.', '_')}_F": "0,5"})
    preview = upload(client, scorecard, content)
    save(scorecard, code, "1")
    refused = agree(client, scorecard, preview)
    assert refused.status_code == 409
    assert f"Điểm của {code} đã được sửa sau khi Ông/Bà xem trước." in text_of(refused)
    assert own(scorecard) == {code: Decimal(1)}


def test_a_paper_for_a_line_that_is_gone_keeps_every_point_from_being_saved() -> None:
    scorecard = card()
    strange = Proof(code="X.9", number="1/BC", dated=None, title="")
    with pytest.raises(Refused, match=r"không còn tiêu chí X\.9"):
        save_card(
            card=scorecard, points={judged(scorecard): Decimal(1)}, seen={}, figures={}, proofs=[strange],
            actor=cast.officer("stc"), at=cast.AT,
        )  # fmt: skip
    assert own(scorecard) == {}


def test_faults_are_told_by_sheet_and_cell_and_nothing_is_saved() -> None:
    scorecard, client = card(), client_of(OFFICER)
    code = judged(scorecard)
    content = filled(book_of(client, scorecard), **{f"{code.replace('.', '_')}_F": "9999"})
    row = next(n for n, row in enumerate(cells(content)) if row[0] == code)
    answer = upload(client, scorecard, content)
    assert (answer.status_code, own(scorecard)) == (422, {})
    assert f"Trang “{CARD}”, ô {xl_rowcol_to_cell(row, 5)}: " in text_of(answer)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_a_file_that_is_no_workbook_gets_an_answer(content: bytes) -> None:
    assert upload(client_of(OFFICER), card(), content).status_code == 422


def test_no_file_at_all_gets_an_answer() -> None:
    answer = client_of(OFFICER).post(reverse("card-offline", args=[card().pk]))
    assert (answer.status_code, "Chưa chọn tệp." in text_of(answer)) == (422, True)


@pytest.mark.parametrize("agreed", ["", "x:y:z"])
def test_only_what_was_shown_is_saved(agreed: str) -> None:
    scorecard = card()
    answer = client_of(OFFICER).post(
        reverse("card-offline-save", args=[scorecard.pk]), {"dong-y": agreed}
    )
    assert (answer.status_code, own(scorecard)) == (409, {})


def test_another_units_workbook_is_refused() -> None:
    year = cast.before_scoring()
    other = book_of(client_of("canbo-snv"), card_of(year, "snv"))
    answer = upload(client_of(OFFICER), card_of(year, "stc"), other)
    assert "không phải của Sở Tài chính" in text_of(answer)


def bloc_book(sign_in: str, year: BlocYear, stage: str = "tham-dinh") -> HttpResponse:
    return client_of(sign_in).get(reverse("bloc-book", args=[year.pk, stage]))


@pytest.mark.parametrize(
    ("sign_in", "status"), [("thuky", 200), ("banthidua", 200), (OFFICER, 404)]
)
def test_all_cards_are_taken_along_by_who_may_see_them_all(sign_in: str, status: int) -> None:
    year = cast.before_scoring()
    assert bloc_book(sign_in, year, "tu-cham").status_code == status
    page = client_of(sign_in).get(reverse("scorecards", args=[year.pk])).content.decode()
    assert (reverse("bloc-book", args=[year.pk, "tu-cham"]) in page) == (status == 200)


def test_a_stage_that_is_none_has_no_workbook() -> None:
    assert bloc_book("thuky", cast.before_scoring(), "cheo").status_code == 404


def test_the_workbook_of_the_bloc_has_the_closed_totals_and_places() -> None:
    year = cast.played()
    rows = {row[1]: row[3:] for row in cells(bloc_book("thuky", year).content, SUMMARY)}
    standings = sorted(standings_of(year), key=lambda s: s.membership.place)
    assert rows["Tổng điểm"] == [float(s.total) for s in standings]
    assert rows["Xếp hạng"] == [float(s.place) for s in standings]


def test_a_stage_that_was_not_handed_in_stays_blank() -> None:
    year = cast.before_scoring()
    save(card(), judged(card()), "1")
    book = bloc_book("thuky", year, "tu-cham").content
    lines = len(engine_table(card().table).criteria)
    name = next(
        n for n in load_workbook(BytesIO(book)).sheet_names if "STC" in n or "Tài chính" in n
    )
    typed = [row[6] for row in cells(book, name)[FIRST_ROW : FIRST_ROW + lines]]
    assert set(typed) == {""}


def test_the_workbook_of_the_bloc_costs_the_same_queries_for_any_number_of_units() -> None:
    def queries(year: BlocYear) -> int:
        client = client_of("thuky")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse("bloc-book", args=[year.pk, "tham-dinh"]))
        return len(seen)

    assert queries(cast.played()) == queries(cast.before_conference())
