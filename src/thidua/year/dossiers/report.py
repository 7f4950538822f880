"""The report of verdicts as an official paper: the list, the shares, the faults, every proof."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from thidua.law import Outcome, Standing
from thidua.papers import (
    Align,
    Annex,
    Block,
    BulletList,
    Column,
    Heading,
    Kind,
    Paper,
    Paragraph,
    Row,
    Section,
    SignatureBlock,
    SubSection,
    Table,
)
from thidua.text import padded, paper_date
from thidua.year.dossiers.judging import OUTCOMES, STANDINGS, Result, proof, unread
from thidua.year.dossiers.shares import Share
from thidua.year.dossiers.verdict_book import NOT_JUDGED, UNREAD, Answer
from thidua.year.workbook.findings import Finding

NOTICE = "Kết quả đối chiếu tự động để tham khảo; không thay cho việc bình xét và quyết định."
DASH = "–"
PROOFS = 100
"""How many verdicts the annex proves unless asked for all: some two hundred pages."""

_DRAFT = "CƠ QUAN LẬP BÁO CÁO"


def report(answer: Answer, proofs: int | None = PROOFS) -> Paper:
    """Return the paper, a draft without number; what was read and the day decide all of it.

    Args:
        answer: what was found.
        proofs: how many verdicts are proved in the annex; None for all, however long that gets.
    """
    office = answer.filled.office
    return Paper(
        kind=Kind.REPORT,
        heading=Heading(office.superior, office.issuer or _DRAFT),
        dated=answer.on,
        place=office.place,
        summary="Kết quả đối chiếu tiêu chuẩn danh hiệu thi đua, hình thức khen thưởng",
        body=tuple(_body(answer, proofs)),
        signatures=(SignatureBlock(capacity=("NGƯỜI LẬP BÁO CÁO",)),),
        recipients=("Lưu: hồ sơ khen thưởng",),
        annexes=(_proofs(answer, proofs),) if answer.results else (),
        notice=NOTICE,
        size=13,
    )


def _body(answer: Answer, proofs: int | None) -> Iterator[Block]:
    yield Section("I", "Phạm vi và kết quả chung")
    yield from _summary(answer)
    if proofs is not None and len(answer.results) > proofs:
        yield Paragraph(
            f"Phụ lục chỉ in đối chiếu của {padded(proofs)} lượt đề nghị đầu; đối chiếu của tất cả "
            "ở trang “Tiêu chuẩn” của bảng kết quả."
        )
    yield Section("II", "Kết quả từng hồ sơ")
    yield _results(answer)
    yield Section("III", "Đối chiếu tỷ lệ")
    yield from _shares(answer.shares)
    yield Section("IV", "Dòng dữ liệu chưa đọc được")
    yield from _faults(answer.filled.faults)
    if answer.filled.warnings:
        yield Section("V", "Khen thưởng cần đối chiếu lại")
        yield Paragraph("Các dòng sau vẫn được đọc và tính; đề nghị xem lại.")
        yield _told(answer.filled.warnings)


def _summary(answer: Answer) -> Iterator[Block]:
    count, filled = len(answer.results), answer.filled
    yield Paragraph(
        f"Đối chiếu theo pháp luật áp dụng {paper_date(answer.on)}: {answer.law}"
        f"{f', kèm quy định địa phương “{answer.layer}”' if answer.layer else ''}. "
        f"Số hồ sơ được xét: {padded(len(filled.subjects))}; số lượt đề nghị: {padded(count)}."
    )
    for warning in dict.fromkeys(result.verdict.warning for result in answer.results):
        if warning:
            yield Paragraph(warning, lead="Cảnh báo:")
    by_outcome = Counter(result.outcome for result in answer.results)
    lines = [f"{word}: {padded(by_outcome[outcome])} lượt" for outcome, word in OUTCOMES.items()]
    if filled.left_out:
        lines.append(f"{NOT_JUDGED}: {padded(len(filled.left_out))} hồ sơ")
    yield BulletList((*(f"{line};" for line in lines[:-1]), f"{lines[-1]}."))
    spoiled = sum(bool(filed.spoiled) for filed in filled.subjects)
    if spoiled:
        yield Paragraph(
            f"{padded(spoiled)} hồ sơ có dòng dữ liệu bị bỏ ra vì lỗi; kết luận của các hồ sơ đó "
            "chưa trọn vẹn và được đánh dấu (*)."
        )


def _results(answer: Answer) -> Table:
    columns = (
        Column("STT", 1, Align.CENTER), Column("Họ tên, tên tập thể", 3.6),
        Column("Danh hiệu đề nghị", 3.6), Column("Kết luận", 2.4), Column("Việc cần trước hết", 5),
    )  # fmt: skip
    rows: list[Row] = []
    for number, result in enumerate(answer.results, 1):
        award = f"{result.verdict.award_name} ({result.verdict.year})"
        rows.append(
            Row(
                (
                    str(number),
                    result.filed.dossier.subject,
                    award,
                    _said(result),
                    result.missing or DASH,
                )
            )
        )
    for number, left in enumerate(answer.filled.left_out, len(rows) + 1):
        rows.append(
            Row(
                (
                    str(number),
                    left.name or left.code,
                    DASH,
                    NOT_JUDGED,
                    f"Sửa dòng {left.row + 1} trang “Hồ sơ”.",
                )
            )
        )
    return Table(columns, tuple(rows), size=11)


def _said(result: Result) -> str:
    marks = (
        f"{' (*)' if result.spoiled else ''}{f'. {UNREAD}' if result.verdict.unverified else ''}"
    )
    return OUTCOMES[result.outcome] + marks


def _shares(shares: Sequence[Share]) -> Iterator[Block]:
    if not shares:
        yield Paragraph("Không danh hiệu nào trong danh sách có tỷ lệ theo pháp luật của ngày xét.")
        return
    columns = (
        Column("Danh hiệu", 3), Column("Phạm vi", 3), Column("Đủ tiêu chuẩn", 1.5, Align.CENTER),
        Column("Mẫu số", 1.3, Align.CENTER), Column("Được phép", 1.4, Align.CENTER),
        Column("Tỷ lệ và căn cứ", 5), Column("Nhận xét", 3.4),
    )  # fmt: skip
    yield Table(columns, tuple(map(_share, shares)), size=11)
    yield Paragraph("Tỷ lệ chỉ để đối chiếu; vượt tỷ lệ không tự động loại hồ sơ nào.", italic=True)


def _share(share: Share) -> Row:
    quota = share.quota
    percent = DASH if quota.percent is None else f"{quota.percent}%"
    base = DASH if share.base is None else str(share.base)
    allowed = DASH if share.allowed is None else str(share.allowed)
    ground = f"{percent} {quota.of} ({quota.citation.text})"
    name, qualify = share.award.name_vi, str(share.qualify)
    return Row((name, share.unit, qualify, base, allowed, ground, share.remark))


def _faults(faults: Sequence[Finding]) -> Iterator[Block]:
    if not faults:
        yield Paragraph("Không có: mọi dòng của bảng tính đều đọc được.")
        return
    yield _told(faults)


def _told(findings: Sequence[Finding]) -> Table:
    columns = (
        Column("Trang", 2.4),
        Column("Ô", 1, Align.CENTER),
        Column("Nội dung", 6),
        Column("Cách sửa", 4),
    )
    rows = (Row((f.sheet, f.cell, f"{f.what} {f.why}".strip(), f.remedy)) for f in findings)
    return Table(columns, tuple(rows), size=11)


def _proofs(answer: Answer, proofs: int | None) -> Annex:
    issuer = answer.filled.office.issuer or _DRAFT
    return Annex(
        label="Phụ lục",
        reference=f"(Kèm theo Báo cáo {paper_date(answer.on)} của {issuer})",
        title="Đối chiếu từng tiêu chuẩn",
        blocks=tuple(block for part in _by_subject(answer.results[:proofs]) for block in part),
        landscape=True,
    )


def _by_subject(results: Sequence[Result]) -> Iterator[Iterator[Block]]:
    groups = groupby(results, key=lambda result: result.filed.code)
    for number, (_, group) in enumerate(groups, 1):
        yield _subject(number, list(group))


def _subject(number: int, results: list[Result]) -> Iterator[Block]:
    filed = results[0].filed
    of = f", {filed.unit}" if filed.unit else ""
    yield SubSection(str(number), f"{filed.dossier.subject}{of} (mã {filed.code})")
    for result in results:
        yield Paragraph(result.verdict.sentence)
        if result.spoiled:
            yield Paragraph(f"{result.spoiled}.", lead="(*)", italic=True)
        if result.outcome is not Outcome.MET and result.way:
            when = f" Năm sớm nhất có thể đạt: {result.earliest}." if result.earliest else ""
            yield Paragraph(f"{result.way}.{when}", lead="Còn phải đạt:")
        yield _table(result)


def _table(result: Result) -> Table:
    columns = (
        Column("Tiêu chuẩn", 6), Column("Kết quả", 1.6, Align.CENTER),
        Column("Dữ kiện; điều còn thiếu", 6), Column("Điều khoản", 4),
    )  # fmt: skip
    return Table(columns, tuple(_row(d, s) for d, s in proof(result.verdict)), size=10.5)


def _row(depth: int, standing: Standing) -> Row:
    told = (*standing.facts, *(standing.missing if not standing.routes else ()))
    mark = f" ({unread(standing)})" if unread(standing) else ""
    indent = f"{DASH} " * depth
    return Row(
        (
            f"{indent}{standing.text}",
            STANDINGS[standing.outcome],
            "\n".join(told) or DASH,
            f"{standing.citation.text}{mark}",
        )
    )
