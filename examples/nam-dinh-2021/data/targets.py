"""Targets of 2021 with each unit's plan, and what was reached; all figures are illustrative."""

from datetime import date

from data.bloc import CODES, SHORT

# code, article, text, unit of measure, direction, plans in the order of the units
TARGETS = [
    ("CT01", 1, "Tỷ lệ nhiệm vụ trong chương trình công tác năm hoàn thành đúng hạn", "%",
     "Càng cao càng tốt", (95, 95, 96, 95, 95, 95, 95, 95, 95)),
    ("CT02", 1, "Tỷ lệ văn bản, hồ sơ công việc xử lý quá hạn", "%",
     "Càng thấp càng tốt", (3, 3, 3, 3, 3, 3, 3, 3, 3)),
    ("CT03", 2, "Số xã, thôn được đơn vị nhận giúp đỡ xây dựng nông thôn mới nâng cao, kiểu mẫu",
     "xã, thôn", "Càng cao càng tốt", (2, 2, 2, 2, 3, 1, 1, 1, 1)),
    ("CT04", 2, "Số hộ nghèo, gia đình chính sách được đơn vị thăm hỏi, giúp đỡ", "hộ",
     "Càng cao càng tốt", (10, 12, 10, 15, 15, 10, 8, 8, 10)),
    ("CT05", 3, "Tỷ lệ hồ sơ công việc được xử lý hoàn toàn trên môi trường mạng", "%",
     "Càng cao càng tốt", (90, 90, 90, 90, 90, 90, 90, 90, 90)),
    ("CT06", 3, "Số văn bản đã ban hành phải đính chính, thu hồi", "văn bản",
     "Càng thấp càng tốt", (4, 4, 4, 4, 4, 4, 4, 4, 4)),
    ("CT07", 4, "Số đợt thi đua theo chuyên đề được phát động và sơ kết, tổng kết", "đợt",
     "Càng cao càng tốt", (2, 3, 2, 2, 2, 2, 2, 2, 2)),
    ("CT08", 5, "Tỷ lệ người lao động trực tiếp trong tổng số cá nhân được khen thưởng", "%",
     "Càng cao càng tốt", (60, 60, 60, 60, 60, 60, 60, 60, 60)),
    ("CT09", 5, "Số sáng kiến được công nhận ở cấp cơ sở trở lên", "sáng kiến",
     "Càng cao càng tốt", (4, 5, 4, 5, 5, 4, 3, 4, 3)),
    ("CT10", 6, "Số tin, bài, mô hình, kinh nghiệm hay chia sẻ trong Khối", "tin, bài",
     "Càng cao càng tốt", (6, 6, 6, 6, 6, 6, 6, 6, 6)),
]  # fmt: skip

# What each unit reached, in the order of the units.
REACHED = {
    "CT01": (98, 97, 98.5, 99, 99.5, 96, 91, 95, 92),
    "CT02": (1.2, 1.5, 2, 1, 0.5, 2.5, 3.5, 3, 4),
    "CT03": (2, 2, 3, 2, 4, 1, 1, 1, 1),
    "CT04": (12, 15, 12, 18, 20, 10, 8, 7, 11),
    "CT05": (96, 95, 98, 95, 97, 92, 88, 93, 90),
    "CT06": (1, 2, 1, 0, 1, 3, 2, 3, 5),
    "CT07": (3, 4, 2, 3, 3, 2, 2, 2, 2),
    "CT08": (65, 68, 62, 64, 70, 60, 55, 58, 61),
    "CT09": (5, 6, 5, 6, 7, 3, 3, 5, 3),
    "CT10": (8, 9, 6, 7, 10, 6, 5, 6, 6),
}
_REPORTED_ON = date(2021, 11, 24)
_REPORT = "Báo cáo kết quả thực hiện giao ước thi đua năm 2021 (ước thực hiện)"
PROGRESS = [
    (target, SHORT[unit], value, f"{10 + CODES.index(unit)}/BC-MH", _REPORTED_ON, _REPORT)
    for target, values in REACHED.items()
    for unit, value in zip(CODES, values, strict=True)
]

# Sở Tài chính registered nothing: under the law of that time no emulation title is open to it.
_REGISTERED = {
    "vpdoan": ["Cờ thi đua của Ủy ban nhân dân tỉnh", "Tập thể lao động xuất sắc"],
    "snv": ["Cờ thi đua của Ủy ban nhân dân tỉnh", "Tập thể lao động xuất sắc"],
    "vpubnd": ["Cờ thi đua của Chính phủ", "Cờ thi đua của Ủy ban nhân dân tỉnh"],
    "skhdt": ["Cờ thi đua của Chính phủ", "Cờ thi đua của Ủy ban nhân dân tỉnh"],
    "stp": ["Cờ thi đua của Ủy ban nhân dân tỉnh", "Tập thể lao động xuất sắc"],
    "tttinh": ["Tập thể lao động xuất sắc"],
    "skhcn": ["Cờ thi đua của Ủy ban nhân dân tỉnh"],
    "bqlkcn": ["Tập thể lao động tiên tiến"],
}
REGISTRATIONS = [
    (SHORT[unit], award, date(2021, 2, 25), f"{CODES.index(unit) + 1:02d}/ĐKTĐ-MH")
    for unit, titles in _REGISTERED.items()
    for award in titles
]
