"""A made-up data set for trying a comparison of laws: plausible in form, true of nobody."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from thidua.analysis.layout import COMPLETE, FIGURE, FINDING, KINDS
from thidua.analysis.tables import ID, MARK, SUBJECT, YEAR, Tables
from thidua.law import DISCIPLINE, RATINGS, SCOPES, SOURCES, WORKS, SubjectKind
from thidua.law.catalogue import FigureType
from thidua.law.library import shipped

NOTE = "DU-LIEU-GIA-LAP.txt"
_NOTE_TEXT = """\
Dữ liệu trong thư mục này là giả lập, sinh ngẫu nhiên để thử lệnh “thidua simulate”.
Không phản ánh người, đơn vị hay số liệu có thật (minh họa; illustrative).
"""
_YEARS, _LIVES = 12, 30
_KINDS = (SubjectKind.PERSON,) * 16 + (SubjectKind.UNIT,) * 3 + (SubjectKind.HOUSEHOLD,)
_UNIT_KINDS = ("Sở, ban, ngành", "Cấp xã", "Trường học", "Doanh nghiệp", "Lực lượng vũ trang")
_RATED = tuple(RATINGS)[:1] * 4 + tuple(RATINGS)[1:2] * 4 + tuple(RATINGS)[2:]

_SELDOM = {"proceedings_pending", "achievement_rewarded", "dissolved", "foreign_subject"}


class _Dice:
    """Numbers that look random and are the same each time, a new row of them for each draw."""

    def __init__(self, count: int) -> None:
        self.count, self.throws = count, 0

    def below(self, sides: int) -> pl.Series:
        """Return whole numbers from 0 to sides - 1."""
        self.throws += 1
        row = pl.int_range(0, self.count, dtype=pl.UInt64, eager=True)
        return (row.hash(self.throws) % sides).cast(pl.Int32)

    def share(self, percent: int) -> pl.Series:
        """Return true for about so many in a hundred."""
        return self.below(100) < percent

    def one_of(self, words: tuple[str, ...]) -> pl.Series:
        kinds = list(dict.fromkeys(words))
        places = pl.Series([kinds.index(word) for word in words], dtype=pl.UInt8)
        return places.gather(self.below(len(words)).cast(pl.UInt32)).cat.to(pl.Enum(kinds))


def sample(count: int, year: int) -> Tables:
    """Return made-up facts of so many subjects; the same for the same count and year."""
    dice = _Dice(count)
    return Tables.of(
        pl.DataFrame(list(_subjects(dice, year))),
        {
            "awards": _awards(_Dice(count * 4), count, year),
            "ratings": _ratings(_Dice(count * 5), count, year),
            "initiatives": _initiatives(_Dice(max(count // 2, 1)), count, year),
            "registrations": _registrations(_Dice(count), count, year),
        },
    )


def write_sample(folder: Path, count: int, year: int) -> None:
    """Write made-up facts with a note that says what they are."""
    sample(count, year).write(folder)
    (folder / NOTE).write_text(_NOTE_TEXT, encoding="utf-8")


def _subjects(dice: _Dice, year: int) -> Iterator[pl.Series]:
    count = dice.count
    yield pl.int_range(0, count, dtype=pl.Int64, eager=True).alias(ID)
    yield pl.repeat(year, count, dtype=pl.Int32, eager=True).alias(YEAR)
    yield pl.repeat(value=True, n=count, eager=True).alias(MARK)
    yield dice.one_of(tuple(kind.value for kind in _KINDS)).cast(KINDS).alias("kind")
    yield _known(dice, year - dice.below(_LIVES), 95).alias("begins")
    late = dice.share(3)
    yield (late.cast(pl.Int32) * (year - dice.below(4))).alias("counts_from")
    for source in SOURCES:
        yield _known(dice, year - _YEARS + dice.below(4), 90).alias(f"{COMPLETE}{source}")
    yield dice.one_of(_UNIT_KINDS).alias("unit_kind")
    yield dice.one_of(("nam", "nữ")).alias("sex")
    yield dice.share(35).alias("direct_worker")
    yield from _figures(dice)
    for slug in shipped().catalogue.findings:
        yield _known(dice, dice.share(85), 96).alias(f"{FINDING}{slug}")


def _known(dice: _Dice, values: pl.Series, percent: int) -> pl.Series:
    known = dice.share(percent)
    return pl.select(pl.when(known).then(values)).to_series()


def _figures(dice: _Dice) -> Iterator[pl.Series]:
    size = 5 + dice.below(60)
    for name, kind in shipped().catalogue.figures.items():
        match kind.type:
            case FigureType.WHOLE:
                values = (size - dice.below(4)).clip(0)
            case FigureType.FLAG:
                values = dice.share(4 if name in _SELDOM else 85)
            case FigureType.DISCIPLINE:
                values = dice.one_of(("khong",) * 30 + tuple(DISCIPLINE)[1:4])
            case FigureType.WORD:
                continue
        yield _known(dice, values, 97).alias(f"{FIGURE}{name}")


def _awards(dice: _Dice, count: int, year: int) -> pl.DataFrame:
    names = tuple(shipped().catalogue.award_names)
    common = ("lao-dong-tien-tien", "cstd-co-so", "tap-the-lao-dong-xuat-sac", "bang-khen-bo-tinh")
    return pl.DataFrame(
        [
            _owners(dice, count),
            dice.one_of(common * len(names) + names).alias("award"),
            (year - dice.below(_YEARS)).alias("year"),
            dice.one_of(("cong-trang",) * 9 + ("chuyen-de",)).alias("basis"),
        ]
    )


def _owners(dice: _Dice, count: int) -> pl.Series:
    return (dice.below(count)).cast(pl.Int64).alias(SUBJECT)


def _ratings(dice: _Dice, count: int, year: int) -> pl.DataFrame:
    """Five years on end for everybody, each known nearly always."""
    row = pl.int_range(0, dice.count, dtype=pl.Int64, eager=True)
    years = (year - row // count).cast(pl.Int32)
    rated = pl.DataFrame(
        [(row % count).alias(SUBJECT), years.alias("year"), dice.one_of(_RATED).alias("rating")]
    )
    return rated.filter(dice.share(95))


def _initiatives(dice: _Dice, count: int, year: int) -> pl.DataFrame:
    return pl.DataFrame(
        [
            _owners(dice, count),
            (year - dice.below(5)).alias("year"),
            dice.one_of(tuple(SCOPES)).alias("scope"),
            dice.one_of(tuple(WORKS)).alias("kind"),
            dice.share(70).alias("replicable"),
        ]
    )


def _registrations(dice: _Dice, count: int, year: int) -> pl.DataFrame:
    names = tuple(shipped().catalogue.award_names)
    return pl.DataFrame(
        [
            _owners(dice, count),
            dice.one_of(names).alias("award"),
            pl.repeat(year, dice.count, dtype=pl.Int32, eager=True).alias("year"),
        ]
    )
