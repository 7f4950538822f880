"""The electronic secret ballot: blind tokens, sealed choices, an anonymous box, a public audit.

Randomness, keys and time are handed in. See docs/explanation/ballots.md for what is promised to
whom and what is not, docs/reference/tally-bundle.md for the files.
"""

from thidua.voting.secret.blindrsa import (
    BlindingError,
    blind,
    blind_sign,
    finalize,
    software_rsa,
    verified,
)
from thidua.voting.secret.box import Box, Cast, cast, check_cast, token_for
from thidua.voting.secret.bundles import (
    ballots_of,
    bundle,
    opened,
    tally_digest,
    tally_of,
    to_be_signed,
    verifier,
)
from thidua.voting.secret.entitlements import Entitlements
from thidua.voting.secret.faults import BallotError
from thidua.voting.secret.questions import (
    MOTION_OPTIONS,
    Question,
    QuestionKind,
    Teller,
    canonical,
    check_separate,
    question_from,
)
from thidua.voting.secret.sealing import marked, open_layer
from thidua.voting.secret.tallies import Frozen, Tally, freeze

__all__ = [
    "MOTION_OPTIONS",
    "BallotError",
    "BlindingError",
    "Box",
    "Cast",
    "Entitlements",
    "Frozen",
    "Question",
    "QuestionKind",
    "Tally",
    "Teller",
    "ballots_of",
    "blind",
    "blind_sign",
    "bundle",
    "canonical",
    "cast",
    "check_cast",
    "check_separate",
    "finalize",
    "freeze",
    "marked",
    "open_layer",
    "opened",
    "question_from",
    "software_rsa",
    "tally_digest",
    "tally_of",
    "to_be_signed",
    "token_for",
    "verified",
    "verifier",
]
