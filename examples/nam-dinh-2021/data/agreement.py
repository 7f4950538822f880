"""Directives, movements and the agreements of 2021 (illustrative) and 2022 (articles published).

What the six articles of 2022 are about was published; their clauses are worded here.
"""

from datetime import date

from data.bloc import ILLUSTRATIVE, PUBLISHED

DIRECTIVES = [
    ("34-CT/TW", date(2014, 4, 7), "Bộ Chính trị",
     "Chỉ thị về tiếp tục đổi mới công tác thi đua, khen thưởng"),
    ("05-CT/TW", date(2016, 5, 15), "Bộ Chính trị",
     "Chỉ thị về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"),
]  # fmt: skip
MOVEMENTS = [
    ("PT01", "Tiếp tục đổi mới công tác thi đua, khen thưởng", "Hằng năm", "34-CT/TW",
     "Thường xuyên", "CT08"),
    ("PT02", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "Hằng năm", "05-CT/TW",
     "Thường xuyên", None),
    ("PT03", "Thi đua xây dựng nông thôn mới nâng cao, nông thôn mới kiểu mẫu", "2021 - 2025", None,
     "Theo chuyên đề", "CT03"),
    ("PT04", "Thi đua đẩy mạnh cải cách hành chính", "2021 - 2025", None,
     "Theo chuyên đề", "CT05"),
    ("PT05", "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở", "2019 - 2025", None,
     "Theo chuyên đề", None),
    ("PT06", "Đoàn kết, chung sức, đồng lòng phòng, chống và chiến thắng đại dịch COVID-19", "2021",
     None, "Theo chuyên đề", None),
]  # fmt: skip

_2021 = {
    "Thực hiện nhiệm vụ chính trị, chuyên môn": (
        (
            "Hoàn thành đúng hạn, có chất lượng các nhiệm vụ trong chương trình công tác năm và nhiệm vụ "
            "do Tỉnh ủy, Hội đồng nhân dân, Ủy ban nhân dân tỉnh giao."
        ),
        "Nâng cao chất lượng tham mưu tổng hợp; không để văn bản, hồ sơ quá hạn do nguyên nhân chủ quan.",
        "Thực hiện nghiêm các biện pháp phòng, chống dịch COVID-19 tại cơ quan, đơn vị.",
    ),
    "Hưởng ứng các phong trào thi đua do Trung ương và tỉnh phát động": (
        (
            "Nhận giúp đỡ các xã, thôn xây dựng nông thôn mới nâng cao, nông thôn mới kiểu mẫu bằng việc "
            "làm cụ thể, có địa chỉ."
        ),
        "Chăm lo người nghèo, gia đình chính sách; tham gia đầy đủ các cuộc vận động của tỉnh.",
    ),
    "Cải cách hành chính, xây dựng chính quyền điện tử": (
        "Xử lý công việc trên môi trường mạng; sử dụng chữ ký số trong phát hành văn bản.",
        "Nâng cao chất lượng văn bản, hạn chế thấp nhất văn bản phải đính chính, thu hồi.",
        "Thực hiện văn hóa công sở, giữ nghiêm kỷ luật, kỷ cương hành chính.",
    ),
    "Quản lý nhà nước về thi đua, khen thưởng": (
        (
            "Phát động các đợt thi đua theo chuyên đề có mục tiêu, tiêu chí, thời gian rõ ràng; sơ kết, "
            "tổng kết kịp thời."
        ),
        "Kiện toàn Hội đồng Thi đua - Khen thưởng của đơn vị; người đứng đầu trực tiếp chỉ đạo.",
    ),
    "Nâng cao chất lượng khen thưởng và phát huy sáng kiến": (
        "Quan tâm khen thưởng người lao động trực tiếp; bình xét công khai, dân chủ từ cơ sở.",
        "Khuyến khích sáng kiến, cải tiến; hồ sơ khen thưởng đúng thủ tục, đúng thời hạn.",
    ),
    "Hoạt động của Khối thi đua": (
        "Tham gia đầy đủ các hoạt động của Khối; chia sẻ mô hình, kinh nghiệm hay.",
        "Tự chấm điểm trung thực; chấm chéo khách quan, đúng thời hạn.",
    ),
}
_2022 = {
    "Tiếp tục đổi mới công tác thi đua, khen thưởng": (
        (
            "Quán triệt, thực hiện nghiêm túc Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về tiếp tục "
            "đổi mới công tác thi đua, khen thưởng."
        ),
        (
            "Gắn công tác thi đua với việc học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh theo "
            "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị."
        ),
        (
            "Đổi mới nội dung, hình thức phát động thi đua; khắc phục tình trạng phát động chung chung, "
            "không có tiêu chí đánh giá."
        ),
    ),
    "Thực hiện các phong trào thi đua do Trung ương và tỉnh phát động": (
        "Tích cực hưởng ứng phong trào thi đua xây dựng nông thôn mới nâng cao, nông thôn mới kiểu mẫu.",
        "Thực hiện phong trào thi đua đẩy mạnh cải cách hành chính giai đoạn 2021 - 2025.",
        (
            "Thực hiện phong trào cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở "
            "giai đoạn 2019 - 2025."
        ),
    ),
    "Hoàn thành nhiệm vụ chính trị, xây dựng bộ máy tinh gọn, hiệu lực, hiệu quả": (
        "Sắp xếp tổ chức bộ máy tinh gọn; siết chặt kỷ luật, kỷ cương hành chính.",
        "Đẩy mạnh xây dựng chính quyền điện tử và đô thị thông minh.",
        (
            "Phấn đấu nâng cao chỉ số năng lực cạnh tranh cấp tỉnh (PCI) và chỉ số cải cách hành chính "
            "(PAR INDEX) của tỉnh."
        ),
        "Thực hiện mục tiêu kép vừa phòng, chống dịch COVID-19, vừa phát triển kinh tế - xã hội.",
    ),
    "Nâng cao hiệu lực, hiệu quả quản lý nhà nước về thi đua, khen thưởng": (
        "Phát huy vai trò, trách nhiệm của người đứng đầu trong lãnh đạo, tổ chức phong trào thi đua.",
        "Nâng cao chất lượng tham mưu của thành viên Hội đồng Thi đua - Khen thưởng các cấp.",
        "Bố trí, bồi dưỡng người làm công tác thi đua, khen thưởng đáp ứng yêu cầu nhiệm vụ.",
    ),
    "Nâng cao chất lượng công tác khen thưởng": (
        "Cụ thể hóa tiêu chí xét khen thưởng; khen thưởng kịp thời, đúng người, đúng việc.",
        "Bình xét công khai, dân chủ từ cơ sở; coi trọng người lao động trực tiếp.",
        "Phát huy sáng kiến; chú trọng khen thưởng theo chuyên đề và theo lĩnh vực.",
    ),
    "Nâng cao chất lượng hoạt động của Khối thi đua": (
        "Tăng cường trao đổi kinh nghiệm giữa các đơn vị trong tổ chức phong trào thi đua.",
        "Phổ biến, nhân rộng sáng kiến, mô hình hay, cách làm hiệu quả.",
    ),
}


def _rows(
    year: int, articles: dict[str, tuple[str, ...]], provenance: str
) -> list[tuple[int, int, str, str, str]]:
    return [
        (year, number, title, clause, provenance)
        for number, (title, clauses) in enumerate(articles.items(), start=1)
        for clause in clauses
    ]


CLAUSES = [*_rows(2021, _2021, ILLUSTRATIVE), *_rows(2022, _2022, PUBLISHED)]
