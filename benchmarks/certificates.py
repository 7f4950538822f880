"""Ratio of 1,000 certificates in one PDF to bare typst setting the same template and data.

Run with `python benchmarks/certificates.py`; trust the ratios, not the times of one machine.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from importlib import resources
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import perf_counter

import typst

from thidua.papers import Certificate, Verification, certificate_to_pdf, certificates_to_pdf
from thidua.papers.qr import qr_svg

COUNT, ROUNDS = 1000, 3
MADE = count()
FACE = "rinoh_typeface_texgyretermes"


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


def data_of(item: Certificate) -> dict[str, object]:
    """What the template reads, as a caller without the engine would have it ready."""
    check = item.verification
    return {
        **asdict(item),
        "decided_on": None,
        "country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "decision_line": item.decision_line,
        "place_line": item.place_line,
        "verification": check and {"text": check.text, "svg": qr_svg(check.url)},
    }


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
    return json.dumps({**texts, "items": [data_of(i) for i in items]}, ensure_ascii=False)


def best(work: Callable[[list[Certificate]], Callable[[], object]]) -> float:
    """Best of the rounds, each with its own names: typst remembers what it has set before."""
    times = []
    for _ in range(ROUNDS):
        run = work([certificate(number, next(MADE)) for number in range(1, COUNT + 1)])
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


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
            ("one PDF each", lambda items: lambda: [certificate_to_pdf(i) for i in items]),
        )
        measured = [(name, best(work)) for name, work in rows]
    first = measured[0][1]
    print(f"{COUNT} certificates with QR codes, best of {ROUNDS}")
    for name, seconds in measured:
        print(f"{name:<24} {seconds:>8.2f} s {seconds / first:>8.2f} ×")


if __name__ == "__main__":
    main()
