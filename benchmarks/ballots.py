"""What a secret ballot costs, as a multiple of verifying one bare RSA-PSS signature.

First each step of one ballot, with keys of the size for production; then the whole: putting 5,000
ballots into a box, opening and counting them, and the standalone verifier on the inspectors' file,
which has to verify a second signature of each and to open three envelopes. The bar sets it against
the same calls of the library with nothing around them.

Run with `python benchmarks/ballots.py`; trust the ratios, not the times of one machine.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA384

from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule
from thidua.voting.secret import (
    MOTION_OPTIONS,
    Box,
    Cast,
    Question,
    QuestionKind,
    Teller,
    ballots_of,
    blind,
    blind_sign,
    bundle,
    cast,
    finalize,
    freeze,
    marked,
    software_rsa,
    tally_of,
    to_be_signed,
    token_for,
    verified,
)
from thidua.voting.secret.box import proven
from thidua.voting.secret.recount import check
from thidua.voting.secret.sealing import unseal

BITS, BALLOTS, TELLERS, ROUNDS, TIMES = 3072, 5000, 3, 5, 20
BAR = 2  # the verifier on the whole file, against the bare calls of the library it can't do without
PADDING = PSS(mgf=MGF1(SHA384()), salt_length=48)
RULE = VoteRule(
    ballot=Ballot.SECRET,
    op=Op.GE,
    percent=80,
    base=Base.ALL_MEMBERS,
    absent=AbsentRule.NONE,
    quorum_percent=None,
    provision="",
    status=RuleStatus.ILLUSTRATIVE,
)
SIGNING = [Ed25519PrivateKey.generate() for _ in range(TELLERS)]
OPENING = [X25519PrivateKey.generate() for _ in range(TELLERS)]


def asked(key: RSAPrivateKey) -> Question:
    pairs = zip(SIGNING, OPENING, strict=True)
    return Question(
        id="1",
        text="Đề nghị (minh họa)",
        kind=QuestionKind.MOTION,
        options=MOTION_OPTIONS,
        blank_is_valid=False,
        rule=RULE,
        token_key=key.public_key(),
        tellers=tuple(
            Teller("Kiểm phiếu (minh họa)", signing.public_key(), opening.public_key())
            for signing, opening in pairs
        ),
    )


def ballot(question: Question, key: RSAPrivateKey) -> Cast:
    """Vote with a token signed directly, which is the same once the blinding is off."""
    own = Ed25519PrivateKey.generate()
    token = token_for(question, own, secrets.token_bytes)
    choice = marked(question, [secrets.choice(question.options)])
    return cast(question, token, key.sign(token, PADDING, SHA384()), choice, own)


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the shortest of the rounds, for one time."""
    found = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(times):
            work()
        found.append((perf_counter() - start) / times)
    return min(found)


def one_ballot(question: Question, key: RSAPrivateKey) -> None:
    public, scratch = key.public_key(), generate_private_key(65537, BITS)
    raw, own = software_rsa(key, secrets.token_bytes), Ed25519PrivateKey.generate()
    token = token_for(question, own, secrets.token_bytes)
    hidden = blind(public, token, scratch, secrets.token_bytes)
    answer = blind_sign(public, raw, hidden.message)
    signature = finalize(public, token, answer, hidden.inverse)
    choice = marked(question, MOTION_OPTIONS[:1])
    whole = cast(question, token, signature, choice, own)
    steps: dict[str, Callable[[], object]] = {
        "bare RSA-PSS verification": lambda: public.verify(signature, token, PADDING, SHA384()),
        "bare RSA-PSS signing": lambda: key.sign(token, PADDING, SHA384()),
        "voter: blind": lambda: blind(public, token, scratch, secrets.token_bytes),
        "signer: blind_sign on integers": lambda: blind_sign(public, raw, hidden.message),
        "voter: finalize": lambda: finalize(public, token, answer, hidden.inverse),
        f"voter: seal to {TELLERS} tellers, sign": lambda: cast(
            question, token, signature, choice, own
        ),
        "anyone: verify the token": lambda: verified(public, token, signature),
        "box: all checks of a ballot": lambda: Box(question).put(whole),
    }
    measured = {name: seconds(work, TIMES) for name, work in steps.items()}
    bare = measured["bare RSA-PSS verification"]
    for name, one in measured.items():
        print(f"{name:<36} {one * 1000:>9.3f} ms {one / bare:>8.1f} ×")


def whole_box(question: Question, key: RSAPrivateKey) -> None:
    ballots = [ballot(question, key) for _ in range(BALLOTS)]
    box = Box(question).put(*ballots).close()
    figures = {"entitled": BALLOTS, "present": BALLOTS, "issued": BALLOTS}
    done = freeze(box, OPENING, **figures)
    tally, opened = tally_of("", datetime(2021, 12, 20, tzinfo=UTC), [done]), ballots_of([done])
    message = to_be_signed(tally, opened)
    signed = {one.public_key().public_bytes_raw(): one.sign(message) for one in SIGNING}
    content = bundle(tally, signed, opened)
    plain = seconds(lambda: [verified(key.public_key(), b.token, b.signature) for b in ballots])
    needed = plain + seconds(lambda: [proofs_and_envelopes(b) for b in ballots])
    recounted = seconds(lambda: check(content, None))
    print(f"\n{BALLOTS} ballots, a file of {len(content) / 1e6:.1f} MB, best of {ROUNDS}")
    tell("bare RSA-PSS verification of all", plain, plain)
    tell("and bare Ed25519 and HPKE of all", needed, plain)
    tell("put all into the box", seconds(lambda: Box(question).put(*ballots)), plain)
    tell("open and count", seconds(lambda: freeze(box, OPENING, **figures)), plain)
    tell("the standalone verifier", recounted, plain)
    ratio = recounted / needed
    print(
        f"verifier: {ratio:.1f} × the bare calls; bar {BAR} ×: {'met' if ratio <= BAR else 'NOT MET'}"
    )


def proofs_and_envelopes(one: Cast) -> bytes:
    holder = Ed25519PublicKey.from_public_bytes(one.token[32:64])
    holder.verify(one.proof, proven(one.token, one.sealed))
    return unseal(one.token, OPENING, one.sealed)


def tell(name: str, took: float, plain: float) -> None:
    print(f"{name:<36} {took:>9.3f} s  {took / plain:>8.1f} ×")


def main() -> None:
    key = generate_private_key(65537, BITS)
    question = asked(key)
    print(f"One ballot, {BITS}-bit key, best of {ROUNDS}")
    one_ballot(question, key)
    whole_box(question, key)


if __name__ == "__main__":
    main()
