"""The page by which an archived year is read: no system, no network, also without its script."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from thidua.papers.archive.checking import JOURNAL, SUMS
from thidua.papers.archive.model import About, JournalSpan, Ledger, PaperRow, Stored
from thidua.text import short_date

PAGE, LOOK, SEARCH = "index.html", "hien-thi.css", "tim-kiem.js"
PAPER_HEADS = ("STT", "Ngày", "Số, ký hiệu", "Loại", "Trích yếu", "Tệp và mã kiểm tra SHA-256")


def page_html(
    about: About, papers: Sequence[PaperRow], ledgers: Sequence[Ledger], journal: JournalSpan
) -> str:
    """Return the page, which looks for its style and its script beside itself."""
    title = f"Văn bản năm {about.year}: {about.bloc}"
    parts = (
        _head(title),
        f"<header><p>{escape(about.authority)}</p><h1>{escape(title)}</h1>",
        f'<p class="notice">{escape(about.notice)}</p>' if about.notice else "",
        "</header><main>",
        _search(),
        _table(f"Văn bản ({len(papers)})", PAPER_HEADS, map(_paper_cells, range(1, len(papers) + 1), papers)),
        *(_ledger(ledger) for ledger in ledgers),
        _journal(journal),
        _how_to_check(),
        "</main></body></html>\n",
    )  # fmt: skip
    return "\n".join(part for part in parts if part)


def _head(title: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{LOOK}">'
        f'<script src="{SEARCH}" defer></script></head><body>'
    )


def _search() -> str:
    return (
        '<form id="tim-kiem" role="search" hidden><label for="tim">Tìm trong các bảng</label> '
        '<input id="tim" type="search" autocomplete="off"> <output id="so-dong"></output></form>'
    )


def _table(title: str, heads: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<section><h2>{escape(title)}</h2>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div></section>"
    )


def _paper_cells(place: int, paper: PaperRow) -> tuple[str, ...]:
    remark = f' <span class="remark">{escape(paper.remark)}</span>' if paper.remark else ""
    return (
        str(place), short_date(paper.dated), escape(paper.number or "–"), escape(paper.kind),
        escape(paper.summary) + remark, "".join(_file(file) for file in paper.files),
    )  # fmt: skip


def _file(file: Stored) -> str:
    return (
        f'<p class="file"><a href="{quote(file.name)}">{escape(file.label or file.name)}</a> '
        f"<code>{file.digest}</code></p>"
    )


def _ledger(ledger: Ledger) -> str:
    if not ledger.rows:
        return ""
    rows = (tuple(_cell(cell) for cell in row) for row in ledger.rows)
    return _table(f"{ledger.title} ({len(ledger.rows)})", ledger.heads, rows)


def _cell(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _journal(span: JournalSpan) -> str:
    return (
        f'<section><h2>Nhật ký</h2><p><a href="{JOURNAL}">{JOURNAL}</a> có {span.lines} dòng về năm này;'
        f" {span.skipped} dòng của việc khác xen giữa chỉ giữ niêm phong để nối chuỗi."
        f" Niêm phong của dòng cuối: <code>{span.seal}</code></p></section>"
    )


def _how_to_check() -> str:
    return (
        "<section><h2>Kiểm tra gói này</h2><p>Mỗi tệp có mã SHA-256 trong tệp "
        f'<a href="{SUMS}">{SUMS}</a>. Máy có Python thì chạy <code>python3 kiem_tra.py</code>'
        " trong thư mục này, hoặc <code>python3 kiem_tra.py GOI.zip</code>; lệnh nêu tên từng tệp"
        " bị sửa, thiếu hoặc thừa và chỗ nhật ký đứt chuỗi. Mã SHA-256 của cả gói và của tệp"
        f" {SUMS} được ghi trong nhật ký của hệ thống khi xuất gói.</p></section>"
    )
