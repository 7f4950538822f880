from thidua.apps.campaigns.models.agreements import Agreement, Article, Signature
from thidua.apps.campaigns.models.movements import Directive, Movement, Tie
from thidua.apps.campaigns.models.outcomes import Outcome, Participation
from thidua.apps.campaigns.models.practices import Adoption, News, Photo, Practice, Remark
from thidua.apps.campaigns.models.registrations import Registration
from thidua.apps.campaigns.models.targets import (
    Assignment,
    Index,
    IndexValue,
    Progress,
    Target,
)

__all__ = [
    "Adoption",
    "Agreement",
    "Article",
    "Assignment",
    "Directive",
    "Index",
    "IndexValue",
    "Movement",
    "News",
    "Outcome",
    "Participation",
    "Photo",
    "Practice",
    "Progress",
    "Registration",
    "Remark",
    "Signature",
    "Target",
    "Tie",
]
