"""Questions to the law that ships with the package."""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from thidua.law.case import Case
from thidua.law.clashes import Clash, clashes as clashes_in
from thidua.law.errors import NoRulebook, UnknownAward, WrongSubject
from thidua.law.facts import Dossier, PastAward, SubjectKind
from thidua.law.judge import KINDS, NOTHING_CONFIRMED, Confirmed, Program, compiled
from thidua.law.layers import Layer
from thidua.law.loader import Library, load
from thidua.law.outcome import OUTCOMES
from thidua.law.rules import Award, AwardRule, Bonus, Quota, QuotaRule, Rulebook
from thidua.law.verdict import Verdict
from thidua.text import short_date


@cache
def shipped() -> Library:
    """Return the law in the package's own data files, read once."""
    return load(Path(__file__).with_name("rulebooks"))


FINDINGS: Mapping[str, str] = MappingProxyType(
    {slug: finding.text for slug, finding in shipped().catalogue.findings.items()}
)
"""The findings that standards ask for, with their words."""


def rulebook_on(day: date, layer: str = "") -> Rulebook:
    """Return the rulebook that governs a day, with a local layer on top if one is named.

    Raises:
        NoRulebook: no loaded rulebook covers it, or there is no such layer.
    """
    for book in shipped().rulebooks:
        if day in book:
            return _with_layer(book, layer, day)
    loaded = "; ".join(f"{book.title} ({days_of(book)})" for book in shipped().rulebooks)
    raise NoRulebook(
        f"Chưa nạp bộ quy định nào áp dụng cho ngày {short_date(day)}. Đã nạp: {loaded}. "
        "Hãy chọn ngày trong các khoảng đó hoặc bổ sung bộ quy định."
    )


def rulebooks() -> tuple[Rulebook, ...]:
    """Return the loaded rulebooks in the order of time."""
    return shipped().rulebooks


def rulebook_named(id_: str) -> Rulebook:
    """Return a rulebook by its id, such as "vn-2022-d152".

    Raises:
        NoRulebook: there is none of that id.
    """
    books = {book.id: book for book in shipped().rulebooks}
    if id_ not in books:
        raise NoRulebook(f"Không có bộ quy định “{id_}”. Đã nạp: {', '.join(books)}.")
    return books[id_]


def _with_layer(book: Rulebook, layer: str, day: date) -> Rulebook:
    if not layer:
        return book
    named = layer_named(layer)
    if day in named.span:
        return shipped().layered[book.id, layer]
    return _with_layer(book, named.upon, day)


def loaded_layers() -> tuple[Layer, ...]:
    """Return the local rules that are loaded."""
    return tuple(shipped().layers.values())


def layer_named(id_: str) -> Layer:
    """Return local rules by their id, such as "nam-dinh".

    Raises:
        NoRulebook: there are none of that id.
    """
    loaded = shipped().layers
    if id_ not in loaded:
        raise NoRulebook(f"Không có quy định địa phương “{id_}”. Đã nạp: {', '.join(loaded)}.")
    return loaded[id_]


def explain(
    dossier: Dossier,
    award: str,
    *,
    on: date,
    layer: str = "",
    confirmed: Confirmed = NOTHING_CONFIRMED,
) -> Verdict:
    """Judge a dossier for an award by the law of a day, with the proof of every standard.

    Args:
        dossier: what is known about the subject.
        award: slug of the award.
        on: the day of filing: it picks the rulebook.
        layer: id of a local layer.
        confirmed: provisions whose wording was read since the data were written, with the source.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
        UnknownAward: the rulebook has no such award.
        WrongSubject: the award is not given to that kind of subject.
        ValueError: a figure has a value of the wrong kind.
    """
    try:
        return judged(_program(award, dossier.kind, on, layer, confirmed), dossier)
    except WrongSubject as fault:
        raise WrongSubject(f"{str(fault).removesuffix('.')} ({dossier.subject}).") from None


@lru_cache(maxsize=8192)
def _program(award: str, kind: SubjectKind, on: date, layer: str, confirmed: Confirmed) -> Program:
    return program(award, kind, on, book=rulebook_on(on, layer), confirmed=confirmed)


def judged(program: Program, dossier: Dossier) -> Verdict:
    """Judge a dossier by a program made for its kind of subject."""
    case = Case(dossier, program.on)
    value, raws = program.judge(case)
    return Verdict(program, case, OUTCOMES[value], raws)


def explain_pending(dossier: Dossier, award: str, *, filed_on: date, decided_on: date) -> Verdict:
    """Judge a dossier that was filed under one regime and is decided under another.

    It stays under the law of its filing, unless the later regime lets pending dossiers be judged
    by its rules where they favour the subject (so the amending law of 2026 is reported to do).

    Raises:
        NoRulebook, UnknownAward, WrongSubject, ValueError: see `explain`.
    """
    earlier = explain(dossier, award, on=filed_on)
    later_book = rulebook_on(decided_on)
    if later_book.pending_favourable is None or later_book.id == earlier.rulebook:
        return earlier
    later = explain(dossier, award, on=decided_on)
    better = OUTCOMES.index(later.outcome) > OUTCOMES.index(earlier.outcome)
    return later if better else earlier


def program(
    award: str,
    kind: SubjectKind,
    on: date,
    *,
    book: Rulebook | None = None,
    confirmed: Confirmed = NOTHING_CONFIRMED,
) -> Program:
    """Return the standards of an award, ready for many dossiers of one kind of subject.

    Raises:
        NoRulebook, UnknownAward, WrongSubject: see `explain`.
    """
    book = book or rulebook_on(on)
    rule = rule_of(book, award)
    if kind not in rule.subjects:
        raise WrongSubject(f"“{rule.name}” không xét cho {KINDS[kind]}.")
    return compiled(book, rule, kind, on, confirmed)


def award(slug: str, on: date, layer: str = "") -> Award:
    """Return an award as the law of a day describes it.

    Raises:
        NoRulebook, UnknownAward: see `explain`.
    """
    book = rulebook_on(on, layer)
    return _award(book, rule_of(book, slug), on)


def awards(on: date, layer: str = "") -> tuple[Award, ...]:
    """Return all awards of the rulebook of a day, by slug.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
    """
    book = rulebook_on(on, layer)
    return tuple(_award(book, rule, on) for rule in book.awards.values())


def bonus(slug: str, subject_kind: SubjectKind, on: date) -> Bonus:
    """Return the bonus of an award by the day of its decision.

    Source: Decree 91/2017/NĐ-CP, Art. 69 and 73; Decree 98/2023/NĐ-CP, Art. 54-58; Decree
    152/2025/NĐ-CP, Art. 50-54 (multiple of the base salary).

    Raises:
        NoRulebook, UnknownAward: see `explain`.
        WrongSubject: the award, or a bonus, is not given to that kind of subject.
    """
    book = rulebook_on(on)
    rule = rule_of(book, slug)
    base = shipped().base_salary.on(on)
    if subject_kind not in rule.bonus or base is None or base.value is None:
        raise WrongSubject(_without_bonus(rule, subject_kind))
    own, rounding = rule.bonus[subject_kind], book.rounding
    product = own.multiple * base.value
    return Bonus(
        multiple=own.multiple,
        base=base.value,
        amount=rounding.apply(product) if rounding else int(product.to_integral_exact()),
        citation=own.provision.citation,
        base_citation=base.provision.citation,
        cap=own.cap,
        rounding=rounding.provision.citation if rounding else None,
    )


def _without_bonus(rule: AwardRule, kind: SubjectKind) -> str:
    if kind not in rule.subjects:
        return f"“{rule.name}” không xét cho {KINDS[kind]}."
    if kind in rule.no_bonus:
        by = rule.no_bonus[kind].citation.text
        return f"“{rule.name}” không có tiền thưởng cho {KINDS[kind]} ({by})."
    return f"Chưa rõ mức tiền thưởng “{rule.name}” cho {KINDS[kind]}: chưa ai đọc quy định."


def clashes(kind: SubjectKind, held: Sequence[PastAward]) -> tuple[Clash, ...]:
    """Return the awards of one year that a subject should not hold beside one another."""
    return tuple(clashes_in(kind, held, shipped().rulebooks))


def rule_of(book: Rulebook, slug: str) -> AwardRule:
    """Return an award's rule.

    Raises:
        UnknownAward: the rulebook has no such award.
    """
    try:
        return book.awards[slug]
    except KeyError:
        raise UnknownAward(
            f"{book.title}: không có danh hiệu, hình thức khen thưởng “{slug}”. "
            f"{_meant(slug, book)}"
        ) from None


def _meant(slug: str, book: Rulebook) -> str:
    close = get_close_matches(slug, book.awards, n=3)
    return f"Có phải: {', '.join(close)}?" if close else f"Có {len(book.awards)} mã đã nạp."


def _award(book: Rulebook, rule: AwardRule, on: date) -> Award:
    return Award(
        slug=rule.slug,
        name_vi=rule.name,
        name_en=rule.name_en,
        aliases=rule.aliases,
        kind=rule.kind,
        level=rule.level,
        subject_kinds=rule.subjects,
        decided_by=rule.decider(on),
        note=rule.note,
        legal_basis=tuple(provision.citation for provision in rule.legal_basis),
        quota=_quota(rule.quota, on) if rule.quota else None,
        vote=rule.vote,
        procedure=rule.procedure,
        rulebook=book.id,
        special=rule.special,
        no_bonus=tuple(rule.no_bonus),
        bonus_unknown=rule.bonus_unknown,
    )


def _quota(rule: QuotaRule, on: date) -> Quota | None:
    if (value := rule.percent.on(on)) is None:
        return None
    return Quota(
        percent=value.value,
        of=rule.of,
        citation=value.provision.citation,
        note=rule.note,
        scope=rule.scope,
        counted=rule.counted,
        denominator=rule.denominator,
        up=rule.up,
        replaces=value.replaces,
        awaits=value.awaits,
    )


def days_of(book: Rulebook) -> str:
    """Return "từ 01/01/2024 đến 30/06/2025"."""
    last = f" đến {short_date(book.span.last)}" if book.span.last else ""
    return f"từ {short_date(book.span.first)}{last}"
