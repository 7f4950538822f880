"""Conditions on records and findings.

A record that is absent did not happen only in a year from which its source is complete.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.law.case import RATING_PLACES, Amount, Case, Lack, decided, set_on
from thidua.law.catalogue import FindingKind, RecordKind
from thidua.law.check import Check, at_least, at_most, limit_text
from thidua.law.facts import BASES, RATINGS, SCOPES, WORKS, PastAward, Registration, YearRating
from thidua.law.formula import AtLeast, Formula, Open
from thidua.law.measures import (
    AwardsCount,
    AwardStreak,
    FindingMeasure,
    InitiativesCount,
    RatingCount,
    RatingStreak,
    RegisteredMeasure,
    YearsSinceAward,
)
from thidua.law.outcome import Outcome
from thidua.law.spans import SpanOfYears
from thidua.law.windows import Window
from thidua.text import short_date


@dataclass(frozen=True, slots=True)
class FindingHolds(Check):
    """The body in charge finds that something holds; the latest finding counts."""

    finding: FindingKind

    def formula(self, on: date) -> Formula:  # noqa: ARG002 -- no figure of law is asked for
        return AtLeast(FindingMeasure(self.finding.slug), 1)

    def facts(self, case: Case) -> tuple[str, ...]:
        if (found := case.findings.get(self.finding.slug)) is None:
            return ()
        dated = f"ngày {short_date(found.found_on)}" if found.found_on else ""
        paper = f"({found.paper})" if found.paper else ""
        head = " ".join(part for part in (found.found_by, "nhận định", dated, paper) if part)
        told = self.finding.text if found.holds else f"chưa đạt yêu cầu “{self.finding.text}”"
        return (f"{head[0].upper()}{head[1:]}: {told}.",)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return () if self.finding.slug in case.findings else (self.finding.lack(),)


@dataclass(frozen=True, slots=True)
class Registered(Check):
    """Emulation was registered for the year: for that award, or for any when `award` is empty."""

    record: RecordKind
    award: str
    award_names: Mapping[str, str]

    def formula(self, on: date) -> Formula:  # noqa: ARG002 -- no figure of law is asked for
        return AtLeast(RegisteredMeasure(self.award), 1)

    def facts(self, case: Case) -> tuple[str, ...]:
        made = [m for m in case.dossier.registrations if self.award in ("", m.award)]
        if made:
            return tuple(self._told(registration) for registration in made)
        if self.judge(case) is Outcome.NOT_MET:
            return (f"Sổ đăng ký thi đua năm {case.year} không có đăng ký này.",)
        return ()

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return (self.record.lack(f"việc đăng ký thi đua năm {case.year}"),)

    def _told(self, registration: Registration) -> str:
        name = self.award_names.get(registration.award, registration.award)
        dated = (
            f" ngày {short_date(registration.registered_on)}" if registration.registered_on else ""
        )
        paper = f" ({registration.paper})" if registration.paper else ""
        return f"Đã đăng ký “{name}”{dated}{paper}."


@dataclass(frozen=True, slots=True)
class HoldsAwardStreak(Check):
    """The award is held for each of so many years on end, the one judged included.

    `back` moves the end of the row: 1 for the year before the one judged.
    """

    record: RecordKind
    award: str
    name: str
    count: Amount
    back: int = 0
    barred: bool = False

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.count,)

    def formula(self, on: date) -> Formula:
        return at_least(AwardStreak(self.award, self.back, self.barred), self.count, on)

    def facts(self, case: Case) -> tuple[str, ...]:
        years = self._years(case)
        held = [a for a in case.awards(self.award) if a.year in years]
        absent = [y for y in years if self._known_absent(case, y)]
        return (
            *_awards_told(held, self.name),
            *(f"Năm {year}: không có quyết định công nhận “{self.name}”." for year in absent),
            *_barred(case, years, barred=self.barred),
        )

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        held = {a.year for a in case.awards(self.award)}
        unknown = [
            y for y in self._years(case) if y not in held and not self._known_absent(case, y)
        ]
        return tuple(self.record.lack(f"“{self.name}” năm {year}") for year in unknown)

    def _years(self, case: Case) -> range:
        last, count = case.year - self.back, set_on(self.count, case.on) or 1
        return range(last - count + 1, last + 1)

    def _known_absent(self, case: Case, year: int) -> bool:
        held = any(a.year == year for a in case.awards(self.award))
        return not held and year >= case.complete_from("awards")


@dataclass(frozen=True, slots=True)
class AwardsInYears(Check):
    """At least so many of an award within a span; `merit` leaves out thematic and sudden ones."""

    record: RecordKind
    award: str
    name: str
    span: SpanOfYears
    at_least: Amount
    merit: bool = False

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (*self.span.amounts, self.at_least)

    def formula(self, on: date) -> Formula:
        if (window := self.span.window(on)) is None:
            return Open()
        return at_least(AwardsCount(self.award, window, self.merit), self.at_least, on)

    def facts(self, case: Case) -> tuple[str, ...]:
        first = self.span.first(case)
        held = [a for a in case.awards(self.award) if first <= a.year <= case.year]
        counted = [a for a in held if a.for_merit or not self.merit]
        head = f"{self.span.told(case)}: có {len(counted)} “{self.name}”, yêu cầu {limit_text(self.at_least, case.on)}."
        left_out = [a for a in held if a not in counted]
        return (head, *_awards_told(counted, self.name), *_not_counted(left_out, self.name))

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return (self.record.lack(f"“{self.name}” trong {_lower(self.span.told(case))}"),)


@dataclass(frozen=True, slots=True)
class YearsSince(Check):
    """No more than so many years have passed since the latest decision for an award."""

    record: RecordKind
    award: str
    name: str
    at_most: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.at_most,)

    def formula(self, on: date) -> Formula:
        return at_most(YearsSinceAward(self.award), self.at_most, on)

    def facts(self, case: Case) -> tuple[str, ...]:
        held = case.awards(self.award)
        latest = [max(held, key=lambda a: a.decided_on or date(a.year, 12, 31))] if held else []
        none = () if held else (f"Không có quyết định tặng “{self.name}”.",)
        return (*none, *_awards_told(latest, self.name))

    def lacks(self, case: Case) -> tuple[Lack, ...]:  # noqa: ARG002 -- the same paper settles it always
        return (self.record.lack(f"ngày quyết định tặng “{self.name}” gần nhất"),)


@dataclass(frozen=True, slots=True)
class YearsAtRating(Check):
    """That rating or better in each of so many years on end, the one judged included."""

    record: RecordKind
    rating: str
    count: Amount
    span: SpanOfYears

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.count,)

    def formula(self, on: date) -> Formula:
        window = self.span.window(on) or Window()
        return at_least(RatingStreak(self.rating, window), self.count, on)

    def facts(self, case: Case) -> tuple[str, ...]:
        head = (f"{self.span.told(case)}.",) if self.span.since else ()
        years = self._years(case)
        known = (y for y in years if not _unrated(case, y))
        rated = (_rated(case.ratings.get(year), year) for year in known)
        asked = range(case.year - (set_on(self.count, case.on) or 1) + 1, case.year + 1)
        return (*head, *rated, *_barred(case, asked, barred=self.span.barred))

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        unknown = [year for year in self._years(case) if _unrated(case, year)]
        since = f"ngày và thời gian tính thành tích của “{self.span.since_name}”"
        open_window = self.span.since and not unknown
        return (
            *(self.record.lack(f"kết quả xếp loại năm {year}") for year in unknown),
            *((self.record.lack(since),) if open_window else ()),
        )

    def _years(self, case: Case) -> range:
        count = set_on(self.count, case.on) or 1
        first = max(case.year - count + 1, self.span.first(case))
        return range(min(first, case.year), case.year + 1)


@dataclass(frozen=True, slots=True)
class RatingsInYears(Check):
    """That rating or better in at least so many years of a span."""

    record: RecordKind
    rating: str
    span: SpanOfYears
    at_least: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (*self.span.amounts, self.at_least)

    def formula(self, on: date) -> Formula:
        if (window := self.span.window(on)) is None:
            return Open()
        return at_least(RatingCount(self.rating, window), self.at_least, on)

    def facts(self, case: Case) -> tuple[str, ...]:
        first, place = self.span.first(case), RATING_PLACES[self.rating]
        good = [
            r
            for year, r in sorted(case.ratings.items())
            if first <= year <= case.year and RATING_PLACES[r.rating] <= place
        ]
        head = f"{self.span.told(case)}: có {len(good)} năm {RATINGS[self.rating]}, yêu cầu {limit_text(self.at_least, case.on)}."
        return (head, *(_rated(rating, rating.year) for rating in good))

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return (self.record.lack(f"kết quả xếp loại trong {_lower(self.span.told(case))}"),)


@dataclass(frozen=True, slots=True)
class InitiativesInYears(Check):
    """At least so many works of that scope or wider within a span."""

    record: RecordKind
    scope: str
    span: SpanOfYears
    at_least: Amount
    kinds: tuple[str, ...] = ("sang-kien",)
    unused: bool = False
    replicable: bool = False

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (*self.span.amounts, self.at_least)

    def formula(self, on: date) -> Formula:
        window = self.span.window(on)
        return Open() if window is None else at_least(self._count(window), self.at_least, on)

    def facts(self, case: Case) -> tuple[str, ...]:
        first, count = self.span.first(case), self._count(Window())
        seen = [i for i in case.initiatives if first <= i.year <= case.year]
        made = [i for i in seen if count.counts(i)]
        head = f"{self.span.told(case)}: có {len(made)} {self._what()} được công nhận ({SCOPES[self.scope]} trở lên), yêu cầu {limit_text(self.at_least, case.on)}."
        used = [i for i in seen if self.unused and i.used_for and i.kind in self.kinds]
        return (
            head,
            *(
                _line(f"{_upper(WORKS[i.kind])} “{i.title}” năm {i.year}", i.decision, i.decided_on)
                for i in made
            ),
            *(f"Không tính “{i.title}” năm {i.year}: đã dùng để xét một lần." for i in used),
        )

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        years = _lower(self.span.told(case))
        told = f"{self._what()} {SCOPES[self.scope]} trở lên trong {years}"
        return (self.record.lack(told),)

    def _count(self, window: Window) -> InitiativesCount:
        return InitiativesCount(self.scope, self.kinds, window, self.unused, self.replicable)

    def _what(self) -> str:
        return " hoặc ".join(WORKS[kind] for kind in self.kinds)


def _barred(case: Case, years: range, *, barred: bool) -> tuple[str, ...]:
    """Tell that years before the end of a disciplinary period don't count."""
    first = case.dossier.counts_from
    if not barred or first <= years[0]:
        return ()
    return (f"Chỉ tính thành tích từ năm {first}, sau khi hết thời hạn kỷ luật.",)


def _unrated(case: Case, year: int) -> bool:
    return year not in case.ratings and year < case.complete_from("ratings")


def _awards_told(held: Iterable[PastAward], name: str) -> Iterable[str]:
    for a in held:
        by = f" của {a.held_by}" if a.held_by else ""
        yield _line(f"Năm {a.year}: {name}{by}", a.decision, a.decided_on)


def _not_counted(held: Sequence[PastAward], name: str) -> Iterable[str]:
    return (f"Không tính “{name}” năm {a.year}: khen thưởng {BASES[a.basis]}." for a in held)


def _line(told: str, decision: str, decided_on: date | None) -> str:
    paper = decided(decision, decided_on)
    return f"{told} ({paper})." if paper else f"{told}."


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _rated(rating: YearRating | None, year: int) -> str:
    if rating is None:
        return f"Năm {year}: không có kết quả xếp loại."
    return _line(f"Năm {year}: {RATINGS[rating.rating]}", rating.decision, rating.decided_on)
