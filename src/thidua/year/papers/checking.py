"""The code by which a paper in hand is found again among those filed.

It only names the paper: that the paper is genuine is shown by the filed copy at the address.
"""

import base64
import hashlib

from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.units.models import BlocYear
from thidua.papers import Number, Verification

_GROUP = 4
_LETTERS = 12


def code_of(bloc_year: BlocYear, file_name: str, number: str) -> str:
    """Return the code of a paper, "K7QX-2MBD-TR4A": the same for the same paper, ever."""
    facts = (
        bloc_year.authority.code,
        bloc_year.bloc.code,
        str(bloc_year.year),
        file_name,
        number,
    )
    digest = hashlib.sha256("\n".join(facts).encode()).digest()
    letters = base64.b32encode(digest).decode()[:_LETTERS]
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def code_of_filed(paper: FiledPaper) -> str:
    """Return the code printed on a filed paper."""
    number = "" if paper.number is None else Number(paper.number, paper.symbol).text
    return code_of(paper.bloc_year, paper.file_name, number)


def verification(bloc_year: BlocYear, file_name: str, number: str, *, address: str) -> Verification:
    """Return what the foot of the paper prints: the address below `address`, also as a QR code."""
    url = address + code_of(bloc_year, file_name, number)
    return Verification(url, f"Kiểm tra văn bản: {url.removeprefix('https://')}")
