"""Conditions on records and findings.

A record that is absent did not happen only in a year from which its source is complete.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.law.case import Amount, Case, Lack, decided
from thidua.law.catalogue import FindingKind, RecordKind
from thidua.law.facts import (
    RATINGS,
    SCOPES,
    Finding,
    Initiative,
    PastAward,
    Registration,
    YearRating,
)
from thidua.law.outcome import Outcome, all_of, of
from thidua.text import short_date

_RATINGS = tuple(RATINGS)
_SCOPES = tuple(SCOPES)


@dataclass(frozen=True, slots=True)
class FindingHolds:
    """The body in charge finds that something holds; the latest finding counts."""

    finding: FindingKind

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return ()

    def judge(self, case: Case) -> Outcome:
        found = self._found(case)
        return of(found.holds if found else None)

    def facts(self, case: Case) -> tuple[str, ...]:
        if (found := self._found(case)) is None:
            return ()
        dated = f"ngày {short_date(found.found_on)}" if found.found_on else ""
        paper = f"({found.paper})" if found.paper else ""
        head = " ".join(part for part in (found.found_by, "nhận định", dated, paper) if part)
        told = self.finding.text if found.holds else f"chưa đạt yêu cầu “{self.finding.text}”"
        return (f"{head[0].upper()}{head[1:]}: {told}.",)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return () if self._found(case) else (self.finding.lack(),)

    def _found(self, case: Case) -> Finding | None:
        latest: Finding | None = None
        for finding in case.dossier.findings:
            if finding.kind == self.finding.slug and (
                latest is None or _day(finding) >= _day(latest)
            ):
                latest = finding
        return latest


@dataclass(frozen=True, slots=True)
class Registered:
    """Emulation was registered for the year: for that award, or for any when `award` is empty."""

    record: RecordKind
    award: str
    award_names: Mapping[str, str]

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return ()

    def judge(self, case: Case) -> Outcome:
        known = case.dossier.complete("registrations", case.dossier.year)
        return of(True if self._made(case) else False if known else None)

    def facts(self, case: Case) -> tuple[str, ...]:
        made = self._made(case)
        if made:
            return tuple(self._told(registration) for registration in made)
        if self.judge(case) is Outcome.NOT_MET:
            return (f"Sổ đăng ký thi đua năm {case.dossier.year} không có đăng ký này.",)
        return ()

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return (self.record.lack(f"việc đăng ký thi đua năm {case.dossier.year}"),)

    def _made(self, case: Case) -> list[Registration]:
        made = case.dossier.registrations
        return [registration for registration in made if self.award in ("", registration.award)]

    def _told(self, registration: Registration) -> str:
        name = self.award_names.get(registration.award, registration.award)
        dated = (
            f" ngày {short_date(registration.registered_on)}" if registration.registered_on else ""
        )
        paper = f" ({registration.paper})" if registration.paper else ""
        return f"Đã đăng ký “{name}”{dated}{paper}."


@dataclass(frozen=True, slots=True)
class HoldsAwardStreak:
    """The award is held for each of the last so many years, this one included."""

    record: RecordKind
    award: str
    name: str
    count: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.count,)

    def judge(self, case: Case) -> Outcome:
        return all_of([self._year(case, year) for year in case.years(self.count)])

    def facts(self, case: Case) -> tuple[str, ...]:
        years = case.years(self.count)
        held = _awards(case, self.award, years)
        absent = [year for year in years if self._year(case, year) is Outcome.NOT_MET]
        return (
            *_awards_told(held, self.name),
            *(f"Năm {year}: không có quyết định công nhận “{self.name}”." for year in absent),
        )

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        years = case.years(self.count)
        unknown = [year for year in years if self._year(case, year) is Outcome.UNKNOWN]
        return tuple(self.record.lack(f"“{self.name}” năm {year}") for year in unknown)

    def _year(self, case: Case, year: int) -> Outcome:
        held = any(a.year == year and a.award == self.award for a in case.dossier.awards)
        return of(True if held else False if case.dossier.complete("awards", year) else None)


@dataclass(frozen=True, slots=True)
class AwardsInYears:
    """At least so many of an award in the last so many years."""

    record: RecordKind
    award: str
    name: str
    count: Amount
    at_least: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.count, self.at_least)

    def judge(self, case: Case) -> Outcome:
        years = case.years(self.count)
        enough = len(_awards(case, self.award, years)) >= case.amount(self.at_least)
        return _counted(case, "awards", years, enough=enough)

    def facts(self, case: Case) -> tuple[str, ...]:
        years = case.years(self.count)
        held = _awards(case, self.award, years)
        head = (
            f"{_span(years)}: có {len(held)} “{self.name}”, yêu cầu {case.amount(self.at_least)}."
        )
        return (head, *_awards_told(held, self.name))

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return (self.record.lack(f"“{self.name}” trong {_span(case.years(self.count)).lower()}"),)


@dataclass(frozen=True, slots=True)
class YearsAtRating:
    """That rating or better in each of the last so many years, this one included."""

    record: RecordKind
    rating: str
    count: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.count,)

    def judge(self, case: Case) -> Outcome:
        ratings = self._ratings(case)
        return all_of([self._year(case, ratings, year) for year in case.years(self.count)])

    def facts(self, case: Case) -> tuple[str, ...]:
        ratings = self._ratings(case)
        years = case.years(self.count)
        return tuple(
            _rated(ratings.get(year), year) for year in years if self._known(case, ratings, year)
        )

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        ratings = self._ratings(case)
        unknown = [year for year in case.years(self.count) if not self._known(case, ratings, year)]
        return tuple(self.record.lack(f"kết quả xếp loại năm {year}") for year in unknown)

    def _ratings(self, case: Case) -> dict[int, YearRating]:
        return {rating.year: rating for rating in case.dossier.ratings}

    def _known(self, case: Case, ratings: dict[int, YearRating], year: int) -> bool:
        return self._year(case, ratings, year) is not Outcome.UNKNOWN

    def _year(self, case: Case, ratings: dict[int, YearRating], year: int) -> Outcome:
        rating = ratings.get(year)
        if rating is None:
            return of(False if case.dossier.complete("ratings", year) else None)
        return of(_RATINGS.index(rating.rating) <= _RATINGS.index(self.rating))


@dataclass(frozen=True, slots=True)
class InitiativesInYears:
    """At least so many initiatives of that scope or wider in the last so many years."""

    record: RecordKind
    scope: str
    count: Amount
    at_least: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (self.count, self.at_least)

    def judge(self, case: Case) -> Outcome:
        enough = len(self._made(case)) >= case.amount(self.at_least)
        return _counted(case, "initiatives", case.years(self.count), enough=enough)

    def facts(self, case: Case) -> tuple[str, ...]:
        made = self._made(case)
        head = f"{_span(case.years(self.count))}: có {len(made)} sáng kiến được công nhận ({SCOPES[self.scope]} trở lên), yêu cầu {case.amount(self.at_least)}."
        return (
            head,
            *(_line(f"Sáng kiến “{i.title}” năm {i.year}", i.decision, i.decided_on) for i in made),
        )

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        years = _span(case.years(self.count)).lower()
        return (self.record.lack(f"sáng kiến {SCOPES[self.scope]} trở lên trong {years}"),)

    def _made(self, case: Case) -> list[Initiative]:
        years, least = case.years(self.count), _SCOPES.index(self.scope)
        made = case.dossier.initiatives
        return [i for i in made if i.year in years and _SCOPES.index(i.scope) >= least]


def _counted(case: Case, source: str, years: range, *, enough: bool) -> Outcome:
    closed = all(case.dossier.complete(source, year) for year in years)
    return of(True if enough else False if closed else None)


def _awards(case: Case, award: str, years: range) -> list[PastAward]:
    return [held for held in case.dossier.awards if held.award == award and held.year in years]


def _awards_told(held: Iterable[PastAward], name: str) -> Iterable[str]:
    return (_line(f"Năm {a.year}: {name}", a.decision, a.decided_on) for a in held)


def _line(told: str, decision: str, decided_on: date | None) -> str:
    paper = decided(decision, decided_on)
    return f"{told} ({paper})." if paper else f"{told}."


def _span(years: range) -> str:
    return f"Năm {years[0]}" if len(years) == 1 else f"Các năm {years[0]}-{years[-1]}"


def _day(finding: Finding) -> date:
    return finding.found_on or date.min


def _rated(rating: YearRating | None, year: int) -> str:
    if rating is None:
        return f"Năm {year}: không có kết quả xếp loại."
    return _line(f"Năm {year}: {RATINGS[rating.rating]}", rating.decision, rating.decided_on)
