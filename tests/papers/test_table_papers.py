"""The scoring table on paper and as a workbook: however long, it fits A4 and its head repeats."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from thidua.papers import Annex, Heading, Kind, Paper, to_docx, to_pdf
from thidua.scoring import DraftLine, published_tables, written
from thidua.year.papers.scoring_table import printed

LONG = [
    DraftLine(code="I", text="Nhiệm vụ (minh họa)", kind="sum", maximum="180"),
    *(
        DraftLine(
            depth=1, code=f"I.{n}", text=f"Tiêu chí số {n} với một nội dung dài vừa phải",
            maximum="1", options={"note": "Chấm theo văn bản (minh họa)"},
        )
        for n in range(1, 181)
    ),
]  # fmt: skip
EVERY_PUBLISHED = [written(one.table.criteria) for one in published_tables().values()]


def paper(lines: list[DraftLine]) -> Paper:
    annex = Annex(title="Bảng chấm điểm", label="Phụ lục", blocks=(printed(lines),), landscape=True)
    return Paper(
        kind=Kind.LIST, heading=Heading("UBND TỈNH (MINH HỌA)", "KHỐI THI ĐUA"),
        dated=date(2026, 1, 5), title="BẢNG CHẤM ĐIỂM", annexes=(annex,),
    )  # fmt: skip


def test_180_criteria_fit_a4_with_the_head_on_every_page() -> None:
    pages = PdfReader(BytesIO(to_pdf(paper(LONG)))).pages[1:]
    assert len(pages) > 3
    assert all("Điểm tối đa" in " ".join(page.extract_text().split()) for page in pages)
    assert {round(float(page.mediabox.width)) for page in pages} == {842}
    text = " ".join(page.extract_text() for page in pages)
    assert [n for n in range(1, 181) if f"I.{n}" not in text] == []


@pytest.mark.parametrize("lines", EVERY_PUBLISHED)
def test_every_published_table_can_be_printed(lines: list[DraftLine]) -> None:
    assert to_pdf(paper(lines)).startswith(b"%PDF-")
    assert to_docx(paper(lines)).startswith(b"PK")


def test_a_column_that_no_line_fills_is_left_out() -> None:
    bare = printed([DraftLine(code="1", text="Việc", maximum="5")])
    assert [column.title for column in bare.columns] == [
        "Mã",
        "Nội dung",
        "Điểm tối đa",
        "Cách chấm",
    ]
