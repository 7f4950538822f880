import re

from thidua.papers.qr import qr_png, qr_svg

URL = "https://thidua.example/kiem-tra/K7QX-2MBD-TR4A"
FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")


def modules(svg: str) -> list[str]:
    rows = re.findall(r"M0 \d+\.5((?:h\d+|m\d+ 0)*)", svg)
    return [
        "".join(
            ("1" if step == "h" else "0") * int(n) for step, n in re.findall(r"([hm])(\d+)", row)
        )
        for row in rows
    ]


def test_the_drawing_is_a_square_with_the_three_finders() -> None:
    rows = modules(qr_svg(URL))
    assert {len(row) for row in rows} == {len(rows)}
    assert (len(rows) - 17) % 4 == 0
    assert tuple(row[:7] for row in rows[:7]) == FINDER
    assert tuple(row[-7:] for row in rows[:7]) == FINDER
    assert tuple(row[:7] for row in rows[-7:]) == FINDER


def test_two_addresses_give_two_codes_and_one_address_one() -> None:
    assert qr_svg(URL) == qr_svg(URL)
    assert qr_svg(URL) != qr_svg(f"{URL}B")


def test_the_picture_for_word_is_a_png() -> None:
    assert qr_png(URL).read(8) == b"\x89PNG\r\n\x1a\n"
