"""Text of the years before Unicode: TCVN3 (ABC) and VNI, told by their fonts or by their letters.

Both wrote Vietnamese with the signs of Western Windows and a font that drew them as Vietnamese
letters. TCVN3 has no capitals with tones: they were set in a font of capitals, ".VnTimeH".
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from thidua.text.unicode import clean


class Encoding(StrEnum):
    """An encoding of old office files, by the name offices know it by."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


@dataclass(frozen=True, slots=True)
class Repair:
    """A text that was converted; `doubtful` are words that may have lost their "ư".

    In TCVN3 "ư" is the soft hyphen, which many programs drop: the letter is gone for good.
    """

    before: str
    after: str
    encoding: Encoding

    @property
    def doubtful(self) -> tuple[str, ...]:
        return _without_u(self.after) if self.encoding is Encoding.TCVN3 else ()


def _tcvn3() -> dict[str, str]:
    """Return the letters of TCVN 5712:1993 (VN3) by the sign of Western Windows in their place."""
    runs = {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ",
        0xDC: "ĩíịò", 0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
    }  # fmt: skip
    return {chr(at + n): letter for at, run in runs.items() for n, letter in enumerate(run)}


def _vni() -> dict[str, str]:
    """Return the letters of VNI by the one or two signs that stand for them."""
    tones = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
    round_ = dict(zip("áàåãä", tones.values(), strict=True))
    short = dict(zip("éèúüë", tones.values(), strict=True))
    single = {**dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))}
    pairs = {f"{base}{sign}": letter + tone for base, letter in zip("aeouyôö", "aeouyơư", strict=True)
             for sign, tone in tones.items()}  # fmt: skip
    for base in "aeo":
        pairs[f"{base}â"] = f"{base}\u0302"
        pairs |= {f"{base}{sign}": f"{base}\u0302{tone}" for sign, tone in round_.items()}
    pairs["aê"] = "a\u0306"
    pairs |= {f"a{sign}": f"a\u0306{tone}" for sign, tone in short.items()}
    small = {signs: unicodedata.normalize("NFC", told) for signs, told in (single | pairs).items()}
    capitals = {signs.upper(): told.upper() for signs, told in small.items()}
    mixed = {signs[0].upper() + signs[1:]: told.upper() for signs, told in small.items()}
    return small | mixed | capitals


TABLES: Mapping[Encoding, Mapping[str, str]] = {Encoding.TCVN3: _tcvn3(), Encoding.VNI: _vni()}
_SIGNS = {
    encoding: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for encoding, table in TABLES.items()
}
_OLD_VOWELS = "aeiouyăâêôơư"
# Signs in which Vietnamese is never written: one of them at least stands in every old text.
_FOREIGN = frozenset(chr(n) for n in range(0xA1, 0x100)) - set(
    unicodedata.normalize("NFC", "".join(
        base + tone for base in (*_OLD_VOWELS, *_OLD_VOWELS.upper())
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    ))
)  # fmt: skip
_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9\u0300-\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
# A stretch of letters as the old fonts drew them: their signs count as letters.
_OLD_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")
_ASCII = re.compile("[A-Za-z]")
_ONSET = r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x)?"
_RHYME = (
    r"(?:uyê|yêu|iêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uya|uyu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|"
    r"oi|oo(?=ng|c)|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
)
_CODA = r"(?:ch|c|m|ng|nh|n|p|t)?"
_SYLLABLE = re.compile(_ONSET + _RHYME + _CODA)
_LOST = re.compile(r"(?:b|ch|c|d|đ|gi|g|h|kh|k|l|m|ng|nh|n|ph|r|s|th|tr|t|v|x)(?:ng|n|m|t|c)?")
_LOST_IN = re.compile(r"\w*ơ(?:ng|c)")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ENOUGH, _SHARE = 2, 0.7


def encoding_of_font(name: str) -> Encoding | None:
    """Return the encoding that a font was drawn for: ".VnTime" TCVN3, "VNI-Times" VNI."""
    if name.lower().startswith((".vn", "vnarial", "vntime")):
        return Encoding.TCVN3
    return Encoding.VNI if name.lower().startswith("vni-") else None


def is_of_capitals(font: str) -> bool:
    """Tell whether a font draws small letters as capitals: ".VnTimeH", ".VnArialH"."""
    return font.lower().startswith(".vn") and font.endswith("H")


def encoding_of(texts: Iterable[str]) -> Encoding | None:
    """Return the encoding in which texts of one source were typed, by their letters.

    What reads as Vietnamese already is in none; of foreign words too few come out as Vietnamese.
    """
    words = {word for text in texts if not _is_unicode(text) for word in _old_words(text)}
    if not any(_FOREIGN & set(word) for word in words):
        return None
    if len(words) < _ENOUGH and all(len(word) <= _ENOUGH for word in words):
        return None
    found = {encoding: _share_read(words, encoding) for encoding in Encoding}
    best = max(found, key=lambda encoding: found[encoding])
    # A word that reads as well in one encoding as in the other is left alone.
    certain = len(set(found.values())) == len(found)
    return best if certain and found[best] >= _SHARE else None


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Return a text typed in an old encoding as Unicode."""
    table = TABLES[encoding]
    told = _SIGNS[encoding].sub(lambda signs: table[signs[0]], text)
    return told.upper() if capitals else told


def repaired(text: str, encoding: Encoding) -> Repair | None:
    """Convert one text of a source typed in an old encoding; None if it reads better as it is.

    Office files mix: beside old cells stand some that were typed in Unicode since.
    """
    if _is_unicode(text):
        return None
    after = _OLD_WORD.sub(lambda word: _converted(word[0], encoding), text)
    if after == text or _read(after) <= _read(text):
        return None
    return Repair(text, clean(after), encoding)


def _converted(word: str, encoding: Encoding) -> str:
    """Convert a word; a mark such as "·" between words is no letter of any."""
    return convert(word, encoding) if word.isalpha() or _ASCII.search(word) else word


def _is_unicode(text: str) -> bool:
    return bool(_UNICODE.search(text))


def _old_words(text: str) -> Iterator[str]:
    """Return the words with a sign that isn't ASCII; a sign that stands alone is a sign."""
    return (word for word in _OLD_WORD.findall(text) if not word.isascii() and _ASCII.search(word))


def _share_read(words: Collection[str], encoding: Encoding) -> float:
    """Return the share of words that are Vietnamese once converted."""
    return sum(is_syllable(convert(word, encoding)) for word in words) / len(words)


def _read(text: str) -> int:
    """Weigh how well a text reads: signs and stretches that can't be Vietnamese tell against it."""
    wrong = sum(not is_syllable(word) for word in _WORD.findall(text))
    return -wrong - sum(sign in _FOREIGN for sign in text)


def is_syllable(word: str) -> bool:
    """Tell whether a word could be a Vietnamese syllable: its letters fit, it has one tone at most."""
    letters = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    return sum(c in _TONES for c in letters) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def _without_u(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lost_words(text)))


def _lost_words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        toneless = unicodedata.normalize("NFC", "".join(
            c for c in unicodedata.normalize("NFD", word) if c not in _TONES
        ))  # fmt: skip
        if _LOST.fullmatch(toneless) or _LOST_IN.fullmatch(toneless):
            yield word
