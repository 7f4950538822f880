"""Reading the file of an award: its standards, quota, vote and bonus."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from thidua.law.catalogue import Catalogue
from thidua.law.entries import Entry
from thidua.law.facts import SubjectKind
from thidua.law.law_texts import LawTexts, optional, span_of
from thidua.law.operators import Reader
from thidua.law.provisions import Parameter, Provision, Span
from thidua.law.rules import AwardKind, AwardRule, QuotaRule, VoteTerm
from thidua.law.standards import Group, Leaf, Meets, Standard

_BALLOTS = {ballot: ballot for ballot in ("secret", "open", "either")}
_BASES = {base: base for base in ("all_members", "present", "issued", "valid")}
_KINDS = {kind.value: kind for kind in AwardKind}
_SUBJECTS = {kind.value: kind for kind in SubjectKind}


@dataclass(frozen=True, slots=True)
class AwardFiles:
    """Reads award files of one rulebook."""

    catalogue: Catalogue
    texts: LawTexts
    parameters: Mapping[str, Parameter]
    span: Span

    def award(self, file: Entry) -> AwardRule:
        fields = file.record(
            "award name_en kind subjects decided_by legal_basis standards vote bonus",
            "aliases note bases quota",
        )
        slug, subjects = fields["award"].text(), _subjects(fields["subjects"])
        return AwardRule(
            slug=slug,
            name=fields["award"].one_of(dict(self.catalogue.award_names)),
            name_en=fields["name_en"].text(),
            aliases=tuple(e.text() for e in fields["aliases"].items())
            if "aliases" in fields
            else (),
            kind=fields["kind"].one_of(_KINDS),
            subjects=subjects,
            decided_by=fields["decided_by"].text(),
            note=optional(fields, "note"),
            legal_basis=tuple(
                self.texts.named(e, self.span) for e in fields["legal_basis"].items()
            ),
            bases=self.standards(fields["bases"], subjects) if "bases" in fields else (),
            standards=self.standards(fields["standards"], subjects),
            quota=self.quota(fields["quota"]) if "quota" in fields else None,
            vote=self.vote(fields["vote"]),
            bonus=self.bonuses(fields["bonus"], subjects),
        )

    def standards(
        self, entry: Entry, subjects: tuple[SubjectKind, ...], outer: Span | None = None
    ) -> tuple[Standard, ...]:
        return tuple(self.standard(e, subjects, outer or self.span) for e in entry.items())

    def standard(self, entry: Entry, subjects: tuple[SubjectKind, ...], outer: Span) -> Standard:
        """Read a standard; its provision is in force on every day it applies."""
        fields = entry.record("id text provision", "note for from to check any all meets")
        span = span_of(entry, fields, outer)
        if not outer.covers(span):
            raise entry.fault(f"thời gian {span} vượt ra ngoài {outer}.")
        own = _subjects(fields["for"], subjects) if "for" in fields else subjects
        return Standard(
            id=fields["id"].text(),
            text=fields["text"].text(),
            provision=self.texts.named(fields["provision"], span),
            body=self.body(entry, fields, own, span),
            subjects=frozenset(own),
            span=span,
            note=optional(fields, "note"),
        )

    def body(
        self,
        entry: Entry,
        fields: Mapping[str, Entry],
        subjects: tuple[SubjectKind, ...],
        span: Span,
    ) -> Leaf | Group | Meets:
        named = [key for key in ("check", "any", "all", "meets") if key in fields]
        if len(named) != 1:
            raise entry.fault("phải có đúng một trong: check, any, all, meets.")
        value = fields[named[0]]
        if named == ["check"]:
            return Leaf(Reader(self.catalogue, self.parameters, span).check(value))
        if named == ["meets"]:
            return Meets(value.text())
        return Group(self.standards(value, subjects, span), needs_all=named == ["all"])

    def quota(self, entry: Entry) -> QuotaRule:
        fields = entry.record("percent of", "note")
        percent = Reader(self.catalogue, self.parameters, self.span).amount(fields["percent"])
        if not isinstance(percent, Parameter):
            raise fields["percent"].fault("phải là tên một tham số.")
        return QuotaRule(percent=percent, of=fields["of"].text(), note=optional(fields, "note"))

    def vote(self, entry: Entry) -> VoteTerm:
        fields = entry.record("base provision", "ballot percent note")
        return VoteTerm(
            ballot=fields["ballot"].one_of(_BALLOTS) if "ballot" in fields else "",
            percent=fields["percent"].whole() if "percent" in fields else None,
            base=fields["base"].one_of(_BASES),
            citation=self.texts.named(fields["provision"], self.span).citation,
            note=optional(fields, "note"),
        )

    def bonuses(
        self, entry: Entry, subjects: tuple[SubjectKind, ...]
    ) -> dict[SubjectKind, tuple[Decimal, Provision]]:
        wanted = " ".join(subject.value for subject in subjects)
        return {_SUBJECTS[key]: self.bonus(e) for key, e in entry.record(wanted).items()}

    def bonus(self, entry: Entry) -> tuple[Decimal, Provision]:
        fields = entry.record("multiple provision")
        multiple = fields["multiple"]
        try:
            return Decimal(multiple.text()), self.texts.named(fields["provision"], self.span)
        except InvalidOperation:
            raise multiple.fault('phải là số thập phân dạng "12.0".') from None


def check_links(files: list[Entry], awards: Mapping[str, AwardRule]) -> None:
    """Refuse a repeated id of a standard, an unknown or circular reference to an award."""
    for file, rule in zip(files, awards.values(), strict=True):
        ids = Counter(s.id for s in _walk((*rule.bases, *rule.standards)))
        for id_, count in ids.items():
            if count > 1:
                raise file.fault(f"tiêu chuẩn “{id_}” ghi {count} lần.")
        for met in _met(rule):
            if met not in awards or not set(rule.subjects) <= set(awards[met].subjects):
                raise file.fault(f"“meets: {met}” không có tệp, hoặc không dành cho đối tượng này.")
        if rule.slug in _reached(rule, awards):
            raise file.fault("các “meets” dẫn vòng về chính danh hiệu này.")


def _reached(rule: AwardRule, awards: Mapping[str, AwardRule]) -> set[str]:
    reached: set[str] = set()
    ahead = list(_met(rule))
    while ahead:
        slug = ahead.pop()
        if slug in awards and slug not in reached:
            reached.add(slug)
            ahead += _met(awards[slug])
    return reached


def _met(rule: AwardRule) -> Iterator[str]:
    return (s.body.award for s in _walk(rule.standards) if isinstance(s.body, Meets))


def _walk(standards: tuple[Standard, ...]) -> Iterator[Standard]:
    for standard in standards:
        yield standard
        if isinstance(standard.body, Group):
            yield from _walk(standard.body.parts)


def _subjects(
    entry: Entry, among: tuple[SubjectKind, ...] = tuple(SubjectKind)
) -> tuple[SubjectKind, ...]:
    choices = {name: kind for name, kind in _SUBJECTS.items() if kind in among}
    return tuple(item.one_of(choices) for item in entry.items())
