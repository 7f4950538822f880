"""Sheets of the review: records, findings, meetings, ballots, decisions, report and dates."""

from thidua.apps.meetings.enums import RULED, Presence
from thidua.law import BASES as GIVEN_FOR, DISCIPLINE, FINDINGS, RATINGS, SCOPES, WORKS
from thidua.year.plan import (
    Dates,
    DecisionPlan,
    FindingPlan,
    InitiativePlan,
    MeetingPlan,
    PriorAwardPlan,
    RecordPlan,
    ReportPlan,
    SlotPlan,
)
from thidua.year.workbook.parsers import Day, Items, Moment, OneOf, Parser, Ref, Text, Whole
from thidua.year.workbook.rows import (
    BallotRow,
    CandidateRow,
    council_seat,
    rule_row,
    unit_seat,
)
from thidua.year.workbook.schema import Column, Form, Listing
from thidua.year.workbook.sheets.work import PAPER_NUMBER, PROVENANCE, UNIT, YEAR
from thidua.year.workbook.vocabulary import (
    ABSENTS,
    BALLOTS,
    BASES,
    HOLDS,
    OPS,
    STATUSES,
    YES_NO,
    labels,
    slugs,
)

COUNT = Whole("số người")
BALLOTS_COUNT = Whole("số phiếu", 0, 10_000)
AWARD = Column("award", "Danh hiệu, hình thức", Ref("award"))
KIND = Column("kind", "Nội dung", OneOf({str(k.label): k for k in RULED}))
PRESENCE = Column("presence", "Có mặt", OneOf(labels(Presence), "Điểm danh"))
MANDATE = Column("mandate", "Giấy ủy quyền", Text(200), required=False)


def _count(name: str, heading: str) -> Column:
    return Column(name, heading, COUNT, required=False, empty=None)


def _later(name: str, heading: str, parse: Parser, empty: object) -> Column:
    return Column(name, heading, parse, required=False, empty=empty, later=True)


RECORDS = Listing(
    "Hồ sơ năm",
    RecordPlan,
    (
        UNIT,
        Column("year", "Năm", YEAR),
        Column("rating", "Xếp loại", OneOf(slugs(RATINGS), "Xếp loại"), required=False),
        Column("decision_number", "Số quyết định", PAPER_NUMBER, required=False),
        Column("decision_on", "Ngày quyết định", Day(), required=False, empty=None),
        _count("headcount", "Tổng số người"),
        _count("completed", "Hoàn thành nhiệm vụ trở lên"),
        _count("advanced_workers", "Lao động tiên tiến"),
        _count("grassroots_fighters", "Chiến sĩ thi đua cơ sở"),
        Column("worst_discipline", "Kỷ luật cao nhất", OneOf(slugs(DISCIPLINE)), required=False),
        Column("new_models", "Mô hình mới", Items(), required=False, empty=()),
    ),
    once=("unit", "year"),
)
INITIATIVES = Listing(
    "Sáng kiến",
    InitiativePlan,
    (
        UNIT,
        Column("year", "Năm", YEAR),
        Column("title", "Tên sáng kiến", Text(300)),
        Column("author", "Tác giả", Text(120), required=False),
        Column("scope", "Phạm vi", OneOf(slugs(SCOPES), "Phạm vi")),
        Column("decision_number", "Số quyết định", PAPER_NUMBER),
        Column("decision_on", "Ngày quyết định", Day()),
        _later("kind", "Loại", OneOf(slugs(WORKS), "Loại"), "sang-kien"),
        _later("used_for", "Đã dùng để đề nghị", Text(200), ""),
        _later("replicable", "Nhân rộng được", OneOf(YES_NO), empty=True),
    ),
    needed=False,
)
PRIOR_AWARDS = Listing(
    "Khen thưởng đã có",
    PriorAwardPlan,
    (
        UNIT,
        AWARD,
        Column("year", "Năm", YEAR),
        Column("decision_number", "Số quyết định", PAPER_NUMBER),
        Column("decided_on", "Ngày quyết định", Day()),
        _later("basis", "Khen theo", OneOf(slugs(GIVEN_FOR)), "cong-trang"),
        _later("period_to", "Thành tích tính đến năm", YEAR, None),
    ),
    once=("unit", "award", "basis", "year"),
    needed=False,
)
FINDINGS_SHEET = Listing(
    "Nhận xét",
    FindingPlan,
    (
        UNIT,
        Column("kind", "Nội dung nhận xét", OneOf(slugs(FINDINGS), "Nội dung nhận xét")),
        Column("holds", "Kết luận", OneOf(HOLDS, "Kết luận")),
        Column("found_by", "Cơ quan nhận xét", Text(200)),
        Column("found_on", "Ngày", Day()),
        Column("paper", "Văn bản", Text(200), required=False),
    ),
    once=("unit", "kind"),
    needed=False,
)
SLOTS = Listing(
    "Số lượng đề nghị",
    SlotPlan,
    (
        AWARD,
        Column("maximum", "Số lượng tối đa", Whole("số lượng", 1, 1000)),
        Column("source", "Nguồn", Text(300)),
    ),
    once=("award",),
)
RULES = Listing(
    "Quy tắc biểu quyết",
    rule_row,
    (
        KIND,
        Column("ballot", "Hình thức", OneOf(BALLOTS, "Hình thức")),
        Column("op", "So sánh", OneOf(OPS, "So sánh")),
        Column("percent", "Tỷ lệ (%)", Whole("tỷ lệ phần trăm", 0, 100)),
        Column("base", "Tính trên", OneOf(BASES, "Cơ sở tính")),
        Column("absent", "Người vắng mặt", OneOf(ABSENTS, "Nội dung")),
        Column(
            "quorum_percent",
            "Số có mặt tối thiểu (%)",
            Whole("tỷ lệ phần trăm", 0, 100),
            required=False,
            empty=None,
        ),
        Column("provision", "Căn cứ", Text(300)),
        Column("status", "Tình trạng căn cứ", OneOf(STATUSES, "Tình trạng")),
    ),
    once=("kind",),
)


def meeting(sheet: str) -> Form[MeetingPlan]:
    return Form(
        sheet,
        MeetingPlan,
        (
            Column("title", "Tên cuộc họp", Text(300)),
            Column("place", "Địa điểm", Text(300)),
            Column("held_at", "Khai mạc", Moment()),
            Column("closed_at", "Bế mạc", Moment()),
            Column("chair", "Chủ trì", Text(120)),
            Column("chair_post", "Chức vụ người chủ trì", Text(200)),
            Column("secretary", "Thư ký", Text(120)),
            Column("tellers", "Người kiểm phiếu", Text(120), many=True),
            Column("agenda", "Chương trình", Text(300), many=True),
            Column("discussion", "Ý kiến thảo luận", Text(1000), required=False, many=True),
            PROVENANCE,
        ),
    )


CONFERENCE, COUNCIL = map(meeting, ("Hội nghị", "Hội đồng"))
CONFERENCE_SEATS = Listing(
    "Điểm danh",
    unit_seat,
    (
        UNIT,
        Column("person", "Người dự", Text(120)),
        Column("post", "Chức vụ", Text(200)),
        PRESENCE,
        MANDATE,
    ),
    once=("unit",),
)
COUNCIL_SEATS = Listing(
    "Thành viên Hội đồng",
    council_seat,
    (
        Column("person", "Họ và tên", Ref("person")),
        Column("post", "Chức vụ", Text(200)),
        PRESENCE,
        MANDATE,
    ),
    once=("person",),
)
COUNTS = Listing(
    "Kiểm phiếu",
    BallotRow,
    (
        KIND,
        Column("award", "Danh hiệu, hình thức", Ref("award"), required=False),
        Column("unit", "Đơn vị", Ref("unit"), required=False),
        Column("issued", "Phát ra", BALLOTS_COUNT),
        Column("returned", "Thu về", BALLOTS_COUNT),
        Column("invalid", "Không hợp lệ", BALLOTS_COUNT),
        Column("yes", "Đồng ý", BALLOTS_COUNT, required=False, empty=None),
        Column("no", "Không đồng ý", BALLOTS_COUNT, required=False, empty=None),
        Column("abstain", "Không có ý kiến", BALLOTS_COUNT, required=False, empty=None),
    ),
    once=("kind", "award", "unit"),
)
CANDIDATES = Listing(
    "Bầu Khối trưởng",
    CandidateRow,
    (
        Column("unit", "Đơn vị được giới thiệu", Ref("unit")),
        Column("votes", "Số phiếu", BALLOTS_COUNT),
    ),
    once=("unit",),
)
DECISIONS = Listing(
    "Quyết định",
    DecisionPlan,
    (
        AWARD,
        Column("number", "Số quyết định", PAPER_NUMBER),
        Column("signed_on", "Ngày ký", Day()),
        Column("issuer", "Cơ quan, người ban hành", Text(200)),
        Column("signer_post", "Chức vụ người ký", Text(200)),
        Column("signer", "Người ký", Text(120)),
    ),
    once=("award",),
)
REPORT = Form(
    "Báo cáo",
    ReportPlan,
    tuple(
        Column(name, heading, Text(2000), many=True)
        for name, heading in (
            ("situation", "Đặc điểm, tình hình"),
            ("shortcomings", "Hạn chế, nguyên nhân"),
            ("directions", "Phương hướng"),
            ("proposals", "Kiến nghị, đề xuất"),
        )
    ),
)
DATES = Form(
    "Thời gian",
    Dates,
    tuple(
        Column(name, heading, Moment())
        for name, heading in (
            ("opened", "Mở năm thi đua"),
            ("agreement_signed", "Ký giao ước"),
            ("registered", "Đăng ký thi đua"),
            ("progress", "Báo cáo kết quả"),
            ("self_scored", "Tự chấm điểm"),
            ("cross_scored", "Chấm chéo"),
            ("appraised", "Thẩm định"),
            ("ranked", "Chốt xếp hạng"),
            ("submitted", "Trình đề nghị khen thưởng"),
            ("decided", "Ban hành quyết định"),
        )
    ),
)
