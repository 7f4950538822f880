"""Deeds about scoring: adopt a table, open cards, mark, submit, close the ranking, adopt the report."""

from thidua.apps.assessments.services.deadlines import Reminded, deadlines_set, reminder_send
from thidua.apps.assessments.services.drafts import (
    Moved,
    cards_move,
    draft_adopt,
    draft_discard,
    draft_save,
    draft_start,
)
from thidua.apps.assessments.services.marks import evidence_attach, marks_save, stage_submit
from thidua.apps.assessments.services.ranking import ranking_close
from thidua.apps.assessments.services.records import finding_enter, initiative_enter, record_enter
from thidua.apps.assessments.services.reports import report_adopt, report_draft
from thidua.apps.assessments.services.seen import check_marks_seen
from thidua.apps.assessments.services.tables import (
    Line,
    cross_assign,
    scorecards_open,
    table_adopt,
)
from thidua.apps.assessments.services.ties import TiePlan, ties_set

__all__ = [
    "Line",
    "Moved",
    "Reminded",
    "TiePlan",
    "cards_move",
    "check_marks_seen",
    "cross_assign",
    "deadlines_set",
    "draft_adopt",
    "draft_discard",
    "draft_save",
    "draft_start",
    "evidence_attach",
    "finding_enter",
    "initiative_enter",
    "marks_save",
    "ranking_close",
    "record_enter",
    "reminder_send",
    "report_adopt",
    "report_draft",
    "scorecards_open",
    "stage_submit",
    "table_adopt",
    "ties_set",
]
