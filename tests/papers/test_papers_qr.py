import re

import segno
from hypothesis import given, strategies as st

from thidua.papers.qr import qr_png, qr_svg, qr_svgs
from tried import tried

URL = "https://thidua.example/kiem-tra/K7QX-2MBD-TR4A"
FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")


def modules(svg: str) -> list[str]:
    """Return the rows of a drawing, a letter a module."""
    found = re.search(r'width="(\d+)"', svg)
    assert found
    rows = [["0"] * int(found[1]) for _ in range(int(found[1]))]
    for start, row, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg):
        for column in range(int(start), int(start) + int(length)):
            rows[int(row)][column] = "1"
    return ["".join(row) for row in rows]


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


ADDRESSES = st.text(
    st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=60
)


@tried(10)
@given(st.lists(ADDRESSES, min_size=1, max_size=6))
def test_codes_made_together_are_those_made_one_by_one(urls: list[str]) -> None:
    assert qr_svgs(urls) == [qr_svg(url) for url in urls]


def test_a_code_says_its_address_as_another_maker_draws_it() -> None:
    drawn = segno.make(URL, micro=False, error="m", mask=3).matrix
    assert modules(qr_svg(URL)) == ["".join(map(str, row)) for row in drawn]
