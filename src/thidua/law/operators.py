"""The closed list of operators a standard may use, and how each is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thidua.law.case import Amount, Check
from thidua.law.catalogue import Catalogue, FigureKind, FigureType
from thidua.law.entries import Entry
from thidua.law.facts import DISCIPLINE, RATINGS, SCOPES
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
    Registered,
    YearsAtRating,
)
from thidua.law.logic import AllOf, AnyOf, Not, choose
from thidua.law.provisions import Parameter, Span


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads conditions that apply during a span."""

    catalogue: Catalogue
    parameters: Mapping[str, Parameter]
    span: Span

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
    fields = entry.record("award years")
    award = reader.award(fields["award"])
    name, record = reader.catalogue.award_names[award], reader.catalogue.records["awards"]
    return HoldsAwardStreak(record, award, name, reader.amount(fields["years"]))


def _awards_in_years(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("award years at_least")
    award = reader.award(fields["award"])
    name, record = reader.catalogue.award_names[award], reader.catalogue.records["awards"]
    count, least = reader.amount(fields["years"]), reader.amount(fields["at_least"])
    return AwardsInYears(record, award, name, count, least)


def _years_at_rating(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("rating years")
    rating = fields["rating"].one_of({slug: slug for slug in RATINGS})
    record = reader.catalogue.records["ratings"]
    return YearsAtRating(record, rating, reader.amount(fields["years"]))


def _initiatives_in_years(reader: Reader, entry: Entry) -> Check:
    fields = entry.record("scope years at_least")
    scope = fields["scope"].one_of({slug: slug for slug in SCOPES})
    count, least = reader.amount(fields["years"]), reader.amount(fields["at_least"])
    return InitiativesInYears(reader.catalogue.records["initiatives"], scope, count, least)


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
    "holds_true": _holds_true,
    "targets": _targets,
    "share": _share,
    "not_disciplined_from": _not_disciplined_from,
    "bloc_rank": _bloc_rank,
    "registered": _registered,
    "holds_award_streak": _holds_award_streak,
    "awards_in_years": _awards_in_years,
    "years_at_rating": _years_at_rating,
    "initiatives_in_years": _initiatives_in_years,
    "finding": _finding,
}
