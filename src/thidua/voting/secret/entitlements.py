"""Who has been given a token. Nothing here knows a token, a ballot, an order or a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from thidua.voting.secret.faults import BallotError


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlements:
    """The roll of one question; `given` holds a hash of the blinded request of whoever asked."""

    roll: frozenset[str]
    given: Mapping[str, bytes] = field(default_factory=dict)

    def give(self, voter: str, blinded: bytes) -> "Entitlements":
        """Note that the voter is given a token; only then may the request be signed.

        The same request may come again, since an answer can get lost on the way: signed twice, it
        is the same signature. Voters are kept by name, so that the order in which they came is
        nowhere.

        Raises:
            BallotError: nobody on the roll, or another request of the same voter.
        """
        if voter not in self.roll:
            raise BallotError("not-on-roll")
        asked = sha256(blinded).digest()
        if self.given.get(voter, asked) != asked:
            raise BallotError("already-given")
        return replace(self, given=dict(sorted({**self.given, voter: asked}.items())))

    @property
    def issued(self) -> int:
        return len(self.given)
