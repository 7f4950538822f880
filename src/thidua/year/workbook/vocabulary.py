"""The words an office writes in choice columns, and the values they stand for."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import TextChoices

from thidua.apps.assessments.enums import Stage
from thidua.scoring import DIRECTION_LABELS, KIND_LABELS, Kind
from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus

C = TypeVar("C", bound=TextChoices)


def labels(choices: type[C]) -> dict[str, C]:
    """Return the choices of an enum by the label that screens show."""
    return {str(choice.label): choice for choice in choices}


KINDS: Mapping[str, Kind] = {label: kind for kind, label in KIND_LABELS.items()}
DIRECTIONS: Mapping[str, str] = {label: value for value, label in DIRECTION_LABELS.items()}
YES: Mapping[str, bool] = {"Có": True, "Không": False}
ADJUSTED_STAGES: Mapping[str, Stage] = {
    str(Stage.CROSS.label): Stage.CROSS,
    str(Stage.APPRAISED.label): Stage.APPRAISED,
}
YES_NO: Mapping[str, bool] = {"Có": True, "Không": False}
HOLDS: Mapping[str, bool] = {"Đạt": True, "Không đạt": False}
BALLOTS: Mapping[str, Ballot] = {
    "Bỏ phiếu kín": Ballot.SECRET,
    "Biểu quyết công khai": Ballot.OPEN,
    "Bỏ phiếu kín hoặc biểu quyết công khai": Ballot.EITHER,
}
OPS: Mapping[str, Op] = {"Ít nhất": Op.GE, "Trên": Op.GT}
BASES: Mapping[str, Base] = {
    "Tổng số thành viên": Base.ALL_MEMBERS,
    "Số thành viên có mặt": Base.PRESENT,
    "Số phiếu phát ra": Base.ISSUED,
    "Số phiếu hợp lệ": Base.VALID,
}
ABSENTS: Mapping[str, AbsentRule] = {
    "Cho ý kiến bằng văn bản": AbsentRule.WRITTEN,
    "Gửi phiếu": AbsentRule.BALLOT,
    "Không lấy ý kiến": AbsentRule.NONE,
}
STATUSES: Mapping[str, RuleStatus] = {
    "Đã kiểm chứng": RuleStatus.SEEN,
    "Chưa kiểm chứng": RuleStatus.UNVERIFIED,
    "Minh họa": RuleStatus.ILLUSTRATIVE,
}


def slugs(words: Mapping[str, str]) -> dict[str, str]:
    """Turn words by slug into slugs by word, each word with a capital."""
    return {word[0].upper() + word[1:]: slug for slug, word in words.items()}
