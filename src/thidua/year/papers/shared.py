"""What the catalogue's papers share: their head, their number before it is taken, common tables."""

from collections.abc import Iterable, Iterator

from thidua.apps.filing.queries import numbering_of, papers_of, symbol_of
from thidua.apps.units.models import BlocYear
from thidua.papers import Annex, BulletList, Kind, Number, Paper
from thidua.text import paper_date
from thidua.year.composing import Asked
from thidua.year.papers.common import bloc_heading, bloc_signature, notice


def number_of(asked: Asked, kind: Kind) -> Number:
    """Return the number a bloc's paper is issued with; until then the place for it stays blank."""
    year = asked.bloc_year
    symbol = symbol_of(year.authority, year.bloc.code, asked.day.year)
    return asked.number or Number(None, f"{kind.abbreviation}-{symbol}")


def number_elsewhere(asked: Asked, kind: Kind, issuer: str) -> Number:
    """Return the blank number of a paper that an office numbers in a book of its own.

    Its symbol is what the authority chose for the issuer, else the issuer's code in capitals.
    """
    numbering = numbering_of(asked.bloc_year.authority, issuer, asked.day.year)
    symbol = numbering.symbol if numbering else issuer.upper()
    return Number(None, f"{kind.abbreviation}-{symbol}")


def bloc_paper(
    asked: Asked,
    kind: Kind,
    summary: str,
    *,
    addressees: tuple[str, ...] = (),
    annexes: tuple[Annex, ...] = (),
    title: str = "",
) -> Paper:
    """Begin a paper that the lead issues for the bloc; bases, body and recipients come after."""
    year = asked.bloc_year
    return Paper(
        kind=kind,
        heading=bloc_heading(year),
        number=number_of(asked, kind) if kind.abbreviation else None,
        place=year.authority.place,
        dated=asked.day,
        title=title,
        summary=summary,
        addressees=addressees,
        signatures=(bloc_signature(year, asked.day),),
        annexes=annexes,
        notice=notice(year.provenance),
    )


def filed_bases(bloc_year: BlocYear, kinds: Iterable[str]) -> Iterator[str]:
    """Cite papers of the year by number and date, as they were filed."""
    for paper in papers_of(bloc_year).filter(kind__in=list(kinds)):
        number = f" số {Number(paper.number, paper.symbol).text}" if paper.number else ""
        yield f"Căn cứ {paper.get_kind_display()}{number} {paper_date(paper.issued_on)}"


def listed(lines: Iterable[str]) -> tuple[BulletList, ...]:
    """Return dashed lines that end with a semicolon, the last with a full stop; none for nothing."""
    texts = [line.rstrip(" .;") for line in lines]
    if not texts:
        return ()
    return (BulletList((*(f"{text};" for text in texts[:-1]), f"{texts[-1]}.")),)
