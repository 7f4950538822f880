from django.db.models import TextChoices


class TableState(TextChoices):
    DRAFT = "draft", "Đang soạn"
    IN_FORCE = "in_force", "Đang áp dụng"
    REPLACED = "replaced", "Đã thay thế"


class UnassignedRule(TextChoices):
    """What a criterion brings to a unit it was not assigned to; as the engine's `Unassigned`."""

    SHARE = "share", "Không tính; quy đổi theo các tiêu chí được giao"
    FULL = "full", "Tính đủ điểm"
    MEAN = "mean", "Tính bằng điểm bình quân của các đơn vị được giao"


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


class TieKind(TextChoices):
    """What decides between members with equal totals."""

    SECTION = "section", "Điểm của mục"
    BASE = "base", "Điểm tiêu chí, không tính thưởng và trừ, cao hơn xếp trước"
    FEWER_DEDUCTIONS = "fewer_deductions", "Bị trừ ít điểm hơn xếp trước"
    LOWER_LAST_YEAR = "lower_last_year", "Năm trước đứng hạng thấp hơn xếp trước"
    VOTE = "vote", "Hội nghị biểu quyết"
