from django.db.models import TextChoices

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


class PaperKind(TextChoices):
    """Kinds of paper, in the order of the year."""

    AGREEMENT = "giao-uoc", "Giao ước thi đua"
    SCORE_SHEET = "bang-diem", "Bảng tổng hợp điểm"
    REPORT = "bao-cao", "Báo cáo tổng kết"
    CONFERENCE_MINUTES = "bien-ban-hoi-nghi", "Biên bản hội nghị"
    COUNT_MINUTES = "bien-ban-kiem-phieu", "Biên bản kiểm phiếu"
    PROPOSAL = "to-trinh", "Tờ trình đề nghị khen thưởng"
    DECISION = "quyet-dinh", "Quyết định khen thưởng"
    CERTIFICATE = "bang-khen", "Bằng khen, bằng công nhận"


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
