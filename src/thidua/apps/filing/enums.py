from django.db.models import TextChoices

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


class PaperKind(TextChoices):
    """Kinds of paper, in the order of the year."""

    REGULATION = "quy-che", "Quyết định ban hành quy chế hoạt động"
    LAUNCH_PLAN = "ke-hoach-phat-dong", "Kế hoạch phát động phong trào thi đua"
    REGISTRATION = "dang-ky", "Bản đăng ký thi đua"
    AGREEMENT = "giao-uoc", "Giao ước thi đua"
    BLOC_PLAN = "ke-hoach-khoi", "Kế hoạch hoạt động của khối"
    MIDYEAR_REPORT = "bao-cao-so-ket", "Báo cáo sơ kết 6 tháng"
    SELF_SCORES = "bang-tu-cham", "Bảng tự chấm điểm"
    CHECK_MINUTES = "bien-ban-cham", "Biên bản chấm chéo, thẩm định"
    SCORE_SHEET = "bang-diem", "Bảng tổng hợp điểm"
    INVITATION = "giay-moi", "Giấy mời hội nghị"
    BALLOT = "phieu-bau", "Phiếu bầu, phiếu xét"
    UNIT_REPORT = "bao-cao-don-vi", "Báo cáo của đơn vị"
    REPORT = "bao-cao", "Báo cáo tổng kết"
    CONFERENCE_MINUTES = "bien-ban-hoi-nghi", "Biên bản hội nghị"
    COUNT_MINUTES = "bien-ban-kiem-phieu", "Biên bản kiểm phiếu"
    MERIT_REPORT = "bao-cao-thanh-tich", "Báo cáo thành tích của tập thể"
    PERSON_REPORT = "bao-cao-ca-nhan", "Báo cáo thành tích của cá nhân"
    PROPOSAL = "to-trinh", "Tờ trình đề nghị khen thưởng"
    NOMINEE_LIST = "danh-sach", "Danh sách đề nghị khen thưởng"
    COUNCIL_MINUTES = "bien-ban-hoi-dong", "Biên bản họp Hội đồng"
    PUBLIC_NOTICE = "thong-bao-cong-khai", "Thông báo công khai"
    DECISION = "quyet-dinh", "Quyết định khen thưởng"
    CERTIFICATE = "bang-khen", "Bằng khen, bằng công nhận"
    RESULTS_NOTICE = "thong-bao-ket-qua", "Thông báo kết quả"
    HANDOVER_MINUTES = "bien-ban-ban-giao", "Biên bản bàn giao Khối trưởng"


OF_A_UNIT = frozenset(
    {
        PaperKind.REGISTRATION,
        PaperKind.SELF_SCORES,
        PaperKind.UNIT_REPORT,
        PaperKind.MERIT_REPORT,
        PaperKind.PERSON_REPORT,
    }
)
"""Kinds that a member writes itself; only it, the lead and the authority read them."""


class NumberState(TextChoices):
    """What became of a number: a reservation lapses by a deed only, and no number is given twice."""

    RESERVED = "reserved", "Đã giữ số"
    ISSUED = "issued", "Đã ban hành"
    CANCELLED = "cancelled", "Đã hủy"


class TextStatus(TextChoices):
    """Whether the text that a pattern rests on was held in hand."""

    SEEN = "seen", "Đã đối chiếu với văn bản"
    UNVERIFIED = "unverified", "Chưa kiểm chứng"


class PrintReason(TextChoices):
    """Why a certificate is printed; again, the number in the golden book stays the same."""

    FIRST = "first", "In lần đầu"
    SPOILED = "spoiled", "In lại: hỏng phôi"
    REISSUED = "reissued", "In lại: cấp lại"


class DraftOrigin(TextChoices):
    """By which way a version of a draft came."""

    BROWSER = "browser", "soạn trên trang"
    WORD = "word", "nhận từ bản Word"
    RESTORED = "restored", "lấy lại bản cũ"


class RoundPurpose(TextChoices):
    """What units are asked for by the day a round ends."""

    REPORTS = "reports", "Thu báo cáo của các đơn vị"
    COMMENTS = "comments", "Lấy ý kiến dự thảo"
