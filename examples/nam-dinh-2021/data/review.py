"""Rules, meetings, ballots, decisions and the report of the example.

Published: how many were put forward (1, 2 and 4) and that Sở Nội vụ leads in 2022. The rest is
illustrative, so that the published outcome follows from scores, law and ballots.
"""

from datetime import date

from data.bloc import COUNCIL, HEADS, ILLUSTRATIVE, SHORT, UNITS, at, made_up

_GOVERNMENT, _PROVINCE = "Cờ thi đua của Chính phủ", "Cờ thi đua của Ủy ban nhân dân tỉnh"
_CERTIFICATE = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
_SLOTS_SOURCE = "Số lượng theo kết quả đã công bố; văn bản ấn định số lượng chưa công bố (minh họa)"
SLOTS = [
    (_GOVERNMENT, 1, _SLOTS_SOURCE),
    (_PROVINCE, 2, _SLOTS_SOURCE),
    (_CERTIFICATE, 4, _SLOTS_SOURCE),
]

_PROVISION = "Lựa chọn minh họa; quy chế của khối chưa công bố"
_REPORT, _NOMINATE = "Thông qua báo cáo tổng kết", "Suy tôn, đề nghị khen thưởng"
_ELECT, _AGREEMENT = "Bầu Khối trưởng năm sau", "Thông qua giao ước thi đua năm sau"
_COUNCIL_REVIEW = "Hội đồng xét khen thưởng"
RULES = [
    (kind, ballot, op, percent, base, absent, 67, _PROVISION, "Minh họa")
    for kind, ballot, op, percent, base, absent in (
        (_REPORT, "Biểu quyết công khai", "Trên", 50, "Số thành viên có mặt", "Không lấy ý kiến"),
        (_NOMINATE, "Bỏ phiếu kín", "Ít nhất", 80, "Tổng số thành viên", "Không lấy ý kiến"),
        (_ELECT, "Bỏ phiếu kín", "Trên", 50, "Tổng số thành viên", "Không lấy ý kiến"),
        (_AGREEMENT, "Biểu quyết công khai", "Trên", 50, "Số thành viên có mặt", "Không lấy ý kiến"),
        (_COUNCIL_REVIEW, "Bỏ phiếu kín", "Ít nhất", 90, "Tổng số thành viên",
         "Cho ý kiến bằng văn bản"),
    )
]  # fmt: skip

CONFERENCE = [
    ("Tên cuộc họp", ("Hội nghị tổng kết công tác thi đua, khen thưởng năm 2021 và ký kết giao ước "
     "thi đua năm 2022 của Khối thi đua các sở, ngành tổng hợp")),
    ("Địa điểm", "Hội trường Văn phòng Đoàn ĐBQH và HĐND tỉnh, thành phố Nam Định"),
    ("Khai mạc", at(date(2021, 12, 17), 8)),
    ("Bế mạc", at(date(2021, 12, 17), 11, 30)),
    ("Chủ trì", made_up(HEADS[0])),
    ("Chức vụ người chủ trì", "Chánh Văn phòng Đoàn ĐBQH và HĐND tỉnh, Khối trưởng"),
    ("Thư ký", made_up("Nguyễn Đức Toàn")),
    ("Người kiểm phiếu", made_up("Trần Văn Đạt")),
    (None, made_up("Phạm Thu Trang")),
    (None, made_up("Đinh Thị Bích Ngọc")),
    ("Chương trình", "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2021; thảo luận"),
    (None, "Công bố kết quả chấm điểm, xếp hạng"),
    (None, "Bình xét, bỏ phiếu đề nghị khen thưởng"),
    (None, "Bầu Khối trưởng năm 2022"),
    (None, "Ký kết giao ước thi đua năm 2022"),
    ("Ý kiến thảo luận", ("Đại diện Sở Tài chính đề nghị đơn vị đăng ký thi đua đúng hạn để không mất "
     "quyền xét danh hiệu thi đua.")),
    (None, "Đại diện Sở Khoa học và Công nghệ đề nghị Khối lập chuyên trang chia sẻ sáng kiến."),
    (None, "Đại diện Sở Nội vụ lưu ý hồ sơ đề nghị khen thưởng gửi trước ngày 25/12/2021."),
    ("Nguồn gốc", ILLUSTRATIVE),
]  # fmt: skip
_PROXY = "bqlkcn"
CONFERENCE_SEATS = [
    (unit[2], made_up(head), unit[3], "Có mặt", None)
    if unit[0] != _PROXY
    else (unit[2], made_up("Lại Thế Anh"), "Phó Trưởng ban", "Người được ủy quyền dự",
          "Giấy ủy quyền số 05/GUQ-MH ngày 15/12/2021")
    for unit, head in zip(UNITS, HEADS, strict=True)
]  # fmt: skip

# kind, award, unit, issued, returned, invalid, yes, no, no opinion
COUNTS = [
    (kind, award, SHORT[unit] if unit else None, *figures)
    for kind, award, unit, *figures in (
        (_REPORT, None, None, 9, 9, 0, 9, 0, 0),
        (_NOMINATE, _GOVERNMENT, "skhdt", 9, 9, 0, 9, 0, 0),
        (_NOMINATE, _PROVINCE, "vpdoan", 9, 9, 0, 8, 0, 1),
        # 6 of 9 is short of 80 %: the next in the ranking is put to the vote.
        (_NOMINATE, _PROVINCE, "vpubnd", 9, 9, 0, 6, 2, 1),
        (_NOMINATE, _PROVINCE, "snv", 9, 9, 1, 8, 0, 0),
        (_NOMINATE, _CERTIFICATE, "stc", 9, 9, 0, 9, 0, 0),
        (_NOMINATE, _CERTIFICATE, "vpubnd", 9, 9, 0, 9, 0, 0),
        (_NOMINATE, _CERTIFICATE, "stp", 9, 9, 0, 8, 1, 0),
        (_NOMINATE, _CERTIFICATE, "skhcn", 9, 9, 0, 8, 0, 1),
        (_ELECT, None, None, 9, 9, 0, None, None, None),
        (_AGREEMENT, None, None, 9, 9, 0, 9, 0, 0),
        (_COUNCIL_REVIEW, _GOVERNMENT, "skhdt", 11, 11, 0, 11, 0, 0),
        (_COUNCIL_REVIEW, _PROVINCE, "vpdoan", 11, 11, 0, 11, 0, 0),
        (_COUNCIL_REVIEW, _PROVINCE, "snv", 11, 11, 0, 10, 0, 1),
        (_COUNCIL_REVIEW, _CERTIFICATE, "stc", 11, 11, 0, 10, 1, 0),
        (_COUNCIL_REVIEW, _CERTIFICATE, "vpubnd", 11, 11, 0, 11, 0, 0),
        (_COUNCIL_REVIEW, _CERTIFICATE, "stp", 11, 11, 1, 10, 0, 0),
        (_COUNCIL_REVIEW, _CERTIFICATE, "skhcn", 11, 11, 0, 10, 0, 1),
    )
]  # fmt: skip
CANDIDATES = [(SHORT["snv"], 7), (SHORT["stp"], 2)]

COUNCIL_MEETING = [
    ("Tên cuộc họp", "Họp Hội đồng Thi đua - Khen thưởng tỉnh xét khen thưởng năm 2021"),
    ("Địa điểm", "Trụ sở Ủy ban nhân dân tỉnh Nam Định"),
    ("Khai mạc", at(date(2022, 2, 14), 14)),
    ("Bế mạc", at(date(2022, 2, 14), 16, 30)),
    ("Chủ trì", made_up(COUNCIL[0][0])),
    ("Chức vụ người chủ trì", "Chủ tịch Ủy ban nhân dân tỉnh, Chủ tịch Hội đồng"),
    ("Thư ký", made_up(COUNCIL[-1][0])),
    ("Người kiểm phiếu", made_up(COUNCIL[6][0])),
    (None, made_up(COUNCIL[7][0])),
    ("Chương trình", "Nghe báo cáo thẩm định hồ sơ đề nghị khen thưởng"),
    (None, "Thảo luận, bỏ phiếu kín từng trường hợp"),
    ("Ý kiến thảo luận", ("Hội đồng lưu ý hồ sơ của Sở Khoa học và Công nghệ cần bổ sung quyết định "
     "xếp loại năm 2020.")),
    ("Nguồn gốc", ILLUSTRATIVE),
]  # fmt: skip
COUNCIL_SEATS = [(made_up(name), post, "Có mặt", None) for name, post in COUNCIL]
DECISIONS = [
    (_GOVERNMENT, "01/QĐ-TTg-MH", date(2022, 5, 20), "Thủ tướng Chính phủ", "Thủ tướng Chính phủ",
     made_up("Nguyễn Văn Mẫu")),
    (_PROVINCE, "02/QĐ-UBND-MH", date(2022, 2, 25), "Ủy ban nhân dân tỉnh Nam Định",
     "Chủ tịch Ủy ban nhân dân tỉnh", made_up(COUNCIL[0][0])),
    (_CERTIFICATE, "03/QĐ-UBND-MH", date(2022, 2, 25), "Chủ tịch Ủy ban nhân dân tỉnh Nam Định",
     "Chủ tịch Ủy ban nhân dân tỉnh", made_up(COUNCIL[0][0])),
]  # fmt: skip
REPORT = [
    ("Đặc điểm, tình hình", ("Các đơn vị trong Khối cùng làm công tác tham mưu tổng hợp, nên chỉ tiêu thi "
     "đua của Khối nặng về chất lượng và thời hạn của việc tham mưu.")),
    (None, ("Dịch COVID-19 diễn biến phức tạp, nhiều hoạt động của Khối chuyển sang hình thức trực tuyến; "
     "các đơn vị vừa phòng, chống dịch vừa hoàn thành nhiệm vụ chuyên môn.")),
    ("Hạn chế, nguyên nhân", "Một số đợt thi đua theo chuyên đề chưa được sơ kết, đánh giá kịp thời."),
    (None, "Có đơn vị chưa gửi bản đăng ký thi đua, có đơn vị gửi báo cáo chậm so với quy định."),
    (None, "Việc chia sẻ mô hình, kinh nghiệm giữa các đơn vị chưa thường xuyên."),
    ("Phương hướng", "Thực hiện đầy đủ sáu nội dung của giao ước thi đua năm 2022."),
    (None, "Đăng ký thi đua đúng hạn, gắn chỉ tiêu thi đua với nhiệm vụ trọng tâm của từng đơn vị."),
    ("Kiến nghị, đề xuất", ("Đề nghị cơ quan thường trực hướng dẫn sớm số lượng và thời hạn hồ sơ đề nghị "
     "khen thưởng năm 2022.")),
]  # fmt: skip
