from thidua.apps.campaigns.models.agreements import Agreement, Article, Signature
from thidua.apps.campaigns.models.movements import Directive, Movement
from thidua.apps.campaigns.models.registrations import Registration
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
    "Index",
    "IndexValue",
    "Movement",
    "Progress",
    "Registration",
    "Signature",
    "Target",
]
