"""Scoring tables, cards, and the facts that awards ask for."""

from thidua.apps.assessments.models.cards import (
    CrossAssignment,
    Evidence,
    EvidenceLink,
    Explanation,
    Mark,
    NotAssigned,
    Objection,
    ObjectionWaiver,
    Reminder,
    Scorecard,
    ScoringConflict,
    Standing,
)
from thidua.apps.assessments.models.initiatives import (
    Initiative,
    InitiativeAdoption,
    InitiativeAuthor,
    InitiativeVersion,
    LikenessEntry,
    LikenessPosting,
)
from thidua.apps.assessments.models.records import (
    Finding,
    Report,
    YearRecord,
)
from thidua.apps.assessments.models.tables import (
    Criterion,
    ScoringDeadline,
    ScoringRules,
    ScoringTable,
    TableColumns,
    TieRule,
)

__all__ = [
    "Criterion",
    "CrossAssignment",
    "Evidence",
    "EvidenceLink",
    "Explanation",
    "Finding",
    "Initiative",
    "InitiativeAdoption",
    "InitiativeAuthor",
    "InitiativeVersion",
    "LikenessEntry",
    "LikenessPosting",
    "Mark",
    "NotAssigned",
    "Objection",
    "ObjectionWaiver",
    "Reminder",
    "Report",
    "Scorecard",
    "ScoringConflict",
    "ScoringDeadline",
    "ScoringRules",
    "ScoringTable",
    "Standing",
    "TableColumns",
    "TieRule",
    "YearRecord",
]
