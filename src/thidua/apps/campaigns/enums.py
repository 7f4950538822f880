from django.db.models import TextChoices


class AgreementState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SIGNING = "signing", "Đang ký"
    IN_FORCE = "in_force", "Có hiệu lực"


class Adoption(TextChoices):
    """How the members agreed to the wording before they sign it."""

    MOTION = "motion", "Hội nghị biểu quyết thông qua"
    ASSENT = "assent", "Các thành viên đồng ý bằng văn bản"


class RemarkKind(TextChoices):
    COMMENT = "comment", "Ý kiến"
    PROPOSAL = "proposal", "Đề nghị sửa lời"


class RemarkOutcome(TextChoices):
    TAKEN = "taken", "Tiếp thu"
    PART = "part", "Tiếp thu một phần"
    REFUSED = "refused", "Không tiếp thu"


class ChangeKind(TextChoices):
    """What an amendment does with a clause."""

    CHANGE = "change", "Sửa"
    ADD = "add", "Bổ sung"
    DROP = "drop", "Bãi bỏ"


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
