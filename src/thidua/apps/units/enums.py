from django.db.models import TextChoices


class BlocKind(TextChoices):
    SECTOR = "sector", "Khối thi đua"
    TERRITORIAL = "territorial", "Cụm thi đua"


class Inheritance(TextChoices):
    """What the decision on a merger says of the predecessor's achievements."""

    HANDED_ON = "handed_on", "Quyết định cho kế thừa thành tích"
    NOT_HANDED_ON = "not_handed_on", "Quyết định không cho kế thừa thành tích"
    UNSAID = "unsaid", "Quyết định không nói đến thành tích"


class Position(TextChoices):
    LEAD = "lead", "Khối trưởng"
    DEPUTY = "deputy", "Khối phó"
    MEMBER = "member", "Thành viên"


class RoleKind(TextChoices):
    UNIT_OFFICER = "unit_officer", "Cán bộ thi đua của đơn vị"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    BLOC_SECRETARY = "bloc_secretary", "Thư ký khối thi đua"
    EMULATION_BOARD = "emulation_board", "Cơ quan thường trực thi đua, khen thưởng"
    COUNCIL_MEMBER = "council_member", "Thành viên Hội đồng Thi đua - Khen thưởng"
    SIGNING_AUTHORITY = "signing_authority", "Người có thẩm quyền quyết định"
    INSPECTOR = "inspector", "Thanh tra"


# A role without a unit opens a whole authority, so these are never given without one.
OF_A_UNIT = (RoleKind.UNIT_OFFICER, RoleKind.UNIT_HEAD, RoleKind.BLOC_SECRETARY)


class Phase(TextChoices):
    """Steps of a bloc's year, in order."""

    AGREEMENT = "agreement", "Ký giao ước"
    TARGETS = "targets", "Thực hiện chỉ tiêu"
    SELF_SCORING = "self_scoring", "Tự chấm điểm"
    CROSS_SCORING = "cross_scoring", "Chấm chéo"
    APPRAISAL = "appraisal", "Thẩm định"
    CONFERENCE = "conference", "Hội nghị tổng kết"
    NOMINATION = "nomination", "Trình đề nghị khen thưởng"
    COUNCIL = "council", "Hội đồng và quyết định"
    CLOSED = "closed", "Đã ghi sổ khen thưởng"

    @property
    def place(self) -> int:
        return list(Phase).index(self)
