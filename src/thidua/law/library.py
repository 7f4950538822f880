"""Questions to the law that ships with the package."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from thidua.law.errors import NoRulebook, UnknownAward, WrongSubject
from thidua.law.facts import Dossier, SubjectKind
from thidua.law.judge import give_verdict
from thidua.law.loader import Library, load
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


def rulebook_on(day: date) -> Rulebook:
    """Return the rulebook that governs a day.

    Raises:
        NoRulebook: no loaded rulebook covers it.
    """
    books = shipped().rulebooks
    for book in books:
        if day in book:
            return book
    loaded = "; ".join(f"{book.title} ({_days(book)})" for book in books)
    raise NoRulebook(
        f"Chưa nạp bộ quy định nào áp dụng cho ngày {short_date(day)}. Đã nạp: {loaded}. "
        "Hãy chọn ngày trong các khoảng đó hoặc bổ sung bộ quy định."
    )


def explain(dossier: Dossier, award: str, *, on: date) -> Verdict:
    """Judge a dossier for an award by the law of a day, with the proof of every standard.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
        UnknownAward: the rulebook has no such award.
        WrongSubject: the award is not given to that kind of subject.
        ValueError: a figure has a value of the wrong kind.
    """
    book = rulebook_on(on)
    return give_verdict(book, _rule(book, award), dossier, on)


def award(slug: str, on: date) -> Award:
    """Return an award as the law of a day describes it.

    Raises:
        NoRulebook, UnknownAward: see `explain`.
    """
    book = rulebook_on(on)
    return _award(book, _rule(book, slug), on)


def awards(on: date) -> tuple[Award, ...]:
    """Return all awards of the rulebook of a day, by slug.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
    """
    book = rulebook_on(on)
    return tuple(_award(book, rule, on) for rule in book.awards.values())


def bonus(slug: str, subject_kind: SubjectKind, on: date) -> Bonus:
    """Return the bonus of an award by the day of its decision, unrounded.

    Source: Decree 91/2017/NĐ-CP, Art. 69 and 73 (multiple of the base salary).

    Raises:
        NoRulebook, UnknownAward: see `explain`.
        WrongSubject: the award is not given to that kind of subject.
    """
    rule = _rule(rulebook_on(on), slug)
    base = shipped().base_salary.on(on)
    if subject_kind not in rule.bonus or base is None:
        raise WrongSubject(
            f"Không có mức tiền thưởng “{rule.name}” cho đối tượng “{subject_kind}”."
        )
    multiple, provision = rule.bonus[subject_kind]
    return Bonus(
        multiple=multiple,
        base=base.value,
        amount=int((multiple * base.value).to_integral_exact()),
        citation=provision.citation,
        base_citation=base.provision.citation,
    )


def _rule(book: Rulebook, slug: str) -> AwardRule:
    try:
        return book.awards[slug]
    except KeyError:
        raise UnknownAward(
            f"{book.title}: không có danh hiệu, hình thức khen thưởng “{slug}”. "
            f"Các mã đã nạp: {', '.join(book.awards)}."
        ) from None


def _award(book: Rulebook, rule: AwardRule, on: date) -> Award:
    return Award(
        slug=rule.slug,
        name_vi=rule.name,
        name_en=rule.name_en,
        aliases=rule.aliases,
        kind=rule.kind,
        subject_kinds=rule.subjects,
        decided_by=rule.decided_by,
        note=rule.note,
        legal_basis=tuple(provision.citation for provision in rule.legal_basis),
        quota=_quota(rule.quota, on) if rule.quota else None,
        vote=rule.vote,
        rulebook=book.id,
    )


def _quota(rule: QuotaRule, on: date) -> Quota | None:
    if (value := rule.percent.on(on)) is None:
        return None
    citation = value.provision.citation
    return Quota(percent=value.value, of=rule.of, citation=citation, note=rule.note)


def _days(book: Rulebook) -> str:
    last = f" đến {short_date(book.span.last)}" if book.span.last else ""
    return f"từ {short_date(book.span.first)}{last}"
