"""Papers of a bloc's year that no step leaves by itself: drafted, then issued by a button."""

from collections.abc import Mapping

from thidua.apps.filing.enums import PaperKind
from thidua.papers import Kind
from thidua.year.composing import Asked, Composer, Issue
from thidua.year.papers.handover import handover_outline, handover_paper, no_next_lead
from thidua.year.papers.invitation import invitation_outline, invitation_paper, no_conference
from thidua.year.papers.results_notice import (
    no_ranking,
    results_notice_outline,
    results_notice_paper,
)


def _of_year(asked: Asked, text: str) -> str:
    return f"{text} năm {asked.bloc_year.year}"


CATALOGUE: Mapping[PaperKind, Composer] = {
    PaperKind.INVITATION: Composer(
        outline=invitation_outline,
        paper=invitation_paper,
        waits=no_conference,
        issue=Issue(
            title=lambda asked: _of_year(asked, "Giấy mời hội nghị tổng kết"),
            series=Kind.INVITATION,
        ),
    ),
    PaperKind.RESULTS_NOTICE: Composer(
        outline=results_notice_outline,
        paper=results_notice_paper,
        waits=no_ranking,
        issue=Issue(
            title=lambda asked: _of_year(asked, "Thông báo kết quả thi đua, khen thưởng"),
            series=Kind.NOTICE,
        ),
    ),
    PaperKind.HANDOVER_MINUTES: Composer(
        outline=handover_outline,
        paper=handover_paper,
        waits=no_next_lead,
        issue=Issue(
            title=lambda asked: (
                f"Biên bản bàn giao nhiệm vụ Khối trưởng năm {asked.bloc_year.year + 1}"
            ),
            series=Kind.MINUTES,
        ),
    ),
}
