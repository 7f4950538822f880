"""The bloc, its members and the people of the example; every person is made up."""

from datetime import date, datetime, time

PUBLISHED, ILLUSTRATIVE = "đã công bố", "minh họa"
# The example knows its units from this day on; when they were founded doesn't matter to it.
FROM = date(2020, 1, 1)

# code, name, short name, post of the head, position, what is published about it
UNITS = [
    ("vpdoan", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
     "VP Đoàn ĐBQH và HĐND", "Chánh Văn phòng", "Khối trưởng", PUBLISHED),
    ("snv", "Sở Nội vụ", "Sở Nội vụ", "Giám đốc", "Khối phó", PUBLISHED),
    ("vpubnd", "Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh", "Chánh Văn phòng",
     "Thành viên", ILLUSTRATIVE),
    ("stc", "Sở Tài chính", "Sở Tài chính", "Giám đốc", "Thành viên", ILLUSTRATIVE),
    ("skhdt", "Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", "Giám đốc", "Thành viên", ILLUSTRATIVE),
    ("stp", "Sở Tư pháp", "Sở Tư pháp", "Giám đốc", "Thành viên", ILLUSTRATIVE),
    ("tttinh", "Thanh tra tỉnh", "Thanh tra tỉnh", "Chánh Thanh tra", "Thành viên", ILLUSTRATIVE),
    ("skhcn", "Sở Khoa học và Công nghệ", "Sở KH&CN", "Giám đốc", "Thành viên", ILLUSTRATIVE),
    ("bqlkcn", "Ban Quản lý các khu công nghiệp tỉnh", "BQL các KCN", "Trưởng ban",
     "Thành viên", ILLUSTRATIVE),
]  # fmt: skip
CODES = [unit[0] for unit in UNITS]
SHORT = {unit[0]: unit[2] for unit in UNITS}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment as a cell of a sheet holds it: the time on the clock of Vietnam."""
    return datetime.combine(day, time(hour, minute))


def made_up(name: str) -> str:
    return f"{name} (minh họa)"


# The head and the officer of each unit, in the order of the units.
HEADS = [
    "Trần Quốc Hưng", "Phạm Thị Minh Nguyệt", "Vũ Đình Khải", "Đỗ Thanh Bình", "Nguyễn Hữu Thành",
    "Lê Thị Thu Hà", "Hoàng Văn Chính", "Bùi Đức Long", "Ngô Xuân Trường",
]  # fmt: skip
OFFICERS = [
    "Nguyễn Thị Lan Anh", "Trần Văn Đạt", "Phạm Thu Trang", "Vũ Thị Hồng Nhung", "Đặng Minh Quân",
    "Đinh Thị Bích Ngọc", "Lê Quang Huy", "Mai Thị Phương", "Trịnh Công Tùng",
]  # fmt: skip

# The council for emulation and commendation: name and post; the first is its chair.
COUNCIL = [
    ("Đoàn Minh Tuấn", "Chủ tịch Hội đồng"),
    ("Phạm Khắc Dũng", "Phó Chủ tịch thứ nhất"),
    ("Nguyễn Thị Kim Oanh", "Phó Chủ tịch"),
    ("Vũ Ngọc Ánh", "Phó Chủ tịch thường trực"),
    ("Trần Đăng Việt", "Ủy viên"),
    ("Lương Thị Tuyết Mai", "Ủy viên"),
    ("Bùi Thế Vinh", "Ủy viên"),
    ("Đỗ Hải Yến", "Ủy viên"),
    ("Hoàng Trung Kiên", "Ủy viên"),
    ("Nguyễn Văn Phúc Hậu", "Ủy viên"),
    ("Phan Thị Diệu Linh", "Ủy viên, Thư ký Hội đồng"),
]
CHAIR, VICE_CHAIR, MEMBER = COUNCIL[0][0], COUNCIL[3][0], COUNCIL[4][0]
SECRETARY, INSPECTOR = "Nguyễn Đức Toàn", "Đào Thị Thanh Hòa"

BLOC = [
    ("Mã cơ quan quản lý", "nam-dinh"),
    ("Cơ quan quản lý", "Ủy ban nhân dân tỉnh Nam Định"),
    ("Địa danh", "Nam Định"),
    ("Cơ quan thường trực thi đua, khen thưởng", "Sở Nội vụ tỉnh Nam Định"),
    ("Mã khối", "khoi-tong-hop"),
    ("Tên khối", "Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định"),
    ("Loại", "Khối thi đua"),
    ("Năm thi đua", 2021),
    ("Nguồn gốc", ILLUSTRATIVE),
]
MEMBERS = [
    (code, name, short, post, position, FROM, provenance)
    for code, name, short, post, position, provenance in UNITS
]
_HEAD_ROWS = [
    (made_up(name), f"thutruong-{unit[0]}", "Thủ trưởng đơn vị", unit[2], unit[3], FROM)
    for name, unit in zip(HEADS, UNITS, strict=True)
]
_OFFICER_ROWS = [
    (made_up(name), f"canbo-{unit[0]}", "Cán bộ thi đua của đơn vị", unit[2],
     "Chuyên viên phụ trách thi đua, khen thưởng", FROM)
    for name, unit in zip(OFFICERS, UNITS, strict=True)
]  # fmt: skip
_COUNCIL_SIGN_INS = {CHAIR: "kyduyet", VICE_CHAIR: "banthidua", MEMBER: "hoidong"}
PEOPLE = [
    (made_up(SECRETARY), "thuky", "Thư ký khối thi đua", SHORT["vpdoan"],
     "Phó Chánh Văn phòng, Thư ký Khối", FROM),
    (made_up(VICE_CHAIR), "banthidua", "Cơ quan thường trực thi đua, khen thưởng", None,
     "Phó Giám đốc Sở Nội vụ phụ trách thi đua, khen thưởng", FROM),
    (made_up(CHAIR), "kyduyet", "Người có thẩm quyền quyết định", None,
     "Chủ tịch Ủy ban nhân dân tỉnh", FROM),
    (made_up(INSPECTOR), "thanhtra", "Thanh tra", None,
     "Thanh tra viên về thi đua, khen thưởng", FROM),
    *_HEAD_ROWS,
    *_OFFICER_ROWS,
    *(
        (made_up(name), _COUNCIL_SIGN_INS.get(name), "Thành viên Hội đồng Thi đua - Khen thưởng",
         None, post, FROM)
        for name, post in COUNCIL
    ),
]  # fmt: skip
# Each member checks the one after it in the list.
CROSS = [
    (SHORT[scorer], SHORT[scored])
    for scorer, scored in zip(CODES, [*CODES[1:], CODES[0]], strict=True)
]
DATES = [
    ("Mở năm thi đua", at(date(2021, 1, 15), 8)),
    ("Ký giao ước", at(date(2021, 2, 5), 9)),
    ("Đăng ký thi đua", at(date(2021, 2, 26), 14)),
    ("Báo cáo kết quả", at(date(2021, 11, 25), 16)),
    ("Tự chấm điểm", at(date(2021, 11, 29), 16, 30)),
    ("Chấm chéo", at(date(2021, 12, 2), 16, 30)),
    ("Thẩm định", at(date(2021, 12, 6), 15)),
    ("Chốt xếp hạng", at(date(2021, 12, 8), 9)),
    ("Trình đề nghị khen thưởng", at(date(2021, 12, 20), 9)),
    ("Ban hành quyết định", at(date(2022, 5, 27), 9)),
]
