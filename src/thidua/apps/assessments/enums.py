from django.db.models import TextChoices


class Stage(TextChoices):
    SELF = "self", "Tự chấm"
    CROSS = "cross", "Chấm chéo"
    APPRAISED = "appraised", "Thẩm định"


class CardState(TextChoices):
    """What a scorecard waits for."""

    SELF_SCORING = "self_scoring", "Chờ đơn vị tự chấm"
    CROSS_SCORING = "cross_scoring", "Chờ chấm chéo"
    APPRAISAL = "appraisal", "Chờ thẩm định"
    APPRAISED = "appraised", "Đã thẩm định"


class ReportState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    ADOPTED = "adopted", "Đã thông qua"
