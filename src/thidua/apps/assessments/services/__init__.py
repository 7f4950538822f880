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
from thidua.apps.assessments.services.evidence import (
    Again,
    FigureRef,
    FileRef,
    evidence_attach,
    evidence_detach,
    evidence_link,
)
from thidua.apps.assessments.services.initiatives import (
    AuthorShare,
    InitiativeText,
    initiative_adopt,
    initiative_correct,
    initiative_enter,
    initiative_recognise,
    initiative_refuse,
    initiative_return,
    initiative_submit,
    initiative_withdraw,
)
from thidua.apps.assessments.services.likeness import likeness_index, likeness_rebuild
from thidua.apps.assessments.services.lines import line_leave_out, line_take_back
from thidua.apps.assessments.services.marks import marks_save, stage_submit
from thidua.apps.assessments.services.objections import (
    objection_answer,
    objection_raise,
    objection_waive,
)
from thidua.apps.assessments.services.ranking import ranking_close
from thidua.apps.assessments.services.records import finding_enter, record_enter
from thidua.apps.assessments.services.reports import report_adopt, report_draft
from thidua.apps.assessments.services.rules import explanation_write, rules_set
from thidua.apps.assessments.services.seen import check_marks_seen
from thidua.apps.assessments.services.tables import (
    Line,
    conflict_declare,
    cross_assign,
    scorecards_open,
    table_adopt,
)
from thidua.apps.assessments.services.ties import TiePlan, ties_set

__all__ = [
    "Again",
    "AuthorShare",
    "FigureRef",
    "FileRef",
    "InitiativeText",
    "Line",
    "Moved",
    "Reminded",
    "TiePlan",
    "cards_move",
    "check_marks_seen",
    "conflict_declare",
    "cross_assign",
    "deadlines_set",
    "draft_adopt",
    "draft_discard",
    "draft_save",
    "draft_start",
    "evidence_attach",
    "evidence_detach",
    "evidence_link",
    "explanation_write",
    "finding_enter",
    "initiative_adopt",
    "initiative_correct",
    "initiative_enter",
    "initiative_recognise",
    "initiative_refuse",
    "initiative_return",
    "initiative_submit",
    "initiative_withdraw",
    "likeness_index",
    "likeness_rebuild",
    "line_leave_out",
    "line_take_back",
    "marks_save",
    "objection_answer",
    "objection_raise",
    "objection_waive",
    "ranking_close",
    "record_enter",
    "reminder_send",
    "report_adopt",
    "report_draft",
    "rules_set",
    "scorecards_open",
    "stage_submit",
    "table_adopt",
    "ties_set",
]
