"""A box under load: thousands of sealed ballots cast over HTTP at real server processes.

The ballots are made beforehand, with keys of the size for production, and posted over kept-alive
connections to several server processes on one database (SQLite, or that of `THIDUA_DATABASE`, which
is emptied first). Beside it stands a bare insert of as many rows of the same size, each committed,
by one connection: the least that "on disk before it is acknowledged" costs. Bar: 5,000 ballots
within a minute, none lost, none twice.

Run with `python benchmarks/ballot_load.py [BALLOTS]`; trust the ratios, not the times of one machine.
"""

import json
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

BALLOTS, SERVERS, CONNECTIONS, BAR = 5000, 2, 16, 60.0
DAY = date(2021, 12, 17)
AT = datetime(2021, 12, 17, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def main(wanted: int) -> None:
    """Print how long the box took, and as a multiple of the bare insert."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["THIDUA_DATA"] = name
        os.environ.setdefault("THIDUA_DATABASE", f"sqlite:///{folder}/load.sqlite3")
        os.environ["THIDUA_SECRET_KEY"] = "only for this run"  # noqa: S105 -- nobody's
        os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        vote = open_box(wanted)
        told = ballots(vote, wanted)
        with servers(folder) as ports:
            start = perf_counter()
            answers = post_all(told, ports)
            taken = perf_counter() - start
        bare = bare_insert(folder / "bare.sqlite3", wanted, len(told[0]) // 2)
        report(vote, answers, wanted, taken, bare)


def open_box(voters: int) -> Any:
    """Open the box of a unit's vote with one teller."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    from thidua.apps.meetings.queries.sealed import sealed_vote
    from thidua.apps.meetings.services import (
        RollLine,
        box_open,
        poll_call,
        sealed_open,
        teller_offer,
    )
    from thidua.voting import AbsentRule, Ballot, Base, Op, RuleStatus, VoteRule

    unit, head = unit_and_head()
    who: dict[str, Any] = {"actor": head, "at": AT}
    rule = VoteRule(
        ballot=Ballot.SECRET, op=Op.GT, percent=50, base=Base.VALID, absent=AbsentRule.NONE,
        quorum_percent=None, provision="", status=RuleStatus.ILLUSTRATIVE,
    )  # fmt: skip
    vote = poll_call(
        unit=unit, title="Lấy phiếu (minh họa)", question="Bình xét (minh họa)", candidates=(),
        rule=rule, roll=[RollLine(f"Người {n} (minh họa)") for n in range(voters)], tellers=[head],
        **who,
    )  # fmt: skip
    teller_offer(
        vote=vote,
        signing_key=Ed25519PrivateKey.generate().public_key().public_bytes_raw(),
        opening_key=X25519PrivateKey.generate().public_key().public_bytes_raw(),
        **who,
    )
    sealed_open(vote=vote, blank_is_valid=False, **who)
    box_open(vote=vote, asking_over=False, **who)
    return sealed_vote(vote.pk)


def unit_and_head() -> tuple[Any, Any]:
    from thidua.apps.people.models import Person
    from thidua.apps.units.enums import RoleKind
    from thidua.apps.units.models import Authority, Role, Unit

    authority = Authority.objects.create(
        code="minh-hoa", name="Tỉnh minh họa", place="Minh họa", standing_office="Cơ quan minh họa"
    )
    unit = Unit.objects.create(
        authority=authority, code="dv", name="Đơn vị (minh họa)", short_name="Đơn vị",
        head_post="Giám đốc", valid_from=DAY,
    )  # fmt: skip
    head = Person.objects.create(full_name="Thủ trưởng (minh họa)")
    Role.objects.create(
        authority=authority, person=head, kind=RoleKind.UNIT_HEAD, unit=unit, since=DAY
    )
    return unit, head


def ballots(vote: Any, wanted: int) -> list[bytes]:
    """Make the requests; tokens are signed plainly, which gives the same as blind signing."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
    from cryptography.hazmat.primitives.hashes import SHA384

    from thidua.apps.meetings.queries.sealed import question_of
    from thidua.apps.meetings.services.sealed_keys import token_key
    from thidua.voting.secret import cast, marked, token_for

    asked, key = question_of(vote), token_key(vote.pk)
    padding, told = PSS(mgf=MGF1(SHA384()), salt_length=48), []
    for _ in range(wanted):
        own = Ed25519PrivateKey.generate()
        token = token_for(asked, own, secrets.token_bytes)
        signature = key.sign(token, padding, SHA384())
        choice = marked(asked, [secrets.choice(asked.options)])
        ballot = cast(asked, token, signature, choice, own)
        parts = {n: getattr(ballot, n).hex() for n in ("token", "signature", "sealed", "proof")}
        told.append(json.dumps({"question": ballot.question, **parts}).encode())
    return told


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def servers(folder: Path) -> "Iterator[list[int]]":
    (folder / "static").mkdir()
    command = "from thidua.cli.main import main; main()"
    ports = [free_port() for _ in range(SERVERS)]
    running = [
        subprocess.Popen([sys.executable, "-c", command, "serve", "--port", str(port)])
        for port in ports
    ]
    for port in ports:
        wait_for(port)
    yield ports
    for server in running:
        server.terminate()
        server.wait(timeout=30)


def wait_for(port: int) -> None:
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)


def post_all(told: list[bytes], ports: list[int]) -> list[tuple[int, str]]:
    """Post from several connections at once, each its share, one request after the other."""
    shares = [told[at::CONNECTIONS] for at in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as crowd:
        done = crowd.map(post_share, shares, (ports * CONNECTIONS)[:CONNECTIONS])
        return [answer for share in done for answer in share]


def post_share(share: list[bytes], port: int) -> list[tuple[int, str]]:
    link, answers = HTTPConnection("127.0.0.1", port, timeout=120), []
    for body in share:
        link.request("POST", "/hom-phieu/", body, {"Content-Type": "application/json"})
        answer = link.getresponse()
        answers.append((answer.status, json.loads(answer.read()).get("tracker", "")))
    return answers


def bare_insert(file: Path, rows: int, size: int) -> float:
    """Insert as many rows of that size into a file kept as installations keep theirs."""
    content = secrets.token_bytes(size)
    with sqlite3.connect(file, isolation_level=None) as link:
        link.execute("PRAGMA journal_mode=WAL")
        link.execute("PRAGMA synchronous=FULL")
        link.execute("CREATE TABLE bare (mark TEXT PRIMARY KEY, wrapped BLOB)")
        start = perf_counter()
        for _ in range(rows):
            link.execute("INSERT INTO bare VALUES (?, ?)", (secrets.token_hex(32), content))
        return perf_counter() - start


def report(
    vote: Any, answers: list[tuple[int, str]], wanted: int, taken: float, bare: float
) -> None:
    trackers = {tracker for status, tracker in answers if status == 200}
    inside = vote.casts.count()
    print(f"{wanted} ballots, {SERVERS} servers, {CONNECTIONS} connections, {vote._state.db}")
    print(f"  acknowledged {len(trackers)}, in the box {inside}")
    print(f"  {taken:7.1f} s, {wanted / taken:6.0f} ballots a second")
    print(f"  {bare:7.1f} s bare insert; the box takes {taken / bare:.1f} times as long")
    per_minute = taken * BALLOTS / wanted
    print(
        f"  {BALLOTS} take {per_minute:.0f} s, bar {BAR:.0f} s: {'ok' if per_minute <= BAR else 'NO'}"
    )
    if not len(trackers) == inside == wanted or per_minute > BAR:
        sys.exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else BALLOTS)
