"""Plays votes of a unit's staff on a database of its own; started by tests of storage and servers.

Commands: `play ROUNDS VOTERS LEAK FOLDER` votes and keeps copies of all that the disk holds before
and after closing; `lay-out VOTERS` opens a box and prints codes; `made VOTERS` prints ballots ready to
be cast; `cast-all VOTE` casts those it is given; `close VOTE` closes the box.
"""

import json
import random
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection  # noqa: E402 -- after django.setup()

import cast  # noqa: E402
from apps import sealed  # noqa: E402
from thidua.apps.meetings.models import SealedBallot, SealedVote  # noqa: E402
from thidua.apps.meetings.queries.sealed import question_of  # noqa: E402
from thidua.apps.meetings.services import (  # noqa: E402
    RollLine,
    ballot_put,
    box_close,
    box_open,
    poll_call,
    sealed_box,
    sealed_keys,
    sealed_open,
    slips_make,
)
from thidua.apps.units.models import Unit  # noqa: E402
from thidua.voting.secret import Cast  # noqa: E402
from voting.sample_votes import rule  # noqa: E402

sealed_keys.TOKEN_BITS = 1024  # small keys hide as well as large ones, and are made quickly
UNIT = "stc"


def box_of(voters: int) -> SealedVote:
    """Open a box for so many of a unit's staff."""
    unit = Unit.objects.select_related("authority").get(code=UNIT)
    officer = cast.officer(UNIT)
    vote = poll_call(
        unit=unit, title="Lấy phiếu (minh họa)", question="Đề nghị khen thưởng (minh họa)",
        candidates=(), rule=rule(), tellers=[officer], actor=officer, at=cast.AT,
        roll=[RollLine(f"Người {n} (minh họa)") for n in range(voters)],
    )  # fmt: skip
    sealed.Teller(officer).offers(vote)
    run = {"actor": officer, "at": cast.AT}
    sealed_open(vote=sealed.again(vote), blank_is_valid=False, **run)
    box_open(vote=sealed.again(vote), asking_over=False, **run)
    return sealed.again(vote)


def close(vote: SealedVote) -> SealedVote:
    box_close(vote=sealed.again(vote), actor=cast.officer(UNIT), at=cast.AT)
    return sealed.again(vote)


def voted(vote: SealedVote) -> dict[str, Any]:
    """Let everybody ask in one order and cast in another; tell both, and whose ballot is whose."""
    roll, asked = sealed.voters(vote), question_of(vote)
    asking, casting = (random.sample(roll, len(roll)) for _ in "ab")
    held = {voter.place: sealed.given(voter, asked) for voter in asking}
    ballots = {}
    for voter in casting:
        mine, signed = held[voter.place]
        ballots[voter.place] = mine.casts(signed, random.choice(asked.options))
        ballot_put(ballot=ballots[voter.place])
    return {
        "vote": vote.pk.hex,
        "asked": [voter.place for voter in asking],
        "cast": [voter.place for voter in casting],
        "request": {p: sha256(mine.blinded).hexdigest() for p, (mine, _) in held.items()},
        "tracker": {place: ballot.tracker for place, ballot in ballots.items()},
        "token": {place: ballot.token.hex() for place, ballot in ballots.items()},
    }


def kept_order(vote: SealedVote, key: sealed_keys.BoxKey) -> None:
    """Fill the box as a careless program would: in the order in which the ballots came."""
    for row in vote.casts.all():
        ballot = sealed_box.unwrapped(vote, key, row)
        SealedBallot.objects.create(
            tracker=ballot.tracker, vote=vote, token=ballot.token, signature=ballot.signature,
            sealed=ballot.sealed, proof=ballot.proof,
        )  # fmt: skip
    vote.casts.all().delete()


def copy_disk(folder: Path) -> None:
    """Copy the database as it lies on the disk, with its write-ahead log."""
    folder.mkdir(parents=True)
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        for path in file.parent.glob(f"{file.name}*"):
            shutil.copy(path, folder)
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
        for table in ("sealedcast", "sealedballot", "sealedissue"):
            cursor.execute("SELECT pg_relation_filepath(%s)", [f"meetings_{table}"])
            shutil.copy(data / cursor.fetchone()[0], folder / table)
    for path in (data / "pg_wal").glob("0*"):
        shutil.copy(path, folder)


def rows_as_they_lie(table: str, column: str) -> list[str]:
    """Return a table's rows in the order in which the database keeps them."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM meetings_{table} ORDER BY {place}")  # noqa: S608 -- the words are our own
        return [str(row[0]) for row in cursor.fetchall()]


def writers() -> int:
    """Return how many transactions wrote the ballots now in the boxes, where rows tell that."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(DISTINCT xmin::text) FROM meetings_sealedballot")
        return int(cursor.fetchone()[0])


def play(rounds: str, voters: str, leak: str, folder: str) -> None:
    if leak == "order":
        sealed_box.fill_box = kept_order
    if leak == "key":
        sealed_box.destroy_keys = lambda _vote: None
    boxes = [box_of(int(voters)) for _ in range(int(rounds))]
    told = [voted(vote) for vote in boxes]
    copy_disk(Path(folder) / "before")
    lying = {"marks": rows_as_they_lie("sealedcast", "mark")}
    for vote in boxes:
        close(vote)
    copy_disk(Path(folder) / "after")
    lying |= {
        "trackers": rows_as_they_lie("sealedballot", "tracker"),
        "issues": rows_as_they_lie("sealedissue", "asked"),
    }
    sys.stdout.write(json.dumps({"votes": told, "rows": lying, "writers": writers()}))


def lay_out(voters: str) -> None:
    vote = box_of(int(voters))
    places = list(range(1, int(voters) + 1))
    made = slips_make(vote=vote, places=places, actor=cast.officer(UNIT), at=cast.AT)
    codes = [code for _, code in made]
    sys.stdout.write(json.dumps({"vote": str(vote.pk), "question": vote.question, "codes": codes}))


def close_one(key: str) -> None:
    vote = close(SealedVote.objects.get(pk=UUID(key)))
    found = list(vote.ballots.order_by("tracker").values_list("tracker", flat=True))
    refused = dict(vote.refusals.values_list("code", "times"))
    told = {"trackers": found, "issued": vote.issues.count(), "refused": refused}
    sys.stdout.write(json.dumps(told))


def made(voters: str) -> None:
    """Print ballots of a box, asked for and sealed, none of them cast."""
    vote = box_of(int(voters))
    asked = question_of(vote)
    ballots = []
    for voter in sealed.voters(vote):
        mine, signed = sealed.given(voter, asked)
        ballot = mine.casts(signed, random.choice(asked.options))
        parts = (ballot.token, ballot.signature, ballot.sealed, ballot.proof)
        ballots.append([part.hex() for part in parts])
    sys.stdout.write(json.dumps({"vote": str(vote.pk), "ballots": ballots}))


def cast_all(vote: str) -> None:
    """Cast the ballots that come in, all at one word; print their trackers."""
    told = [
        Cast(vote, *(bytes.fromhex(part) for part in parts))
        for parts in json.loads(sys.stdin.readline())
    ]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps([ballot_put(ballot=ballot) for ballot in told]))


COMMANDS: dict[str, Callable[..., None]] = {
    "play": play,
    "lay-out": lay_out,
    "close": close_one,
    "made": made,
    "cast-all": cast_all,
}
COMMANDS[sys.argv[1]](*sys.argv[2:])
