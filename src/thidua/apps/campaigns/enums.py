from django.db.models import TextChoices


class AgreementState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SIGNING = "signing", "Đang ký"
    IN_FORCE = "in_force", "Có hiệu lực"


class Direction(TextChoices):
    HIGHER = "higher", "Càng cao càng tốt"
    LOWER = "lower", "Càng thấp càng tốt"


class Registrant(TextChoices):
    """For whom a unit registers a title."""

    UNIT = "unit", "Đơn vị"
    COLLECTIVE = "collective", "Tập thể thuộc đơn vị"
    PERSON = "person", "Cá nhân"


class Rhythm(TextChoices):
    """How a target's figure grows over the year; the names are those of `scoring.Rhythm`."""

    LEVEL = "level", "Tỷ lệ, mức giữ trong cả năm"
    CUMULATIVE = "cumulative", "Cộng dồn qua các kỳ"
    ONCE = "once", "Chỉ có kết quả một lần, cuối năm"


class Figure(TextChoices):
    """Estimates and final figures are kept apart: conferences meet before the year's results exist."""

    PERIOD = "period", "Theo kỳ"
    MID_YEAR = "mid_year", "6 tháng"
    ESTIMATE = "estimate", "Ước thực hiện"
    FINAL = "final", "Chính thức"


class IndexStatus(TextChoices):
    """Whether the body that publishes an index has published the figure."""

    ESTIMATED = "estimated", "Ước tính"
    PUBLISHED = "published", "Đã công bố"
