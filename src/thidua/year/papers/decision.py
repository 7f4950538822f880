"""The award decision (quyết định khen thưởng), Decree 30/2020/NĐ-CP, model 1.2."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from thidua import law
from thidua.apps.awards.models import Decision, RegisterEntry
from thidua.apps.awards.queries import award_name
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.filing.queries import papers_of
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.papers import (
    Article,
    Clause,
    Heading,
    Kind,
    Number,
    Paper,
    Prefix,
    SignatureBlock,
    capacity,
    clauses,
)
from thidua.text import decimal_text, money, money_in_words, padded, paper_date
from thidua.year.papers.bases import LOCAL_GOVERNMENT, commendation_bases
from thidua.year.papers.common import file_paper, notice, signer_name

_COMMITTEE = "ỦY BAN NHÂN DÂN"
_POST = re.compile("(Phó )?(Chủ tịch|Thủ tướng)")
_NUMBER = re.compile(r"(\d+)/(.+)", re.ASCII)
# Where the central authorities sit; their decisions are dated there, not in the province.
_CENTRAL = ("Thủ tướng", "Chính phủ", "Chủ tịch nước")
CAPITAL = "Hà Nội"


def decision_paper(decision: Decision) -> Paper:
    """Compose the decision: who is given what, with which bonus, who carries it out."""
    entries = entries_of(decision)
    return Paper(
        kind=Kind.DECISION,
        heading=Heading("", body_of(decision)),
        number=number_of(decision),
        place=place_of(decision),
        dated=decision.signed_on,
        summary=f"Về việc tặng {name_of(decision)} cho {subjects(decision, entries)}",
        authority_line=decision.issuer,
        bases=tuple(bases_of(decision)),
        opening="QUYẾT ĐỊNH:",
        body=(given(decision, entries), bonus(entries), carried_out(decision)),
        signatures=(
            SignatureBlock(
                capacity=capacity_of(decision),
                name=signer_name(decision.signer),
            ),
        ),
        recipients=(
            "Như Điều 3",
            decision.authority.standing_office,
            decision.bloc_year.bloc.name,
            "Lưu: VT, TĐKT",
        ),
        notice=notice(decision.provenance, decision.bloc_year.provenance),
    )


def entries_of(decision: Decision) -> list[RegisterEntry]:
    """Return what the decision gave, in the order of the register; at least one line."""
    entries = list(
        decision.entries.select_related("nomination__membership__unit").order_by("number")
    )
    if not entries:
        raise LookupError(f"{decision} gave nothing")
    return entries


def name_of(decision: Decision) -> str:
    return award_name(decision.award, decision.signed_on, decision.authority)


def subjects(decision: Decision, entries: Sequence[RegisterEntry]) -> str:
    """Name the only subject, or the bloc to which several belong."""
    bloc_year = decision.bloc_year
    if len(entries) == 1:
        return f"{entries[0].subject} năm {bloc_year.year}"
    return f"các tập thể thuộc {bloc_year.bloc.name} năm {bloc_year.year}"


def is_central(decision: Decision) -> bool:
    return decision.issuer.startswith(_CENTRAL)


def body_of(decision: Decision) -> str:
    """Return the body that issues: the chairman's decisions come from the committee."""
    return decision.issuer.removeprefix("Chủ tịch ").upper()


def place_of(decision: Decision) -> str:
    return CAPITAL if is_central(decision) else decision.authority.place


def capacity_of(decision: Decision) -> tuple[str, ...]:
    """Return the lines of box 7a: a committee is signed for, a deputy signs for the head.

    The post stands without its body, which is named above (Decree 30/2020/NĐ-CP, Article 13).
    """
    match = _POST.match(decision.signer_post)
    if match is None:
        return (decision.signer_post.upper(),)
    committee = decision.issuer.upper().startswith(_COMMITTEE)
    behalf = ((Prefix.ON_BEHALF, _COMMITTEE),) if committee else ()
    if not match[1]:
        return capacity(match[2], *behalf)
    return capacity(f"Phó {match[2]}", *behalf, (Prefix.FOR_THE_HEAD, match[2]))


def number_of(decision: Decision) -> Number:
    match = _NUMBER.fullmatch(decision.number)
    if match is None:
        raise Refused(
            f"Số quyết định “{decision.number}” không phải là số và ký hiệu của văn bản.",
            "Số và ký hiệu cách nhau bằng dấu gạch chéo (Nghị định số 30/2020/NĐ-CP, Phụ lục I).",
            "Hãy ghi dạng 112/QĐ-UBND.",
        )
    return Number(int(match[1]), match[2])


def bases_of(decision: Decision) -> Iterator[str]:
    if not is_central(decision):
        yield LOCAL_GOVERNMENT
    yield from commendation_bases(decision.signed_on)
    if is_central(decision):
        yield f"Theo đề nghị của Chủ tịch {decision.authority.name}"
        return
    for paper in papers_of(decision.bloc_year).filter(kind=PaperKind.PROPOSAL):
        number = Number(paper.number, paper.symbol).text
        yield (
            f"Xét Tờ trình số {number} {paper_date(paper.issued_on)} của "
            f"{decision.bloc_year.bloc.name}"
        )
    yield f"Theo đề nghị của {decision.authority.standing_office}"


def given(decision: Decision, entries: Sequence[RegisterEntry]) -> Article:
    """Name who is given the award; one subject stands in the sentence, several in a list."""
    year = decision.bloc_year.year
    reason = f"đã có thành tích xuất sắc trong phong trào thi đua năm {year}"
    name = name_of(decision)
    if len(entries) == 1:
        return Article(1, text=f"Tặng {name} cho {entries[0].subject}, {reason}.")
    text = f"Tặng {name} cho {padded(len(entries))} tập thể {reason}, gồm:"
    return Article(1, text=text, blocks=listed([entry.subject for entry in entries]))


def listed(names: Sequence[str]) -> tuple[Clause, ...]:
    return clauses([*(f"{name};" for name in names[:-1]), f"{names[-1]}."])


def bonus(entries: Sequence[RegisterEntry]) -> Article:
    """State the bonus of each subject and the sum, in figures and words, with its provision."""
    one = entries[0]
    total = sum(entry.bonus for entry in entries)
    rule = law.bonus(one.award, law.SubjectKind.UNIT, one.decision.signed_on)
    mark = "" if rule.citation.verified else " (chưa kiểm chứng)"
    of_each = " cho mỗi tập thể" if len(entries) > 1 else ""
    each = (
        f"Mức tiền thưởng kèm theo{of_each} là {decimal_text(one.bonus_multiple)} lần mức "
        f"lương cơ sở {money(one.base_salary)}, bằng {money(one.bonus)} "
        f"(Bằng chữ: {money_in_words(one.bonus)}), theo {rule.citation.text}{mark}"
    )
    sum_ = f"; tổng số tiền {money(total)} (Bằng chữ: {money_in_words(total)})"
    fund = "Tiền thưởng trích từ Quỹ thi đua, khen thưởng theo quy định."
    return Article(2, text=f"{each}{sum_ if len(entries) > 1 else ''}. {fund}")


def carried_out(decision: Decision) -> Article:
    authority = decision.authority
    bodies = (
        f"Chủ tịch {authority.name}"
        if is_central(decision)
        else f"Văn phòng {authority.name}, {authority.standing_office}, {decision.bloc_year.bloc.name}"
    )
    return Article(
        3,
        text=(f"{bodies} và tập thể có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."),
    )


def file_decision(*, decision: Decision, actor: Person, at: datetime) -> FiledPaper:
    """Render and file a decision under the number its issuer gave it."""
    return file_paper(
        decision_paper(decision),
        bloc_year=decision.bloc_year,
        kind=PaperKind.DECISION,
        title=f"Quyết định số {decision.number} về việc tặng {name_of(decision)}",
        subject=decision,
        file_name=f"quyet-dinh-{decision.award}-{decision.bloc_year.year}",
        issuer=decision.issuer[:60],
        is_public=True,
        actor=actor,
        at=at,
    )
