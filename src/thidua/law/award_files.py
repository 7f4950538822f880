"""Reading the file of an award: its standards, quota, vote and bonus."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from itertools import chain

from thidua.law.absences import Worked
from thidua.law.catalogue import Catalogue
from thidua.law.entries import Entry
from thidua.law.facts import SubjectKind
from thidua.law.law_texts import ALWAYS, LawTexts, optional, span_of
from thidua.law.operators import Reader
from thidua.law.procedures import ProcedureFiles
from thidua.law.provisions import Parameter, Provision, Span
from thidua.law.rules import (
    KINDS,
    LEVELS,
    SPECIAL,
    SUBJECTS,
    AwardKind,
    AwardRule,
    BonusRule,
    Level,
    QuotaRule,
    VoteTerm,
)
from thidua.law.standards import Group, Leaf, Meets, Standard

_BALLOTS = {ballot: ballot for ballot in ("secret", "open", "either")}
_BASES = {base: base for base in ("all_members", "present", "issued", "valid")}
_OPS = {op: op for op in ("ge", "gt")}
_ABSENT = {absent: absent for absent in ("written", "ballot", "none")}
_ROUNDINGS = {"down": False, "up": True}
_SEVERITIES = {"warning": "warning"}
_SCOPES = {scope: scope for scope in ("unit", "province")}


@dataclass(frozen=True, slots=True)
class Common:
    """A legal basis of every award of a regime, or of those of some levels and kinds."""

    entry: Entry
    levels: frozenset[Level]
    kinds: frozenset[AwardKind]
    subjects: frozenset[SubjectKind]

    def among(self, subjects: tuple[SubjectKind, ...]) -> tuple[SubjectKind, ...]:
        """Return those subjects of an award it is for."""
        return tuple(subject for subject in subjects if subject in self.subjects)


@dataclass(frozen=True, slots=True)
class AwardFiles:
    """Reads award files of one rulebook.

    Args:
        inherited: the file was written for an earlier regime: days of a standard are cut to the
            regime's own, and what lies outside them is left out.
        worked: absences that count as work.
    """

    catalogue: Catalogue
    texts: LawTexts
    parameters: Mapping[str, Parameter]
    span: Span
    barred: bool = False
    commons: tuple[Common, ...] = ()
    added: Mapping[str, Sequence[tuple[Entry, Span]]] = field(default_factory=dict)
    inherited: bool = False
    worked: tuple[Worked, ...] = ()

    def award(self, file: Entry) -> AwardRule:
        fields = file.record(
            "award name_en kind subjects decided_by legal_basis standards vote bonus",
            "level special aliases note bases quota dossier sets consultation public_notice receipt",
        )
        slug, subjects = fields["award"].text(), _subjects(fields["subjects"])
        kind = fields["kind"].one_of(KINDS)
        level = fields["level"].one_of(LEVELS) if "level" in fields else Level.BASE
        own = self.standards(fields["bases"], subjects) if "bases" in fields else ()
        procedure = ProcedureFiles(self.texts, self.span)
        return AwardRule(
            slug=slug,
            name=fields["award"].one_of(dict(self.catalogue.award_names)),
            name_en=fields["name_en"].text(),
            aliases=tuple(e.text() for e in fields["aliases"].items())
            if "aliases" in fields
            else (),
            kind=kind,
            level=level,
            subjects=subjects,
            decided_by=procedure.deciders(fields["decided_by"]),
            note=optional(fields, "note"),
            legal_basis=tuple(
                self.texts.named(e, self.span) for e in fields["legal_basis"].items()
            ),
            bases=(*self.common(kind, level, subjects), *own),
            standards=(
                *self.standards(fields["standards"], subjects),
                *chain.from_iterable(
                    self.standards(entry, subjects, span)
                    for entry, span in self.added.get(slug, ())
                ),
            ),
            quota=self.quota(fields["quota"]) if "quota" in fields else None,
            vote=self.vote(fields["vote"]),
            procedure=procedure.read(fields),
            bonus=self.bonuses(fields["bonus"], subjects),
            no_bonus=self.no_bonus(fields["bonus"], subjects),
            special=fields["special"].one_of(dict(zip(SPECIAL, SPECIAL, strict=True)))
            if "special" in fields
            else "",
        )

    def common(
        self, kind: AwardKind, level: Level, subjects: tuple[SubjectKind, ...]
    ) -> tuple[Standard, ...]:
        """Return the legal bases that every such award of the regime shares."""
        reader = replace(self, inherited=True)
        named = (
            reader.standard(c.entry, c.among(subjects), self.span)
            for c in self.commons
            if kind in c.kinds and level in c.levels and c.among(subjects)
        )
        return tuple(standard for standard in named if standard)

    def standards(
        self, entry: Entry, subjects: tuple[SubjectKind, ...], outer: Span | None = None
    ) -> tuple[Standard, ...]:
        named = (self.standard(e, subjects, outer or self.span) for e in entry.items())
        return tuple(standard for standard in named if standard)

    def standard(
        self, entry: Entry, subjects: tuple[SubjectKind, ...], outer: Span
    ) -> Standard | None:
        """Read a standard; its provision is in force on every day it applies."""
        fields = entry.record(
            "id text provision", "note for from to check any all meets levels kinds"
        )
        span = self.days(entry, fields, outer)
        if span is None:
            return None
        own = _subjects(fields["for"]) if "for" in fields else subjects
        if not set(own) & set(subjects):
            raise fields["for"].fault("danh hiệu này không dành cho đối tượng đó.")
        own = tuple(subject for subject in own if subject in subjects)
        return Standard(
            id=fields["id"].text(),
            text=fields["text"].text(),
            provision=self.texts.named(fields["provision"], span),
            body=self.body(entry, fields, own, span),
            subjects=frozenset(own),
            span=span,
            note=optional(fields, "note"),
        )

    def days(self, entry: Entry, fields: Mapping[str, Entry], outer: Span) -> Span | None:
        if self.inherited:
            return outer.shared(span_of(entry, fields, ALWAYS))
        span = span_of(entry, fields, outer)
        if not outer.covers(span):
            raise entry.fault(f"thời gian {span} vượt ra ngoài {outer}.")
        return span

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
            reader = Reader(self.catalogue, self.parameters, span, self.barred, self.worked)
            return Leaf(reader.check(value))
        if named == ["meets"]:
            return Meets(value.text())
        return Group(self.standards(value, subjects, span), needs_all=named == ["all"])

    def quota(self, entry: Entry) -> QuotaRule:
        fields = entry.record("percent of", "note scope counted denominator rounding severity")
        reader = Reader(self.catalogue, self.parameters, self.span)
        percent = reader.amount(fields["percent"])
        if not isinstance(percent, Parameter):
            raise fields["percent"].fault("phải là tên một tham số.")
        if "severity" in fields:
            fields["severity"].one_of(_SEVERITIES)
        return QuotaRule(
            percent=percent,
            of=fields["of"].text(),
            note=optional(fields, "note"),
            scope=fields["scope"].one_of(_SCOPES) if "scope" in fields else "",
            counted=reader.award(fields["counted"]) if "counted" in fields else "",
            denominator=reader.award(fields["denominator"]) if "denominator" in fields else "",
            up=fields["rounding"].one_of(_ROUNDINGS) if "rounding" in fields else False,
        )

    def vote(self, entry: Entry) -> VoteTerm:
        fields = entry.record("base provision", "ballot percent op absent note")
        return VoteTerm(
            ballot=fields["ballot"].one_of(_BALLOTS) if "ballot" in fields else "",
            percent=fields["percent"].whole() if "percent" in fields else None,
            base=fields["base"].one_of(_BASES),
            citation=self.texts.named(fields["provision"], self.span).citation,
            note=optional(fields, "note"),
            op=fields["op"].one_of(_OPS) if "op" in fields else "ge",
            absent=fields["absent"].one_of(_ABSENT) if "absent" in fields else "",
        )

    def bonuses(
        self, entry: Entry, subjects: tuple[SubjectKind, ...]
    ) -> dict[SubjectKind, BonusRule]:
        """Read the bonuses; `none` or `unknown` says which of both it is for the other subjects."""
        wanted = [subject.value for subject in subjects]
        rows = entry.record("", f"{' '.join(wanted)} none unknown")
        rest = [key for key in ("none", "unknown") if key in rows]
        if len(rest) != any(key not in rows for key in wanted):
            raise entry.fault(
                "mỗi loại đối tượng phải có mức thưởng; nếu không thì ghi một trong: none (quy định là "
                "không có), unknown (chưa ai đọc quy định)."
            )
        if "unknown" in rows:
            _marked(rows["unknown"])
        return {SUBJECTS[key]: self.bonus(e) for key, e in rows.items() if key in wanted}

    def no_bonus(
        self, entry: Entry, subjects: tuple[SubjectKind, ...]
    ) -> dict[SubjectKind, Provision]:
        """Read which subjects have no bonus, and what says so."""
        rows = entry.mapping()
        if "none" not in rows:
            return {}
        provision = self.texts.named(rows["none"].record("provision")["provision"], self.span)
        return {subject: provision for subject in subjects if subject.value not in rows}

    def bonus(self, entry: Entry) -> BonusRule:
        fields = entry.record("multiple provision", "cap")
        multiple, cap = fields["multiple"], "cap" in fields and fields["cap"].value is True
        provision = self.texts.named(fields["provision"], self.span)
        try:
            return BonusRule(Decimal(multiple.text()), provision, cap)
        except InvalidOperation:
            raise multiple.fault('phải là số thập phân dạng "12.0".') from None


def _marked(entry: Entry) -> None:
    if entry.value is not True:
        raise entry.fault("chỉ ghi “true”, hoặc bỏ khóa này.")


def common(entry: Entry) -> Common:
    """Read to which awards a common legal basis applies."""
    fields = entry.mapping()
    levels = fields["levels"].items() if "levels" in fields else None
    kinds = fields["kinds"].items() if "kinds" in fields else None
    return Common(
        entry,
        frozenset(Level if levels is None else (e.one_of(LEVELS) for e in levels)),
        frozenset(AwardKind if kinds is None else (e.one_of(KINDS) for e in kinds)),
        frozenset(_subjects(fields["for"]) if "for" in fields else SubjectKind),
    )


def check_links(files: list[Entry], awards: Mapping[str, AwardRule]) -> None:
    """Refuse a repeated id of a standard, an unknown or circular reference to an award."""
    for file, rule in zip(files, awards.values(), strict=True):
        ids = Counter(s.id for s in walk((*rule.bases, *rule.standards)))
        for id_, count in ids.items():
            if count > 1:
                raise file.fault(f"tiêu chuẩn “{id_}” ghi {count} lần.")
        for met, subjects in _met(rule):
            if met not in awards or not subjects <= set(awards[met].subjects):
                raise file.fault(f"“meets: {met}” không có tệp, hoặc không dành cho đối tượng này.")
        if rule.slug in _reached(rule, awards):
            raise file.fault("các “meets” dẫn vòng về chính danh hiệu này.")


def _reached(rule: AwardRule, awards: Mapping[str, AwardRule]) -> set[str]:
    reached: set[str] = set()
    ahead = [slug for slug, _ in _met(rule)]
    while ahead:
        slug = ahead.pop()
        if slug in awards and slug not in reached:
            reached.add(slug)
            ahead += [met for met, _ in _met(awards[slug])]
    return reached


def _met(rule: AwardRule) -> Iterator[tuple[str, frozenset[SubjectKind]]]:
    """Yield the awards whose standards are asked for, with the subjects they are asked of."""
    for s in walk(rule.standards):
        if isinstance(s.body, Meets):
            yield s.body.award, s.subjects


def walk(standards: tuple[Standard, ...]) -> Iterator[Standard]:
    """Yield standards with the parts of their groups."""
    for standard in standards:
        yield standard
        if isinstance(standard.body, Group):
            yield from walk(standard.body.parts)


def _subjects(entry: Entry) -> tuple[SubjectKind, ...]:
    return tuple(item.one_of(SUBJECTS) for item in entry.items())
