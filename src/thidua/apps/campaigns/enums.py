from django.db.models import TextChoices


class AgreementState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SIGNING = "signing", "Đang ký"
    IN_FORCE = "in_force", "Có hiệu lực"


class Direction(TextChoices):
    HIGHER = "higher", "Càng cao càng tốt"
    LOWER = "lower", "Càng thấp càng tốt"


class Figure(TextChoices):
    """Estimates and final figures are kept apart: conferences meet before the year's results exist."""

    MID_YEAR = "mid_year", "6 tháng"
    ESTIMATE = "estimate", "Ước thực hiện"
    FINAL = "final", "Chính thức"


class IndexStatus(TextChoices):
    """Whether the body that publishes an index has published the figure."""

    ESTIMATED = "estimated", "Ước tính"
    PUBLISHED = "published", "Đã công bố"
