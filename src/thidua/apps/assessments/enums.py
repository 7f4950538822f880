from collections.abc import Iterable

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
    EXPLANATION = "explanation", "Giải trình"
    SECOND = "second", "Thẩm định lần hai"
    OFFICE = "office", "Cơ quan thường trực"


class CardState(TextChoices):
    """What a scorecard waits for."""

    SELF_SCORING = "self_scoring", "Chờ đơn vị tự chấm"
    CROSS_SCORING = "cross_scoring", "Chờ chấm chéo"
    APPRAISAL = "appraisal", "Chờ thẩm định"
    EXPLAINING = "explaining", "Chờ đơn vị giải trình"
    SECOND_REVIEW = "second_review", "Chờ thẩm định lần hai"
    OFFICE_REVIEW = "office_review", "Chờ cơ quan thường trực chấm"
    APPRAISED = "appraised", "Đã thẩm định"


USUAL_STAGES = (Stage.SELF, Stage.CROSS, Stage.APPRAISED)
"""What a bloc's stages are where it set no others."""

PARTIAL = frozenset({Stage.EXPLANATION, Stage.SECOND, Stage.OFFICE})
"""Stages that speak about the lines they mark only; the rest stays as it was."""

STATE_OF = {
    Stage.SELF: CardState.SELF_SCORING,
    Stage.CROSS: CardState.CROSS_SCORING,
    Stage.APPRAISED: CardState.APPRAISAL,
    Stage.EXPLANATION: CardState.EXPLAINING,
    Stage.SECOND: CardState.SECOND_REVIEW,
    Stage.OFFICE: CardState.OFFICE_REVIEW,
}
STAGE_OF = {state: stage for stage, state in STATE_OF.items()}


def path_of(stages: Iterable[Stage]) -> str:
    """Return the states a card goes through, as it stores them."""
    return ",".join([*(STATE_OF[stage] for stage in stages), CardState.APPRAISED])


def usual_path() -> str:
    return path_of(USUAL_STAGES)


class EvidenceKind(TextChoices):
    PAPER = "paper", "Văn bản"
    FIGURE = "figure", "Số liệu"
    FILE = "file", "Tệp"


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


class InitiativeState(TextChoices):
    SUBMITTED = "submitted", "Chờ xét công nhận"
    RETURNED = "returned", "Đã trả lại"
    RECOGNISED = "recognised", "Đã công nhận"
    REFUSED = "refused", "Không công nhận"
    WITHDRAWN = "withdrawn", "Đã rút"
