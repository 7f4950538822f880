"""In which order a bloc may score, and whose word stands on a line in the end."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from thidua.apps.assessments.enums import PARTIAL, USUAL_STAGES, Stage

JUDGING = frozenset({Stage.APPRAISED, Stage.SECOND, Stage.OFFICE})
"""Stages of those who run the scoring; they answer objections."""


class ReadyMade(NamedTuple):
    """An order that blocs use, to be picked rather than numbered."""

    key: str
    stages: tuple[Stage, ...]

    @property
    def name(self) -> str:
        return " → ".join(str(stage.label) for stage in self.stages)


READY_MADE = (
    ReadyMade("usual", USUAL_STAGES),
    ReadyMade("short", (Stage.SELF, Stage.APPRAISED)),
    ReadyMade(
        "reviewed",
        (Stage.SELF, Stage.APPRAISED, Stage.EXPLANATION, Stage.SECOND),
    ),
    ReadyMade("office-last", (*USUAL_STAGES, Stage.OFFICE)),
    ReadyMade("office-first", (Stage.SELF, Stage.OFFICE, Stage.APPRAISED)),
    ReadyMade("cross-last", (Stage.SELF, Stage.APPRAISED, Stage.CROSS)),
)


class Fault(NamedTuple):
    """What is wrong with an order, why, and what would be right."""

    what: str
    why: str
    remedy: str


ONCE = Fault(
    "Mỗi bước chấm chỉ có một lần.",
    "Phiếu giữ ở mỗi bước một cột điểm.",
    "Hãy bỏ bước bị lặp; chấm lại lần nữa thì dùng “Thẩm định lần hai”.",
)
SELF_FIRST = Fault(
    "Bước đầu tiên phải là tự chấm.",
    "Các bước sau xem và sửa điểm đơn vị tự chấm.",
    "Hãy đặt tự chấm số 1.",
)
APPRAISED_AT_ALL = Fault(
    "Các bước chấm phải có thẩm định.",
    "Điểm để xếp hạng phải qua thẩm định.",
    "Hãy thêm bước thẩm định.",
)
EXPLANATION_AFTER = Fault(
    "Giải trình phải sau một bước chấm: chấm chéo, thẩm định hoặc cơ quan thường trực.",
    "Trước đó đơn vị chưa có điểm của ai để giải trình.",
    "Hãy đặt giải trình sau bước chấm đó.",
)
SECOND_AFTER = Fault(
    "Thẩm định lần hai chỉ có sau khi đơn vị giải trình.",
    "Lần hai xem lại những gì đơn vị giải trình.",
    "Hãy đặt giải trình trước thẩm định lần hai, hoặc bỏ bước này.",
)
SECOND_AFTER_FIRST = Fault(
    "Thẩm định lần hai phải sau thẩm định.",
    "Chưa thẩm định lần đầu thì không có lần hai.",
    "Hãy đặt thẩm định trước thẩm định lần hai.",
)


def fault_of(stages: Sequence[Stage]) -> Fault | None:
    """Return what makes an order impossible, if anything does."""
    before = {stage: set(stages[:place]) for place, stage in enumerate(stages)}
    checks = (
        (len(set(stages)) == len(stages), ONCE),
        (list(stages[:1]) == [Stage.SELF], SELF_FIRST),
        (Stage.APPRAISED in stages, APPRAISED_AT_ALL),
        (_assessed(before.get(Stage.EXPLANATION)), EXPLANATION_AFTER),
        (Stage.EXPLANATION in before.get(Stage.SECOND, {Stage.EXPLANATION}), SECOND_AFTER),
        (Stage.APPRAISED in before.get(Stage.SECOND, {Stage.APPRAISED}), SECOND_AFTER_FIRST),
    )
    return next((fault for fits, fault in checks if not fits), None)


def _assessed(before: set[Stage] | None) -> bool:
    return before is None or bool(before & {Stage.CROSS, *JUDGING})


def pointed(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """Return the stages that give points."""
    return tuple(stage for stage in stages if stage is not Stage.EXPLANATION)


def judging_stage(stages: Sequence[Stage]) -> Stage:
    """Return the last stage of those who run the scoring: they answer objections."""
    return next(stage for stage in reversed(stages) if stage in JUDGING)


def standing_stage(
    behind: Sequence[Stage], marked: Container[str], *, office: bool
) -> Stage | None:
    """Return the stage whose mark stands on a line; None where none does.

    A full stage speaks for every line it may mark, blank or not; a partial one only for what it
    marked. On a line of the standing office the others are silent.

    Args:
        behind: the stages handed in, in the order of the card.
        marked: the stages that marked the line.
        office: the line is the standing office's alone.
    """
    for stage in reversed(behind):
        if stage in marked:
            return stage
        if stage not in PARTIAL and not office:
            return None
    return None


def told(stages: Sequence[Stage]) -> str:
    """Say in words which way a card goes and whose points count."""
    way = ", rồi ".join(str(stage.label).lower() for stage in stages)
    given = pointed(stages)
    full = max(place for place, stage in enumerate(given) if stage not in PARTIAL)
    later = " hoặc ".join(f"“{stage.label}”" for stage in given[full + 1 :])
    again = f"; tiêu chí nào chấm lại ở bước {later} thì tính theo bước đó" if later else ""
    return (
        f"Mỗi phiếu lần lượt qua {len(stages)} bước: {way}; sau đó khóa."
        f" Điểm được tính là điểm ở bước “{given[full].label}”{again}."
    )
