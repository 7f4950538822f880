"""What the papers of a bloc share: head, signature, numbering, address for checking, filing."""

import re
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.db.models import Model
from django.utils.timezone import localdate

from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.filing.queries import symbol_of
from thidua.apps.filing.services import Outgoing, Rendered, number_take, paper_file
from thidua.apps.journal.base import Provenance
from thidua.apps.people.models import Person
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import Authority, BlocYear, Role, Unit
from thidua.apps.units.queries import lead_of
from thidua.papers import Heading, Number, Paper, SignatureBlock, to_docx, to_pdf
from thidua.text import paper_date, percent_text
from thidua.year.papers.checking import verification

NOTICE = "Số liệu minh họa, không phải số liệu thật của các đơn vị."
PRACTICE = "Bản luyện tập, không có giá trị sử dụng."
NOTHING = "–"
KEPT, ABOVE = "Lưu:", "Như trên"
# A bloc's name is set in lines: what it is, of whom, where.
_BREAKS = re.compile(r"(?<=thi đua) | (?=tỉnh |thành phố )")


def notice(*provenances: str) -> str:
    """Return the line for the foot of every page, if anything on the paper is illustrative."""
    return NOTICE if Provenance.ILLUSTRATIVE in provenances else ""


def marked(line: str, bloc_year: BlocYear) -> str:
    """Put before a paper's notice that it is of a practice year: its head is that of the real bloc."""
    return " ".join(filter(None, (PRACTICE if bloc_year.bloc.practice else "", line)))


def short_authority(authority: Authority) -> str:
    """Return "UBND TỈNH NAM ĐỊNH", as heads of papers name the superior body."""
    return authority.name.replace("Ủy ban nhân dân", "UBND").upper()


def bloc_heading(bloc_year: BlocYear) -> Heading:
    """A bloc has no seal: the lead unit issues its papers under the authority's name."""
    name = _BREAKS.sub("\n", bloc_year.bloc.name)
    return Heading(short_authority(bloc_year.authority), name.upper())


def council_name(authority: Authority) -> str:
    """Return the council that advises the authority on emulation and commendation."""
    return authority.name.replace("Ủy ban nhân dân", "Hội đồng Thi đua - Khen thưởng")


def lead_unit(bloc_year: BlocYear) -> Unit:
    lead = lead_of(bloc_year)
    if lead is None:
        raise LookupError(f"{bloc_year} has no lead")
    return lead.unit


def head_of(unit: Unit, on: date) -> str:
    """Return who heads a unit on a day; empty when nobody is recorded, for a name by hand."""
    roles = Role.objects.filter(unit=unit, kind=RoleKind.UNIT_HEAD, since__lte=on)
    role = roles.exclude(until__lt=on).select_related("person").order_by("-since", "id").first()
    return role.person.full_name if role else ""


def bloc_signature(bloc_year: BlocYear, on: date) -> SignatureBlock:
    """TM. KHỐI THI ĐUA / KHỐI TRƯỞNG, with the head's own post below (Decree 30/2020, Art. 13)."""
    lead = lead_unit(bloc_year)
    return SignatureBlock(
        capacity=("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"),
        second_post=post_of(lead),
        name=head_of(lead, on),
    )


def post_of(unit: Unit) -> str:
    """Write the post of a unit's head with the unit, in capitals, no word of it twice.

    "Chánh Thanh tra" of "Thanh tra tỉnh" is "CHÁNH THANH TRA TỈNH".
    """
    post, name = unit.head_post.upper().split(), unit.name.upper().split()
    common = next(n for n in range(len(name), -1, -1) if n == 0 or post[-n:] == name[:n])
    return " ".join((*post, *name[common:]))


def signer_name(text: str) -> str:
    """Return a name as it stands under a signature: without "Ông", "Bà"."""
    return text.removeprefix("Ông ").removeprefix("Bà ")


def bloc_number(bloc_year: BlocYear, series: str, at: datetime) -> Number:
    """Take the next number of the bloc's own series of papers."""
    authority, issuer, on = bloc_year.authority, bloc_year.bloc.code, localdate(at)
    ordinal = number_take(authority=authority, issuer=issuer, series=series, on=on)
    return Number(ordinal, f"{series}-{symbol_of(authority, issuer, on.year)}")


def outgoing_of(paper: Paper) -> Outgoing:
    """Return what the register of outgoing papers tells of a paper, read off its foot."""
    kept = [line for line in paper.recipients if line.startswith(KEPT)]
    told = [line for line in paper.recipients if not line.startswith(KEPT)]
    others = [name for line in told for name in (paper.addressees if line == ABOVE else (line,))]
    return Outgoing(
        signer="; ".join(block.name for block in paper.signatures if block.name)[:120],
        recipients="; ".join(others),
        keeper="; ".join(line.removeprefix(KEPT).strip() for line in kept)[:120],
    )


def goes_with(paper: str, issuer: str, on: date, number: Number | None = None) -> str:
    """Return the line of an annex that names its paper (Decree 30/2020, Annex I, Part I, III.1.c)."""
    named = f"{paper} số {number.text}" if number and number.ordinal else paper
    return f"(Kèm theo {named} {paper_date(on)} của {issuer})"


def share(part: int, whole: int) -> str:
    """Return a share in percent, a dash where there is nothing to share."""
    return percent_text(part, whole) if whole else NOTHING


def file_paper(
    paper: Paper,
    *,
    bloc_year: BlocYear,
    kind: PaperKind,
    title: str,
    subject: Model,
    file_name: str,
    actor: Person,
    at: datetime,
    issuer: str = "",
    editable: bool = True,
    is_public: bool = False,
    xlsx: bytes | None = None,
) -> FiledPaper:
    """Render a paper with its address for checking and file it.

    The number is of the series of `issuer`, the bloc's when empty. A paper that an office would
    edit is kept as DOCX too; `xlsx` is the workbook that goes with it.
    """
    number = paper.number if paper.number and paper.number.ordinal else None
    check = verification(bloc_year, file_name, number, address=settings.CHECK_ADDRESS)
    paper = replace(paper, verification=check, notice=marked(paper.notice, bloc_year))
    return paper_file(
        bloc_year=bloc_year,
        kind=kind,
        title=title,
        subject=subject,
        issued_on=paper.dated,
        rendered=Rendered(pdf=to_pdf(paper), docx=to_docx(paper) if editable else None, xlsx=xlsx),
        file_name=file_name,
        issuer=(issuer or bloc_year.bloc.code) if number else "",
        number=number.ordinal if number else None,
        symbol=number.symbol if number else "",
        is_public=is_public,
        provenance=Provenance(bloc_year.provenance),
        outgoing=outgoing_of(paper),
        actor=actor,
        at=at,
    )
