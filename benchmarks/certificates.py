"""Ratio of 1,000 certificates in one PDF to bare typst, and to LibreOffice's mail merge.

Run with `python benchmarks/certificates.py`; trust the ratios, not the times of one machine.
"""

import csv
import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from importlib import resources
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import perf_counter
from zipfile import ZipFile

import typst
from pdfminer.high_level import extract_text

from thidua.papers import (
    STANDARD,
    Certificate,
    Mode,
    Verification,
    certificate_to_pdf,
    certificates_to_pdf,
)
from thidua.papers.patterns import Spot
from thidua.papers.qr import qr_svg

COUNT, ROUNDS = 1000, 3
MOST, LEAST = 1.5, 50
MADE = count()
FACE = "rinoh_typeface_texgyretermes"
TOOLS = Path(__file__).parent.parent / "tools"
WRITER, MERGE = TOOLS / "merging-office", TOOLS / "mail-merge"


def certificate(number: int, made: int) -> Certificate:
    code = f"https://thidua.example/kiem-tra/{number:012d}"
    return Certificate(
        awarding_post="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH",
        title="BẰNG KHEN",
        recipient=f"Tập thể số {number} lần {made} (minh họa)",
        detail="Thành viên Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định",
        merit="Đã có thành tích xuất sắc trong phong trào thi đua năm 2021",
        decision="05/QĐ-UBND",
        decided_on=date(2022, 1, 5),
        place="Nam Định",
        capacity=("CHỦ TỊCH",),
        name="Trần Văn B (minh họa)",
        book_number=f"{number}/2021",
        verification=Verification(code, "Kiểm tra văn bản"),
    )


def codeless(items: Sequence[Certificate]) -> list[Certificate]:
    """The same certificates without codes, which LibreOffice's merge cannot draw either."""
    return [replace(item, verification=None) for item in items]


def data_of(item: Certificate) -> dict[str, object]:
    """What the template reads, as a caller without the engine would have it ready."""
    check = item.verification
    lines = {
        **item.lines,
        "country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
    }
    code = qr_svg(check.url) if check else ""
    return {**lines, "pattern": 0, "code": code, "tight": STANDARD.tight(lines)}


def bare(template: Path, data: str, fonts: typst.Fonts, **options: object) -> bytes:
    return typst.compile(
        template, root=template.parent, font_paths=fonts, sys_inputs={"data": data}, **options
    )


def fonts_of_the_face() -> typst.Fonts:
    found = find_spec(FACE)
    assert found is not None
    assert found.submodule_search_locations is not None
    folders = list(found.submodule_search_locations)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def ready(items: list[Certificate]) -> str:
    texts = {"file_title": "Bằng khen", "author": "UBND", "date": [2022, 1, 5]}
    patterns = [{**asdict(STANDARD), "framed": STANDARD.mode is Mode.FULL}]
    data = {**texts, "patterns": patterns, "items": [data_of(i) for i in items]}
    return json.dumps(data, ensure_ascii=False)


def best(work: Callable[[list[Certificate]], Callable[[], object]]) -> float:
    """Best of the rounds, each with its own names: typst remembers what it has set before."""
    times = []
    for _ in range(ROUNDS):
        run = work([certificate(number, next(MADE)) for number in range(1, COUNT + 1)])
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


NAMES = {
    "office": "office:1.0", "style": "style:1.0", "text": "text:1.0", "table": "table:1.0",
    "svg": "svg-compatible:1.0", "fo": "xsl-fo-compatible:1.0",
}  # fmt: skip
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}"' for name, urn in NAMES.items()
)
MIME = "application/vnd.oasis.opendocument.text"
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3">'
    + "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", MIME), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    + "</m:manifest>"
)
PAGE = (
    f'<office:document-styles {SPACES} office:version="1.3"><office:automatic-styles>'
    '<style:page-layout style:name="p"><style:page-layout-properties fo:page-width="400mm" '
    'fo:page-height="300mm" fo:margin="35mm 40mm 20mm" fo:border="2pt solid #b8892b"/>'
    "</style:page-layout></office:automatic-styles><office:master-styles>"
    '<style:master-page style:name="Standard" style:page-layout-name="p"/>'
    "</office:master-styles></office:document-styles>"
)
NOT_MERGED = {"emblem", "code", "check", "notice"}
SPOTS = {spot.field: spot for spot in STANDARD.spots if spot.field not in NOT_MERGED}
ACROSS = ("country", "motto", "awarding_post", "gives", "title", "recipient", "detail", "merit")
SIDE_BY_SIDE = (
    ("", "place_line"), ("", "capacity"), ("decision_line", ""), ("book_line", ""), ("", "name"),
)  # fmt: skip


def heights() -> list[float]:
    """Return the height of each row of the sheet, in millimetres: down to where the next begins."""
    firsts = [*ACROSS, *(right or left for left, right in SIDE_BY_SIDE)]
    tops = [SPOTS[field].y for field in firsts]
    ends = [*tops[1:], tops[-1] + SPOTS[firsts[-1]].height]
    return [end - top for top, end in zip(tops, ends, strict=True)]


def template_document(file: Path) -> None:
    """Write the text document as an office sets one up: rows of fixed height keep each field in place."""
    styles = "".join(map(styled, SPOTS.values())) + "".join(
        f'<style:style style:name="r{n}" style:family="table-row"><style:table-row-properties '
        f'style:row-height="{height:.1f}mm"/></style:style>'
        for n, height in enumerate(heights())
    )
    rows = [spanned(field) for field in ACROSS]
    rows += [cell(left) + cell(right) for left, right in SIDE_BY_SIDE]
    table = "".join(
        f'<table:table-row table:style-name="r{n}">{cells}</table:table-row>'
        for n, cells in enumerate(rows)
    )
    content = (
        f'<office:document-content {SPACES} office:version="1.3"><office:automatic-styles>{styles}'
        '</office:automatic-styles><office:body><office:text><table:table table:name="sheet">'
        f'<table:table-column table:number-columns-repeated="2"/>{table}</table:table>'
        "</office:text></office:body></office:document-content>"
    )
    with ZipFile(file, "w") as parts:
        parts.writestr("mimetype", MIME)
        parts.writestr("META-INF/manifest.xml", MANIFEST)
        parts.writestr("styles.xml", PAGE)
        parts.writestr("content.xml", content)


def styled(spot: Spot) -> str:
    return (
        f'<style:style style:name="s-{spot.field}" style:family="paragraph">'
        f'<style:paragraph-properties fo:text-align="{spot.align}"/><style:text-properties '
        f'fo:font-size="{spot.size}pt" fo:font-weight="{"bold" if spot.bold else "normal"}" '
        f'fo:color="{spot.colour}"/></style:style>'
    )


def spanned(field: str) -> str:
    return cell(field, ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>"


def cell(field: str, span: str = "") -> str:
    """Return a cell with the field of one line; an empty one keeps the other line on its side."""
    merged = (
        '<text:database-display text:table-name="table" text:table-type="table" '
        f'text:database-name="certificates" text:column-name="{field}"/>'
    )
    line = f'<text:p text:style-name="s-{field}">{merged}</text:p>' if field else "<text:p/>"
    return f"<table:table-cell{span}>{line}</table:table-cell>"


def merge_seconds(office: str, items: Sequence[Certificate]) -> float:
    """Time LibreOffice's own mail merge into one PDF; its start and its codes are not counted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template, table = folder / "certificate.odt", folder / "table.csv"
        template_document(template)
        with table.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
            rows.writerow(SPOTS)
            rows.writerows([data_of(item)[name] for name in SPOTS] for item in items)
        command = [MERGE, office, template, table, folder]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
        made = list(folder.glob("merged*.pdf"))
        assert made, "LibreOffice merged nothing"
        pages = extract_text(made[0])
        assert all(item.recipient in " ".join(pages.split()) for item in items)
    return float(told.stdout)


def by_office() -> float:
    """Return the seconds for all certificates by LibreOffice, to PDF/A-2b as ours; no codes, no rings."""
    found = subprocess.run([WRITER], check=True, capture_output=True, text=True)
    office = found.stdout.strip()
    items = [certificate(number, next(MADE)) for number in range(1, COUNT + 1)]
    return merge_seconds(office, items)


def main() -> None:
    fonts = fonts_of_the_face()
    with resources.as_file(resources.files("thidua.papers") / "templates") as folder:
        template = folder / "certificate.typ"

        def plain(items: list[Certificate], **options: object) -> Callable[[], object]:
            data = ready(items)
            return lambda: bare(template, data, fonts, **options)

        rows = (
            ("bare typst, plain PDF", plain),
            ("bare typst, PDF/A-2b", lambda items: plain(items, pdf_standards=["a-2b"])),
            ("certificates_to_pdf", lambda items: lambda: certificates_to_pdf(items)),
            ("… without codes", lambda items: lambda: certificates_to_pdf(codeless(items))),
            ("one PDF each", lambda items: lambda: [certificate_to_pdf(i) for i in items]),
        )
        measured = {name: best(work) for name, work in rows}
    office = measured["LibreOffice mail merge"] = by_office()
    first, ours = measured["bare typst, plain PDF"], measured["certificates_to_pdf"]
    alike = measured["… without codes"]
    print(f"{COUNT} certificates with QR codes, best of {ROUNDS}")
    for name, seconds in measured.items():
        print(f"{name:<24} {seconds:>8.2f} s {seconds / first:>8.2f} ×")
    print(f"to bare typst {ours / first:.2f} × (at most {MOST}), ", end="")
    print(
        f"LibreOffice, which draws no codes, takes {office / alike:.0f} × as long as the same without"
        f" codes (at least {LEAST}), {office / ours:.0f} × as long as with them"
    )


if __name__ == "__main__":
    main()
