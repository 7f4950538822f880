"""The five papers a bloc's year opens with, each with how far it has come and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thidua.apps.assessments.queries import scoring_table
from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.queries import papers_of
from thidua.text import padded

if TYPE_CHECKING:
    from thidua.apps.filing.models import Paper
    from thidua.apps.units.models import BlocYear


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPaper:
    """A paper of the opening: its state in words, and the day it was adopted, signed or issued.

    Attributes:
        page: the name of the page's address where it is made, which takes the year.
        papers: what is filed of it already.
    """

    name: str
    state: str
    done: bool
    on: date | None
    page: str
    papers: tuple[Paper, ...] = ()


def opening_papers(bloc_year: BlocYear) -> list[OpeningPaper]:
    """Return the plan, the regulation, the agreement, the scoring table and the registrations."""
    kinds = [PaperKind.BLOC_PLAN, PaperKind.REGULATION, PaperKind.AGREEMENT, PaperKind.REGISTRATION]
    filed = list(papers_of(bloc_year).filter(kind__in=kinds))
    by_kind = {kind: tuple(p for p in filed if p.kind == kind) for kind in kinds}
    drafted = set(bloc_year.drafts.filter(kind__in=kinds).values_list("kind", flat=True))
    return [
        issued("Kế hoạch hoạt động của khối", PaperKind.BLOC_PLAN, by_kind, drafted),
        issued("Quy chế hoạt động của khối", PaperKind.REGULATION, by_kind, drafted),
        signed(bloc_year, by_kind[PaperKind.AGREEMENT]),
        adopted(bloc_year),
        registered(bloc_year, by_kind[PaperKind.REGISTRATION]),
    ]


def issued(
    name: str, kind: PaperKind, filed: dict[PaperKind, tuple[Paper, ...]], drafted: set[str]
) -> OpeningPaper:
    papers = filed[kind]
    begun = "đang dự thảo" if kind in drafted else "chưa soạn"
    return OpeningPaper(
        name=name, state="đã ban hành" if papers else begun, done=bool(papers),
        on=papers[0].issued_on if papers else None, page="drafts", papers=papers,
    )  # fmt: skip


def signed(bloc_year: BlocYear, papers: tuple[Paper, ...]) -> OpeningPaper:
    agreement = agreement_of(bloc_year)
    state, done = "chưa soạn", False
    if agreement is not None:
        done = agreement.state == AgreementState.IN_FORCE
        all_ = bloc_year.memberships.count()
        told = f"{padded(agreement.signatures.count())}/{padded(all_)} đơn vị đã ký"
        state = f"có hiệu lực, {told}" if done else told
    return OpeningPaper(
        name="Giao ước thi đua", state=state, done=done, page="agreement", papers=papers,
        on=agreement.in_force_on if agreement else None,
    )  # fmt: skip


def adopted(bloc_year: BlocYear) -> OpeningPaper:
    table = scoring_table(bloc_year)
    return OpeningPaper(
        name="Bảng chấm điểm", state=f"phiên bản {table.version} đang áp dụng" if table else "chưa lập",
        done=table is not None, on=table.adopted_on if table else None, page="scoring-table",
    )  # fmt: skip


def registered(bloc_year: BlocYear, papers: tuple[Paper, ...]) -> OpeningPaper:
    """Tell how many members registered; all must, for the year to be opened with it."""
    rows = bloc_year.registrations.order_by("registered_on")
    days = list(rows.values_list("registered_on", flat=True))
    units, all_ = (
        rows.order_by().values("membership").distinct().count(),
        bloc_year.memberships.count(),
    )
    return OpeningPaper(
        name="Bản đăng ký thi đua của các đơn vị", done=units == all_ > 0,
        state=f"{padded(units)}/{padded(all_)} đơn vị", on=max(days, default=None),
        page="drafts", papers=papers,
    )  # fmt: skip
