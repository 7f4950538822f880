from django.db.models import TextChoices


class NominationState(TextChoices):
    PROPOSED = "proposed", "Khối đề nghị"
    SUBMITTED = "submitted", "Đã trình Hội đồng"
    APPROVED = "approved", "Hội đồng nhất trí"
    DECLINED = "declined", "Hội đồng không nhất trí"
    DECIDED = "decided", "Đã có quyết định"


class Outcome(TextChoices):
    """How a verdict ended; the words of `thidua.law`."""

    MET = "met", "Đủ tiêu chuẩn"
    NOT_MET = "not_met", "Không đủ tiêu chuẩn"
    UNKNOWN = "unknown", "Chưa đủ căn cứ"
