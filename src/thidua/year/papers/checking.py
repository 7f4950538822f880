"""The address at which a paper in hand is checked, as the foot of the paper prints it."""

from thidua.apps.filing.queries import check_code
from thidua.apps.units.models import BlocYear
from thidua.papers import Number, Verification


def verification(
    bloc_year: BlocYear, file_name: str, number: Number | None, *, address: str
) -> Verification:
    """Return what the foot of the paper prints: the address below `address`, also as a QR code."""
    ordinal, symbol = (number.ordinal, number.symbol) if number else (None, "")
    url = f"{address}{check_code(bloc_year, file_name, ordinal, symbol)}/"
    return Verification(url, f"Kiểm tra văn bản: {url.removeprefix('https://').rstrip('/')}")
