"""What cells may refer to: collected from bare cells, so that one bad row isn't told twice."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from thidua.law import LawError, awards
from thidua.year.workbook.grids import is_blank, key
from thidua.year.workbook.parsers import Known, Names
from thidua.year.workbook.reader import Reader
from thidua.year.workbook.schema import Listing
from thidua.year.workbook.sheets import work


def gather(reader: Reader, year: int | None) -> Known:
    """Return the names of the workbook and, for the awards, those of the law of its year."""
    return Known(
        {
            "unit": _units(reader),
            "target": _codes(reader, "Chỉ tiêu", work.TARGETS, "code"),
            "criterion": _codes(reader, "Tiêu chí", work.CRITERIA, "code"),
            "directive": _codes(reader, "Văn bản", work.DIRECTIVES, "number"),
            "person": _codes(reader, "Người", work.PEOPLE, "full_name"),
            "award": _awards(year),
        }
    )


def _units(reader: Reader) -> Names:
    rows = reader.raw(work.MEMBERS, "code", "short_name", "name")
    codes = None if rows is None else {key(text): row[0] for row in rows for text in row if row[0]}
    return Names("Đơn vị", f"trang “{work.MEMBERS.sheet}”", codes)


def _codes(reader: Reader, what: str, listing: Listing[Any], name: str) -> Names:
    rows = reader.raw(listing, name)
    codes = None if rows is None else _by_key(code for (code,) in rows)
    return Names(what, f"trang “{listing.sheet}”", codes)


def _by_key(texts: Iterable[str]) -> dict[str, str]:
    return {key(text): text for text in texts if not is_blank(text)}


def award_words(year: int) -> dict[str, str]:
    """Return the awards of the law of a year by the names that offices write."""
    return {
        name: award.slug
        for award in awards(date(year, 12, 31))
        for name in (award.name_vi, *award.aliases)
    }


def _awards(year: int | None) -> Names:
    what, where = "Danh hiệu, hình thức", f"danh mục khen thưởng của năm {year}"
    try:
        words = award_words(year) if year else None
    except LawError:
        words = None  # told by `checks.bloc.year_has_law`
    if words is None:
        return Names(what, where, None)
    codes = {key(slug): slug for slug in words.values()}
    return Names(what, where, codes | {key(word): slug for word, slug in words.items()})
