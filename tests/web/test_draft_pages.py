"""Writing a paper before it is issued: on the page, in Word and back, until it is filed."""

import io
import re
from html import unescape

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import ReportState
from thidua.apps.assessments.queries import report_of
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Draft, DraftRemark, DraftVersion
from thidua.apps.filing.queries import papers_of, words_before, writing_unit
from thidua.apps.units.models import BlocYear
from thidua.year.catalogue import CATALOGUE
from thidua.year.composers import COMPOSERS
from thidua.year.drafts import opened, write_report
from thidua.year.papers.report import file_report, report_settled
from web.pages import client_of, messages_of, stranger, text_of

pytestmark = pytest.mark.django_db

REPORT = PaperKind.REPORT
CLOSING = "w-ket_1"
KINDS = [
    kind.value for kind in COMPOSERS if kind is not PaperKind.DECISION and kind not in CATALOGUE
]


def year() -> BlocYear:
    return cast.before_conference()


def address(name: str, kind: str = REPORT) -> str:
    return reverse(name, args=[year().pk, kind])


def write(client: Client, base: int = 0, **fields: str) -> HttpResponse:
    posted = {name.replace("_", "-", 1): text for name, text in fields.items()}
    return client.post(address("draft"), {"ban": str(base), "do": "save", **posted})


def versions() -> list[DraftVersion]:
    return list(DraftVersion.objects.filter(draft__bloc_year=year()).order_by("number"))


def words(room: str) -> list[str]:
    return [one.text for one in opened(year(), REPORT, cast.AT).written.get(room, ())]


def edited_in_word(client: Client, old: str, new: str) -> SimpleUploadedFile:
    document = docx.Document(io.BytesIO(client.get(address("draft-word")).content))
    found = next(p for p in document.paragraphs if old in p.text)
    found.runs[0].text = found.text.replace(old, new)
    for run in found.runs[1:]:
        run.text = ""
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile("sua.docx", out.getvalue())


def sent_back(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(address("draft-back"), {"tep": file})


def carried(response: HttpResponse) -> str:
    found = re.search(r'name="noi-dung" value="([^"]*)"', response.content.decode())
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["draft", "draft-word", "draft-pdf", "draft-versions"])
def test_every_draft_can_be_read_in_full(name: str, kind: str) -> None:
    for bloc_year in (year(), cast.played()):
        response = client_of("thuky").get(reverse(name, args=[bloc_year.pk, kind]))
        assert response.status_code == 200


@pytest.mark.parametrize("name", ["draft", "draft-word", "draft-pdf", "draft-versions"])
def test_to_a_stranger_a_draft_does_not_exist(name: str) -> None:
    assert stranger().get(address(name)).status_code == 404


def test_the_list_says_how_far_each_paper_is() -> None:
    write(client_of("thuky"), w_ket_1="Hết.")
    page = text_of(client_of("thuky").get(reverse("drafts", args=[year().pk])))
    assert "Báo cáo tổng kết Đang soạn Bản 1, Nguyễn Đức Toàn (minh họa)" in page
    assert "Tờ trình đề nghị khen thưởng Lời mẫu" in page


def test_data_is_shown_with_its_source_and_has_no_box() -> None:
    page = client_of("thuky").get(address("draft")).content.decode()
    assert reverse("ranking", args=[year().pk]) in page
    assert not any("đơn vị thành viên; Khối trưởng" in box for box in re.findall(
        r"<textarea.*?</textarea>", page, re.DOTALL
    ))  # fmt: skip


def test_what_is_written_is_kept_as_a_version_with_its_writer() -> None:
    response = write(client_of("thuky"), w_ket_1="Hết.", n_mo_dau="Một\n\nHai")
    assert messages_of(response) == ["Đã lưu bản dự thảo số 1."]
    (version,) = versions()
    assert version.written_by == cast.secretary()
    assert (words("ket"), words("mo_dau")) == (["Hết."], ["Một", "Hai"])


def test_an_empty_box_takes_its_paragraph_out_and_a_line_break_makes_two() -> None:
    client = client_of("thuky")
    write(client, n_mo_dau="Một\nHai")
    write(client, 1, w_mo_dau_1="Một a\nMột b", w_mo_dau_2=" ")
    assert words("mo_dau") == ["Một a", "Một b"]


def test_saving_the_same_words_again_makes_no_version() -> None:
    client = client_of("thuky")
    write(client, w_ket_1="Hết.")
    assert messages_of(write(client, 1, w_ket_1="Hết."))[-1] == "Không có đoạn nào thay đổi."
    assert len(versions()) == 1


@pytest.mark.parametrize("sign_in", ["canbo-stc", "thanhtra", "thutruong-snv"])
def test_who_does_not_write_the_paper_reads_it_and_cannot_save(sign_in: str) -> None:
    client = client_of(sign_in)
    assert "<textarea" not in client.get(address("draft")).content.decode()
    assert write(client, w_ket_1="Hết.").status_code == 403
    assert versions() == []


def test_of_two_writers_the_second_keeps_what_the_first_changed_elsewhere() -> None:
    write(client_of("thuky"), n_mo_dau="Của người thứ nhất")
    write(client_of("thuky"), w_ket_1="Của người thứ hai")
    assert (words("mo_dau"), words("ket")) == (["Của người thứ nhất"], ["Của người thứ hai"])


def test_where_two_wrote_the_same_paragraph_the_second_sees_it_and_decides() -> None:
    client = client_of("thuky")
    write(client, w_ket_1="Của người thứ nhất")
    response = write(client, w_ket_1="Của người thứ hai", n_mo_dau="Thêm")
    page = response.content.decode()
    assert (response.status_code, len(versions())) == (409, 1)
    assert "Của người thứ nhất" in page
    assert "Của người thứ hai" in page
    assert "Thêm" in page
    write(client, 1, w_ket_1="Của người thứ hai", n_mo_dau="Thêm")
    assert (words("ket"), words("mo_dau")) == (["Của người thứ hai"], ["Thêm"])


def test_the_second_may_let_the_words_of_the_first_stand() -> None:
    client = client_of("thuky")
    write(client, w_ket_1="Của người thứ nhất")
    write(client, 1, w_ket_1="Khác", k_ket_1="theirs", t_ket_1="Của người thứ nhất")
    assert words("ket") == ["Của người thứ nhất"]


def test_two_versions_are_compared_in_words() -> None:
    client = client_of("thuky")
    write(client, w_ket_1="Báo cáo đến đây là hết.")
    write(client, 1, w_ket_1="Báo cáo đến đây kết thúc.")
    page = client.get(address("draft-versions")).content.decode()
    assert "<del>là hết.</del><ins>kết thúc.</ins>" in page


def test_the_report_keeps_its_own_parts_in_step_both_ways() -> None:
    client = client_of("thuky")
    write(client, n_han_che="Thêm một hạn chế.")
    report = report_of(year())
    assert report is not None
    assert report.sections["shortcomings"][-1] == "Thêm một hạn chế."
    sections = {**report.sections, "shortcomings": ["Chỉ còn một."]}
    write_report(bloc_year=year(), sections=sections, actor=cast.secretary(), at=cast.AT)
    assert words("han_che") == ["Chỉ còn một."]


def test_a_file_edited_in_word_is_shown_before_anything_is_kept() -> None:
    client = client_of("thuky")
    response = sent_back(client, edited_in_word(client, "Trên đây là", "Vừa rồi là"))
    assert "<del>Trên đây</del><ins>Vừa rồi</ins>" in response.content.decode()
    assert versions() == []


def test_what_is_chosen_of_a_file_is_taken_over_and_says_it_came_from_word() -> None:
    client = client_of("thuky")
    response = sent_back(client, edited_in_word(client, "Trên đây là", "Vừa rồi là"))
    taken = {"noi-dung": carried(response), "ban": "0", "do": "take", "nhan": ["1"]}
    client.post(address("draft-back"), taken)
    (version,) = versions()
    assert version.origin == "word"
    assert words("ket")[0].startswith("Vừa rồi là")


def test_what_is_refused_of_a_file_leaves_the_draft() -> None:
    client = client_of("thuky")
    response = sent_back(client, edited_in_word(client, "Trên đây là", "Vừa rồi là"))
    client.post(address("draft-back"), {"noi-dung": carried(response), "ban": "0", "do": "take"})
    assert versions() == []


def test_a_figure_changed_in_word_is_only_a_remark_with_the_way_to_its_source() -> None:
    client = client_of("thuky")
    file = edited_in_word(client, "có 09 đơn vị thành viên", "có 10 đơn vị thành viên")
    response = sent_back(client, file)
    assert "Sửa tại nguồn" in text_of(response)
    told = {
        "noi-dung": carried(response),
        "ban": "0",
        "do": "take",
        "nhan": ["1"],
        "nhan-xet": ["1"],
    }
    client.post(address("draft-back"), told)
    (remark,) = DraftRemark.objects.all()
    assert "có 10 đơn vị thành viên" in remark.wanted
    assert versions() == []
    assert "đề nghị sửa" in text_of(client.get(address("draft")))
    client.post(reverse("draft-settle", args=[year().pk, remark.pk]))
    remark.refresh_from_db()
    assert remark.settled_by == cast.secretary()


def test_a_draft_that_was_saved_since_is_shown_again_before_it_is_taken_over() -> None:
    client = client_of("thuky")
    response = sent_back(client, edited_in_word(client, "Trên đây là", "Vừa rồi là"))
    write(client, n_mo_dau="Thêm trên trang")
    taken = {"noi-dung": carried(response), "ban": "0", "do": "take", "nhan": ["1"]}
    again = client.post(address("draft-back"), taken)
    assert again.status_code == 422
    assert "vừa có người lưu thêm" in text_of(again)
    assert len(versions()) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0 mat khau", "Tệp có mật khẩu hoặc là định dạng .doc cũ."),
        (b"khong phai Word", "Tệp không phải là văn bản .docx hoặc đã hỏng."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content: bytes, told: str) -> None:
    response = sent_back(client_of("thuky"), SimpleUploadedFile("a.docx", content))
    assert response.status_code == 409
    assert told in text_of(response)


def test_a_paper_is_filed_with_exactly_the_words_of_its_draft_and_stands_then() -> None:
    write(client_of("thuky"), w_ket_1="Lời kết *đã duyệt*.", n_noi_nhan="Báo Nam Định")
    shown = opened(year(), REPORT, cast.AT).paper()
    filed = file_report(bloc_year=year(), actor=cast.secretary(), at=cast.AT)
    assert filed.docx is not None
    lines = [p.text for p in docx.Document(io.BytesIO(bytes(filed.docx.content))).paragraphs]
    assert "Lời kết đã duyệt./." in lines
    assert "Báo Nam Định" in shown.recipients
    assert Draft.objects.get(bloc_year=year(), kind=REPORT).issued == filed
    response = write(client_of("thuky"), 1, w_ket_1="Sửa sau khi ban hành")
    assert response.status_code == 409
    with pytest.raises(DatabaseError), transaction.atomic():
        DraftVersion.objects.create(
            draft=filed.draft, number=9, rooms={}, written_by=cast.secretary(), written_at=cast.AT
        )


def test_a_paper_without_a_draft_is_filed_with_the_words_that_are_offered() -> None:
    filed = papers_of(cast.played()).get(kind=REPORT)
    assert not Draft.objects.filter(bloc_year=cast.played()).exists()
    assert filed.docx is not None
    lines = [p.text for p in docx.Document(io.BytesIO(bytes(filed.docx.content))).paragraphs]
    assert any(line.startswith("Trên đây là báo cáo tổng kết") for line in lines)


def test_what_the_lead_wrote_last_year_is_offered_again() -> None:
    before = cast.played()
    draft = Draft.objects.create(
        authority=before.authority, bloc_year=before, kind=REPORT, unit=writing_unit(before, REPORT)
    )
    DraftVersion.objects.create(
        draft=draft, number=1, rooms={"mo_dau": [["mo_dau_1", "Kính thưa hội nghị"]]},
        written_by=cast.secretary(), written_at=cast.AT,
    )  # fmt: skip
    now = BlocYear(authority=before.authority, bloc=before.bloc, year=before.year + 1)
    found = words_before(now, REPORT, "", writing_unit(before, REPORT))
    assert found is not None
    assert found.rooms["mo_dau"][0][1] == "Kính thưa hội nghị"
    assert words_before(before, REPORT, "", writing_unit(before, REPORT)) is None


def test_an_adopted_report_takes_no_more_words_though_it_is_not_filed_yet() -> None:
    report = report_of(year())
    assert report is not None
    assert opened(year(), REPORT, cast.AT).settled == ""
    report.state = ReportState.ADOPTED
    assert report_settled(report) == "Hội nghị đã thông qua báo cáo tổng kết."


def test_a_version_once_kept_is_never_rewritten() -> None:
    write(client_of("thuky"), w_ket_1="Hết.")
    with pytest.raises(DatabaseError), transaction.atomic():
        DraftVersion.objects.update(rooms={})
    with pytest.raises(DatabaseError), transaction.atomic():
        Draft.objects.all().delete()


def test_too_many_paragraphs_are_refused_with_what_to_do() -> None:
    response = write(client_of("thuky"), n_mo_dau="\n".join(f"Đoạn {n}" for n in range(61)))
    assert response.status_code == 409
    assert "nhiều nhất 60 đoạn" in text_of(response)
    assert "Đoạn 60" in response.content.decode()
