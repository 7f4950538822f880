"""The editor of the scoring table by its pages: begun, typed, moved about, tried, adopted."""

from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

import cast
from scoring_samples import CRITERIA
from thidua.apps.assessments.models import Scorecard, ScoringTable
from thidua.apps.assessments.queries import draft_of, lines_of, scoring_table
from thidua.apps.units.models import BlocYear
from thidua.scoring import Criterion, DraftLine, published_tables, read_draft, written
from thidua.web.forms.table_draft import option_fields, typed_line
from web.pages import client_of, messages_of, text_of
from web.test_pages_preparing import OUTSIDER, SECRETARY, fresh, set_target, typed_in

pytestmark = pytest.mark.django_db


def at(name: str, *more: object, year: BlocYear | None = None) -> str:
    return reverse(name, args=[(year or fresh()).pk, *more])


def begun(source: str = "") -> Client:
    client = client_of(SECRETARY)
    client.post(at("table-start"), {"from": source})
    return client


def lines() -> list[DraftLine]:
    draft = draft_of(fresh())
    assert draft is not None
    return lines_of(draft)


def press(client: Client, do: str, **typed: str) -> HttpResponse:
    """Press one of the editor's buttons, with something typed before."""
    form = typed_in(client.get(at("table-edit")))
    return client.post(at("table-edit"), form | typed | {"do": do})


def codes() -> list[str]:
    return [f"{'.' * line.depth}{line.code}" for line in lines()]


def test_a_blank_draft_grows_line_by_line() -> None:
    client = begun()
    press(client, "after-1", **{"text-1": "Việc thứ nhất", "maximum-1": "5"})
    press(client, "below-0")
    press(client, "end")
    assert codes() == ["I", ".1", ".2", ".3", "II"]
    assert (lines()[1].text, lines()[1].maximum) == ("Việc thứ nhất", "5")


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("up-2", ["I", ".2", ".1"]),
        ("down-1", ["I", ".2", ".1"]),
        ("in-2", ["I", ".1", "..2"]),
        ("out-2", ["I", ".1", "2"]),
        ("remove-1", ["I", ".2"]),
        ("remove-9", ["I", ".1", ".2"]),
        ("nonsense", ["I", ".1", ".2"]),
    ],
)
def test_a_line_s_buttons_move_it_and_keep_what_was_typed(do: str, expected: list[str]) -> None:
    client = begun()
    press(client, "after-1")
    response = press(client, do, title="Tên mới")
    assert (codes(), response.status_code) == (expected, 302)
    draft = draft_of(fresh())
    assert draft is not None
    assert draft.title == "Tên mới"


def test_a_cell_that_cannot_be_read_stays_as_typed_with_its_fault_beside_it() -> None:
    client = begun()
    press(client, "save", **{"maximum-1": "mười"})
    page = client.get(at("table-edit")).content.decode()
    assert ('value="mười"' in page, "“mười” không phải là một số hợp lệ" in page) == (True, True)


def test_the_faults_of_the_whole_table_stand_beside_their_lines() -> None:
    client = begun()
    cells = {"text-0": "Mục", "maximum-0": "9", "text-1": "Việc", "maximum-1": "10"}
    press(client, "save", **cells)
    told = text_of(client.get(at("table-edit")))
    assert "Mục I: tổng điểm các tiêu chí con là 10, mục ghi 9." in told


def test_what_somebody_saved_meanwhile_is_not_written_over_and_the_typing_stays() -> None:
    client = begun()
    form = typed_in(client.get(at("table-edit")))
    press(client, "save", title="Của người kia")
    response = client.post(at("table-edit"), form | {"title": "Của tôi", "do": "save"})
    assert (response.status_code, "vừa được người khác lưu" in text_of(response)) == (409, True)
    assert b'value="C\xe1\xbb\xa7a t\xc3\xb4i"' in response.content


def test_who_is_not_the_secretary_finds_no_editor() -> None:
    begun()
    names = ["table-start", "table-edit", "table-try", "table-adopt", "table-import"]
    for who in (OUTSIDER, "banthidua"):
        got = [client_of(who).get(at(name)).status_code for name in names]
        assert got == [404] * len(names)
    assert client_of(OUTSIDER).post(at("table-discard")).status_code == 404


def test_others_read_the_table_and_not_the_draft() -> None:
    begun()
    page = text_of(client_of(OUTSIDER).get(at("scoring-table")))
    assert ("Khối chưa thông qua bảng" in page, "Soạn tiếp" in page) == (True, False)


@pytest.mark.parametrize("name", sorted(published_tables()))
def test_a_draft_begins_with_a_published_table_and_names_its_source(name: str) -> None:
    client, sample = begun(name), published_tables()[name]
    assert lines() == written(sample.table.criteria)
    draft = draft_of(fresh())
    assert draft is not None
    assert sample.source in draft.source
    assert client.get(at("table-edit")).status_code == 200


def test_a_table_seen_in_part_is_offered_as_a_sample_with_what_was_seen() -> None:
    page = text_of(client_of(SECRETARY).get(at("table-start")))
    assert page.count("mẫu, nguồn chỉ đọc được một phần") == sum(
        not one.complete for one in published_tables().values()
    )


def test_last_year_s_table_is_adopted_once_its_targets_stand() -> None:
    client = begun("before")
    adoption = {
        "adopted_by": "Hội nghị (minh họa)",
        "adopted_on": "01/02/2022",
        "applies_from": "01/01/2022",
    }
    page = client.get(at("table-edit"))
    assert "Năm nay chưa đặt chỉ tiêu CT01" in text_of(page)
    for number in range(1, 11):
        set_target(f"CT{number:02d}")
    form = typed_in(client.get(at("table-adopt"))) | adoption
    client.post(at("table-adopt"), form)
    made, before = scoring_table(fresh()), scoring_table(cast.played())
    assert made is not None
    assert before is not None
    assert lines_of(made) == lines_of(before)
    assert (made.adopted_on, made.adopted_by) == (date(2022, 2, 1), "Hội nghị (minh họa)")
    read = text_of(client_of(OUTSIDER).get(at("scoring-table")))
    assert read.count("Theo tỷ lệ hoàn thành") == 10


def test_a_draft_with_faults_has_no_form_of_adoption() -> None:
    page = begun().get(at("table-adopt"))
    assert b'name="adopted_by"' not in page.content


def test_a_line_s_page_changes_all_of_its_cells() -> None:
    client = begun()
    address = at("table-line", 1)
    form = typed_in(client.get(address)) | {
        "code": "1", "text": "Tỷ lệ", "kind": "banded", "maximum": "5",
        "option-bands": "0-<50: 2\n>=50: 5", "option-unit": "%", "option-steps": "hai",
    }  # fmt: skip
    client.post(address, form)
    (criterion,) = read_draft([lines()[1]], 2).criteria
    assert [(b.text, int(b.points)) for b in criterion.options.bands] == [("0-<50", 2), (">=50", 5)]
    assert (criterion.options.unit, criterion.options.steps) == ("%", ())


def test_a_line_that_is_not_there_has_no_page() -> None:
    assert begun().get(at("table-line", 99)).status_code == 404


@given(CRITERIA)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_line_edited_by_its_form_reads_back_as_the_same_criterion(criterion: Criterion) -> None:
    (line,) = written([criterion])
    cells = {"code": line.code, "text": line.text, "kind": line.kind, "maximum": line.maximum}
    shown = {f"option-{one.name}": one.value for one in option_fields(line, ())}
    again = typed_line({**cells, "target": line.target, **shown}, DraftLine())
    assert read_draft([again], 2).criteria == (criterion,)


def test_trying_shows_points_with_their_explanation_and_keeps_nothing() -> None:
    client = begun()
    cells = {"text-0": "Mục", "maximum-0": "10", "text-1": "Tỷ lệ", "maximum-1": "10"}
    press(client, "save", **cells, **{"kind-1": "relative"})
    typed = {"v-1-0": "12/10", "v-1-1": "10/10", "v-1-2": "kg"}
    tables = ScoringTable.objects.count()
    page = text_of(client.post(at("table-try"), typed))
    assert "cao nhất khối → 10 điểm" in page
    assert "đạt chỉ tiêu được nửa số điểm → 5 điểm" in page
    assert "tạm tính" in page
    assert ScoringTable.objects.count() == tables
    closed = text_of(client.post(at("table-try"), typed | {"closed": "1"}))
    assert "tạm tính" not in closed


def test_trying_tells_what_cannot_be_given() -> None:
    client = begun()
    cells = {"text-0": "Mục", "maximum-0": "10", "text-1": "Việc", "maximum-1": "10"}
    press(client, "save", **cells)
    page = text_of(client.post(at("table-try"), {"v-1-0": "11", "v-1-1": "nhiều"}))
    assert ("vượt mức tối đa 10" in page, "“nhiều” không phải" in page) == (True, True)


def test_a_draft_is_thrown_away_by_its_button() -> None:
    client = begun()
    assert messages_of(client.post(at("table-discard"))) == ["Đã bỏ bản soạn."]
    assert draft_of(fresh()) is None


def second_version(year: BlocYear) -> Client:
    """Adopt a second version in which one line reads differently."""
    client = client_of("thuky")
    client.post(at("table-start", year=year), {"from": "current"})
    address = at("table-edit", year=year)
    form = typed_in(client.get(address))
    last = max(int(name.removeprefix("text-")) for name in form if name.startswith("text-"))
    client.post(
        address, form | {f"text-{last}": f"{form[f'text-{last}']} (viết lại)", "do": "save"}
    )
    adopt = at("table-adopt", year=year)
    client.post(adopt, typed_in(client.get(adopt)) | {"adopted_by": "Cả khối (minh họa)"})
    return client


def test_two_versions_are_compared_line_by_line_and_the_cards_move_by_a_button() -> None:
    year = cast.before_scoring()
    client = second_version(year)
    page = text_of(client.get(at("table-differences", year=year)))
    assert ("01 dòng sửa" in page, "(viết lại)" in page) == (True, True)
    shown = text_of(client.get(at("scoring-table", year=year)))
    assert "Các phiếu đã mở vẫn theo phiên bản 1." in shown
    assert client.get(at("scorecards", year=year)).status_code == 200
    client.post(at("table-move", year=year))
    versions = set(
        Scorecard.objects.filter(bloc_year=year).values_list("table__version", flat=True)
    )
    assert versions == {2}
    assert client.get(f"{at('scoring-table', year=year)}?ban=1").status_code == 200


def test_a_table_with_nothing_to_compare_it_with_has_no_comparison() -> None:
    assert client_of(OUTSIDER).get(at("table-differences", year=cast.played())).status_code == 404


def test_the_note_of_a_late_adoption_stands_on_table_cards_and_ranking() -> None:
    year = cast.before_scoring()
    client = second_version(year)
    client.post(at("table-move", year=year))
    for name in ("scoring-table", "scorecards", "ranking"):
        page = text_of(client.get(at(name, year=year)))
        assert "các việc trước ngày đó chưa có bảng" in page, name


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_the_editor_costs_the_same_at_any_number_of_lines() -> None:
    client = begun()
    names = ("table-edit", "table-adopt", "table-differences", "table-try")
    few = [queries(client, at(name)) for name in names]
    client.post(at("table-discard"))
    begun("police-ward-cluster-quang-tri-2025")
    assert [queries(client, at(name)) for name in names] == few


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("pdf", b"%PDF-"), ("docx", b"PK")])
def test_a_version_is_a_file_for_all_of_the_bloc(kind: str, start: bytes) -> None:
    address = at("table-file", 1, kind, year=cast.played())
    assert client_of(OUTSIDER).get(address).content.startswith(start)
    assert client_of(OUTSIDER).get(at("table-file", 9, kind, year=cast.played())).status_code == 404
