"""Several real servers on one database: no vote lost, none twice, whatever is killed when."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest

from apps import sealed
from apps.ballot_servers import House, house_in
from thidua.voting.secret import Cast, Question, question_from

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("django_db_setup")]
VOTERS, SERVERS, STARTING = 40, 2, 180
CHOICES = ("Đồng ý", "Không đồng ý", "Không có ý kiến")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One server process and its port."""

    house: House
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = "from thidua.cli.main import main; main()"
        with (self.house.folder / f"log-{self.port}").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", command, "serve", "--port", str(self.port)],
                env=self.house.environment, start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=log,
            )  # fmt: skip

    def wait(self) -> None:
        for _ in range(STARTING * 10):
            with suppress(OSError, HTTPException):
                self.get("/cong-khai/")
                return
            time.sleep(0.1)
        pytest.fail("the server did not start")

    def get(self, path: str) -> int:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as link:
            link.request("GET", path)
            return link.getresponse().status

    def post(self, path: str, told: dict[str, str]) -> tuple[int, dict[str, Any]]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as link:
            link.request("POST", path, json.dumps(told), {"Content-Type": "application/json"})
            answer = link.getresponse()
            return answer.status, json.loads(answer.read())

    def kill(self) -> None:
        """Kill the server and its workers without a word."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)


@pytest.fixture
def house(tmp_path: Path, folder_of_the_run: Path) -> Iterator[House]:
    with house_in(tmp_path, folder_of_the_run) as house:
        yield house


@pytest.fixture
def servers(house: House) -> Iterator[list[Server]]:
    (house.folder / "static").mkdir()
    found = [Server(house) for _ in range(SERVERS)]
    for server in found:
        server.start()
    for server in found:
        server.wait()
    yield found
    for server in found:
        server.kill()


def told_of(ballot: Cast) -> dict[str, str]:
    parts = {n: getattr(ballot, n).hex() for n in ("token", "signature", "sealed", "proof")}
    return {"question": ballot.question, **parts}


@dataclass(frozen=True)
class Voter:
    """A device with a slip: asks once, then casts."""

    mine: sealed.Device
    slip: str

    def asks(self, server: Server) -> bytes:
        told = {
            "question": self.mine.asked.id, "slip": self.slip, "blinded": self.mine.blinded.hex(),
        }  # fmt: skip
        status, answer = server.post("/phieu-giay/", told)
        assert status == 200, answer
        return bytes.fromhex(answer["signed"])


def laid_out(house: House, voters: int = VOTERS) -> tuple[str, list[Voter]]:
    told = house.run("lay-out", str(voters))
    asked: Question = question_from(json.loads(told["question"]))
    return told["vote"], [Voter(sealed.device(asked), code) for code in told["codes"]]


def test_forty_voters_at_once_on_several_servers_are_all_counted_once(
    house: House, servers: list[Server]
) -> None:
    """Each sends the ballot to two servers at the same moment, and tries a second one as well."""
    vote, voters = laid_out(house)

    def votes(at: int) -> list[tuple[int, dict[str, Any]]]:
        voter, (one, other) = voters[at], (servers[at % 2], servers[(at + 1) % 2])
        with ThreadPoolExecutor(2) as twice:
            first, second = twice.map(voter.asks, (one, other))
        assert first == second
        ballot = told_of(voter.mine.casts(first, CHOICES[at % 3]))
        changed = told_of(voter.mine.casts(first, CHOICES[(at + 1) % 3]))
        with ThreadPoolExecutor(3) as thrice:
            sent = ((one, ballot), (other, ballot), (other, changed))
            return list(thrice.map(lambda to: to[0].post("/hom-phieu/", to[1]), sent))

    with ThreadPoolExecutor(VOTERS) as crowd:
        answers = list(crowd.map(votes, range(VOTERS)))
    acknowledged = [{a["tracker"] for s, a in each if s == 200} for each in answers]
    refused = [{a["code"] for s, a in each if s != 200} for each in answers]
    assert [len(trackers) for trackers in acknowledged] == [1] * VOTERS
    assert refused == [{"used-token"}] * VOTERS
    closed = house.run("close", vote)
    assert closed["trackers"] == sorted(*[set.union(*acknowledged)])
    assert closed["issued"] == VOTERS
    assert set(closed["refused"]) == {"used-token"}
    logs = b"".join(path.read_bytes() for path in house.folder.glob("log-*"))
    assert logs == b""


def test_a_server_killed_in_mid_vote_loses_no_acknowledged_vote(
    house: House, servers: list[Server]
) -> None:
    vote, voters = laid_out(house)
    server, rest = servers[0], servers[1]
    rest.kill()
    ballots = [
        told_of(voter.mine.casts(voter.asks(server), CHOICES[at % 3]))
        for at, voter in enumerate(voters)
    ]
    acknowledged: dict[int, str] = {}

    def send(at: int) -> None:
        if at == VOTERS // 2:
            server.kill()
        with suppress(OSError, HTTPException, ValueError):
            status, answer = server.post("/hom-phieu/", ballots[at])
            if status == 200:
                acknowledged[at] = answer["tracker"]

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(send, range(VOTERS)))
    assert 0 < len(acknowledged) < VOTERS
    rest.start()
    rest.wait()
    answers = [rest.post("/hom-phieu/", ballot) for ballot in ballots]
    assert [status for status, _ in answers] == [200] * VOTERS
    again = {at: answer["tracker"] for at, (_, answer) in enumerate(answers)}
    assert {at: again[at] for at in acknowledged} == acknowledged
    assert house.run("close", vote)["trackers"] == sorted(again.values())
    assert rest.post("/hom-phieu/", ballots[0])[0] == 200
    assert house.keys == []
