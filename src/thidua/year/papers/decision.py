"""The award decision (quyết định khen thưởng), Decree 30/2020/NĐ-CP, model 1.2."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from thidua import law
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import Decision, Nomination, RegisterEntry
from thidua.apps.awards.queries import award_name, nominations_of, reference_day
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.filing.queries import papers_of
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.papers import (
    Article,
    Clause,
    Heading,
    Kind,
    Number,
    Paper,
    Paragraph,
    Prefix,
    SignatureBlock,
    capacity,
    clauses,
)
from thidua.papers.drafts import Data, Outline, Room, Written, fill
from thidua.text import decimal_text, money, money_in_words, padded, paper_date
from thidua.year.papers.bases import LOCAL_GOVERNMENT, commendation_bases
from thidua.year.papers.common import file_paper, notice, signer_name
from thidua.year.papers.drafted import (
    NOTHING_WRITTEN,
    bases_room,
    issued,
    recipients_room,
    written_for,
)

_COMMITTEE = "ỦY BAN NHÂN DÂN"
_POST = re.compile("(Phó )?(Chủ tịch|Thủ tướng)")
_NUMBER = re.compile(r"(\d+)/(.+)", re.ASCII)
# Where the central authorities sit; their decisions are dated there, not in the province.
_CENTRAL = ("Thủ tướng", "Chính phủ", "Chủ tịch nước")
CAPITAL = "Hà Nội"


def decision_paper(
    decision: Decision, entries: Sequence[RegisterEntry], written: Written = NOTHING_WRITTEN
) -> Paper:
    """Compose the decision: who is given what, with which bonus, who carries it out."""
    paper = Paper(
        kind=Kind.DECISION,
        heading=Heading("", body_of(decision)),
        number=number_of(decision) if decision.number else None,
        place=place_of(decision),
        dated=decision.signed_on,
        summary=f"Về việc tặng {name_of(decision)} cho {subjects(decision, entries)}",
        authority_line=decision.issuer,
        opening="QUYẾT ĐỊNH:",
        signatures=(
            SignatureBlock(
                capacity=capacity_of(decision),
                name=signer_name(decision.signer),
            ),
        ),
        notice=notice(decision.provenance, decision.bloc_year.provenance),
    )
    return fill(paper, decision_outline(decision, entries), written)


def decision_outline(decision: Decision, entries: Sequence[RegisterEntry]) -> Outline:
    """Return what of the decision is data, and where the office may add words."""
    *bases, on_proposal = map(Paragraph, bases_of(decision))
    return Outline(
        bases=(
            Data("luat", tuple(bases), "Pháp luật của ngày ký, tờ trình của khối", "law"),
            bases_room(),
            Data("theo_de_nghi", (on_proposal,), "Cơ quan thường trực", "nominations"),
        ),
        body=(
            Data(
                "dieu_1", (given(decision, entries),), "Đề nghị được Hội đồng nhất trí",
                "nominations",
            ),
            Data("dieu_2", (bonus(entries),), "Mức tiền thưởng theo luật của ngày ký", "law"),
            Room(key="dieu_2_them", label="Thêm vào Điều 2"),
            Data("dieu_3", (carried_out(decision),), "Cơ quan thi hành", "nominations"),
        ),
        recipients=(
            recipients_room(
                "Như Điều 3",
                decision.authority.standing_office,
                decision.bloc_year.bloc.name,
                "Lưu: VT, TĐKT",
            ),
        ),
    )  # fmt: skip


def approved_for(bloc_year: BlocYear, award: str) -> list[Nomination]:
    """Return the nominations that the next decision on an award would be about."""
    approved = nominations_of(bloc_year).filter(award=award, state=NominationState.APPROVED)
    return list(approved)


def unissued(bloc_year: BlocYear, award: str, at: datetime) -> tuple[Decision, list[RegisterEntry]]:
    """Return a decision as it would be issued, with what it would give; nothing is kept.

    Its day is that of the bloc's proposal, by whose law bonus and bases are composed; the decision
    itself has the day and the issuer it is signed with.
    """
    authority, on = bloc_year.authority, reference_day(bloc_year, localdate(at))
    rule = law.award(award, on)
    decision = Decision(
        authority=authority, bloc_year=bloc_year, award=award, signed_on=on,
        issuer=rule.decided_by if rule.level is law.Level.STATE else authority.name,
        signer_post="Chủ tịch",
    )  # fmt: skip
    given_ = law.bonus(award, law.SubjectKind.UNIT, on)
    entries = [
        RegisterEntry(
            decision=decision, award=award, award_name=name_of(decision), subject=one.membership.unit.name,
            merit=one.merit, bonus_multiple=given_.multiple, base_salary=given_.base,
            bonus=given_.amount,
        )
        for one in approved_for(bloc_year, award)
    ]  # fmt: skip
    return decision, entries


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
    bloc_year = decision.bloc_year
    written = written_for(bloc_year, PaperKind.DECISION, decision.award)
    filed = file_paper(
        decision_paper(decision, entries_of(decision), written),
        bloc_year=decision.bloc_year,
        kind=PaperKind.DECISION,
        title=f"Quyết định số {decision.number} về việc tặng {name_of(decision)}",
        subject=decision,
        file_name=decision_file_name(bloc_year, decision.award),
        issuer=decision.issuer[:60],
        is_public=True,
        actor=actor,
        at=at,
    )
    return issued(filed, actor=actor, at=at, about=decision.award)


def decision_file_name(bloc_year: BlocYear, award: str) -> str:
    return f"quyet-dinh-{award}-{bloc_year.year}"
