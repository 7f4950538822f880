"""What stands beside a total: what decides a tie, who is barred from an award, which grade it gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from thidua import scoring
from thidua.apps.assessments.enums import TieKind
from thidua.apps.assessments.models import TieRule
from thidua.apps.assessments.queries import tie_breaks_of, tie_rules_of
from thidua.apps.units.models import BlocYear, Membership

UNDECIDED = "chờ xét chọn"


@dataclass(frozen=True, slots=True)
class Barred:
    """A disqualifier that happened to a unit."""

    criterion: scoring.Criterion

    @property
    def warns(self) -> bool:
        return self.criterion.options.warns

    @property
    def what(self) -> str:
        """Say which awards it bars."""
        blocks = self.criterion.options.blocks
        if self.warns:
            return "cần cân nhắc khi xét khen thưởng"
        return f"không xét {', '.join(blocks)}" if blocks else "không xét danh hiệu, hình thức nào"

    @property
    def sentence(self) -> str:
        return f"{self.criterion.code} {self.criterion.text}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a member's total means."""

    member: Membership
    placed: scoring.Placed[Membership]
    tie: str
    barred: tuple[Barred, ...]
    grade: str
    grade_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """The ties, bars and grades of a bloc."""

    rules: tuple[str, ...]
    by_vote: bool
    source: str
    by_member: Mapping[UUID, Outcome]

    @property
    def graded(self) -> bool:
        return any(one.grade for one in self.by_member.values())

    @property
    def barred(self) -> list[Outcome]:
        return [one for one in self.by_member.values() if one.barred]

    @property
    def last_resort(self) -> str:
        """Say what becomes of those whom no rule tells apart."""
        then = " cho đến khi hội nghị biểu quyết" if self.by_vote else ""
        return f"{'vẫn bằng nhau' if self.rules else 'các đơn vị bằng điểm'} thì đồng hạng{then}"

    @property
    def ties_in_words(self) -> str:
        """Say in one clause how members with equal totals are placed."""
        if not self.rules:
            return self.last_resort
        listed = "; ".join(f"({place}) {rule}" for place, rule in enumerate(self.rules, start=1))
        grounds = f"(căn cứ: {self.source})"
        return (
            f"các đơn vị bằng điểm được xếp lần lượt theo: {listed} {grounds}; {self.last_resort}"
        )

    def of_grade(self) -> dict[str, list[Outcome]]:
        """Return who has which grade, in the order of places."""
        found: dict[str, list[Outcome]] = {}
        for one in self.by_member.values():
            found.setdefault(one.grade, []).append(one)
        return found


def outcomes_of(
    bloc_year: BlocYear, table: scoring.Table, totals: Sequence[tuple[Membership, scoring.Totals]]
) -> Outcomes:
    """Place members as the ranking does, and say what else follows from their totals."""
    stored = list(tie_rules_of(bloc_year))
    rules = tuple(rule_in_words(rule, table) for rule in stored if rule.kind != TieKind.VOTE)
    placed = scoring.rank(totals, tie_breaks_of(bloc_year, lambda member: member.unit_id))
    grades = scoring.grade(table.ratings, {m.pk: sums.capped for m, sums in totals})
    return Outcomes(
        rules=rules,
        by_vote=len(rules) < len(stored),
        source=stored[0].source if stored else "",
        by_member={
            one.key.pk: Outcome(
                member=one.key,
                placed=one,
                tie="" if one.decided_by is None else rules[one.decided_by],
                barred=barred_by(table, one.totals.disqualified),
                grade=grades[one.key.pk].label or UNDECIDED if table.ratings else "",
                grade_reason=grades[one.key.pk].reason if table.ratings else "",
            )
            for one in placed
        },
    )


def rule_in_words(rule: TieRule, table: scoring.Table) -> str:
    """Say a tie rule; a section is named with its heading."""
    if rule.kind != TieKind.SECTION:
        return rule.get_kind_display()
    heading = next((c.text for c in table.criteria if c.code == rule.section), "")
    return f"Điểm mục {rule.section} “{heading}” cao hơn xếp trước"


def barred_by(table: scoring.Table, codes: Iterable[str]) -> tuple[Barred, ...]:
    lines = {c.code: c for c in table.criteria}
    return tuple(Barred(lines[code]) for code in codes)


def cut_ties(
    placed: Iterable[scoring.Placed[Membership]], slots: Sequence[int]
) -> list[tuple[int, list[str]]]:
    """Return the numbers of nominees that cut through members who share a place, and who they are.

    Args:
        placed: the ranking.
        slots: how many may be put forward for each award, from the highest.
    """
    sharing: dict[int, list[str]] = {}
    for one in placed:
        sharing.setdefault(one.place, []).append(one.key.unit.short_name)
    found, allowed = [], 0
    for number in slots:
        allowed += number
        found += [
            (allowed, names)
            for place, names in sharing.items()
            if place <= allowed < place + len(names) - 1
        ]
    return found
