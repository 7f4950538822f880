"""The example year and its practice copies, played once for a run, copied by all that use them."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

EXAMPLE = Path(__file__).parent.parent / "examples" / "nam-dinh-2021"
COMMAND = [sys.executable, "-c", "from thidua.cli.main import main; main()", "demo", "--load-only"]
CHECK_ADDRESS = "https://thidua.example/kiem-tra/"  # as installations have it by themselves
ON_SERVER = "thidua_example"  # the database's name there


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: the others wait until it is let go, then find the work done."""
    with (folder / "example-year.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def load(database: str, folder: Path) -> None:
    """Load the demo into an empty database, as a newcomer does."""
    ours = {
        "THIDUA_DATABASE": database,
        "THIDUA_DATA": str(folder),
        "THIDUA_CHECK_ADDRESS": CHECK_ADDRESS,
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
    command = [*COMMAND, "--example", str(EXAMPLE)]
    subprocess.run(command, check=True, env=kept | ours, stdout=subprocess.DEVNULL)


def copy_to_file(file: Path, folder: Path) -> None:
    """Make `file` a copy of the played year; `folder` is the run's, where the first one plays it."""
    original = folder / "example-year.sqlite3"
    with alone(folder):
        if not original.exists():
            making = folder / "making" / original.name
            making.parent.mkdir()
            load(f"sqlite:///{making}", making.parent)
            making.rename(original)
    shutil.copy(original, file)


def play_headless(folder: Path) -> Path:
    """Return where `thidua play` wrote the year's papers, in a database of its own, once for a run."""
    out = folder / "headless"
    with alone(folder):
        if not out.exists():
            making = folder / "making-headless"
            kept = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
            command = [*COMMAND[:-2], "play", str(EXAMPLE), "--out", str(making)]
            subprocess.run(command, check=True, env=kept, stdout=subprocess.DEVNULL)
            making.rename(out)
    return out


def address_of(name: str) -> str:
    """Return the address of another database of the server that the run was given."""
    return urlunsplit(urlsplit(os.environ["THIDUA_DATABASE"])._replace(path=f"/{name}"))


def copy_on_server(name: str, folder: Path) -> None:
    """Make the database `name` a copy of the played year; what an earlier run left is replaced."""
    import psycopg

    done = folder / "example-year.on-server"
    with alone(folder), psycopg.connect(os.environ["THIDUA_DATABASE"], autocommit=True) as server:
        if not done.exists():
            renew(server, ON_SERVER, "template0")
            load(address_of(ON_SERVER), folder)
            done.touch()
        renew(server, name, ON_SERVER)


def renew(server: Any, name: str, template: str) -> None:
    server.execute(f'DROP DATABASE IF EXISTS "{name}"')
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
