from thidua.apps.campaigns.models.agreements import (
    Agreement,
    AgreementVersion,
    Article,
    Clause,
    Signature,
)
from thidua.apps.campaigns.models.amendments import Amendment, AmendmentLine, AmendmentSignature
from thidua.apps.campaigns.models.measures import Measure
from thidua.apps.campaigns.models.movements import Directive, Movement, Tie
from thidua.apps.campaigns.models.outcomes import Outcome, Participation
from thidua.apps.campaigns.models.pacing import Explanation, PaceSetting
from thidua.apps.campaigns.models.practices import Adoption, News, Photo, Practice, Remark
from thidua.apps.campaigns.models.registrations import Registration, RegistrationDeadline
from thidua.apps.campaigns.models.remarks import (
    AgreementAdoption,
    Assent,
    ClauseRemark,
    Consultation,
)
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
    "AgreementAdoption",
    "AgreementVersion",
    "Amendment",
    "AmendmentLine",
    "AmendmentSignature",
    "Article",
    "Assent",
    "Assignment",
    "Clause",
    "ClauseRemark",
    "Consultation",
    "Directive",
    "Explanation",
    "Index",
    "IndexValue",
    "Measure",
    "Movement",
    "News",
    "Outcome",
    "PaceSetting",
    "Participation",
    "Photo",
    "Practice",
    "Progress",
    "Registration",
    "RegistrationDeadline",
    "Remark",
    "Signature",
    "Target",
    "Tie",
]
