"""What came of a year: for machines as JSON, for people as a page of text."""

from collections.abc import Iterable, Iterator
from typing import Any

from thidua.apps.awards.enums import Outcome
from thidua.apps.awards.models import Nomination
from thidua.apps.awards.queries import nominations_of
from thidua.apps.campaigns.queries import agreement_of, articles_of
from thidua.apps.filing.models import Blob
from thidua.apps.filing.queries import papers_of
from thidua.apps.units.models import BlocYear
from thidua.year.conference import conference_of, elected_lead, next_year_of
from thidua.year.papers.citations import legal_ground


def summary_of(bloc_year: BlocYear) -> dict[str, Any]:
    """Return nominations with verdict, citations and votes, the next lead and its agreement."""
    meeting, after = conference_of(bloc_year), next_year_of(bloc_year)
    lead = elected_lead(meeting) if meeting else None
    agreement = agreement_of(after) if after else None
    return {
        "bloc": bloc_year.bloc.name,
        "year": bloc_year.year,
        "nominations": [told(n) for n in nominations_of(bloc_year)],
        "next_lead": lead.unit.name if lead else None,
        "agreement_articles": [str(a) for a in articles_of(agreement)] if agreement else [],
    }


def told(nomination: Nomination) -> dict[str, Any]:
    motion = nomination.motion
    return {
        "award": nomination.award,
        "award_name": nomination.verdict["award_name"],
        "subject": nomination.membership.unit.name,
        "verdict": nomination.outcome,
        "verdict_in_words": Outcome(nomination.outcome).label,
        "unverified": nomination.verdict["unverified"],
        "ground": legal_ground(nomination.verdict["standards"]),
        "citations": list(dict.fromkeys(citations(nomination.verdict["standards"]))),
        "votes_for": motion.yes,
        "votes_against": motion.no,
        "votes_base": motion.base_count,
        "state": nomination.state,
        "decision": nomination.decision.number if nomination.decision else None,
    }


def citations(standards: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the provisions a kept verdict rests on; of several routes only the one that decided."""
    for standard in standards:
        cited = standard["citation"]
        yield cited["text"] + ("" if cited["verified"] else " (chưa kiểm chứng)")
        deciding = [r for r in standard["routes"] if r["outcome"] == standard["outcome"]]
        yield from citations(deciding)


def papers_of_both_years(bloc_year: BlocYear) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of every file of the year's papers and of the next agreement."""
    years = [bloc_year, next_year_of(bloc_year)]
    for year in filter(None, years):
        for paper in papers_of(year).select_related("pdf", "docx", "xlsx"):
            files: dict[str, Blob | None] = {
                "pdf": paper.pdf, "docx": paper.docx, "xlsx": paper.xlsx,
            }  # fmt: skip
            for ending, blob in files.items():
                if blob is not None:
                    yield f"{paper.file_name}.{ending}", bytes(blob.content)


def summary_in_words(summary: dict[str, Any]) -> str:
    """Return the summary as Markdown."""
    lines = [
        f"# {summary['bloc']}, năm {summary['year']}",
        "",
        "| Hình thức | Đơn vị | Kết luận | Căn cứ | Thuận | Không thuận | Trên tổng |",
        "|---|---|---|---|---|---|---|",
    ]
    for n in summary["nominations"]:
        cells = (
            n["award_name"], n["subject"], n["verdict_in_words"], n["ground"],
            n["votes_for"], n["votes_against"], n["votes_base"],
        )  # fmt: skip
        lines.append(f"| {' | '.join(str(cell) for cell in cells)} |")
    lines += ["", f"Khối trưởng năm sau: **{summary['next_lead']}**", "", "Giao ước năm sau:", ""]
    lines += [f"- {article}" for article in summary["agreement_articles"]]
    lines += ["", f"Văn bản ({len(summary['papers'])} tệp):", ""]
    lines += [f"- {path}" for path in summary["papers"]]
    return "\n".join(lines) + "\n"
