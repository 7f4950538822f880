"""The archive of a played year: what is in it, whose it is, and that it is the same twice."""

import hashlib
import json
import tracemalloc
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.apps import apps
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

import cast
from papers.pdfa import faults as pdfa_faults
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.services import FileRef, evidence_attach
from thidua.apps.filing.base import read_upload
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import DraftVersion
from thidua.apps.filing.queries import papers_of
from thidua.apps.filing.services import Rendered, paper_file
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.journal.services import record
from thidua.apps.units.models import BlocYear
from thidua.papers.archive import JOURNAL, SUMS, faults_of
from thidua.papers.archive.checking import breaks
from thidua.year.archive import archivable, archive_year, contents_of_archive, write_archive
from thidua.year.archived_journal import way_to_year
from year import signing_desk as desk

pytestmark = pytest.mark.django_db
OF_NO_YEAR = {
    "assessments.initiative", "assessments.yearrecord", "awards.prioraward", "campaigns.directive",
    "units.authority", "units.bloc", "units.role", "units.unit",
}  # fmt: skip
BIG = 8 * 1024 * 1024


def packed(bloc_year: BlocYear) -> bytes:
    target = BytesIO()
    write_archive(bloc_year, target)
    return target.getvalue()


def opened(bloc_year: BlocYear) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(packed(bloc_year)))


def faults_in(content: bytes, folder: Path) -> list[str]:
    (folder / "goi.zip").write_bytes(content)
    return faults_of(folder / "goi.zip")


def test_a_played_year_is_whole_and_the_same_bytes_twice(tmp_path: Path) -> None:
    content = packed(cast.played())
    assert faults_in(content, tmp_path) == []
    assert packed(cast.played()) == content


def test_every_file_of_every_paper_is_there_as_filed() -> None:
    pack = opened(cast.played())
    held = {hashlib.sha256(pack.read(name)).hexdigest() for name in pack.namelist()}
    papers = archivable(cast.played())
    filed = {d for p in papers for d in (p.pdf_id, p.docx_id, p.xlsx_id) if d}
    assert (len(papers), filed - held) == (19, set())


def test_papers_are_listed_in_the_order_of_the_year_with_number_and_day() -> None:
    rows = json.loads(opened(cast.played()).read("muc-luc.json"))["papers"]
    assert [row["summary"] for row in rows] == [p.title for p in archivable(cast.played())]
    days = [row["dated"] for row in rows]
    assert days == sorted(days)
    assert ("01/BC-KTĐ", "2021-12-17") in [(row["number"], row["dated"]) for row in rows]


def test_each_paper_has_its_metadata_with_signer_recipients_and_pages() -> None:
    pack = opened(cast.played())
    names = [name for name in pack.namelist() if name.endswith("sieu-du-lieu.xml")]
    roots = [ET.fromstring(pack.read(name)) for name in names]  # noqa: S314 -- our own
    assert len(roots) == 19
    report, decision = (_first(roots, kind) for kind in ("Báo cáo", "Quyết định"))
    assert report.findtext("SignerInfo/FullName") == "Trần Quốc Hưng (minh họa)"
    assert report.findtext("To/OrganName") == "Hội đồng Thi đua - Khen thưởng tỉnh Nam Định"
    assert int(report.findtext("PageAmount") or 0) > 1
    assert decision.findtext("SignerInfo/Position")
    assert {root.findtext("FileCode/FileCatalog") for root in roots} == {"2021"}


def _first(roots: list[ET.Element], kind: str) -> ET.Element:
    return next(root for root in roots if (root.findtext("TypeName") or "").startswith(kind))


def test_signed_versions_are_pdf_a_still_and_go_in_with_what_their_signatures_are_worth(
    tmp_path: Path, settings: Settings
) -> None:
    desk.demo_in(tmp_path, settings)
    request = desk.laid_out(desk.proposal())
    place = desk.places(request)[0]
    signed = desk.signed_by(place)
    pack = opened(cast.played())
    for version in (request.prepared, signed.after):
        assert pdfa_faults(bytes(version.content)) == []
    folder = next(n for n in pack.namelist() if "to-trinh" in n).rpartition("/")[0]
    assert hashlib.sha256(pack.read(f"{folder}/ky-so-01.pdf")).hexdigest() == signed.after_id
    report = pack.read(f"{folder}/ky-so-01.txt").decode()
    assert report.startswith(f"Chữ ký 1: {place.name} (Minh họa), đúng\nDEMO – không có giá trị")
    assert "còn nguyên như khi ký" in report
    rows = json.loads(pack.read("muc-luc.json"))["papers"]
    row = next(row for row in rows if row["number"] == "01/TTr-KTĐ")
    assert "PDF ký số, bản 1" in [file["label"] for file in row["files"]]
    assert faults_in(packed(cast.played()), tmp_path) == []


def test_the_registers_are_there_as_on_their_pages() -> None:
    pack = opened(cast.played())
    honours = json.loads(pack.read("so-khen-thuong.json"))["rows"]
    assert [row[0] for row in honours] == ["1", "2", "3", "4", "5", "6", "7"]
    outgoing = json.loads(pack.read("so-van-ban-di.json"))["rows"]
    assert {row[0] for row in outgoing} >= {"01/BC-KTĐ", "01/BB-KTĐ", "01/TTr-KTĐ"}


def test_every_kind_of_thing_the_journal_tells_of_is_of_a_year_or_known_not_to_be() -> None:
    kinds = set(Entry.objects.values_list("subject_kind", flat=True))
    assert {k for k in kinds if way_to_year(apps.get_model(k)) is None} <= OF_NO_YEAR


def test_the_journal_holds_the_years_lines_and_of_others_the_seals_alone() -> None:
    lines = [json.loads(line) for line in opened(cast.played()).open(JOURNAL)]
    told = [line for line in lines if "skipped" not in line]
    assert {line["facts"]["title"] for line in told if line["deed"] == "filing.paper.file"} == {
        paper.title for paper in papers_of(cast.played())
    }
    assert all(set(line) == {"skipped", "digest"} for line in lines if line not in told)
    practice = str(cast.before_conference().pk)
    assert practice not in {line["subject"] for line in told}


def test_a_deed_changed_in_the_database_shows_as_a_broken_chain(tmp_path: Path) -> None:
    entry = Entry.objects.filter(deed="filing.paper.file").order_by("number")[0]
    late = record(
        "filing.paper.file", on=papers_of(cast.played())[0], authority_id=entry.authority_id,
        actor_id=entry.actor_id, at=cast.AT, title="Đúng",
    )  # fmt: skip
    # A row that the triggers let nobody change, as somebody with the database's keys would leave it.
    record(
        "filing.paper.file", on=papers_of(cast.played())[0], authority_id=entry.authority_id,
        actor_id=entry.actor_id, at=cast.AT + timedelta(hours=1), title="Sau",
    )  # fmt: skip
    lines = list(opened(cast.played()).open(JOURNAL))
    at = next(n for n, line in enumerate(lines) if json.loads(line).get("number") == late.number)
    forged = json.loads(lines[at]) | {"facts": {"title": "Sai"}}
    assert list(breaks(lines)) == []
    lines[at] = json.dumps(forged).encode()
    (told,) = breaks(lines)
    assert told == f"dòng {at + 1} (số {late.number}): niêm phong không khớp nội dung"


def test_evidence_goes_in_with_its_file_and_the_line_it_speaks_for() -> None:
    year = cast.before_scoring()
    card = Scorecard.objects.filter(membership=cast.seat(year, "stc")).select_related().get()
    line = card.table.criteria.filter(children__isnull=True).order_by("place")[0]
    upload = read_upload("Quyết định.pdf", b"%PDF-1.7 minh chung")
    evidence_attach(
        scorecard=card, criterion=line, proof=FileRef(upload), actor=cast.officer("stc"), at=cast.AT
    )
    pack = opened(year)
    (row,) = json.loads(pack.read("minh-chung.json"))["rows"]
    assert row[:3] == ["Sở Tài chính", line.code, "Tệp"]
    assert pack.read(row[-1]) == b"%PDF-1.7 minh chung"
    assert contents_of_archive(year).proof_files == 1


def test_versions_of_drafts_go_in() -> None:
    versions = DraftVersion.objects.filter(draft__bloc_year=cast.played()).count()
    names = opened(cast.played()).namelist()
    assert len([name for name in names if name.startswith("du-thao/")]) == versions


def test_an_export_is_journalled_and_leaves_the_next_archive_the_same() -> None:
    before, target = packed(cast.played()), BytesIO()
    made = archive_year(cast.played(), target, actor=cast.board(), at=cast.AT)
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.deed, entry.subject_id) == ("filing.archive.export", cast.played().pk)
    sums = zipfile.ZipFile(target).read(SUMS)
    assert entry.facts == {
        "sums": hashlib.sha256(sums).hexdigest(), "files": made.files, "size": made.size,
    }  # fmt: skip
    assert packed(cast.played()) == before == target.getvalue()


@pytest.mark.parametrize("sign_in", ["canbo-stc", "thutruong-snv", "hoidong"])
def test_whoever_may_not_export_is_refused(sign_in: str) -> None:
    with pytest.raises(NotAllowed, match="Xuất gói lưu trữ"):
        archive_year(cast.played(), BytesIO(), actor=cast.person(sign_in), at=cast.AT)


def test_a_year_without_papers_and_one_too_large_are_refused() -> None:
    empty = BlocYear(authority=cast.played().authority, bloc=cast.played().bloc, year=2030)  # fmt: skip
    with pytest.raises(Refused, match="chưa có văn bản nào"):
        archive_year(empty, BytesIO(), actor=cast.board(), at=cast.AT)
    with pytest.raises(Refused, match="thidua archive make"):
        archive_year(cast.played(), BytesIO(), actor=cast.board(), at=cast.AT, largest=1000)


def test_a_large_year_does_not_stand_in_memory_whole(tmp_path: Path) -> None:
    for number in range(6):
        content = number.to_bytes(4) * (BIG // 4)
        paper_file(
            bloc_year=cast.played(), kind=PaperKind.REPORT, title=f"Lớn {number}", subject=cast.played(),
            issued_on=localdate(cast.AT), rendered=Rendered(docx=content), file_name=f"lon-{number}",
            actor=cast.secretary(), at=cast.AT,
        )  # fmt: skip
    del content
    tracemalloc.start()
    with (tmp_path / "goi.zip").open("wb") as target:
        write_archive(cast.played(), target)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "goi.zip").stat().st_size > 6 * BIG
    assert most < 4 * BIG
