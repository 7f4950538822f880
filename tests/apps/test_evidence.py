"""Evidence: papers, figures and files; what files are taken; points that want proof."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, transaction

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Evidence, EvidenceLink
from thidua.apps.assessments.queries import timeline_of
from thidua.apps.assessments.services import (
    FigureRef,
    FileRef,
    evidence_attach,
    evidence_detach,
    evidence_link,
    marks_save,
    stage_submit,
)
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.filing.base import LARGEST, read_upload
from thidua.apps.filing.models import Blob
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from web.kinds import kinds_year, line, readings, score
from web.scoring_round import card_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 minh hoa"


def packed(*names: str, size: int = 1) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return out.getvalue()


WORD = packed("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (PDF, "bao-cao.pdf"),
        (b"\x89PNG\r\n\x1a\n", "bao-cao.png"),
        (b"\xff\xd8\xff\xe0", "bao-cao.jpg"),
        (WORD, "bao-cao.docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "bao-cao.xlsx"),
    ],
)
def test_a_file_is_what_its_bytes_say_whatever_it_is_called(content: bytes, kept: str) -> None:
    assert read_upload("C:\\hồ sơ\\bao-cao.exe", content).name == kept


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "không có nội dung"),
        (b"MZ\x90\x00", "Không nhận tệp"),
        (b"<html><script>", "Không nhận tệp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "đời cũ hoặc có mật khẩu"),
        (b"PK\x03\x04 hong", "hỏng, không mở được"),
        (packed("a.txt"), "Không nhận tệp"),
        (packed("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "macro"),
        (
            packed("[Content_Types].xml", *(f"xl/{n}" for n in range(30)), size=8_000_000),
            "giải nén",
        ),
        (PDF + b"0" * LARGEST, "lớn hơn 10 MB"),
    ],
)
def test_a_file_that_could_do_harm_is_refused_in_words(content: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read_upload("tep.docx", content)


def test_one_item_speaks_for_many_lines_and_its_bytes_are_kept_once() -> None:
    card = card_of(kinds_year(), "stc")
    who = {"actor": cast.officer("stc"), "at": cast.AT}
    proof = FileRef(read_upload("a.pdf", PDF), "Báo cáo")
    first = evidence_attach(scorecard=card, criterion=line(card, "A.1"), proof=proof, **who)
    evidence_attach(scorecard=card, criterion=line(card, "A.2"), proof=proof, **who)
    evidence_link(evidence=first, criterion=line(card, "A.3"), **who)
    assert [x.criterion.code for x in first.links.all()] == ["A.1", "A.3"]
    assert Blob.objects.filter(pk=first.file_id).count() == 1
    with pytest.raises(Refused, match="đã gắn"):
        evidence_link(evidence=first, criterion=line(card, "A.3"), **who)
    with pytest.raises(NotAllowed):
        evidence_link(
            evidence=first, criterion=line(card, "A.4"), actor=cast.officer("stp"), at=cast.AT
        )


def test_a_figure_as_evidence_names_its_period_and_its_source() -> None:
    card = card_of(kinds_year(), "stc")
    given = {"scorecard": card, "criterion": line(card, "A.1"), "actor": cast.officer("stc")}
    with pytest.raises(Refused, match="kỳ số liệu và nguồn"):
        evidence_attach(proof=FigureRef(Decimal(80), "", ""), at=cast.AT, **given)
    kept = evidence_attach(
        proof=FigureRef(Decimal(80), "cả năm 2021", "Cục Thống kê"), at=cast.AT, **given
    )
    assert (kept.kind, kept.figure, kept.period, kept.title) == (
        "figure", 80, "cả năm 2021", "Cục Thống kê",
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(scorecard=card, kind="figure", figure=1)


def test_points_that_want_evidence_are_not_handed_in_without_it() -> None:
    card = card_of(kinds_year(A_1={"evidence_required": True}), "stc")
    who = {"scorecard": card, "actor": cast.officer("stc"), "at": cast.AT}
    marks_save(stage=Stage.SELF, points={"B.2": Decimal(30)}, figures=readings(), reasons={}, **who)
    with pytest.raises(Refused, match=r"chưa có minh chứng cho: A\.1\."):
        stage_submit(stage=Stage.SELF, **who)
    evidence_attach(criterion=line(card, "A.1"), proof=PaperRef("12/BC-STC"), **who)
    stage_submit(stage=Stage.SELF, **who)


def test_evidence_is_named_by_a_link_and_none_is_added_to_an_appraised_card() -> None:
    card = card_of(cast.before_conference(), "stc")
    evidence = card.evidence.first()
    assert evidence is not None
    assert evidence.links.count() == 1
    with pytest.raises(DatabaseError, match="no more evidence"), transaction.atomic():
        EvidenceLink.objects.create(evidence=evidence, criterion=card.table.criteria.all()[0])


def test_evidence_is_taken_off_one_line_and_the_journal_keeps_what_it_was() -> None:
    card = card_of(kinds_year(), "stc")
    who = {"actor": cast.officer("stc"), "at": cast.AT}
    proof = PaperRef("12/BC-STC-MH", cast.DAY, "Báo cáo")
    evidence = evidence_attach(scorecard=card, criterion=line(card, "B.2"), proof=proof, **who)
    evidence_link(evidence=evidence, criterion=line(card, "A.1"), **who)
    given = {"evidence": evidence, "criterion": line(card, "B.2")}
    with pytest.raises(Refused, match="phải ghi lý do"):
        evidence_detach(reason="", **given, **who)
    with pytest.raises(NotAllowed):
        evidence_detach(reason="Nhầm", actor=cast.officer("stp"), at=cast.AT, **given)
    evidence_detach(reason="Gắn nhầm", **given, **who)
    assert [link.criterion.code for link in evidence.links.all()] == ["A.1"]
    facts = Entry.objects.get(deed="assessments.evidence.detach").facts
    assert (facts["number"], facts["criterion"], facts["reason"]) == (
        "12/BC-STC-MH", "B.2", "Gắn nhầm",
    )  # fmt: skip
    told = [event.told for event in timeline_of(card, line(card, "B.2"), ())]
    assert told == ["Gắn minh chứng 12/BC-STC-MH", "Gỡ minh chứng 12/BC-STC-MH"]
    with pytest.raises(Refused, match="không còn gắn"):
        evidence_detach(reason="Gắn nhầm", **given, **who)


def test_what_a_scorer_has_seen_is_not_taken_off() -> None:
    card = card_of(kinds_year(), "stc")
    who = {"actor": cast.officer("stc"), "at": cast.AT}
    proof = PaperRef("12/BC-STC-MH", cast.DAY, "Báo cáo")
    evidence = evidence_attach(scorecard=card, criterion=line(card, "B.2"), proof=proof, **who)
    score(card, Stage.SELF, "canbo-stc")
    with pytest.raises(Refused, match="đã nộp phần tự chấm, không gỡ minh chứng"):
        evidence_detach(
            evidence=Evidence.objects.get(pk=evidence.pk), criterion=line(card, "B.2"),
            reason="Gắn nhầm", **who,
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="taken off only while"), transaction.atomic():
        EvidenceLink.objects.filter(evidence=evidence).delete()
