from django.db.models import TextChoices


class MeetingKind(TextChoices):
    CONFERENCE = "conference", "Hội nghị tổng kết khối thi đua"
    COUNCIL = "council", "Họp Hội đồng Thi đua - Khen thưởng"


class MeetingState(TextChoices):
    CALLED = "called", "Đã triệu tập"
    OPEN = "open", "Đang họp"
    CLOSED = "closed", "Đã bế mạc"


class Presence(TextChoices):
    ABSENT = "absent", "Vắng"
    PRESENT = "present", "Có mặt"
    PROXY = "proxy", "Người được ủy quyền dự"


class MotionKind(TextChoices):
    ADOPT_REPORT = "adopt_report", "Thông qua báo cáo tổng kết"
    NOMINATE = "nominate", "Suy tôn, đề nghị khen thưởng"
    ELECT_LEAD = "elect_lead", "Bầu Khối trưởng năm sau"
    ADOPT_AGREEMENT = "adopt_agreement", "Thông qua giao ước thi đua năm sau"
    COUNCIL_REVIEW = "council_review", "Hội đồng xét khen thưởng"


class Mode(TextChoices):
    """How votes come in."""

    COUNTED = "counted", "Đếm phiếu giấy hoặc giơ tay"
    ELECTRONIC = "electronic", "Bỏ phiếu trên điện thoại"
    SEALED = "sealed", "Phiếu kín niêm phong, bỏ trên máy"


class MotionState(TextChoices):
    TABLED = "tabled", "Chưa mở"
    OPEN = "open", "Đang biểu quyết"
    CLOSED = "closed", "Đã có kết quả"


class Choice(TextChoices):
    """The answers on a ballot that asks about one nominee or one text."""

    YES = "yes", "Đồng ý"
    NO = "no", "Không đồng ý"
    ABSTAIN = "abstain", "Không có ý kiến"


class SealedState(TextChoices):
    """How far a vote by sealed ballots has come."""

    KEYS = "keys", "Chờ khóa của người kiểm phiếu"
    ASKING = "asking", "Đã niêm phong, đang cấp phiếu"
    BOX = "box", "Hòm phiếu đang mở"
    CLOSED = "closed", "Đã đóng hòm, chờ khóa mở phiếu"
    COUNTED = "counted", "Đã kiểm phiếu, chờ chữ ký"
    PUBLISHED = "published", "Đã công bố"
    VOID = "void", "Đã hủy, không có kết quả"
