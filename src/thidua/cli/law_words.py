"""Vietnamese words for the vocabulary of the law, and its values as JSON."""

import re
from dataclasses import asdict
from datetime import date
from typing import Any

from thidua.cli.unread import Unread
from thidua.law import (
    Award,
    AwardKind,
    Bonus,
    Change,
    Level,
    Quota,
    SubjectKind,
    VoteTerm,
    WrongSubject,
    bonus,
)
from thidua.law.amounts import AmountLine
from thidua.text import money as dong, padded

UNREAD = "chưa kiểm chứng"
UNSET = "chưa có quy định được nhập"
KINDS = {
    AwardKind.EMULATION_TITLE: "danh hiệu thi đua",
    AwardKind.COMMENDATION: "hình thức khen thưởng",
    AwardKind.ORDER: "huân chương",
    AwardKind.MEDAL: "huy chương, kỷ niệm chương",
    AwardKind.STATE_HONORARY_TITLE: "danh hiệu vinh dự nhà nước",
    AwardKind.PRIZE: "giải thưởng",
}
LEVELS = {Level.BASE: "cấp cơ sở", Level.PROVINCE: "cấp bộ, tỉnh", Level.STATE: "cấp Nhà nước"}
SUBJECTS = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.UNIT: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}
BALLOTS = {
    "secret": "bỏ phiếu kín",
    "open": "biểu quyết công khai",
    "either": "bỏ phiếu kín hoặc biểu quyết công khai",
}
BASES = {
    "all_members": "tổng số thành viên Hội đồng",
    "present": "số thành viên có mặt",
    "issued": "số phiếu phát ra",
    "valid": "số phiếu hợp lệ",
}
ABSENT = {
    "written": "người vắng mặt cho ý kiến bằng văn bản",
    "ballot": "người vắng mặt gửi phiếu",
    "none": "không lấy ý kiến người vắng mặt",
}
SCOPES = {"unit": "trong từng đơn vị", "province": "trong toàn tỉnh"}
JOINED = {"all": "đạt tất cả", "any": "đạt một trong các trường hợp", "meets": "", "check": ""}
CHANGES = {"added": "Thêm", "removed": "Bỏ", "changed": "Sửa"}
MATTERS = {
    "text": "lời văn",
    "citation": "điều khoản",
    "amounts": "mức số",
    "joined": "cách kết hợp",
    "subjects": "đối tượng",
    "decided_by": "Thẩm quyền quyết định",
    "quota": "Tỷ lệ",
    "vote": "Biểu quyết",
    "public_notice": "Công khai",
    "dossier": "Hồ sơ",
    "bonus": "Tiền thưởng",
    "unread_law": "Luật mới chưa được đọc",
}


def amount_text(line: AmountLine) -> str:
    return figure_text(line.value, line.unit)


def figure_text(value: int | None, unit: str) -> str:
    """Return the figure with its unit."""
    if value is None:
        return UNSET
    units = {"percent": f"{value}%", "years": f"{padded(value)} năm", "dong": dong(value)}
    return units.get(unit, str(value))


def percent_of(value: int | None) -> str:
    return figure_text(value, "percent")


def quota_text(quota: Quota) -> str:
    share = UNSET if quota.percent is None else f"không quá {quota.percent}%"
    scope = SCOPES.get(quota.scope, "")
    return f"{share} {quota.of}" + (f" ({scope})" if scope else "")


def vote_text(vote: VoteTerm) -> str:
    """Return the rule in words; what the law leaves open is said to be."""
    more = "trên" if vote.op == "gt" else "từ"
    share = (
        f"{UNSET} về tỷ lệ phiếu"
        if vote.percent is None
        else f"{more} {vote.percent}% {BASES.get(vote.base, vote.base)}"
    )
    parts = (BALLOTS.get(vote.ballot, ""), share, ABSENT.get(vote.absent, ""))
    return "; ".join(part for part in parts if part)


def deadline_text(text: str) -> str:
    """Return a deadline in words: "31-10" is a day of every year."""
    day, dash, month = text.partition("-")
    dated = dash and day.isdigit() and month.isdigit()
    return f"Chậm nhất ngày {day}/{month} hằng năm" if dated else text


def matter_text(matter: str, text: str) -> str:
    """Return what a change says of a vote or a bonus, its slugs in words."""
    words = {"vote": {**BASES, **BALLOTS}, "bonus": {k.value: w for k, w in SUBJECTS.items()}}
    for slug, word in words.get(matter, {}).items():
        text = re.sub(rf"\b{slug}\b", word, text)
    return text


def subjects_text(kinds: tuple[SubjectKind, ...] | tuple[str, ...]) -> str:
    return ", ".join(SUBJECTS[SubjectKind(kind)] for kind in kinds)


def days_text(days: int) -> str:
    return f" ({padded(days)} ngày làm việc)" if days else ""


NO_BONUS = "không có tiền thưởng theo quy định"
BONUS_UNKNOWN = "chưa rõ mức tiền thưởng, chưa ai đọc quy định"


def award_json(award: Award) -> dict[str, Any]:
    return {key: plain(value) for key, value in asdict(award).items()}


def bonuses_json(award: Award, on: date) -> dict[str, Any]:
    """Return the bonus of each kind of subject that has one."""
    return {
        kind.value: {**asdict(money), "multiple": str(money.multiple)}
        for kind in award.subject_kinds
        if (money := bonus_of(award, kind, on)) is not None
    }


def bonus_of(award: Award, kind: SubjectKind, on: date) -> Bonus | None:
    """Return the bonus by the law of a day; None where the data hold none."""
    try:
        return bonus(award.slug, kind, on)
    except WrongSubject:
        return None


def change_json(change: Change) -> dict[str, Any]:
    return {key: plain(value) for key, value in asdict(change).items()}


def unread_json(unread: Unread) -> dict[str, Any]:
    return {
        **asdict(unread.citation),
        "note": unread.note,
        "confirm_at": unread.where,
        "used_by": [
            {"rulebook": book, "award": award, "matter": matter}
            for book, award, matter in unread.uses
        ],
    }


def plain(value: Any) -> Any:
    """Return values for JSON: tuples as lists, enums as their words."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.value if isinstance(value, AwardKind | Level | SubjectKind) else value
