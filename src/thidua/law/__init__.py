"""The law of emulation and commendation as data, and explained verdicts on dossiers of facts."""

from thidua.law.errors import BrokenRulebook, LawError, NoRulebook, UnknownAward, WrongSubject
from thidua.law.facts import (
    DISCIPLINE,
    RATINGS,
    SCOPES,
    Dossier,
    Figure,
    Finding,
    Initiative,
    PastAward,
    Rating,
    Registration,
    SubjectKind,
    YearRating,
)
from thidua.law.library import FINDINGS, award, awards, bonus, explain, rulebook_on
from thidua.law.outcome import Outcome
from thidua.law.provisions import Citation
from thidua.law.rules import Award, AwardKind, Bonus, Quota, Rulebook, VoteTerm
from thidua.law.verdict import Standing, Verdict, citations

__all__ = [
    "DISCIPLINE",
    "FINDINGS",
    "RATINGS",
    "SCOPES",
    "Award",
    "AwardKind",
    "Bonus",
    "BrokenRulebook",
    "Citation",
    "Dossier",
    "Figure",
    "Finding",
    "Initiative",
    "LawError",
    "NoRulebook",
    "Outcome",
    "PastAward",
    "Quota",
    "Rating",
    "Registration",
    "Rulebook",
    "Standing",
    "SubjectKind",
    "UnknownAward",
    "Verdict",
    "VoteTerm",
    "WrongSubject",
    "YearRating",
    "award",
    "awards",
    "bonus",
    "citations",
    "explain",
    "rulebook_on",
]
