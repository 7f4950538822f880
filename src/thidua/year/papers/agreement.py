"""The emulation agreement (giao ước thi đua) on paper, with room for every member's signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from thidua.apps.campaigns.models import Agreement
from thidua.apps.campaigns.queries import articles_of, made_up_part, targets_of
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import members_of
from thidua.papers import (
    Align,
    Annex,
    Article,
    Block,
    BulletList,
    Column,
    Kind,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    clauses,
)
from thidua.papers.drafts import Data, Outline, Room, Written, fill
from thidua.text import decimal_text
from thidua.year.papers.common import bloc_heading, file_paper, goes_with, head_of, notice
from thidua.year.papers.drafted import (
    NOTHING_WRITTEN,
    bases_room,
    issued,
    recipients_room,
    written_for,
)


@dataclass(frozen=True, slots=True)
class Party:
    """A unit that has signed, or is to sign, with who signs for it."""

    unit: str
    post: str
    name: str


def agreement_paper(
    agreement: Agreement, signed_at: datetime, written: Written = NOTHING_WRITTEN
) -> Paper:
    """Compose the agreement: parties, articles, closing words, room to sign for each unit."""
    bloc_year = agreement.bloc_year
    on = localdate(signed_at)
    paper = Paper(
        kind=Kind.AGREEMENT,
        heading=bloc_heading(bloc_year),
        dated=on,
        place=bloc_year.authority.place,
        title=f"GIAO ƯỚC THI ĐUA NĂM {bloc_year.year}",
        summary=f"của {bloc_year.bloc.name}",
        signatures=tuple(
            SignatureBlock(capacity=(party.unit.upper(), party.post.upper()), name=party.name)
            for party in parties_to(agreement, on)
        ),
        signature_columns=2,
        annexes=targets_annex(bloc_year, on),
        notice=made_up_part(agreement) or notice(agreement.provenance, bloc_year.provenance),
    )
    return fill(paper, agreement_outline(agreement, signed_at), written)


def parties_to(agreement: Agreement, on: date) -> list[Party]:
    """Return who signed; until the first signature, the members with their heads of that day."""
    signatures = agreement.signatures.select_related("membership__unit", "person")
    signed = [Party(s.membership.unit.name, s.post, s.person.full_name) for s in signatures]
    return signed or [
        Party(m.unit.name, m.unit.head_post, head_of(m.unit, on))
        for m in members_of(agreement.bloc_year)
    ]


def agreement_outline(agreement: Agreement, signed_at: datetime) -> Outline:
    """Return what of the agreement is data, and where the secretary writes before the first signs."""
    bloc_year = agreement.bloc_year
    parties = parties_to(agreement, localdate(signed_at))
    return Outline(
        bases=(bases_room(),),
        body=(
            Data(
                "cac_ben",
                (
                    Paragraph(
                        f"Chúng tôi, đại diện {len(parties):02d} đơn vị thành viên"
                        f" {bloc_year.bloc.name}, gồm:"
                    ),
                    BulletList(tuple(f"{party.unit};" for party in parties)),
                ),
                "Thành viên khối",
                "year",
            ),
            Room(
                key="loi_dan",
                label="Lời dẫn",
                offered=(
                    f"cùng ký kết giao ước thi đua năm {bloc_year.year} với các nội dung sau:",
                ),
            ),
            Data(
                "dieu",
                (*articles_on_paper(agreement), *told_annexes(bloc_year)),
                "Nội dung giao ước",
                "agreement",
            ),
            Room(key="ket", label="Lời kết, cam kết", remembered=True),
        ),
        recipients=(recipients_room(),),
    )


def articles_on_paper(agreement: Agreement) -> list[Article]:
    return [
        Article(article.number, article.title, blocks=numbered(article.clause_texts))
        for article in articles_of(agreement)
    ]


def numbered(texts: Sequence[str]) -> tuple[Block, ...]:
    """Number several paragraphs; a single one stands as it is."""
    return clauses(texts) if len(texts) > 1 else tuple(Paragraph(text) for text in texts)


def told_annexes(bloc_year: BlocYear) -> tuple[Paragraph, ...]:
    """An annex must be told of in the text (Decree 30/2020, Annex I, Part I, III.1.a)."""
    told = "Chỉ tiêu cụ thể của từng đơn vị ghi tại Phụ lục kèm theo Giao ước này."
    return (Paragraph(told),) if targets_of(bloc_year).exists() else ()


def targets_annex(bloc_year: BlocYear, on: date) -> tuple[Annex, ...]:
    """The targets of each article as a table of plans by unit; none when no target was set yet."""
    targets = list(targets_of(bloc_year))
    if not targets:
        return ()
    units = [a.membership.unit.short_name for a in targets[0].assignments.all()]
    columns = (
        Column("Mã", 1.1, Align.CENTER),
        Column("Điều", 1, Align.CENTER),
        Column("Chỉ tiêu", 5),
        Column("Đơn vị tính", 1.6, Align.CENTER),
        *(Column(unit, 1.4, Align.CENTER, "Kế hoạch của đơn vị") for unit in units),
    )
    rows = tuple(
        Row(
            (
                target.code,
                str(target.article.number),
                target.text,
                target.unit_of_measure,
                *(decimal_text(a.planned) for a in target.assignments.all()),
            )
        )
        for target in targets
    )
    annex = Annex(
        title=f"Chỉ tiêu thi đua năm {bloc_year.year}",
        label="Phụ lục",
        reference=goes_with("Giao ước thi đua", bloc_year.bloc.name, on),
        blocks=(Table(columns, rows, size=9),),
        landscape=True,
    )
    return (annex,)


def file_agreement(
    *, agreement: Agreement, kept_in: BlocYear, actor: Person, at: datetime
) -> FiledPaper:
    """Render the signed agreement and file it among the papers of `kept_in`."""
    year = agreement.bloc_year.year
    filed = file_paper(
        agreement_paper(agreement, at, written_for(agreement.bloc_year, PaperKind.AGREEMENT)),
        bloc_year=kept_in,
        kind=PaperKind.AGREEMENT,
        title=f"Giao ước thi đua năm {year}",
        subject=agreement,
        file_name=f"giao-uoc-{year}",
        is_public=True,
        actor=actor,
        at=at,
    )
    return issued(filed, actor=actor, at=at, of=agreement.bloc_year)
