"""The law that papers of commendation cite, by the day of the paper.

Laws are named with their dates only, decrees in full (Decree 30/2020/NĐ-CP, Annex I, II.6).
"""

from dataclasses import dataclass
from datetime import date

from thidua.apps.journal.base import Refused
from thidua.text import short_date


@dataclass(frozen=True, slots=True)
class Bases:
    """What is cited from a day on."""

    since: date
    texts: tuple[str, ...]


_LAW_2003 = (
    "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số "
    "điều của Luật Thi đua, Khen thưởng ngày 14 tháng 6 năm 2005 và ngày 16 tháng 11 năm 2013"
)
_DECREE_91 = (
    "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết "
    "thi hành một số điều của Luật Thi đua, Khen thưởng"
)
_LAW_2022 = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
_DECREE_98 = (
    "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết "
    "thi hành một số điều của Luật Thi đua, khen thưởng"
)
_DECREE_152 = (
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân "
    "cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành "
    "một số điều của Luật Thi đua, khen thưởng"
)

# Newest first.
COMMENDATION = (
    Bases(date(2025, 7, 1), (_LAW_2022, _DECREE_152)),
    Bases(date(2024, 1, 1), (_LAW_2022, _DECREE_98)),
    Bases(date(2017, 10, 1), (_LAW_2003, _DECREE_91)),
)
LOCAL_GOVERNMENT = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung "
    "một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 "
    "tháng 11 năm 2019"
)
# A law amending that of 2022 is known to hold from the day after; nobody here has read it.
LAST_DAY = date(2026, 9, 30)


def commendation_bases(on: date) -> tuple[str, ...]:
    """Return the law and decree on commendation in force on a day.

    Raises:
        Refused: the day lies outside what is recorded here.
    """
    for bases in COMMENDATION:
        if bases.since <= on <= LAST_DAY:
            return bases.texts
    raise Refused(
        f"Chưa có căn cứ pháp lý về khen thưởng cho văn bản ngày {short_date(on)}.",
        remedy="Hãy bổ sung luật và nghị định có hiệu lực ngày đó.",
    )
