from django.db.models import TextChoices


class Doer(TextChoices):
    """Whose an item of the plan is."""

    LEAD = "lead", "Khối trưởng, thư ký khối"
    DEPUTY = "deputy", "Khối phó"
    MEMBERS = "members", "Các đơn vị thành viên"
    UNIT = "unit", "Một đơn vị"
    BOARD = "board", "Cơ quan thường trực"


class ItemPage(TextChoices):
    """The page of the year on which an item is done, by the name of its address."""

    NONE = "", "Không có trang riêng"
    AGREEMENT = "agreement", "Giao ước"
    TARGETS = "targets", "Chỉ tiêu"
    SCORECARDS = "scorecards", "Chấm điểm"
    RANKING = "ranking", "Xếp hạng"
    REPORT = "report", "Báo cáo tổng kết"
    CONFERENCE = "conference", "Hội nghị"
    NOMINATIONS = "nominations", "Đề nghị khen thưởng"
    PAPERS = "papers", "Văn bản"


class DueKind(TextChoices):
    """What kind of day a calendar shows."""

    PLAN = "plan", "Việc trong kế hoạch của khối"
    SCORING = "scoring", "Hạn nộp phiếu chấm điểm"
    MEETING = "meeting", "Hội nghị, cuộc họp"


class Rhythm(TextChoices):
    """How often a person wants a letter about what is due."""

    OFF = "off", "Không gửi"
    DAILY = "daily", "Mỗi ngày làm việc"
    WEEKLY = "weekly", "Mỗi tuần một lần"


class NamingWay(TextChoices):
    """How a lead came to lead."""

    ELECTED = "elected", "Hội nghị bầu"
    RECOGNISED = "recognised", "Hội nghị bầu, cơ quan quản lý công nhận"
    DESIGNATED = "designated", "Cơ quan quản lý chỉ định bằng thông báo"
