"""The verifier that stands alone: agrees with the engine, and lets nothing changed pass."""

import ast
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from sample_votes import RULES, rule
from secret_votes import (
    CANDIDATES,
    CLOSED_AT,
    election,
    file_of,
    files_of,
    frozen,
    keys_of,
    question,
    signed_token,
    voter,
)

from thidua.voting.secret import (
    BallotError,
    Box,
    Cast,
    Frozen,
    ballots_of,
    freeze,
    recount,
    tally_digest,
    tally_of,
    verifier,
)
from thidua.voting.secret.recount import Wrong, check
from tried import DEEP, tried

WHOLE = settings.default.max_examples == DEEP  # ten thousand votes, every bit
REFUSED = (Wrong, ValueError, LookupError, TypeError, AttributeError)  # as `report` has it
FLIPS = 60  # bits of each file changed in a quick run
Json = dict[str, Any]
Opened = list[dict[str, Any]]


@cache
def two_questions() -> tuple[Json, Opened]:
    """A motion carried by five of six with a blank, an election with one ballot spoilt."""
    motion = frozen(question(), [5, 1, 0], blank=1, entitled=7, present=6)
    chair = frozen(election(1, rule=rule(percent=50)), [4, 2, 0], wrong=1, number=1)
    over = [motion, chair]
    return tally_of("Hội nghị (minh họa)", CLOSED_AT, over), ballots_of(over)


def copied() -> tuple[Json, Opened]:
    tally, ballots = two_questions()
    return (
        tally | {"questions": [dict(one) for one in tally["questions"]]},
        [one | {"box": [dict(ballot) for ballot in one["box"]]} for one in ballots],
    )


def wrong_with(content: bytes, expected: str | None = None) -> str:
    with pytest.raises(Wrong) as found:
        check(content, expected)
    return str(found.value.args[0])


def test_both_files_of_a_meeting_pass_and_have_the_hash_of_its_minutes() -> None:
    tally, ballots = two_questions()
    for content in (file_of(tally), file_of(tally, ballots)):
        digest, lines = check(content, tally_digest(tally))
        assert digest == tally_digest(tally)
        assert [line.rpartition(" → ")[2] for line in lines] == ["–", CANDIDATES[0]]


QUESTIONS = st.builds(
    lambda ask, tellers, blank, given_rule: ask(
        tellers=tellers, blank_is_valid=blank, rule=given_rule
    ),
    st.sampled_from([question, election]),
    st.integers(1, 3),
    st.booleans(),
    RULES,
)
FEW = st.integers(0, 3)


@st.composite
def votes(draw: st.DrawFn) -> Frozen:
    asked, given_votes = draw(QUESTIONS), draw(st.lists(FEW, min_size=3, max_size=3))
    blank, wrong = draw(FEW), draw(FEW)
    entitled = sum(given_votes) + blank + wrong + draw(FEW)
    present = draw(st.integers(0, entitled))
    return frozen(asked, given_votes, blank=blank, wrong=wrong, entitled=entitled, present=present)


@tried(500 if WHOLE else 25)
@given(votes())
def test_the_verifier_agrees_with_the_engine(done: Frozen) -> None:
    public, inspectors = files_of(done, tellers=len(done.question.tellers))
    assert check(public, None) == check(inspectors, None)


def test_the_verifier_finds_ballots_invalid_for_the_engines_reasons() -> None:
    asked, copier = question(), voter(question())
    original = voter(asked).votes(0)
    proof = copier.own_key.sign(b"thidua proof 1\n" + copier.token + original.sealed)
    copy = Cast(asked.id, copier.token, copier.signature, original.sealed, proof)
    spoilt = [voter(asked).casts(choice) for choice in (b"\1\1\0", b"\2\0\0")]
    box = Box(asked).put(original, copy, *spoilt).close()
    done = freeze(box, keys_of(asked), entitled=4, present=4, issued=4)
    assert dict(done.tally.invalid) == {"two-marks": 1, "unopened": 1, "unreadable": 1}
    check(files_of(done)[1], None)


def flipped(content: bytes, bits: Iterable[int]) -> Iterator[bytes]:
    for bit in bits:
        spoilt = bytearray(content)
        spoilt[bit // 8] ^= 1 << bit % 8
        yield bytes(spoilt)


@pytest.mark.parametrize("whole", [False, True], ids=["public", "inspectors"])
def test_no_bit_of_a_file_can_change(whole: bool) -> None:  # noqa: FBT001 -- a parameter
    content = files_of(frozen(question(), [1, 1, 0], blank=1))[whole]
    every = len(content) * 8
    chosen = range(every) if WHOLE else [secrets.randbelow(every) for _ in range(FLIPS)]
    for spoilt in flipped(content, chosen):
        with pytest.raises(REFUSED):
            check(spoilt, None)


def test_no_bit_of_a_signature_can_change() -> None:
    content = file_of(two_questions()[0])
    start, end = content.index(b'"signatures"'), content.index(b'"tally"')
    for spoilt in flipped(content, range(start * 8, end * 8, 1 if WHOLE else 23)):
        with pytest.raises(REFUSED):
            check(spoilt, None)


def test_a_file_written_in_another_way_is_not_taken() -> None:
    content = file_of(two_questions()[0])
    for other in (content + b"\n", content.replace(b"\n", b"\r\n"), content.replace(b" ", b"", 1)):
        assert wrong_with(other) == "unreadable"


def test_the_hash_of_other_minutes_is_told() -> None:
    assert wrong_with(file_of(two_questions()[0]), "00" * 32) == "expect"


def test_every_teller_must_have_signed_and_nobody_else() -> None:
    tally, ballots = two_questions()
    for tellers in (0, 1, 3):
        assert wrong_with(file_of(tally, ballots, tellers)) == "signers"


def test_signatures_of_the_public_file_do_not_fit_the_inspectors_file() -> None:
    tally, ballots = two_questions()
    public, whole = file_of(tally), file_of(tally, ballots)
    start = whole.index(b' "signatures"'), public.index(b' "signatures"')
    end = whole.index(b' "tally"'), public.index(b' "tally"')
    mixed = whole[: start[0]] + public[start[1] : end[1]] + whole[end[0] :]
    assert wrong_with(mixed) == "signature"


def first(tally: Json, **changed: Any) -> None:
    tally["questions"][0] |= changed


# What all tellers together signed and what is wrong all the same.
LIES: dict[str, tuple[str, Callable[[Json], None]]] = {
    "another text": ("seal", lambda t: first(t, question=t["questions"][0]["question"] | {"text": "?"})),
    "another seal": ("seal", lambda t: first(t, seal="00" * 32)),
    "a vote moved": ("votes", lambda t: first(t, votes=[4, 2, 0])),
    "a vote more": ("sums", lambda t: first(t, votes=[6, 1, 0])),
    "a ballot more": ("sums", lambda t: first(t, used=8)),
    "valid and blank mixed": ("sums", lambda t: first(t, valid=7)),
    "less than none": ("sums", lambda t: first(t, votes=[7, -1, 0])),
    "more used than issued": ("figures", lambda t: first(t, issued=6)),
    "more issued than entitled": ("figures", lambda t: first(t, issued=8)),
    "more present than entitled": ("figures", lambda t: first(t, present=8)),
    "a carried vote": ("rule", lambda t: first(t, outcome=t["questions"][0]["outcome"] | {"chosen": "Đồng ý"})),
    "another need": ("rule", lambda t: first(t, outcome=t["questions"][0]["outcome"] | {"needed": 5})),
    "a commitment twice": ("commitments", lambda t: first(t, commitments=t["questions"][0]["commitments"][:1] * 7)),
    "a commitment less": ("commitments", lambda t: first(t, commitments=t["questions"][0]["commitments"][1:])),
    "a commitment changed": ("kept", lambda t: first(t, commitments=["00" * 32, *t["questions"][0]["commitments"][1:]])),
    "blank told as invalid": ("votes", lambda t: first(t, blank=0, invalid={"two-marks": 1})),
    "another reason": ("votes", lambda t: t["questions"][1].update(invalid={"unopened": 1})),
    "one question twice": ("shared", lambda t: t.update(questions=t["questions"][:1] * 2)),
    "another format": ("unreadable", lambda t: t.update(format="thidua-tally/2")),
}  # fmt: skip


@pytest.mark.parametrize(("code", "lie"), LIES.values(), ids=LIES)
def test_a_tally_that_lies_is_named_even_when_all_tellers_signed_it(
    code: str, lie: Callable[[Json], None]
) -> None:
    tally, ballots = copied()
    lie(tally)
    assert wrong_with(file_of(tally, ballots)) == code


def swap(opened: Json, part: str) -> None:
    one, other = opened["box"][:2]
    one[part], other[part] = other[part], one[part]


def foreign(opened: Json) -> None:
    """A ballot whose token the question's key never signed."""
    stranger = voter(question())
    ballot = stranger.votes(0)
    written = {
        "token": ballot.token.hex(),
        "signature": signed_token(ballot.token, 1).hex(),
        "sealed": ballot.sealed.hex(),
        "proof": ballot.proof.hex(),
    }
    opened["box"] = sorted([*opened["box"][1:], written], key=lambda b: str(b["token"]))


BOXES: dict[str, tuple[str, Callable[[Opened], object]]] = {
    "a ballot out": ("kept", lambda o: o[0]["box"].pop()),
    "a ballot twice": ("order", lambda o: o[0]["box"].append(o[0]["box"][-1])),
    "another order": ("order", lambda o: o[0]["box"].reverse()),
    "signatures swapped": ("token", lambda o: swap(o[0], "signature")),
    "choices swapped": ("proof", lambda o: swap(o[0], "sealed")),
    "a foreign token": ("token", lambda o: foreign(o[0])),
    "the other question's box": ("question", lambda o: o.reverse()),
    "keys in another order": ("keys", lambda o: o[0].update(opening_keys=o[0]["opening_keys"][::-1])),
    "a key out": ("keys", lambda o: o[0].update(opening_keys=o[0]["opening_keys"][:1])),
    "capital letters": ("unreadable", lambda o: o[0]["box"][0].update(token=o[0]["box"][0]["token"].upper())),
}  # fmt: skip


@pytest.mark.parametrize(("code", "change"), BOXES.values(), ids=BOXES)
def test_a_box_that_was_touched_is_named_even_when_all_tellers_signed_it(
    code: str, change: Callable[[Opened], object]
) -> None:
    tally, ballots = copied()
    change(ballots)
    assert wrong_with(file_of(tally, ballots)) == code


def test_the_public_file_holds_no_token_and_no_key_that_opens() -> None:
    tally, ballots = two_questions()
    public = file_of(tally).decode()
    told = [part for one in ballots for ballot in one["box"] for part in ballot.values()]
    keys = [key for one in ballots for key in one["opening_keys"]]
    assert [part for part in (*told, *keys) if part in public] == []


def test_a_tally_over_questions_with_one_key_is_not_written() -> None:
    done = frozen(question(), [1, 0, 0])
    with pytest.raises(BallotError) as refused:
        tally_of("", CLOSED_AT, [done, done])
    assert refused.value.fault.code == "shared-keys"


def run(folder: Path, content: bytes, *more: str) -> tuple[int, str]:
    """Run the script as a stranger would, where the system isn't installed."""
    (folder / "recount.py").write_bytes(verifier())
    (folder / "tally.json").write_bytes(content)
    script = [sys.executable, "-I", "recount.py", "tally.json", *more]
    ran = subprocess.run(script, cwd=folder, capture_output=True, check=False)
    return ran.returncode, ran.stdout.decode() + ran.stderr.decode()


def test_the_script_says_that_all_is_right_and_leaves_with_zero(tmp_path: Path) -> None:
    tally, ballots = two_questions()
    code, said = run(tmp_path, file_of(tally, ballots))
    text = "Đề nghị tặng Cờ thi đua cho Sở Nội vụ (minh họa)"
    mai, an, hoa = CANDIDATES
    motion = "5 Đồng ý; 1 Không đồng ý; 0 Không có ý kiến; 1 (trắng); 0 (không hợp lệ)"
    chair = f"4 {mai}; 2 {an}; 0 {hoa}; 0 (trắng); 1 (không hợp lệ)"
    assert code == 0
    assert said.splitlines() == [
        f"ĐÚNG: tally.json: {tally_digest(tally)}",
        f"  {text} [{motion}] → –",
        f"  {text} [{chair}] → {mai}",
    ]


def test_the_script_names_what_is_wrong_in_two_languages_and_leaves_with_one(
    tmp_path: Path,
) -> None:
    tally, _ = copied()
    first(tally, valid=7)
    assert run(tmp_path, file_of(tally)) == (1, "SAI: tally.json: cộng số phiếu sai [sums] 1\n")
    english = "WRONG: tally.json: the sums are wrong [sums] 1\n"
    assert run(tmp_path, file_of(tally), "--en") == (1, english)
    code, said = run(tmp_path, b"{")
    assert (code, said.partition(" [")[0]) == (
        1,
        "SAI: tally.json: tệp không đọc được hoặc sai định dạng",
    )


def test_the_script_is_short_and_needs_nothing_of_the_system() -> None:
    source = verifier().decode()
    assert len(source.splitlines()) < 200
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
        )
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}
    assert source == Path(recount.__file__).read_text("utf-8")
