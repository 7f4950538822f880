"""One paper of each shape, with illustrative names and figures only."""

from datetime import date

from thidua.papers import (
    Align,
    Annex,
    Article,
    BulletList,
    Certificate,
    Chapter,
    Circulation,
    Clause,
    Column,
    Heading,
    KeyValues,
    Kind,
    Number,
    Paper,
    Paragraph,
    Prefix,
    Row,
    Section,
    SignatureBlock,
    SubSection,
    Table,
    Urgency,
    Verification,
    capacity,
    clauses,
    invitation_body,
    numbered,
    points,
)

NOTICE = "Số liệu và tên người trong văn bản này chỉ để minh họa."
BLOC = Heading("UBND tỉnh Nam Định", "Khối thi đua\ncác sở, ngành tổng hợp\ntỉnh Nam Định")
PROVINCE = Heading("", "Ủy ban nhân dân tỉnh Nam Định")
UNITS = (
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tư pháp",
    "Thanh tra tỉnh",
    "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Sở Ngoại vụ",
    "Ban Quản lý các khu công nghiệp tỉnh",
    "Cục Thống kê tỉnh",
    "Kho bạc Nhà nước tỉnh",
    "Cục Thuế tỉnh",
)
LONG = (
    "Các đơn vị trong Khối đã bám sát sự lãnh đạo, chỉ đạo của Tỉnh ủy, Hội đồng nhân dân, Ủy ban "
    "nhân dân tỉnh, chủ động khắc phục khó khăn do dịch bệnh, hoàn thành các chỉ tiêu đã ký kết "
    "trong giao ước thi đua; phong trào được tổ chức từ cơ sở, có nội dung, chỉ tiêu cụ thể và có "
    "kiểm tra, đôn đốc thường xuyên."
)
SHORT = f"{LONG[:150]}."
LEAD = SignatureBlock(
    capacity=("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"),
    second_post="GIÁM ĐỐC SỞ NỘI VỤ",
    name="Nguyễn Văn A (minh họa)",
)
SCORES = Table(
    columns=(
        Column("STT", 0.8, Align.CENTER),
        Column("Đơn vị", 5),
        Column("Tự chấm", 1.4, Align.RIGHT, group="Điểm thi đua"),
        Column("Chấm chéo", 1.4, Align.RIGHT, group="Điểm thi đua"),
        Column("Thẩm định", 1.5, Align.RIGHT, group="Điểm thi đua"),
        Column("Xếp hạng", 1.2, Align.CENTER),
    ),
    rows=(
        Row(("I. Các sở, ngành",), bold=True),
        *(
            Row((str(n), UNITS[n % len(UNITS)], "98,5", "97,25", "96,75", str(n)))
            for n in range(1, 31)
        ),
        Row(("Trung bình chung", "98,5", "97,25", "96,75", ""), bold=True),
    ),
    caption="Bảng tổng hợp điểm thi đua năm 2021",
)

DECISION = Paper(
    kind=Kind.DECISION,
    heading=PROVINCE,
    number=Number(5, "QĐ-UBND"),
    place="Nam Định",
    dated=date(2022, 1, 5),
    summary=(
        "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho các tập thể có thành tích "
        "xuất sắc trong phong trào thi đua năm 2021"
    ),
    authority_line="Chủ tịch Ủy ban nhân dân tỉnh Nam Định",
    bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003",
        (
            "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định "
            "chi tiết thi hành một số điều của Luật Thi đua, Khen thưởng"
        ),
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 04 tháng 01 năm 2022",
    ),
    opening="QUYẾT ĐỊNH:",
    body=(
        Article(
            1,
            text="Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 04 tập thể:",
            blocks=(*clauses(f"{unit};" for unit in UNITS[:3]), Clause(4, f"{UNITS[5]}.")),
        ),
        Article(
            2,
            text=(
                "Mức thưởng kèm theo Bằng khen là 2.980.000 đồng (Bằng chữ: Hai triệu chín trăm "
                "tám mươi nghìn đồng), trích từ Quỹ thi đua, khen thưởng của tỉnh."
            ),
        ),
        Article(
            3,
            text=(
                "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, Giám đốc Sở Tài chính "
                "và các tập thể có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
            ),
        ),
    ),
    signatures=(SignatureBlock(capacity=("CHỦ TỊCH",), name="Trần Văn B (minh họa)"),),
    recipients=(
        "Như Điều 3",
        "Ban Thi đua - Khen thưởng",
        "Cổng thông tin điện tử tỉnh",
        "Lưu: VT, TĐKT",
    ),
    notice=NOTICE,
    verification=Verification(
        "https://thidua.example/v/7Q2M-9KXD-03", "Kiểm tra văn bản: thidua.example/v/7Q2M-9KXD-03"
    ),
)

REPORT = Paper(
    kind=Kind.REPORT,
    heading=BLOC,
    number=Number(12, "BC-KTĐ"),
    place="Nam Định",
    dated=date(2021, 12, 20),
    summary="Tổng kết công tác thi đua, khen thưởng năm 2021; phương hướng, nhiệm vụ năm 2022",
    body=(
        Section("I", "Tình hình chung"),
        Paragraph(LONG),
        Paragraph(LONG),
        Section("II", "Kết quả thực hiện"),
        SubSection("1", "Kết quả thực hiện các chỉ tiêu của giao ước thi đua"),
        Paragraph(LONG, lead="a) Về chỉ tiêu:"),
        BulletList(
            (
                LONG,
                "Có 12/12 đơn vị đăng ký thi đua.",
                "Tỷ lệ người lao động trực tiếp được khen đạt 62,5%.",
            )
        ),
        SubSection("2", "Kết quả chấm điểm"),
        Paragraph(LONG),
        SCORES,
        Section("III", "Hạn chế, nguyên nhân"),
        Paragraph(LONG),
        Section("IV", "Phương hướng, nhiệm vụ năm 2022"),
        *clauses([LONG, LONG]),
        Paragraph("Trên đây là báo cáo tổng kết công tác thi đua, khen thưởng năm 2021 của Khối."),
    ),
    signatures=(LEAD,),
    recipients=(
        "Hội đồng Thi đua - Khen thưởng tỉnh",
        "Ban Thi đua - Khen thưởng, Sở Nội vụ",
        "Các đơn vị thành viên Khối",
        "Lưu: VT, KTĐ",
    ),
    notice=NOTICE,
)

AGREEMENT = Paper(
    kind=Kind.AGREEMENT,
    heading=BLOC,
    dated=date(2021, 3, 9),
    title="GIAO ƯỚC THI ĐUA NĂM 2021",
    bases=(
        "Căn cứ Chỉ thị về phát động phong trào thi đua năm 2021",
        "Căn cứ kết quả hội nghị ký kết của Khối ngày 09 tháng 3 năm 2021",
    ),
    body=(
        Paragraph(
            "Chúng tôi, đại diện 12 đơn vị thành viên của Khối, thống nhất ký kết giao ước thi đua với các nội dung sau:"
        ),
        *(
            Article(
                n,
                title=title,
                blocks=(Paragraph(LONG), *points([f"{LONG[:70]};", f"{LONG[:60]}."])),
            )
            for n, title in enumerate(
                (
                    "Thực hiện các phong trào thi đua và chỉ tiêu",
                    "Cải cách hành chính",
                    "Quản lý nhà nước về thi đua, khen thưởng",
                    "Bình xét dân chủ từ cơ sở",
                ),
                1,
            )
        ),
        Paragraph("Giao ước này được lập thành 14 bản có giá trị như nhau, mỗi đơn vị giữ 01 bản."),
    ),
    signatures=tuple(
        SignatureBlock(capacity=(unit.upper(), "GIÁM ĐỐC"), name=f"Lê Thị {n} (minh họa)")
        for n, unit in enumerate(UNITS, 1)
    ),
    signature_columns=3,
    notice=NOTICE,
)

MINUTES = Paper(
    kind=Kind.MINUTES,
    heading=BLOC,
    number=Number(3, "BB-KTĐ"),
    dated=date(2021, 12, 17),
    summary="Hội nghị tổng kết công tác thi đua, khen thưởng năm 2021",
    body=(
        KeyValues(
            (
                ("Thời gian bắt đầu", "08 giờ 00 phút, ngày 17 tháng 12 năm 2021"),
                ("Địa điểm", "Hội trường Sở Nội vụ tỉnh Nam Định"),
                ("Chủ trì", "Ông Nguyễn Văn A (minh họa), Khối trưởng"),
            )
        ),
        Section("I", "Thành phần"),
        Paragraph("Có mặt 11/12 đơn vị, đạt tỷ lệ 91,67%."),
        Section("II", "Nội dung"),
        *clauses([LONG, LONG]),
        Paragraph("Hội nghị kết thúc vào 11 giờ 30 phút, ngày 17 tháng 12 năm 2021."),
    ),
    signatures=(
        SignatureBlock(capacity=("THƯ KÝ",), name="Phạm Thị C (minh họa)"),
        SignatureBlock(capacity=("CHỦ TỌA",), name="Nguyễn Văn A (minh họa)"),
    ),
    recipients=("Các đơn vị thành viên", "Lưu: VT"),
    notice=NOTICE,
)

TELLERS = Paper(
    kind=Kind.MINUTES,
    heading=BLOC,
    dated=date(2021, 12, 17),
    title="BIÊN BẢN KIỂM PHIẾU",
    summary="Suy tôn đơn vị đề nghị tặng Cờ thi đua của Chính phủ",
    body=(
        Paragraph("Ban kiểm phiếu gồm 03 thành viên. Số phiếu phát ra 11, thu về 11, hợp lệ 11."),
        Table(
            columns=(
                Column("STT", 1, Align.CENTER),
                Column("Đơn vị", 6),
                Column("Đồng ý", 2, Align.CENTER),
                Column("Tỷ lệ", 2, Align.CENTER),
            ),
            rows=tuple(Row((str(n), unit, "10", "90,91%")) for n, unit in enumerate(UNITS[:4], 1)),
        ),
        Paragraph("Biên bản lập xong hồi 10 giờ 45 phút cùng ngày, đã được đọc trước hội nghị."),
    ),
    signatures=tuple(
        SignatureBlock(capacity=(post,), name=name)
        for post, name in (
            ("THÀNH VIÊN", "Vũ Văn D (minh họa)"),
            ("THÀNH VIÊN", "Đỗ Thị E (minh họa)"),
            ("TRƯỞNG BAN KIỂM PHIẾU", "Bùi Văn G (minh họa)"),
        )
    ),
    signature_columns=3,
)

PROPOSAL = Paper(
    kind=Kind.PROPOSAL,
    heading=BLOC,
    number=Number(2, "TTr-KTĐ"),
    place="Nam Định",
    dated=date(2022, 2, 8),
    summary="Về việc đề nghị khen thưởng công tác năm 2021",
    addressees=(
        "Hội đồng Thi đua - Khen thưởng tỉnh Nam Định",
        "Sở Nội vụ (Ban Thi đua - Khen thưởng)",
    ),
    bases=(
        "Căn cứ Luật Thi đua, Khen thưởng",
        "Căn cứ Biên bản số 03/BB-KTĐ ngày 17 tháng 12 năm 2021",
    ),
    body=(
        Paragraph(LONG),
        Paragraph(
            "Khối đề nghị tặng Cờ thi đua của Chính phủ cho 01 tập thể, Cờ thi đua của tỉnh cho 02 tập thể, Bằng khen cho 04 tập thể (có danh sách kèm theo)."
        ),
        Paragraph("Kính đề nghị Hội đồng Thi đua - Khen thưởng tỉnh xem xét, quyết định."),
    ),
    signatures=(LEAD,),
    recipients=("Như trên", "Các đơn vị thành viên", "Lưu: VT, KTĐ"),
    annexes=(
        Annex(
            title="Danh sách tập thể đề nghị khen thưởng năm 2021",
            reference="(Kèm theo Tờ trình số 02/TTr-KTĐ ngày 08 tháng 02 năm 2022 của Khối thi đua)",
            landscape=True,
            blocks=(
                Table(
                    columns=(
                        Column("STT", 1, Align.CENTER),
                        Column("Tập thể", 5),
                        Column("Thành tích tóm tắt", 9),
                        Column("Hình thức", 4),
                        Column("Căn cứ", 4),
                        Column("Tỷ lệ phiếu", 2, Align.CENTER),
                    ),
                    rows=(
                        Row(("I. Cờ thi đua",), bold=True),
                        *(
                            Row(
                                (
                                    str(n),
                                    unit,
                                    LONG[:150],
                                    "Cờ thi đua của tỉnh",
                                    "khoản 1 Điều 26",
                                    "90,91%",
                                )
                            )
                            for n, unit in enumerate(UNITS, 1)
                        ),
                        Row(("Tổng cộng: 12 tập thể (mười hai)",), bold=True),
                    ),
                ),
            ),
        ),
    ),
    notice=NOTICE,
)

LETTER = Paper(
    kind=Kind.LETTER,
    heading=Heading("UBND tỉnh Nam Định", "Sở Nội vụ"),
    number=Number(45, "SNV-TĐKT"),
    place="Nam Định",
    dated=date(2021, 6, 29),
    summary="V/v báo cáo sơ kết công tác thi đua 6 tháng đầu năm 2021",
    addressees=("Các đơn vị thành viên Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định",),
    body=(
        Paragraph(LONG),
        Paragraph("Đề nghị các đơn vị gửi báo cáo trước ngày 05 tháng 7 năm 2021."),
    ),
    signatures=(
        SignatureBlock(capacity=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name="Hoàng Văn H (minh họa)"),
    ),
    recipients=("Như trên", "Lưu: VT"),
)

REGULATION = Paper(
    kind=Kind.REGULATION,
    heading=BLOC,
    dated=date(2021, 3, 1),
    summary="Hoạt động của Khối thi đua",
    body=(
        Chapter("Chương I", "Quy định chung"),
        Article(1, title="Phạm vi điều chỉnh", text=LONG),
        Article(
            2, title="Nguyên tắc", blocks=(Clause(1, LONG, title="Dân chủ"), *points([LONG, LONG]))
        ),
        Table(columns=(Column("Đơn vị", 3), Column("Ký", 1)), rows=(Row(("Sở Nội vụ", "☐")),)),
    ),
    signatures=(LEAD,),
)

FULL = Paper(
    kind=Kind.PROPOSAL,
    heading=BLOC,
    number=Number(7, "TTr-KTĐ"),
    place="Nam Định",
    dated=date(2022, 2, 8),
    summary="Về việc ban hành Quy chế hoạt động của Khối thi đua",
    addressees=PROPOSAL.addressees,
    bases=DECISION.bases[:3],
    body=(
        Paragraph("Khối thi đua trình dự thảo kèm theo Phụ lục I và Phụ lục II với các nội dung:"),
        Chapter("Chương I", "Quy định chung"),
        Article(1, title="Phạm vi điều chỉnh", text=SHORT),
        Article(
            2, title="Nguyên tắc", blocks=(*clauses([SHORT, SHORT]), *points([SHORT, SHORT, SHORT]))
        ),
        Chapter("Chương II", "Tổ chức và hoạt động"),
        Chapter("Mục 1", "Tổ chức"),
        Article(3, title="Khối trưởng", text=SHORT),
        Chapter("Mục 2", "Hoạt động"),
        Article(4, title="Hội nghị", text=SHORT),
        Paragraph(SHORT),
    ),
    signatures=(
        SignatureBlock(
            capacity=capacity(
                "Khối phó", (Prefix.ON_BEHALF, "Khối thi đua"), (Prefix.FOR_THE_HEAD, "Khối trưởng")
            ),
            second_post="GIÁM ĐỐC SỞ TÀI CHÍNH",
            name="Đỗ Thị Hường (minh họa)",
        ),
    ),
    recipients=("Như trên", "Các đơn vị thành viên Khối", "Lưu: VT, KTĐ"),
    annexes=numbered(
        [
            Annex(
                title=title,
                reference="(Kèm theo Tờ trình số 07/TTr-KTĐ)",
                blocks=(Paragraph(SHORT),),
            )
            for title in ("Dự thảo Quy chế", "Bảng tiêu chí")
        ]
    ),
    urgency=Urgency.VERY_URGENT,
    circulation=Circulation.INTERNAL,
    drafter="NVA.(14)",
    contact="Địa chỉ: số 1 phố Thử, Nam Định (minh họa); ĐT: 0228.000.000",
)

INVITATION = Paper(
    kind=Kind.INVITATION,
    heading=BLOC,
    number=Number(9, "GM-KTĐ"),
    place="Nam Định",
    dated=date(2021, 12, 6),
    summary="Hội nghị tổng kết công tác thi đua, khen thưởng năm 2021",
    body=invitation_body(
        issuer="Khối thi đua các sở, ngành tổng hợp tỉnh Nam Định",
        guests="đại diện lãnh đạo các đơn vị thành viên.",
        occasion="Hội nghị tổng kết công tác thi đua, khen thưởng năm 2021",
        chair="Ông Nguyễn Văn A (minh họa), Khối trưởng",
        time="08 giờ 00 phút, ngày 17 tháng 12 năm 2021",
        venue="Hội trường Sở Nội vụ tỉnh Nam Định",
        notes="Đề nghị các đơn vị mang theo báo cáo.",
    ),
    signatures=(LEAD,),
    recipients=("Các đơn vị thành viên Khối", "Lưu: VT, KTĐ"),
    draft=True,
    urgency=Urgency.EXPRESS,
)

PAPERS = {
    "full": FULL,
    "invitation": INVITATION,
    "decision": DECISION,
    "report": REPORT,
    "agreement": AGREEMENT,
    "minutes": MINUTES,
    "tellers": TELLERS,
    "proposal": PROPOSAL,
    "letter": LETTER,
    "regulation": REGULATION,
}

CERTIFICATE = Certificate(
    awarding_post="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH",
    title="BẰNG KHEN",
    recipient="Tập thể Phòng Tổng hợp (minh họa)",
    detail="Sở Kế hoạch và Đầu tư tỉnh Nam Định",
    merit="Đã có thành tích xuất sắc trong phong trào thi đua thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2021",
    decision="05/QĐ-UBND",
    decided_on=date(2022, 1, 5),
    place="Nam Định",
    capacity=("CHỦ TỊCH",),
    name="Trần Văn B (minh họa)",
    book_number="01/2022/BK",
    notice=NOTICE,
    verification=DECISION.verification,
)
