"""The page that hands a year's archive out."""

import zipfile
from io import BytesIO

import pytest
from django.http import FileResponse
from django.urls import reverse

import cast
from thidua.apps.journal.base import Provenance
from thidua.apps.journal.models import Entry
from thidua.apps.units.enums import Position
from thidua.apps.units.models import BlocYear
from thidua.apps.units.services import bloc_year_open
from web.pages import client_of, stranger, text_of

pytestmark = pytest.mark.django_db


def address() -> str:
    return reverse("archive", args=[cast.played().pk])


@pytest.mark.parametrize(
    ("sign_in", "status"),
    [("thuky", 200), ("banthidua", 200), ("thanhtra", 200), ("canbo-stc", 404), ("hoidong", 404),
     ("thutruong-snv", 404), ("kyduyet", 404)],
)  # fmt: skip
def test_the_archive_is_for_the_secretary_the_board_and_inspectors(
    sign_in: str, status: int
) -> None:
    client = client_of(sign_in)
    assert client.get(address()).status_code == status
    if status != 200:
        assert client.post(address()).status_code == status
    link = f'href="{address()}"' in client.get(reverse("papers", args=[cast.played().pk])).content.decode()  # fmt: skip
    assert link == (status == 200)


def test_to_a_stranger_and_the_public_there_is_no_archive() -> None:
    assert stranger().get(address()).status_code == 404


def test_the_page_says_what_is_in_it_and_looking_records_nothing() -> None:
    before = Entry.objects.count()
    page = text_of(client_of("thanhtra").get(address()))
    assert "19 văn bản" in page
    assert "15 minh chứng." in page
    assert Entry.objects.count() == before


def test_the_file_comes_in_pieces_is_named_after_the_year_and_recorded() -> None:
    answer = client_of("thanhtra").post(address())
    assert isinstance(answer, FileResponse)
    assert answer["Content-Disposition"] == 'attachment; filename="luu-tru-khoi-tong-hop-2021.zip"'
    content = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert "index.html" in zipfile.ZipFile(BytesIO(content)).namelist()
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.deed, entry.actor_id) == ("filing.archive.export", cast.person("thanhtra").pk)


def test_a_year_without_papers_is_told_so() -> None:
    empty = reverse("archive", args=[no_papers().pk])
    client = client_of("banthidua")
    assert "Chưa có văn bản nào để lưu trữ." in text_of(client.get(empty))
    answer = client.post(empty)
    assert (answer.status_code, "chưa có văn bản nào" in text_of(answer)) == (409, True)


def no_papers() -> BlocYear:
    played = cast.played()
    members = [(m.unit, Position(m.position)) for m in played.memberships.select_related("unit")]
    return bloc_year_open(
        bloc=played.bloc,
        year=2023,
        members=members,
        provenance=Provenance.ILLUSTRATIVE,
        actor=cast.board(),
        at=cast.AT,
    )


def test_a_year_too_large_for_a_page_is_refused_with_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("thidua.year.archive.size_of", lambda _: 2 * 1024**3)
    answer = client_of("banthidua").post(address())
    assert (answer.status_code, "thidua archive make" in text_of(answer)) == (409, True)
