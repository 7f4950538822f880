import unicodedata

import pytest
from hypothesis import given, strategies as st

from thidua.text.legacy import (
    TABLES,
    Encoding,
    convert,
    encoding_of,
    encoding_of_font,
    is_of_capitals,
    is_syllable,
    repaired,
)
from tried import tried

TCVN3, VNI = Encoding.TCVN3, Encoding.VNI
MARKED = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aeiouyăâêôơư"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
]
LETTERS = [*MARKED, *"đbcdghklmnpqrstvx"]
SYLLABLES = [
    "khối",
    "thi",
    "đua",
    "các",
    "sở",
    "ngành",
    "tổng",
    "hợp",
    "tỉnh",
    "nam",
    "định",
    "năm",
    "quyết",
    "khen",
    "thưởng",
    "giấy",
    "bằng",
    "cờ",
    "chính",
    "phủ",
    "nghiêng",
    "khuyến",
    "giếng",
    "gì",
    "quốc",
    "huyện",
    "xã",
    "phường",
    "uỷ",
    "ủy",
    "ban",
    "nhân",
    "dân",
    "hội",
    "đồng",
    "sáng",
    "kiến",
    "tập",
    "thể",
    "lao",
    "động",
    "xuất",
    "sắc",
    "chiến",
    "sĩ",
    "cơ",
    "sở",
    "tiên",
    "tiến",
    "hoà",
    "hòa",
    "thuý",
    "yêu",
    "ươm",
    "ưu",
    "mỹ",
    "kỷ",
    "luật",
]
TEXTS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12).map(" ".join)


def typed_in(text: str, encoding: Encoding) -> str:
    """Type Unicode as an old program would have."""
    signs = {letter: sign for sign, letter in TABLES[encoding].items()}
    return "".join(signs.get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", Encoding)
def test_every_small_letter_has_its_sign(encoding: Encoding) -> None:
    letters = set(TABLES[encoding].values()) | set("aeiouy")
    assert set(MARKED) | {"đ"} <= letters


def test_vni_has_every_capital_and_tcvn3_those_without_tones() -> None:
    assert {letter.upper() for letter in MARKED} <= set(TABLES[VNI].values()) | set("AEIOUY")
    assert {c for c in TABLES[TCVN3].values() if c.isupper()} == set("ĂÂÊÔƠƯĐ")


@pytest.mark.parametrize("encoding", Encoding)
@given(st.lists(st.sampled_from(LETTERS), max_size=20).map("".join))
def test_what_was_typed_in_an_old_encoding_is_read_back(encoding: Encoding, text: str) -> None:
    # Two letters of VNI in a row may look like one of another word, so each stands by itself.
    parted = " ".join(text) if encoding is VNI else text
    assert convert(typed_in(parted, encoding), encoding) == parted


@pytest.mark.parametrize("encoding", Encoding)
@given(TEXTS)
def test_words_typed_in_an_old_encoding_are_told_and_repaired(
    encoding: Encoding, text: str
) -> None:
    old = typed_in(text, encoding)
    found = encoding_of([old])
    if found is not None:
        repair = repaired(old, found)
        assert (found, repair.after if repair else text) == (encoding, text)


@given(TEXTS.flatmap(lambda t: st.sampled_from([t, t.upper(), t.capitalize(), t.title()])))
def test_vietnamese_in_unicode_is_never_changed(text: str) -> None:
    for form in ("NFC", "NFD"):
        told = unicodedata.normalize(form, text)
        assert encoding_of([told]) is None
        assert all(repaired(text, encoding) is None for encoding in Encoding)


@tried(30)
@given(st.text(max_size=30))
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    found = encoding_of([text])
    assert found is None or found in Encoding
    for encoding in Encoding:
        repaired(text, encoding)


@pytest.mark.parametrize(
    ("typed", "encoding", "text"),
    [
        ("bé kÕ ho¹ch vµ ®Çu t\u00ad", TCVN3, "bộ kế hoạch và đầu tư"),
        ("§iÒu 1. Thi ®ua", TCVN3, "Điều 1. Thi đua"),
        ("Uyû ban nhaân daân tænh Nam Ñònh", VNI, "Uỷ ban nhân dân tỉnh Nam Định"),
        ("ÑAÛNG BOÄ TÆNH", VNI, "ĐẢNG BỘ TỈNH"),
        ("Nguyeãn Vaên Haø", VNI, "Nguyễn Văn Hà"),
    ],
)
def test_old_text_is_told_by_its_letters(typed: str, encoding: Encoding, text: str) -> None:
    assert encoding_of([typed]) is encoding
    repair = repaired(typed, encoding)
    assert repair is not None
    assert repair.after == text


@pytest.mark.parametrize(
    "text",
    [
        "Müller GmbH, Straße 5", "Crème brûlée à la façade", "5 µm ± 2 °C", "© 2021 Sở Nội vụ",
        "naïve café Zoë", "Hà Nam, báo cáo", "São Paulo", "Khối 1 · Khối 2", "²", "", "10 × 15",
    ],
)  # fmt: skip
def test_foreign_words_and_signs_are_no_old_text(text: str) -> None:
    assert encoding_of([text]) is None


def test_beside_old_cells_those_typed_in_unicode_stay() -> None:
    texts = ["Së Néi vô", "Sở Nội vụ", "Hà Nam", "Hà Nam · Hà Nam"]
    assert encoding_of(texts) is TCVN3
    assert [r.after if (r := repaired(t, TCVN3)) else None for t in texts] == [
        "Sở Nội vụ", None, None, None,
    ]  # fmt: skip


def test_words_that_may_have_lost_their_letter_are_told() -> None:
    repair = repaired("bé kÕ ho¹ch vµ ®Çu t, l¬ng", TCVN3)
    assert repair is not None
    assert repair.doubtful == ("t", "lơng")


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", TCVN3, False), (".VnTimeH", TCVN3, True), (".VnArialH", TCVN3, True),
        ("VNI-Times", VNI, False), ("Times New Roman", None, False), ("", None, False),
    ],
)  # fmt: skip
def test_a_font_tells_the_encoding(font: str, encoding: Encoding | None, capitals: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert (encoding_of_font(font), is_of_capitals(font)) == (encoding, capitals)


def test_a_font_of_capitals_gives_capitals() -> None:
    assert convert("uû ban nh©n d©n", TCVN3, capitals=True) == "UỶ BAN NHÂN DÂN"


def test_a_syllable_has_at_most_one_tone_and_letters_that_fit() -> None:
    assert all(map(is_syllable, SYLLABLES))
    assert not any(map(is_syllable, ["Müller", "straße", "bỏo", "tt", "xyz", "áà"]))
