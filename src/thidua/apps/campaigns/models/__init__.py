from thidua.apps.campaigns.models.agreements import Agreement, Article, Signature
from thidua.apps.campaigns.models.movements import Directive, Movement
from thidua.apps.campaigns.models.pacing import Explanation, PaceSetting
from thidua.apps.campaigns.models.registrations import Registration, RegistrationDeadline
from thidua.apps.campaigns.models.targets import (
    Assignment,
    Index,
    IndexValue,
    Progress,
    Target,
)

__all__ = [
    "Agreement",
    "Article",
    "Assignment",
    "Directive",
    "Explanation",
    "Index",
    "IndexValue",
    "Movement",
    "PaceSetting",
    "Progress",
    "Registration",
    "RegistrationDeadline",
    "Signature",
    "Target",
]
