"""The closed list of operators a standard may use, and how each is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thidua.law.absences import DaysOff, Worked
from thidua.law.case import Amount
from thidua.law.catalogue import Catalogue, FigureKind, FigureType
from thidua.law.check import Check
from thidua.law.entries import Entry
from thidua.law.facts import DISCIPLINE, RATINGS, SCOPES, WORKS
from thidua.law.figures import (
    BlocRank,
    Bound,
    FigureBound,
    HoldsTrue,
    NotDisciplinedFrom,
    Share,
    Targets,
)
from thidua.law.history import (
    AwardsInYears,
    FindingHolds,
    HoldsAwardStreak,
    InitiativesInYears,
    RatingsInYears,
    Registered,
    YearsAtRating,
    YearsSince,
)
from thidua.law.logic import AllOf, AnyOf, Not, choose
from thidua.law.provisions import Parameter, Span
from thidua.law.spans import SpanOfYears


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads conditions that apply during a span.

    Args:
        barred: achievements count only from the end of a disciplinary period.
        worked: absences that count as work.
    """

    catalogue: Catalogue
    parameters: Mapping[str, Parameter]
    span: Span
    barred: bool = False
    worked: tuple[Worked, ...] = ()

    def check(self, entry: Entry) -> Check:
        """Read one condition: a single operator with its argument."""
        name, argument = entry.single()
        if name not in OPERATORS:
            raise argument.fault(f"không có phép “{name}”; chỉ dùng: {', '.join(OPERATORS)}.")
        return OPERATORS[name](self, argument)

    def checks(self, entry: Entry) -> tuple[Check, ...]:
        return tuple(self.check(item) for item in entry.items())

    def amount(self, entry: Entry) -> Amount:
        """Read a whole number, or the name of a parameter that has a value on every day."""
        if isinstance(entry.value, int):
            return entry.whole()
        parameter = entry.one_of(dict(self.parameters))
        if not parameter.covers(self.span):
            raise entry.fault(
                f"tham số “{parameter.id}” không có giá trị cho mọi ngày {self.span}."
            )
        return parameter

    def figure(self, entry: Entry, type_: FigureType = FigureType.WHOLE) -> FigureKind:
        kind = entry.one_of(dict(self.catalogue.figures))
        if kind.type is not type_:
            raise entry.fault(f"số liệu “{kind.name}” thuộc loại {kind.type}, ở đây cần {type_}.")
        return kind

    def award(self, entry: Entry) -> str:
        entry.one_of(dict(self.catalogue.award_names))
        return entry.text()

    def span_of_years(self, entry: Entry, fields: Mapping[str, Entry]) -> SpanOfYears:
        """Read a span given by `years` or by `since`."""
        if ("years" in fields) == ("since" in fields):
            raise entry.fault("phải có đúng một trong: years, since.")
        if "since" in fields:
            return self.since(fields)
        return SpanOfYears(years=self.amount(fields["years"]), barred=self.barred)

    def since(self, fields: Mapping[str, Entry]) -> SpanOfYears:
        """Read the span after an award's period; without `since` it is a whole life."""
        if "since" not in fields:
            return SpanOfYears(barred=self.barred)
        award = self.award(fields["since"])
        name = self.catalogue.award_names[award]
        return SpanOfYears(since=award, since_name=name, barred=self.barred)


_ENDINGS = {"this_year": 0, "last_year": 1}


def _all(reader: Reader, entry: Entry) -> Check:
    return AllOf(reader.checks(entry))


def _any(reader: Reader, entry: Entry) -> Check:
    return AnyOf(reader.checks(entry))


def _not(reader: Reader, entry: Entry) -> Check:
    return Not(reader.check(entry))


def _choose(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("if then else")
    return choose(*(reader.check(fields[key]) for key in ("if", "then", "else")))


def _figure(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("name", " ".join(Bound))
    bound = _bound(entry, fields)
    return FigureBound(reader.figure(fields["name"]), bound, reader.amount(fields[bound]))


def _days_off(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("", " ".join(Bound))
    bound = _bound(entry, fields)
    total = reader.catalogue.figures["days_off"]
    return DaysOff(total, reader.worked, bound, reader.amount(fields[bound]))


def _holds_true(reader: Reader, entry: Entry) -> Check:
    return HoldsTrue(reader.figure(entry, FigureType.FLAG))


def _targets(reader: Reader, entry: Entry) -> Check:
    least = reader.amount(entry.record("exceeded_at_least")["exceeded_at_least"])
    figures = reader.catalogue.figures
    return Targets(
        figures["targets_total"], figures["targets_met"], figures["targets_exceeded"], least
    )


def _share(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("part whole", " ".join(Bound))
    bound = _bound(entry, fields)
    part, whole = reader.figure(fields["part"]), reader.figure(fields["whole"])
    return Share(part, whole, bound, reader.amount(fields[bound]))


def _not_disciplined_from(reader: Reader, entry: Entry) -> Check:
    form = entry.one_of({slug: slug for slug in DISCIPLINE})
    return NotDisciplinedFrom(reader.catalogue.figures["worst_discipline"], form)


def _bloc_rank(reader: Reader, entry: Entry) -> Check:
    figures = reader.catalogue.figures
    at_most = reader.amount(entry.record("at_most")["at_most"])
    return BlocRank(figures["bloc_rank"], figures["bloc_size"], figures["bloc_name"], at_most)


def _registered(reader: Reader, entry: Entry) -> Check:
    award = "" if entry.value == "any" else reader.award(entry)
    names = reader.catalogue.award_names
    return Registered(reader.catalogue.records["registrations"], award, names)


def _holds_award_streak(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("award years", "ending")
    award = reader.award(fields["award"])
    name, record = reader.catalogue.award_names[award], reader.catalogue.records["awards"]
    back = fields["ending"].one_of(_ENDINGS) if "ending" in fields else 0
    return HoldsAwardStreak(
        record, award, name, reader.amount(fields["years"]), back, reader.barred
    )


def _holds_award(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("award", "merit at_least")
    return _awards(reader, fields, SpanOfYears())


def _awards_in_years(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("award at_least", "years since merit")
    return _awards(reader, fields, reader.span_of_years(entry, fields))


def _awards(reader: Reader, fields: Mapping[str, Entry], span: SpanOfYears) -> Check:
    award = reader.award(fields["award"])
    name, record = reader.catalogue.award_names[award], reader.catalogue.records["awards"]
    least = reader.amount(fields["at_least"]) if "at_least" in fields else 1
    return AwardsInYears(record, award, name, span, least, _flag(fields, "merit"))


def _years_since_award(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("award at_most")
    award = reader.award(fields["award"])
    name, record = reader.catalogue.award_names[award], reader.catalogue.records["awards"]
    return YearsSince(record, award, name, reader.amount(fields["at_most"]))


def _years_at_rating(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("rating years", "since")
    record, count = reader.catalogue.records["ratings"], reader.amount(fields["years"])
    return YearsAtRating(record, _rating(fields), count, reader.since(fields))


def _ratings_in_years(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("rating at_least", "years since")
    span, least = reader.span_of_years(entry, fields), reader.amount(fields["at_least"])
    return RatingsInYears(reader.catalogue.records["ratings"], _rating(fields), span, least)


def _initiatives_in_years(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("scope at_least", "years since kinds unused replicable")
    kinds = fields["kinds"].items() if "kinds" in fields else ()
    return InitiativesInYears(
        record=reader.catalogue.records["initiatives"],
        scope=fields["scope"].one_of({slug: slug for slug in SCOPES}),
        span=reader.span_of_years(entry, fields),
        at_least=reader.amount(fields["at_least"]),
        kinds=tuple(e.one_of({slug: slug for slug in WORKS}) for e in kinds) or ("sang-kien",),
        unused=_flag(fields, "unused"),
        replicable=_flag(fields, "replicable"),
    )


def _rating(fields: Mapping[str, Entry]) -> str:
    return fields["rating"].one_of({slug: slug for slug in RATINGS})


def _flag(fields: Mapping[str, Entry], key: str) -> bool:
    """Tell whether a mark is set; a mark is written "true" or left out."""
    if key not in fields:
        return False
    if fields[key].value is not True:
        raise fields[key].fault("chỉ ghi “true”, hoặc bỏ khóa này.")
    return True


def _finding(reader: Reader, entry: Entry) -> Check:
    return FindingHolds(entry.one_of(dict(reader.catalogue.findings)))


def _bound(entry: Entry, fields: Mapping[str, Entry]) -> Bound:
    named = [bound for bound in Bound if bound in fields]
    if len(named) != 1:
        raise entry.fault(f"phải có đúng một trong: {', '.join(Bound)}.")
    return named[0]


OPERATORS: Mapping[str, Callable[[Reader, Entry], Check]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "choose": _choose,
    "figure": _figure,
    "days_off": _days_off,
    "holds_true": _holds_true,
    "targets": _targets,
    "share": _share,
    "not_disciplined_from": _not_disciplined_from,
    "bloc_rank": _bloc_rank,
    "registered": _registered,
    "holds_award": _holds_award,
    "holds_award_streak": _holds_award_streak,
    "awards_in_years": _awards_in_years,
    "years_since_award": _years_since_award,
    "years_at_rating": _years_at_rating,
    "ratings_in_years": _ratings_in_years,
    "initiatives_in_years": _initiatives_in_years,
    "finding": _finding,
}
