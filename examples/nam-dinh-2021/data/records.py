"""Records, initiatives, earlier awards and findings that the law asks about; all illustrative."""

from datetime import date

from data.bloc import CODES, SHORT

_EXCELLENT, _GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"

# Per year and unit: rating, people, completed, advanced workers, grassroots fighters, discipline.
_2020 = {
    "vpdoan": (_EXCELLENT, 37, 37, 35, 5, "Không bị kỷ luật"),
    "snv": (_EXCELLENT, 73, 73, 68, 10, "Không bị kỷ luật"),
    "vpubnd": (_EXCELLENT, 66, 66, 61, 9, "Không bị kỷ luật"),
    "stc": (_EXCELLENT, 86, 86, 80, 12, "Không bị kỷ luật"),
    "skhdt": (_EXCELLENT, 61, 61, 58, 8, "Không bị kỷ luật"),
    "stp": (_GOOD, 47, 47, 43, 6, "Không bị kỷ luật"),
    "tttinh": (_GOOD, 46, 46, 40, 5, "Không bị kỷ luật"),
    # The rating of Sở Khoa học và Công nghệ for 2020 is left out: the law then answers "unknown".
    "bqlkcn": (_GOOD, 42, 42, 35, 5, "Không bị kỷ luật"),
}
_2021 = {
    "vpdoan": (_EXCELLENT, 38, 38, 36, 5, "Không bị kỷ luật"),
    "snv": (_EXCELLENT, 72, 72, 68, 10, "Không bị kỷ luật"),
    "vpubnd": (_EXCELLENT, 65, 65, 60, 9, "Không bị kỷ luật"),
    "stc": (_EXCELLENT, 85, 85, 80, 12, "Không bị kỷ luật"),
    "skhdt": (_EXCELLENT, 62, 62, 59, 8, "Không bị kỷ luật"),
    "stp": (_EXCELLENT, 48, 48, 44, 6, "Không bị kỷ luật"),
    "tttinh": (_GOOD, 45, 45, 39, 5, "Không bị kỷ luật"),
    "skhcn": (_EXCELLENT, 50, 50, 46, 6, "Không bị kỷ luật"),
    "bqlkcn": (_GOOD, 42, 41, 33, 4, "Khiển trách"),
}
_NEW_MODELS = {
    "vpdoan": "Giám sát chuyên đề qua dữ liệu số; Tiếp xúc cử tri trực tuyến",
    "snv": "Sát hạch chuyên viên trên máy tính",
    "vpubnd": "Phòng họp không giấy; Bảng theo dõi nhiệm vụ của UBND tỉnh",
    "stc": "Thanh toán điện tử trong chi thường xuyên",
    "skhdt": "Hỗ trợ doanh nghiệp trực tuyến 24 giờ; Cà phê doanh nhân hằng tháng",
    "stp": "Trả kết quả lý lịch tư pháp qua bưu chính",
    "skhcn": "Tư vấn sở hữu trí tuệ lưu động",
}


def _records(year: int, rows: dict[str, tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [
        (SHORT[unit], year, rating, f"{100 + CODES.index(unit)}/QĐ-{year}-MH",
         date(year, 11, 30), *figures, _NEW_MODELS.get(unit) if year == 2021 else None)
        for unit, (rating, *figures) in rows.items()
    ]  # fmt: skip


RECORDS = [*_records(2020, _2020), *_records(2021, _2021)]
INITIATIVES = [
    (
        SHORT[unit],
        2021,
        title,
        None,
        scope,
        f"{120 + place}/QĐ-MH",
        date(2021, 10, 15),
        "Sáng kiến",
        None,
        "Có",
    )
    for place, (unit, title, scope) in enumerate(
        (
            ("vpdoan", "Phần mềm tổng hợp ý kiến, kiến nghị của cử tri", "Cấp bộ, cấp tỉnh"),
            ("vpdoan", "Mẫu biên tập biên bản kỳ họp", "Cấp cơ sở"),
            ("snv", "Quản lý hồ sơ công chức bằng mã định danh", "Cấp bộ, cấp tỉnh"),
            ("vpubnd", "Cảnh báo sớm nhiệm vụ sắp đến hạn", "Cấp bộ, cấp tỉnh"),
            ("stc", "Đối chiếu dự toán tự động", "Cấp cơ sở"),
            ("skhdt", "Theo dõi giải ngân vốn đầu tư công hằng tuần", "Cấp bộ, cấp tỉnh"),
            ("skhdt", "Sổ tay điện tử cho nhà đầu tư", "Cấp cơ sở"),
            ("stp", "Tra cứu văn bản hết hiệu lực", "Cấp cơ sở"),
            ("skhcn", "Kho dữ liệu nhiệm vụ khoa học", "Cấp cơ sở"),
        ),
        start=1,
    )
]
PRIOR_AWARDS = [
    (
        SHORT[unit],
        award,
        year,
        f"{140 + place}/QĐ-MH",
        date(year + 1, 2, 25),
        "Theo công trạng",
        year,
    )
    for place, (unit, award, year) in enumerate(
        (
            ("skhdt", "Cờ thi đua của Ủy ban nhân dân tỉnh", 2019),
            ("skhdt", "Tập thể lao động xuất sắc", 2020),
            ("vpdoan", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", 2019),
            ("vpdoan", "Tập thể lao động xuất sắc", 2020),
            ("snv", "Tập thể lao động xuất sắc", 2020),
            ("vpubnd", "Cờ thi đua của Ủy ban nhân dân tỉnh", 2020),
            ("stc", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", 2020),
        ),
        start=1,
    )
]

_CONFERENCE = "Thường trực Khối thi đua"
_COUNCIL = "Thường trực Hội đồng Thi đua - Khen thưởng tỉnh"
_UNITED, _THRIFTY = "doan-ket-guong-mau", "tiet-kiem-chong-lang-phi"
_EXCELS = "xuat-sac-phong-trao"
_KINDS = {
    "vpdoan": (_UNITED, _THRIFTY, _EXCELS),
    "snv": (_UNITED, _THRIFTY, _EXCELS),
    "vpubnd": (_UNITED, _THRIFTY, _EXCELS),
    "stc": (_UNITED, _THRIFTY, _EXCELS),
    "skhdt": (_UNITED, _THRIFTY, _EXCELS, "tieu-bieu-bo-tinh", "xuat-sac-toan-quoc"),
    "stp": (_UNITED, _THRIFTY, _EXCELS),
    "tttinh": (_UNITED,),
    "skhcn": (_UNITED, _THRIFTY),
    "bqlkcn": (_UNITED,),
}
# The kinds by the words of the sheet; `make_workbook.py` writes the words.
FINDINGS = [
    (SHORT[unit], kind, "Đạt", _COUNCIL if "tieu-bieu" in kind or "toan-quoc" in kind else _CONFERENCE,
     date(2021, 12, 7), "160/TB-MH")
    for unit, kinds in _KINDS.items()
    for kind in kinds
]  # fmt: skip
