"""What papers with a draft share: the rooms every kind has, and the words that were written."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.filing.queries import draft_of, latest_of, written_in
from thidua.apps.filing.services import draft_issue
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.papers.drafts import Form, Room, Words, Written

NOTHING_WRITTEN: Mapping[str, tuple[Words, ...]] = MappingProxyType({})


def bases_room() -> Room:
    return Room(key="can_cu", label="Căn cứ khác", form=Form.BASES)


def recipients_room(*offered: str) -> Room:
    return Room(
        key="noi_nhan", label="Nơi nhận", form=Form.RECIPIENTS, offered=offered, remembered=True
    )


def contact_room() -> Room:
    return Room(
        key="dia_chi",
        label="Địa chỉ, điện thoại, thư điện tử của cơ quan (không bắt buộc)",
        form=Form.RECIPIENTS,
        remembered=True,
    )


def written_for(bloc_year: BlocYear, kind: PaperKind, about: str = "") -> Written:
    """Return the last version of what was written for a paper."""
    return written_in(latest_of(draft_of(bloc_year, kind, about)))


def issued(
    paper: FiledPaper, *, actor: Person, at: datetime, of: BlocYear | None = None, about: str = ""
) -> FiledPaper:
    """Let the draft that a filed paper was made of stand, if there was one.

    `of` is the year of the draft where it is another than the one that keeps the paper.
    """
    draft = draft_of(of or paper.bloc_year, PaperKind(paper.kind), about)
    if draft is not None:
        draft_issue(draft=draft, paper=paper, actor=actor, at=at)
    return paper
