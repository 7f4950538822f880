"""Whether the marks that a person agreed to change are still those that stand there."""

from collections.abc import Mapping
from decimal import Decimal

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up


def check_marks_seen(
    scorecard: Scorecard, stage: Stage, seen: Mapping[str, Decimal | None]
) -> None:
    """Take up a card and refuse if points that were shown, None for a blank, have changed since."""
    take_up(scorecard, "state", authority_id=scorecard.bloc_year.authority_id)
    marks = scorecard.marks.filter(stage=stage)
    now = dict(marks.values_list("criterion__code", "points"))
    if changed := [code for code, before in seen.items() if now.get(code) != before]:
        raise Refused(
            f"Điểm của {', '.join(changed)} đã được sửa sau khi Ông/Bà xem trước.",
            "Chưa có gì được lưu.",
            "Hãy tải tệp lên lại để xem thay đổi so với điểm mới.",
        )
