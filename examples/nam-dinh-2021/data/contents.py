"""Which rows stand in which sheet, what each sheet is called, and what a reader is told first."""

from sheet_writer import Sheet

from data import agreement, bloc, records, review, scores, targets
from thidua.law import FINDINGS
from thidua.year.workbook.references import award_words
from thidua.year.workbook.schema import Form, Listing
from thidua.year.workbook.sheets import ALL
from thidua.year.workbook.vocabulary import slugs

UNIT_HEADINGS = list(bloc.SHORT.values())
CHOICES = {
    "Đơn vị": UNIT_HEADINGS,
    "Danh hiệu, hình thức": list(award_words(2021)),
}
_FINDING_WORDS = {slug: word for word, slug in slugs(FINDINGS).items()}
_FINDINGS = [(unit, _FINDING_WORDS[kind], *rest) for unit, kind, *rest in records.FINDINGS]
_MARK_HEADS = {line[0]: (line[2], line[4]) for line in scores.CRITERIA}


def _mark_rows(stage: str) -> list:
    """Every line of the table with its points; what is computed stays blank."""
    points = scores.MARKS[stage]
    return [
        (line[0], *_MARK_HEADS[line[0]], points.get(line[0], (None,) * len(bloc.CODES)))
        for line in scores.CRITERIA
    ]


_MARK_NOTE = "Ô tô xám được tính tự động từ kết quả chỉ tiêu hoặc từ tiêu chí con, không nhập."
_ROWS = {
    "Khối": bloc.BLOC,
    "Đơn vị": bloc.MEMBERS,
    "Nhân sự": bloc.PEOPLE,
    "Văn bản chỉ đạo": agreement.DIRECTIVES,
    "Phong trào": agreement.MOVEMENTS,
    "Giao ước": agreement.CLAUSES,
    "Chỉ tiêu": targets.TARGETS,
    "Kết quả": targets.PROGRESS,
    "Đăng ký": targets.REGISTRATIONS,
    "Quy định chấm điểm": scores.TABLE,
    "Bảng điểm": scores.CRITERIA,
    **{stage: _mark_rows(stage) for stage in scores.MARKS},
    "Lý do điều chỉnh": scores.REASONS,
    "Minh chứng": scores.EVIDENCE,
    "Phân công chấm chéo": bloc.CROSS,
    "Hồ sơ năm": records.RECORDS,
    "Sáng kiến": records.INITIATIVES,
    "Khen thưởng đã có": records.PRIOR_AWARDS,
    "Nhận xét": _FINDINGS,
    "Số lượng đề nghị": review.SLOTS,
    "Quy tắc biểu quyết": review.RULES,
    "Hội nghị": review.CONFERENCE,
    "Điểm danh": review.CONFERENCE_SEATS,
    "Kiểm phiếu": review.COUNTS,
    "Bầu Khối trưởng": review.CANDIDATES,
    "Hội đồng": review.COUNCIL_MEETING,
    "Thành viên Hội đồng": review.COUNCIL_SEATS,
    "Quyết định": review.DECISIONS,
    "Báo cáo": review.REPORT,
    "Thời gian": bloc.DATES,
}
_NOTES = {
    "Khối": "Mỗi dòng một mục.",
    "Nhân sự": "Mọi người trong bảng này đều là nhân vật minh họa.",
    "Giao ước": "Mỗi dòng một khoản; giao ước năm 2021 minh họa, sáu nội dung năm 2022 đã công bố.",
    "Chỉ tiêu": "Mỗi đơn vị một cột; ô trống là không giao.",
    "Kết quả": "Số ước thực hiện tại thời điểm hội nghị; số liệu minh họa.",
    "Đăng ký": "Sở Tài chính không có dòng nào: chưa đăng ký thi đua năm 2021 (minh họa).",
    "Bảng điểm": "100 điểm, thưởng tối đa 5 điểm; bảng điểm minh họa.",
    "Hồ sơ năm": "Sở KH&CN chưa có xếp loại năm 2020: xem cách hệ thống trả lời “chưa đủ căn cứ”.",
    "Số lượng đề nghị": "Xếp từ mức cao xuống; số lượng 01, 02, 04 là kết quả đã công bố.",
    "Quy tắc biểu quyết": "Quy chế của khối chưa công bố: mọi tỷ lệ ở đây là lựa chọn minh họa.",
    "Kiểm phiếu": "Bầu Khối trưởng: ghi số phiếu từng đơn vị ở trang “Bầu Khối trưởng”.",
    "Quyết định": "Số, ngày và người ký đều minh họa.",
    **dict.fromkeys(scores.MARKS, _MARK_NOTE),
}


def _sheet(schema: Listing | Form) -> Sheet:
    name = schema.sheet
    shaded = frozenset(scores.COMPUTED) if name in scores.MARKS else frozenset()
    note = _NOTES.get(name, "Số liệu minh họa.")
    return Sheet(schema=schema, rows=_ROWS[name], note=note, shaded=shaded)


SHEETS = [_sheet(schema) for schema in ALL]
READ_FIRST = [
    ("h", "NĂM THI ĐUA 2021 CỦA KHỐI THI ĐUA CÁC SỞ, NGÀNH TỔNG HỢP TỈNH NAM ĐỊNH"),
    ("p", ("Bảng tính này chứa trọn một năm của khối thi đua, từ giao ước đến quyết định khen thưởng. "
     "Không có kết quả nào được gõ sẵn: xếp hạng, đề nghị, trúng cử đều do hệ thống tính từ điểm, "
     "từ quy định của pháp luật và từ phiếu.")),
    ("h", "Những điều đã công bố"),
    ("p", ("• Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định; Văn phòng Đoàn ĐBQH và HĐND tỉnh làm "
     "Khối trưởng năm 2021.")),
    ("p", "• Khối đề nghị 01 Cờ thi đua của Chính phủ, 02 Cờ thi đua của UBND tỉnh, 04 Bằng khen."),
    ("p", "• Sở Nội vụ được bầu làm Khối trưởng năm 2022."),
    ("p", "• Sáu nội dung của giao ước thi đua năm 2022 (câu chữ từng khoản do người soạn ví dụ viết)."),
    ("h", "Những điều minh họa"),
    ("p", ("• Mọi họ tên (đều kết thúc bằng “(minh họa)”), bảy đơn vị thành viên còn lại, điểm số, chỉ tiêu, "
     "kết quả, phiếu bầu, xếp hạng, đơn vị được đề nghị, ngày họp, số và ngày của văn bản (kết thúc bằng “-MH”).")),
    ("p", "• Giao ước năm 2021, bảng điểm, quy tắc biểu quyết, nguồn của số lượng đề nghị."),
    ("p", "Tên đơn vị là tên cơ quan có thật; kết quả gắn với từng đơn vị ở đây không phải là kết quả thật."),
    ("h", "Cách dùng cho khối của mình"),
    ("p", ("Chép tệp này, thay số liệu ở từng trang, giữ nguyên tên trang và hàng tiêu đề. Đơn vị có thể ghi "
     "bằng mã, tên gọi tắt hoặc tên đầy đủ. Ngày ghi ngày/tháng/năm. Khi nạp, mọi lỗi được báo một lần, "
     "mỗi lỗi ghi rõ trang, ô, quy định và cách sửa.")),
]  # fmt: skip
