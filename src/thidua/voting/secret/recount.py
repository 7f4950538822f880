"""Recounts the secret ballots of a tally file, without the system that wrote it.

    python recount.py FILE... [--en] [--expect HASH]

Needs Python 3.11 and the package `cryptography` (tried with 50), nothing else. In the public file
it checks the tellers' signatures, seals, sums and the rule; in the inspectors' file every token
too, and it opens and counts every ballot. The hash it prints must be the one in the minutes.
"""

import argparse
import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

Json = dict[str, Any]
HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
PSS = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=48)
WORDS = {  # what is wrong, in Vietnamese and in English
    "unreadable": ("tệp không đọc được hoặc sai định dạng", "not readable in this format"),
    "expect": ("mã kiểm phiếu khác với biên bản", "the hash is not that of the minutes"),
    "signers": ("thiếu hoặc thừa chữ ký của Ban Kiểm phiếu", "not exactly the tellers signed"),
    "signature": ("chữ ký của Ban Kiểm phiếu sai: tệp đã bị sửa", "a teller's signature is wrong"),
    "shared": ("hai nội dung dùng chung khóa cấp phiếu", "two questions share a token key"),
    "seal": ("mã niêm phong của nội dung sai", "the seal of the question is wrong"),
    "figures": ("số liệu phiếu mâu thuẫn", "the figures contradict each other"),
    "sums": ("cộng số phiếu sai", "the sums are wrong"),
    "commitments": ("danh sách mã phiếu trùng hoặc sai số lượng", "commitments repeat or miscount"),
    "rule": ("kết luận không đúng quy tắc", "the outcome doesn't follow from the rule"),
    "order": ("mã phiếu bị dùng hai lần hoặc xếp sai", "a token is used twice or out of order"),
    "question": ("phiếu của nội dung khác", "a ballot of another question"),
    "token": ("mã phiếu không do Ban Kiểm phiếu cấp", "a token was not issued"),
    "proof": ("lá phiếu bị thay hoặc bị chép", "a ballot was replaced or copied"),
    "kept": ("hòm phiếu khác với danh sách đã công bố", "the box is not the published one"),
    "keys": ("khóa mở phiếu không phải khóa đã công bố", "these are not the tellers' keys"),
    "votes": ("kiểm lại ra số phiếu khác", "recounting gives other figures"),
}


class Wrong(Exception):  # noqa: N818 -- an answer, not a failure
    """What is wrong, and where."""


def expect(holds: bool, what: str, where: str = "") -> None:  # noqa: FBT001 -- reads as a sentence
    if not holds:
        raise Wrong(what, where)


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def octets(written: str) -> bytes:
    expect(bytes.fromhex(written).hex() == written, "unreadable", written[:16])
    return bytes.fromhex(written)


def signed(key: Any, *told: Any) -> bool:
    try:
        key.verify(*told)
    except InvalidSignature:
        return False
    return True


def check(content: bytes, expected: str | None) -> tuple[str, list[str]]:
    """Return the hash of the tally and a line for each question, or raise Wrong."""
    bundle = json.loads(content)
    known = bundle["tally"]["format"] == "thidua-tally/1"
    expect(known and canonical(bundle) == content, "unreadable")
    check_signatures(bundle)
    digest, questions = sha256(canonical(bundle["tally"])).hexdigest(), bundle["tally"]["questions"]
    expect(expected in {None, digest}, "expect", digest)
    for one in questions:
        check_figures(one, one["question"])
    if "ballots" in bundle:
        for one, opened in zip(questions, bundle["ballots"], strict=True):
            recount(one, one["question"], opened)
    return digest, [line(one) for one in questions]


def check_signatures(bundle: Json) -> None:
    body = {part: bundle[part] for part in bundle if part != "signatures"}
    message = b"thidua tally 1\n" + sha256(canonical(body)).digest()
    asked = [one["question"] for one in bundle["tally"]["questions"]]
    tellers = {teller["signing_key"] for question in asked for teller in question["tellers"]}
    keys = [one["token_key"]["n"] for one in asked]
    expect(len(set(keys)) == len(keys), "shared")
    expect(len(tellers) > 0 and tellers == set(bundle["signatures"]), "signers")
    for key, signature in bundle["signatures"].items():
        teller = Ed25519PublicKey.from_public_bytes(octets(key))
        expect(signed(teller, octets(signature), message), "signature", key[:16])


def check_figures(one: Json, question: Json) -> None:
    where, votes = question["id"], one["votes"]
    seal = sha256(b"thidua question 1\n" + canonical(question)).hexdigest()
    expect(one["seal"] == seal, "seal", where)
    parts = [*votes, one["blank"], *one["invalid"].values()]
    expect(all(type(part) is int and part >= 0 for part in parts), "sums", where)
    valid = sum(votes) + one["blank"] * question["blank_is_valid"]
    expect((sum(parts), valid) == (one["used"], one["valid"]), "sums", where)
    expect(0 <= one["present"] <= one["entitled"] >= one["issued"] >= one["used"], "figures", where)
    listed = one["commitments"]
    expect(listed == sorted(set(listed)) and len(listed) == one["used"], "commitments", where)
    expect(one["outcome"] == outcome(one, question), "rule", where)


def outcome(one: Json, question: Json) -> Json:
    """Apply the rule: shares on whole numbers, no quorum or a tie decides nothing."""
    rule, votes, motion = question["rule"], one["votes"], question["kind"] == "motion"
    base = one["entitled" if rule["base"] == "all_members" else rule["base"]]
    needed = (rule["percent"] * base + (100 if rule["op"] == "gt" else 99)) // 100 or 1
    best = votes[0] if motion else max(votes)
    quorum = one["present"] * 100 >= (rule["quorum_percent"] or 0) * one["entitled"]
    reached = quorum and needed <= best <= base and (motion or votes.count(best) == 1)
    chosen = question["options"][votes.index(best)] if reached else None
    return {"base": base, "needed": needed, "chosen": chosen}


def recount(one: Json, question: Json, opened: Json) -> None:
    where, options = question["id"], range(len(question["options"]))
    box = [{part: octets(written) for part, written in b.items()} for b in opened["box"]]
    tokens = [ballot["token"] for ballot in box]
    expect(tokens == sorted(set(tokens)), "order", where)
    token_key = question["token_key"]
    key = rsa.RSAPublicNumbers(token_key["e"], int(token_key["n"], 16)).public_key()
    kept = sorted(check_ballot(ballot, key, one["seal"]) for ballot in box)
    expect(kept == one["commitments"], "kept", where)
    keys = [X25519PrivateKey.from_private_bytes(octets(key)) for key in opened["opening_keys"]]
    published = [teller["opening_key"] for teller in question["tellers"]]
    expect([k.public_key().public_bytes_raw().hex() for k in keys] == published, "keys", where)
    found = Counter(reading(ballot, keys, len(options)) for ballot in box)
    votes = [found.pop(place, 0) for place in options]
    expect((votes, found.pop("blank", 0)) == (one["votes"], one["blank"]), "votes", where)
    expect(found == one["invalid"], "votes", where)


def check_ballot(ballot: dict[str, bytes], key: rsa.RSAPublicKey, seal: str) -> str:
    """Return what the public list holds in the ballot's place."""
    token = ballot["token"]
    expect(len(token) == 96 and token[64:].hex() == seal, "question", token.hex())
    expect(signed(key, ballot["signature"], token, PSS, SHA384()), "token", token.hex())
    holder = Ed25519PublicKey.from_public_bytes(token[32:64])
    told = b"thidua proof 1\n" + token + ballot["sealed"]
    expect(signed(holder, ballot["proof"], told), "proof", token.hex())
    parts = token + ballot["signature"] + ballot["sealed"] + ballot["proof"]
    return sha256(b"thidua ballot 1\n" + parts).hexdigest()


def reading(ballot: dict[str, bytes], keys: list[X25519PrivateKey], options: int) -> int | str:
    """Open one teller's envelope after the other; return the option marked or what else it is."""
    choice, bound = ballot["sealed"], b"thidua choice 1\n" + ballot["token"]
    try:
        for place, key in enumerate(keys):
            choice = HPKE.decrypt(choice, key, info=bound + bytes([place]))
    except InvalidTag:
        return "unopened"
    if len(choice) != options or max(choice) > 1:
        return "unreadable"
    marks = sum(choice)
    return "two-marks" if marks > 1 else choice.index(1) if marks else "blank"


def line(one: Json) -> str:
    pairs = zip(one["votes"], one["question"]["options"], strict=True)
    unmarked = [f"{one['blank']} (trắng)", f"{sum(one['invalid'].values())} (không hợp lệ)"]
    told = "; ".join([*(f"{n} {option}" for n, option in pairs), *unmarked])
    return f"  {one['question']['text']} [{told}] → {one['outcome']['chosen'] or '–'}"


def report(name: str, expected: str | None, *, english: bool) -> int:
    try:
        digest, lines = check(Path(name).read_bytes(), expected)
    except (Wrong, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        what, where = error.args if isinstance(error, Wrong) else ("unreadable", repr(error))
        digest, lines = f"{WORDS[what][english]} [{what}] {where}", []
    head = (("SAI", "WRONG"), ("ĐÚNG", "OK"))[len(lines) > 0][english]
    told = "\n".join([f"{head}: {name}: {digest}", *lines, ""])
    sys.stdout.buffer.write(told.encode())  # whatever letters the console is set to
    return 0 if lines else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--en", action="store_true", help="answers in English")
    parser.add_argument("--expect", help="the hash printed in the minutes")
    told = parser.parse_args()
    sys.exit(max(report(name, told.expect, english=told.en) for name in told.files))
