"""Sheets of the bloc's work: who belongs to it, what was agreed, reached and scored."""

from collections.abc import Mapping
from decimal import Decimal

from thidua.apps.assessments.enums import USUAL_STAGES, UnassignedRule
from thidua.apps.campaigns.enums import Direction, MovementForm
from thidua.apps.journal.base import Provenance
from thidua.apps.units.enums import BlocKind, Position, RoleKind
from thidua.scoring import LABELS
from thidua.year.plan import (
    CriterionPlan,
    CrossPlan,
    DirectivePlan,
    EvidencePlan,
    MemberPlan,
    MovementPlan,
    PersonPlan,
    ProgressPlan,
    RegistrationPlan,
    TargetPlan,
)
from thidua.year.workbook.parsers import (
    FIRST_YEAR,
    LAST_YEAR,
    Bands,
    Day,
    Grades,
    Items,
    Number,
    OneOf,
    Parser,
    Ref,
    Slug,
    Steps,
    Text,
    Whole,
)
from thidua.year.workbook.rows import (
    ClauseRow,
    MarksRow,
    ReasonRow,
    TableForm,
    bloc_form,
    criterion_row,
)
from thidua.year.workbook.schema import Column, Form, Listing, PerUnit
from thidua.year.workbook.vocabulary import ADJUSTED_STAGES, DIRECTIONS, KINDS, YES, labels

YEAR = Whole("năm", FIRST_YEAR, LAST_YEAR)
PROVENANCE = Column("provenance", "Nguồn gốc", OneOf(labels(Provenance), "Nguồn gốc"))
UNIT = Column("unit", "Đơn vị", Ref("unit"))
PERCENT = Whole("tỷ lệ phần trăm", 0, 1000)
POINTS = Number("điểm", 2, Decimal(0), Decimal(10_000))
PAPER_NUMBER, PAPER_TITLE = Text(60), Text(300)

BLOC = Form(
    "Khối",
    bloc_form,
    (
        Column("authority_code", "Mã cơ quan quản lý", Slug()),
        Column("authority_name", "Cơ quan quản lý", Text(200)),
        Column("place", "Địa danh", Text(80)),
        Column("standing_office", "Cơ quan thường trực thi đua, khen thưởng", Text(200)),
        Column("code", "Mã khối", Slug()),
        Column("name", "Tên khối", Text(200)),
        Column("kind", "Loại", OneOf(labels(BlocKind), "Loại")),
        Column("year", "Năm thi đua", YEAR),
        PROVENANCE,
    ),
)
MEMBERS = Listing(
    "Đơn vị",
    MemberPlan,
    (
        Column("code", "Mã", Slug()),
        Column("name", "Tên đơn vị", Text(200)),
        Column("short_name", "Tên gọi tắt", Text(60)),
        Column("head_post", "Chức danh người đứng đầu", Text(80)),
        Column("position", "Vai trò trong khối", OneOf(labels(Position), "Vai trò")),
        Column("valid_from", "Hoạt động từ ngày", Day()),
        PROVENANCE,
    ),
    once=("code",),
)
PEOPLE = Listing(
    "Nhân sự",
    PersonPlan,
    (
        Column("full_name", "Họ và tên", Text(120)),
        Column("sign_in", "Tên đăng nhập", Slug(60), required=False),
        Column("role", "Vai trò", OneOf(labels(RoleKind), "Vai trò")),
        Column("unit", "Đơn vị", Ref("unit"), required=False),
        Column("post", "Chức vụ", Text(120)),
        Column("since", "Từ ngày", Day()),
    ),
    once=("full_name", "role", "unit"),
)
DIRECTIVES = Listing(
    "Văn bản chỉ đạo",
    DirectivePlan,
    (
        Column("number", "Số, ký hiệu", PAPER_NUMBER),
        Column("issued_on", "Ngày ban hành", Day()),
        Column("issuer", "Cơ quan ban hành", Text(200)),
        Column("title", "Trích yếu", Text(400)),
    ),
    once=("number",),
    needed=False,
)
MOVEMENTS = Listing(
    "Phong trào",
    MovementPlan,
    (
        Column("code", "Mã", Text(20)),
        Column("title", "Tên phong trào", Text(300)),
        Column("period", "Thời gian", Text(60)),
        Column("directive", "Văn bản chỉ đạo", Ref("directive"), required=False),
        Column(
            "form",
            "Hình thức",
            OneOf(labels(MovementForm), "Hình thức"),
            required=False,
            later=True,
        ),
        Column("target", "Chỉ tiêu", Ref("target"), required=False, later=True),
    ),
    once=("code",),
    needed=False,
)
CLAUSES = Listing(
    "Giao ước",
    ClauseRow,
    (
        Column("year", "Năm", YEAR),
        Column("number", "Điều", Whole("số điều", 1, 100)),
        Column("title", "Tên điều", Text(400)),
        Column("clause", "Nội dung khoản", Text(2000)),
        PROVENANCE,
    ),
)
TARGETS = Listing(
    "Chỉ tiêu",
    TargetPlan,
    (
        Column("code", "Mã", Text(20)),
        Column("article", "Điều", Whole("số điều", 1, 100)),
        Column("text", "Nội dung chỉ tiêu", Text(400)),
        Column("unit_of_measure", "Đơn vị tính", Text(40)),
        Column("direction", "Chiều", OneOf(labels(Direction), "Chiều")),
    ),
    once=("code",),
    per_unit=PerUnit("planned", Number("chỉ tiêu bằng số"), beside=("Ghi chú",)),
)
PROGRESS = Listing(
    "Kết quả",
    ProgressPlan,
    (
        Column("target", "Chỉ tiêu", Ref("target")),
        UNIT,
        Column("value", "Kết quả", Number("kết quả bằng số")),
        Column("paper_number", "Số văn bản", PAPER_NUMBER, required=False),
        Column("paper_date", "Ngày văn bản", Day(), required=False, empty=None),
        Column("paper_title", "Tên văn bản", PAPER_TITLE, required=False),
    ),
    once=("target", "unit"),
)
REGISTRATIONS = Listing(
    "Đăng ký",
    RegistrationPlan,
    (
        UNIT,
        Column("award", "Danh hiệu, hình thức", Ref("award")),
        Column("registered_on", "Ngày đăng ký", Day()),
        Column("paper_number", "Số văn bản", PAPER_NUMBER, required=False),
    ),
    once=("unit", "award"),
    needed=False,
)
FURTHER: Mapping[str, Parser] = {
    "plan": Number("mức bằng số"),
    "direction": OneOf(DIRECTIONS, "Chiều tính"),
    "most_percent": PERCENT,
    "bands": Bands(),
    "scale": POINTS,
    "minimum": POINTS,
    "unit": Text(40),
    "weight": POINTS,
    "office": OneOf(YES, "Nội dung"),
    "evidence": Text(300),
    "evidence_required": OneOf(YES, "Nội dung"),
    "blocks": Items(200),
    "warns": OneOf(YES, "Nội dung"),
}
TABLE = Form(
    "Quy định chấm điểm",
    TableForm,
    (
        Column("title", "Tên bảng điểm", Text(300)),
        Column("places", "Số chữ số thập phân", Whole("số chữ số", 0, 2)),
        Column("margin", "Chênh lệch không cần lý do (điểm)", POINTS),
        Column("adopted_on", "Ngày thông qua", Day()),
        Column("adopted_by", "Ai thông qua", Text(300), required=False),
        Column(
            "unassigned",
            "Tiêu chí không giao",
            OneOf(labels(UnassignedRule), "Cách tính"),
            required=False,
            empty=UnassignedRule.SHARE,
        ),
        Column("cap", "Tổng điểm để xếp loại không quá", POINTS, required=False, empty=None),
        Column("grades", "Xếp loại", Grades(), required=False, empty=()),
        PROVENANCE,
    ),
)
CRITERIA: Listing[CriterionPlan] = Listing(
    "Bảng điểm",
    criterion_row,
    (
        Column("code", "Mã", Text(20)),
        Column("parent", "Thuộc mục", Ref("criterion"), required=False),
        Column("text", "Nội dung tiêu chí", Text(400)),
        Column("kind", "Cách chấm", OneOf(KINDS, "Cách chấm")),
        Column("maximum", "Điểm tối đa", POINTS),
        Column("target", "Chỉ tiêu", Ref("target"), required=False),
        Column("steps", "Các mức điểm", Steps(), required=False, empty=()),
        Column("per_occurrence", "Điểm mỗi lần", POINTS, required=False),
        Column("cap_percent", "Điểm tối đa khi đạt (%)", PERCENT, required=False),
        Column("floor_percent", "Không điểm khi dưới (%)", PERCENT, required=False),
        Column("article", "Căn cứ", Text(200), required=False),
        Column("note", "Hướng dẫn chấm", Text(400), required=False),
        *(
            Column(name, LABELS[name], parse, required=False, later=True)
            for name, parse in FURTHER.items()
        ),
    ),
    once=("code",),
)


def marks(sheet: str) -> Listing[MarksRow]:
    return Listing(
        sheet,
        MarksRow,
        (Column("criterion", "Mã", Ref("criterion")),),
        once=("criterion",),
        per_unit=PerUnit("points", POINTS, beside=("Nội dung tiêu chí", "Điểm tối đa", "Ghi chú")),
    )


MARKS = {stage: marks(str(stage.label)) for stage in USUAL_STAGES}
REASONS = Listing(
    "Lý do điều chỉnh",
    ReasonRow,
    (
        UNIT,
        Column("criterion", "Tiêu chí", Ref("criterion")),
        Column("stage", "Bước chấm", OneOf(ADJUSTED_STAGES, "Bước chấm")),
        Column("reason", "Lý do", Text(400)),
    ),
    once=("unit", "criterion", "stage"),
    needed=False,
)
EVIDENCE = Listing(
    "Minh chứng",
    EvidencePlan,
    (
        UNIT,
        Column("criterion", "Tiêu chí", Ref("criterion")),
        Column("number", "Số văn bản", PAPER_NUMBER),
        Column("dated", "Ngày văn bản", Day(), required=False, empty=None),
        Column("title", "Tên văn bản", PAPER_TITLE, required=False),
    ),
    needed=False,
)
CROSS = Listing(
    "Phân công chấm chéo",
    CrossPlan,
    (
        Column("scorer", "Đơn vị chấm", Ref("unit")),
        Column("scored", "Đơn vị được chấm", Ref("unit")),
    ),
    once=("scored",),
)
