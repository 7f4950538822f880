"""The workbook of verdicts: a row per award asked for, the proof, the faults, the shares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.workbook import Workbook

from thidua.law import Outcome, Standing, rulebook_on
from thidua.law.library import days_of
from thidua.text import short_date
from thidua.year.dossiers.books import Cell, Head, Page, Shaded, Styles, written
from thidua.year.dossiers.judging import OUTCOMES, STANDINGS, Result, proof, unread
from thidua.year.dossiers.reading import Filled
from thidua.year.dossiers.shares import Share
from thidua.year.dossiers.sheets import KINDS

TITLE = "Kết quả đối chiếu tiêu chuẩn thi đua, khen thưởng"
UNREAD = "Có điều khoản chưa kiểm chứng"
NOT_JUDGED = "Chưa xét được: dòng hồ sơ có lỗi"
SHADES = {Outcome.MET: "good", Outcome.UNKNOWN: "open", Outcome.NOT_MET: "bad"}
_KINDS = {kind: word for word, kind in KINDS.items()}
_CODE, _NAME = Head("Mã hồ sơ", 12, "centre"), Head("Họ tên, tên tập thể", 28, "bold")

VERDICTS = (
    Head("STT", 6, "centre"), _CODE, _NAME, Head("Loại đối tượng", 11), Head("Đơn vị", 24),
    Head("Danh hiệu đề nghị", 28), Head("Năm xét", 8, "centre"), Head("Kết luận", 18, "bold"),
    Head("Số tiêu chuẩn đạt", 9, "centre"), Head("Không đạt", 9, "centre"),
    Head("Chưa rõ", 9, "centre"), Head("Kết luận bằng lời", 46), Head("Việc cần trước hết", 46),
    Head("Ai giải quyết", 26), Head("Những điều còn phải đạt", 46),
    Head("Năm sớm nhất có thể đạt", 11, "centre"), Head("Điều khoản áp dụng", 50),
    Head("Kiểm chứng", 18), Head("Dữ liệu", 26),
)  # fmt: skip
PROOF = (
    _CODE, _NAME, Head("Danh hiệu đề nghị", 26), Head("Mã tiêu chuẩn", 18), Head("Tiêu chuẩn", 56),
    Head("Kết quả", 11, "bold"), Head("Dữ kiện", 52), Head("Còn thiếu", 46),
    Head("Ai giải quyết", 24), Head("Điều khoản", 38), Head("Kiểm chứng", 16), Head("Lưu ý", 40),
)  # fmt: skip
FAULTS = (
    Head("Trang", 22, "bold"), Head("Ô", 8, "centre"), Head("Lỗi", 60), Head("Quy tắc", 50),
    Head("Cách sửa", 50),
)  # fmt: skip
SHARES = (
    Head("Danh hiệu", 30, "bold"), Head("Phạm vi", 28), Head("Đủ tiêu chuẩn", 10, "centre"),
    Head("Chưa đủ căn cứ", 10, "centre"), Head("Tỷ lệ (%)", 9, "centre"), Head("Tính trên", 42),
    Head("Mẫu số", 9, "centre"), Head("Nguồn của mẫu số", 32), Head("Số được phép", 10, "centre"),
    Head("Vượt", 8, "centre"), Head("Nhận xét", 42), Head("Điều khoản", 38), Head("Lưu ý", 44),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a check found: what was read, the verdicts, the shares, and the day of judging."""

    filled: Filled
    results: tuple[Result, ...]
    shares: tuple[Share, ...]
    on: date
    layer: str = ""

    @property
    def law(self) -> str:
        book = rulebook_on(self.on, self.layer)
        return f"{book.title} ({days_of(book)})"

    @property
    def note(self) -> str:
        return f"Ngày xét {short_date(self.on)}. {self.law}. Chỉ để tham khảo: người có thẩm quyền quyết định."


def verdict_book(answer: Answer) -> bytes:
    """Return the workbook; the same answer gives the same bytes."""

    def fill(book: Workbook, styles: Styles) -> None:
        tables: tuple[tuple[str, Sequence[Head], Iterator[Sequence[Cell | Shaded]], int], ...] = (
            ("Kết luận", VERDICTS, verdict_rows(answer), 3),
            ("Tiêu chuẩn", PROOF, proof_rows(answer.results), 2),
            ("Lỗi", FAULTS, fault_rows(answer.filled), 0),
            ("Cần xem lại", FAULTS, warning_rows(answer.filled), 0),
            ("Tỷ lệ", SHARES, share_rows(answer.shares), 1),
        )
        for name, heads, rows, frozen in tables:
            page = Page(book.add_worksheet(name), styles)
            page.table(TITLE, answer.note, heads, rows, frozen=frozen)

    return written(TITLE, answer.on, fill)


def verdict_rows(answer: Answer) -> Iterator[list[Cell | Shaded]]:
    """Yield a row per verdict, then one per subject that could not be judged."""
    for number, result in enumerate(answer.results, 1):
        yield [number, *_verdict(result)]
    for number, left in enumerate(answer.filled.left_out, len(answer.results) + 1):
        outcome = Shaded(NOT_JUDGED, "bad")
        blank: list[Cell] = [""] * 10
        place = f"Xem trang “Lỗi”: trang “Hồ sơ”, dòng {left.row + 1}"
        yield [number, left.code, left.name, "", "", "", "", outcome, *blank, place]


def _verdict(result: Result) -> list[Cell | Shaded]:
    filed, verdict = result.filed, result.verdict
    return [
        filed.code,
        filed.dossier.subject,
        _KINDS[filed.dossier.kind],
        filed.unit,
        verdict.award_name,
        verdict.year,
        Shaded(OUTCOMES[result.outcome], SHADES[result.outcome]),
        *(result.count(outcome) for outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN)),
        " ".join(part for part in (verdict.sentence, verdict.warning) if part),
        result.missing,
        result.settled_by,
        result.way,
        result.earliest,
        result.articles,
        UNREAD if verdict.unverified else "",
        Shaded(result.spoiled, "bad") if result.spoiled else "Đọc đủ các dòng",
    ]


def proof_rows(results: Sequence[Result]) -> Iterator[list[Cell | Shaded]]:
    """Yield a row per standard, routes indented below the standard they serve."""
    for result in results:
        head: list[Cell | Shaded] = [
            result.filed.code,
            result.filed.dossier.subject,
            result.verdict.award_name,
        ]
        for depth, standing in proof(result.verdict):
            yield [*head, *_standing(depth, standing)]


def _standing(depth: int, standing: Standing) -> list[Cell | Shaded]:
    return [
        standing.id,
        "\N{NO-BREAK SPACE}" * 4 * depth + standing.text,
        Shaded(STANDINGS[standing.outcome], SHADES[standing.outcome]),
        "\n".join(standing.facts),
        "\n".join(standing.missing),
        standing.settled_by,
        standing.citation.text,
        unread(standing).capitalize(),
        standing.note,
    ]


def fault_rows(filled: Filled) -> Iterator[list[Cell]]:
    for fault in filled.faults:
        yield [fault.sheet, fault.cell, fault.what, fault.why, fault.remedy]
    if not filled.faults:
        yield ["", "", "Không có lỗi: mọi dòng đều đọc được.", "", ""]


def warning_rows(filled: Filled) -> Iterator[list[Cell]]:
    for one in filled.warnings:
        yield [one.sheet, one.cell, one.what, one.why, one.remedy]
    if not filled.warnings:
        yield ["", "", "Không có điều gì cần xem lại.", "", ""]


def share_rows(shares: Sequence[Share]) -> Iterator[list[Cell | Shaded]]:
    for share in shares:
        quota = share.quota
        mark = "" if quota.citation.verified else " (chưa kiểm chứng)"
        remark = Shaded(share.remark, "open") if share.excess else share.remark
        yield [
            share.award.name_vi, share.unit, share.qualify, share.open, quota.percent, quota.of,
            share.base, share.base_source, share.allowed, share.excess or None, remark,
            f"{quota.citation.text}{mark}", quota.note,
        ]  # fmt: skip
    if not shares:
        yield ["Không danh hiệu nào trong tệp có tỷ lệ theo pháp luật của ngày xét."]
