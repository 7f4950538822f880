"""The scoring table and the points given at its three stages; all of it is illustrative."""

from datetime import date

from data.bloc import CODES, ILLUSTRATIVE, SHORT

TABLE = [
    ("Tên bảng điểm", "Bảng chấm điểm thi đua năm 2021 của Khối các sở, ngành tổng hợp"),
    ("Số chữ số thập phân", 2),
    ("Chênh lệch không cần lý do (điểm)", 0.5),
    ("Ngày thông qua", date(2021, 2, 5)),
    ("Nguồn gốc", ILLUSTRATIVE),
]

_SUM, _RATIO, _STEPS = "Mục (cộng các tiêu chí con)", "Theo tỷ lệ hoàn thành chỉ tiêu", "Theo mức"
_CHECK, _JUDGE = "Đạt hoặc không đạt", "Chấm trực tiếp"
_BONUS, _DEDUCTION = "Điểm thưởng", "Điểm trừ"

# code, section, text, way of scoring, maximum; then target, steps, points each time, guidance
_LINES: list[tuple[object, ...]] = [
    ("I", None, "Thực hiện nhiệm vụ chính trị, chuyên môn", _SUM, 40),
    ("I.1", "I", "Hoàn thành đúng hạn nhiệm vụ trong chương trình công tác năm", _RATIO, 12, "CT01"),
    ("I.2", "I", "Hạn chế văn bản, hồ sơ xử lý quá hạn", _RATIO, 8, "CT02"),
    ("I.3", "I", "Chất lượng tham mưu, đề xuất với Tỉnh ủy, HĐND, UBND tỉnh", _JUDGE, 10, None, None,
     None, "Căn cứ số lượng, chất lượng đề án, báo cáo được cấp có thẩm quyền thông qua."),
    ("I.4", "I", "Thực hiện chế độ thông tin, báo cáo", _STEPS, 5, None, "5; 4; 3; 0", None,
     "Đủ, đúng hạn: 5; chậm 1 lần: 4; chậm 2-3 lần: 3; chậm trên 3 lần: 0."),
    ("I.5", "I", "Thực hiện nhiệm vụ phòng, chống dịch COVID-19 theo chỉ đạo", _CHECK, 5),
    ("II", None, "Hưởng ứng các phong trào thi đua", _SUM, 15),
    ("II.1", "II", "Giúp đỡ xã, thôn xây dựng nông thôn mới nâng cao, kiểu mẫu", _RATIO, 5, "CT03"),
    ("II.2", "II", "Chăm lo hộ nghèo, gia đình chính sách", _RATIO, 5, "CT04"),
    ("II.3", "II", "Hiệu quả các phong trào thi đua trong đơn vị", _JUDGE, 5),
    ("III", None, "Cải cách hành chính, xây dựng chính quyền điện tử", _SUM, 15),
    ("III.1", "III", "Xử lý công việc trên môi trường mạng", _RATIO, 5, "CT05"),
    ("III.2", "III", "Chất lượng văn bản ban hành", _RATIO, 4, "CT06"),
    ("III.3", "III", "Kết quả chấm điểm cải cách hành chính của đơn vị", _STEPS, 4, None,
     "4; 3; 2; 1; 0", None, "Xuất sắc: 4; tốt: 3; khá: 2; trung bình: 1; yếu: 0."),
    ("III.4", "III", "Thực hiện quy chế văn hóa công sở", _CHECK, 2),
    ("IV", None, "Quản lý nhà nước về thi đua, khen thưởng", _SUM, 12),
    ("IV.1", "IV", "Phát động thi đua theo chuyên đề", _RATIO, 4, "CT07"),
    ("IV.2", "IV", "Kiện toàn Hội đồng Thi đua - Khen thưởng của đơn vị", _CHECK, 3),
    ("IV.3", "IV", "Trách nhiệm của người đứng đầu trong chỉ đạo phong trào", _JUDGE, 5),
    ("V", None, "Chất lượng khen thưởng, sáng kiến", _SUM, 10),
    ("V.1", "V", "Khen thưởng người lao động trực tiếp", _RATIO, 3, "CT08"),
    ("V.2", "V", "Sáng kiến được công nhận", _RATIO, 4, "CT09"),
    ("V.3", "V", "Hồ sơ khen thưởng đúng thủ tục, đúng thời hạn", _STEPS, 3, None, "3; 2; 1; 0"),
    ("VI", None, "Hoạt động của Khối thi đua", _SUM, 8),
    ("VI.1", "VI", "Chia sẻ tin, bài, mô hình, kinh nghiệm", _RATIO, 3, "CT10"),
    ("VI.2", "VI", "Dự đầy đủ, đúng thành phần các cuộc họp của Khối", _CHECK, 2),
    ("VI.3", "VI", "Đóng góp vào hoạt động chung của Khối", _JUDGE, 3),
    ("VII", None, "Điểm thưởng (tối đa 5 điểm)", _SUM, 5),
    ("VII.1", "VII", "Được khen thưởng cấp Nhà nước trong năm", _BONUS, 3, None, None, 1),
    ("VII.2", "VII", "Có mô hình, sáng kiến được nhân rộng trong tỉnh", _BONUS, 3, None, None, 1),
    ("VIII", None, "Điểm trừ", _SUM, 5),
    ("VIII.1", "VIII", "Gửi báo cáo, hồ sơ của Khối chậm", _DEDUCTION, 3, None, None, 0.5),
    ("VIII.2", "VIII", "Vắng họp Khối không lý do", _DEDUCTION, 2, None, None, 1),
]  # fmt: skip


def _criterion(line: tuple[object, ...]) -> tuple[object, ...]:
    """Fill a line up to the columns of the sheet; no caps, floors or sources are used."""
    *five, target, steps, each, note = (*line, *(None,) * (9 - len(line)))
    return (*five, target, steps, each, None, None, None, note)


CRITERIA = [_criterion(line) for line in _LINES]
COMPUTED = {line[0] for line in _LINES if line[3] in (_SUM, _RATIO)}

# Points after appraisal, in the order of the units; None where nothing happened.
APPRAISED: dict[str, tuple[float | None, ...]] = {
    "I.3": (9.25, 9, 9.25, 9.5, 9.75, 8.75, 8.5, 8.5, 8.25),
    "I.4": (5, 5, 5, 5, 5, 5, 4, 4, 4),
    "I.5": (5, 5, 5, 5, 5, 5, 5, 5, 5),
    "II.3": (4.75, 4.5, 4.5, 4.75, 4.75, 4.25, 4, 4.25, 4),
    "III.3": (4, 4, 3, 4, 4, 3, 3, 3, 3),
    "III.4": (2, 2, 2, 2, 2, 2, 2, 2, 2),
    "IV.2": (3, 3, 3, 3, 3, 3, 3, 3, 0),
    "IV.3": (4.75, 5, 4.5, 4.5, 4.75, 4.5, 4.25, 4.25, 4),
    "V.3": (3, 3, 3, 2, 3, 3, 2, 3, 2),
    "VI.2": (2, 2, 2, 2, 2, 2, 2, 2, 2),
    "VI.3": (3, 2.75, 2.5, 2.5, 2.75, 2.5, 2.25, 2.5, 2.25),
    "VII.1": (1, None, 1, 1, 2, None, None, 1, None),
    "VII.2": (2, 1, 2, 2, 2, 1, None, 1, None),
    "VIII.1": (None, None, None, None, None, None, 0.5, None, 0.5),
    "VIII.2": (None, None, None, None, None, None, None, None, None),
}
# Where a unit, or the unit that checked it, had given other points.
_SELF = {
    ("vpdoan", "I.3"): 9.5, ("snv", "II.3"): 4.75, ("vpubnd", "I.3"): 9.5, ("vpubnd", "IV.3"): 4.75,
    ("stc", "V.3"): 3, ("skhdt", "VI.3"): 3, ("stp", "II.3"): 5, ("tttinh", "I.3"): 8.75,
    ("tttinh", "IV.3"): 5, ("tttinh", "VIII.1"): None, ("skhcn", "I.4"): 5, ("skhcn", "VI.3"): 2.75,
    ("bqlkcn", "I.3"): 9.5, ("bqlkcn", "IV.2"): 3, ("bqlkcn", "VIII.1"): None,
}  # fmt: skip
_CROSS = {
    ("vpdoan", "I.3"): 9.25, ("snv", "I.3"): 8.75, ("vpubnd", "I.3"): 9.5, ("stc", "V.3"): 3,
    ("skhdt", "IV.3"): 4.5, ("stp", "II.3"): 4.5, ("tttinh", "IV.3"): 4.75, ("skhcn", "I.4"): 4,
    ("bqlkcn", "I.3"): 8.75, ("bqlkcn", "IV.2"): 3, ("bqlkcn", "VI.3"): 2.5,
}  # fmt: skip
Points = dict[str, tuple[float | None, ...]]


def _stage(given: dict[tuple[str, str], float | None]) -> Points:
    return {
        criterion: tuple(
            given.get((unit, criterion), points)
            for unit, points in zip(CODES, appraised, strict=True)
        )
        for criterion, appraised in APPRAISED.items()
    }


MARKS: dict[str, Points] = {
    "Tự chấm": _stage(_SELF),
    "Chấm chéo": _stage(_CROSS),
    "Thẩm định": APPRAISED,
}
REASONS = [
    (SHORT[unit], criterion, stage, reason)
    for unit, criterion, stage, reason in (
        ("stc", "V.3", "Thẩm định", "Có 01 hồ sơ đề nghị khen thưởng gửi sau thời hạn."),
        ("stp", "II.3", "Chấm chéo", "Chưa có báo cáo sơ kết một phong trào."),
        ("stp", "II.3", "Thẩm định", "Một phong trào phát động nhưng chưa sơ kết, đánh giá."),
        ("tttinh", "IV.3", "Thẩm định", "Chưa có văn bản chỉ đạo riêng của người đứng đầu."),
        ("tttinh", "VIII.1", "Thẩm định", "Gửi báo cáo 6 tháng chậm 02 ngày."),
        ("skhcn", "I.4", "Chấm chéo", "Báo cáo quý III gửi chậm."),
        ("skhcn", "I.4", "Thẩm định", "Xác nhận báo cáo quý III gửi chậm 01 lần."),
        ("bqlkcn", "I.3", "Chấm chéo", "Còn nhiệm vụ trong chương trình công tác chuyển năm sau."),
        (
            "bqlkcn",
            "I.3",
            "Thẩm định",
            "Còn 02 nhiệm vụ trong chương trình công tác chưa hoàn thành.",
        ),
        ("bqlkcn", "IV.2", "Thẩm định", "Chưa có quyết định kiện toàn Hội đồng của đơn vị."),
        ("bqlkcn", "VIII.1", "Thẩm định", "Gửi bảng tự chấm điểm chậm 01 ngày."),
    )
]
EVIDENCE = [
    (SHORT[unit], criterion, number, dated, title)
    for unit, criterion, number, dated, title in (
        ("vpdoan", "I.3", "31/BC-MH", date(2021, 11, 15), "Báo cáo kết quả tham mưu năm 2021"),
        ("vpdoan", "VII.1", "32/QĐ-MH", date(2021, 8, 20), "Quyết định tặng thưởng cấp Nhà nước"),
        ("snv", "III.3", "33/QĐ-MH", date(2021, 5, 10), "Công bố kết quả cải cách hành chính"),
        ("snv", "IV.2", "34/QĐ-MH", date(2021, 3, 2), "Kiện toàn Hội đồng của đơn vị"),
        ("vpubnd", "I.4", "35/TB-MH", date(2021, 11, 18), "Thông báo tình hình thực hiện chế độ báo cáo"),
        ("vpubnd", "VII.2", "36/BC-MH", date(2021, 10, 12), "Báo cáo nhân rộng mô hình họp không giấy"),
        ("stc", "I.3", "37/BC-MH", date(2021, 11, 16), "Báo cáo kết quả tham mưu điều hành ngân sách"),
        ("stc", "VII.2", "38/BC-MH", date(2021, 9, 30), "Báo cáo nhân rộng mô hình thanh toán điện tử"),
        ("skhdt", "I.3", "39/BC-MH", date(2021, 11, 17), "Báo cáo kết quả tham mưu kế hoạch năm 2021"),
        ("skhdt", "VII.1", "40/QĐ-MH", date(2021, 9, 1), "Quyết định tặng thưởng cấp Nhà nước"),
        ("skhdt", "VII.2", "41/BC-MH", date(2021, 10, 5), "Báo cáo nhân rộng hỗ trợ doanh nghiệp trực tuyến"),
        ("stp", "II.3", "42/BC-MH", date(2021, 11, 19), "Báo cáo kết quả phong trào thi đua"),
        ("tttinh", "I.3", "43/BC-MH", date(2021, 11, 19), "Báo cáo công tác thanh tra năm 2021"),
        ("skhcn", "VII.2", "44/BC-MH", date(2021, 10, 28), "Báo cáo nhân rộng sáng kiến"),
        ("bqlkcn", "I.5", "45/BC-MH", date(2021, 11, 12), "Báo cáo phòng, chống dịch trong khu công nghiệp"),
    )
]  # fmt: skip
