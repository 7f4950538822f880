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


class InstrumentKind(TextChoices):
    """What kind of paper a year's work rests on."""

    DIRECTIVE = "directive", "Chỉ thị"
    RESOLUTION = "resolution", "Nghị quyết"
    DECISION = "decision", "Quyết định"
    PROGRAMME = "programme", "Chương trình"
    PLAN = "plan", "Kế hoạch"
    GUIDANCE = "guidance", "Hướng dẫn"
    OFFICIAL_LETTER = "official_letter", "Công văn"
    OTHER = "other", "Văn bản khác"


class Level(TextChoices):
    """Who launches a movement, and so how far it reaches; from the widest to the narrowest."""

    NATION = "nation", "Toàn quốc"
    AUTHORITY = "authority", "Tỉnh, bộ, ngành"
    BLOC = "bloc", "Khối, cụm thi đua"
    UNIT = "unit", "Cơ quan, đơn vị"

    @property
    def place(self) -> int:
        return list(Level).index(self)


class MovementForm(TextChoices):
    """The two forms of emulation (Law 06/2022/QH15, Article 16)."""

    REGULAR = "regular", "Thường xuyên"
    THEMATIC = "thematic", "Theo chuyên đề"


class MovementState(TextChoices):
    RUNNING = "running", "Đang thực hiện"
    MID_REVIEWED = "mid_reviewed", "Đã sơ kết"
    FINAL_REVIEWED = "final_reviewed", "Đã tổng kết"
    CLOSED = "closed", "Đã kết thúc"


class ReviewStage(TextChoices):
    MIDWAY = "midway", "Sơ kết"
    FINAL = "final", "Tổng kết"


class NewsState(TextChoices):
    DRAFT = "draft", "Bản nháp"
    PUBLISHED = "published", "Đã công bố"
    CORRECTED = "corrected", "Đã thay bằng bản đính chính"
