"""The law's own terms in Vietnamese, as its pages write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thidua import law
from thidua.text import decimal_text, money, short_date

KINDS = {
    law.AwardKind.EMULATION_TITLE: "Danh hiệu thi đua",
    law.AwardKind.COMMENDATION: "Bằng khen, giấy khen và kỷ niệm chương",
    law.AwardKind.ORDER: "Huân chương",
    law.AwardKind.MEDAL: "Huy chương",
    law.AwardKind.STATE_HONORARY_TITLE: "Danh hiệu vinh dự nhà nước",
    law.AwardKind.PRIZE: "Giải thưởng",
}
LEVELS = {
    law.Level.STATE: "Cấp Nhà nước",
    law.Level.PROVINCE: "Cấp bộ, ban, ngành, tỉnh",
    law.Level.BASE: "Cấp cơ sở",
}
SUBJECTS = {
    law.SubjectKind.PERSON: "Cá nhân",
    law.SubjectKind.UNIT: "Tập thể",
    law.SubjectKind.HOUSEHOLD: "Hộ gia đình",
}
BALLOTS = {
    "secret": "Bỏ phiếu kín",
    "open": "Biểu quyết công khai",
    "either": "Bỏ phiếu kín hoặc biểu quyết công khai",
}
VOTE_BASES = {
    "all_members": "tổng số thành viên",
    "present": "số thành viên có mặt",
    "issued": "số phiếu phát ra",
    "valid": "số phiếu hợp lệ",
}
ABSENTS = {
    "written": "người vắng mặt cho ý kiến bằng văn bản",
    "ballot": "người vắng mặt gửi phiếu",
    "none": "không lấy ý kiến người vắng mặt",
}
UNITS = {"percent": "%", "count": "", "years": " năm", "dong": " đồng"}
MATTERS = {
    "decided_by": "Thẩm quyền quyết định",
    "quota": "Tỷ lệ khống chế",
    "vote": "Biểu quyết",
    "public_notice": "Công khai lấy ý kiến",
    "dossier": "Thành phần hồ sơ",
    "bonus": "Tiền thưởng",
}
ASPECTS = {
    "text": "lời văn",
    "citation": "điều khoản",
    "amounts": "số liệu",
    "joined": "cách ghép các điều kiện",
    "subjects": "đối tượng",
}
UNSET = "chưa được quy định"


def days_of(book: law.Rulebook) -> str:
    """Return "01/01/2024 – 30/06/2025", or "từ 01/10/2026"."""
    first, last = short_date(book.span.first), book.span.last
    return f"{first} – {short_date(last)}" if last else f"từ {first}"


def span_words(span: law.Span) -> str:
    """Return "từ 15/03/2019 đến 30/06/2025"."""
    last = f" đến {short_date(span.last)}" if span.last else ""
    return f"từ {short_date(span.first)}{last}"


def subjects_of(kinds: tuple[law.SubjectKind, ...]) -> str:
    told = ", ".join(SUBJECTS[kind].lower() for kind in kinds)
    return told[:1].upper() + told[1:]


def figure(value: int | None, unit: str) -> str:
    """Write a figure of law with its unit: "70%", "02 năm", "2.340.000 đồng"."""
    if value is None:
        return UNSET
    return money(value) if unit == "dong" else f"{value}{UNITS[unit]}"


def vote_words(vote: law.VoteTerm) -> str:
    """Return "Bỏ phiếu kín; từ 80% tổng số thành viên; người vắng mặt cho ý kiến bằng văn bản"."""
    of = VOTE_BASES.get(vote.base, vote.base)
    share = (
        f"tỷ lệ do địa phương quy định, tính trên {of}"
        if vote.percent is None
        else f"{'trên' if vote.op == 'gt' else 'từ'} {vote.percent}% {of}"
    )
    parts = (BALLOTS.get(vote.ballot, ""), share, ABSENTS.get(vote.absent, ""))
    told = "; ".join(part for part in parts if part)
    return told[:1].upper() + told[1:]


def quota_words(quota: law.Quota) -> str:
    share = f"Tỷ lệ {UNSET}" if quota.percent is None else f"Không quá {quota.percent}%"
    return f"{share}, tính trên {quota.of}"


def bonus_words(bonus: law.Bonus) -> str:
    """Return "Tối đa 4,5 × 2.340.000 đồng = 10.530.000 đồng"."""
    most = "Tối đa " if bonus.cap else ""
    return f"{most}{decimal_text(bonus.multiple)} × {money(bonus.base)} = {money(bonus.amount)}"


def bonuses_of(award: law.Award, on: date) -> Iterator[tuple[str, law.Bonus]]:
    """Yield the money by kind of subject; a kind the law names none for is left out."""
    for kind in award.subject_kinds:
        try:
            yield SUBJECTS[kind], law.bonus(award.slug, kind, on)
        except law.WrongSubject:
            continue


def bonus_gaps(award: law.Award) -> list[str]:
    """Tell for whom there is no bonus, and for whom nobody has read what it is."""
    told = (
        ("Không có tiền thưởng", award.no_bonus),
        ("Chưa rõ mức, chưa ai đọc quy định", award.bonus_unknown),
    )
    return [f"{subjects_of(kinds)}: {what.lower()}" for what, kinds in told if kinds]


def matter_words(name: str, award: law.Award, on: date) -> str:
    """Return one matter of an award besides its standards, as the comparison of two days tells it."""
    notice, quota = award.procedure.public_notice, award.quota
    told = {
        "decided_by": award.decided_by,
        "quota": quota_words(quota) if quota else "",
        "vote": vote_words(award.vote),
        "public_notice": notice.text if notice else "",
        "dossier": "; ".join(paper.text for paper in award.procedure.dossier),
        "bonus": "; ".join(
            (*(f"{who}: {bonus_words(b)}" for who, b in bonuses_of(award, on)), *bonus_gaps(award))
        ),
    }
    return told[name]
