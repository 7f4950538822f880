from django.db.models import TextChoices

from thidua import voting


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
    ELECT_DEPUTY = "elect_deputy", "Bầu Khối phó năm sau"
    NOMINATE_LIST = "nominate_list", "Suy tôn theo danh sách"
    TRIAL = "trial", "Bỏ phiếu thử"


ELECTIONS = frozenset({MotionKind.ELECT_LEAD, MotionKind.ELECT_DEPUTY})
# Kinds that are voted by the rule set for another.
RULED_AS = {
    MotionKind.ELECT_DEPUTY: MotionKind.ELECT_LEAD,
    MotionKind.NOMINATE_LIST: MotionKind.NOMINATE,
    MotionKind.TRIAL: MotionKind.NOMINATE,
}
RULED = tuple(kind for kind in MotionKind if kind not in RULED_AS)


class Mode(TextChoices):
    """How votes come in."""

    COUNTED = "counted", "Đếm phiếu giấy hoặc giơ tay"
    ELECTRONIC = "electronic", "Bỏ phiếu trên điện thoại"
    SEALED = "sealed", "Phiếu kín niêm phong, bỏ trên máy"
    PAPER = "paper", "Phiếu giấy in mã, hai người kiểm phiếu nhập"
    MIXED = "mixed", "Một phần phiếu giấy, một phần trên điện thoại"


ON_PAPER = frozenset({Mode.PAPER, Mode.MIXED})
ON_PHONES = frozenset({Mode.ELECTRONIC, Mode.MIXED})


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


class Shape(TextChoices):
    """The engine's ballots that ask about several candidates."""

    ONE = voting.Shape.ONE.value, "Chọn 01 trong danh sách"
    EACH = voting.Shape.EACH.value, "Đồng ý hoặc không đồng ý với từng người"
    CHOOSE = voting.Shape.CHOOSE.value, "Chọn một số trong danh sách"
    RANK = voting.Shape.RANK.value, "Xếp thứ tự ưu tiên"


class Counting(TextChoices):
    VOTES = voting.Counting.VOTES.value, "Theo số phiếu"
    POINTS = (
        voting.Counting.POINTS.value,
        "Theo điểm: đứng đầu được số điểm bằng số người, sau đó giảm dần 01",
    )
    FIRSTS = voting.Counting.FIRSTS.value, "Theo số phiếu xếp thứ nhất"


class GoesOn(TextChoices):
    TIED = voting.GoesOn.TIED.value, "Những người bằng phiếu nhau"
    TOP_TWO = voting.GoesOn.TOP_TWO.value, "Hai người nhiều phiếu nhất chưa được chọn"
    NOT_CHOSEN = voting.GoesOn.NOT_CHOSEN.value, "Mọi người chưa được chọn"


class When(TextChoices):
    SAME_MEETING = voting.When.SAME_MEETING.value, "Ngay tại cuộc họp"
    OTHER_MEETING = voting.When.OTHER_MEETING.value, "Tại cuộc họp khác"


class TieWay(TextChoices):
    CHAIR = voting.TieWay.CHAIR.value, "Chủ tọa quyết định"
    ROUND = voting.TieWay.ROUND.value, "Bầu thêm vòng nữa"
    LOT = voting.TieWay.LOT.value, "Rút thăm"
