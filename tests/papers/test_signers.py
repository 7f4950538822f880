"""Who signs for whom, by what right, until when."""

from dataclasses import replace
from datetime import date

import pytest
from sample_papers import LETTER

from thidua.papers import Annex, Mandate, Prefix, SignatureBlock, capacity, numbered

HEAD = (Prefix.FOR_THE_HEAD, "Giám đốc")
MANDATE = Mandate("Giấy ủy quyền số 02/GUQ-SNV", date(2021, 6, 1), date(2021, 6, 30))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (capacity("Giám đốc"), ("GIÁM ĐỐC",)),
        (capacity("Phó Giám đốc", HEAD), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (capacity("Giám đốc", acting=True), ("Q. GIÁM ĐỐC",)),
        (
            capacity(
                "Phó Chủ tịch",
                (Prefix.ON_BEHALF, "Ủy ban nhân dân"),
                (Prefix.FOR_THE_HEAD, "Chủ tịch"),
            ),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (
            capacity(
                "Phó Chánh Văn phòng",
                (Prefix.BY_ORDER, "Chủ tịch"),
                (Prefix.FOR_THE_HEAD, "Chánh Văn phòng"),
            ),
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
    ],
)
def test_whom_one_signs_for_stands_above_ones_own_post(
    lines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert lines == expected


@pytest.mark.parametrize(
    "signs_for", [(HEAD, (Prefix.ON_BEHALF, "Sở Nội vụ")), ((Prefix.ACTING, "Giám đốc"),)]
)
def test_prefixes_out_of_order_are_refused(signs_for: tuple[tuple[Prefix, str], ...]) -> None:
    with pytest.raises(ValueError, match="TM"):
        capacity("Trưởng phòng", *signs_for)


def by_mandate(mandate: Mandate | None) -> SignatureBlock:
    lines = capacity("Trưởng phòng", (Prefix.BY_MANDATE, "Giám đốc"))
    return SignatureBlock(capacity=lines, name="Lê Thị A (minh họa)", mandate=mandate)


def test_who_signs_by_a_mandate_in_force_may() -> None:
    assert replace(LETTER, signatures=(by_mandate(MANDATE),)).signatures[0].mandate == MANDATE


@pytest.mark.parametrize(
    "mandate",
    [
        None,
        replace(MANDATE, paper=" "),
        replace(MANDATE, until=date(2021, 6, 28)),
        replace(MANDATE, since=date(2021, 6, 30)),
    ],
)
def test_who_signs_by_no_mandate_in_force_is_refused(mandate: Mandate | None) -> None:
    with pytest.raises(ValueError, match="văn bản ủy quyền còn hiệu lực"):
        replace(LETTER, signatures=(by_mandate(mandate),))


def test_a_letter_says_what_it_is_about_after_the_sign_for_it() -> None:
    assert replace(LETTER, summary="báo cáo sơ kết").subject == "V/v báo cáo sơ kết"
    assert LETTER.subject == LETTER.summary


def test_several_annexes_are_numbered_in_roman_figures_and_one_is_not() -> None:
    annex = Annex(title="Danh sách", blocks=())
    assert [one.label for one in numbered([annex] * 3)] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
    ]
    assert [one.label for one in numbered([annex])] == ["Phụ lục"]
