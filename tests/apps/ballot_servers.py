"""A database, a data folder and processes that one test has for itself, on either database."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from example_year import address_of, copy_on_server, copy_to_file

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAME = "thidua_ballots"


@dataclass(frozen=True)
class House:
    """An installation in a folder; `run` starts the worker's commands on it."""

    folder: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
        return kept | {
            "THIDUA_DATA": str(self.folder),
            "THIDUA_DATABASE": self.database,
            "THIDUA_SECRET_KEY": "only for these tests",
            "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
            "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(ROOT / "src")]),
        }

    def run(self, *command: str) -> Any:
        done = subprocess.run(
            [sys.executable, str(HERE / "ballot_worker.py"), *command],
            env=self.environment, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return json.loads(done.stdout)

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(HERE / "ballot_worker.py"), *command],
            env=self.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    @property
    def keys(self) -> list[Path]:
        return sorted((self.folder / "ballot-keys").iterdir())


@contextmanager
def house_in(folder: Path, folder_of_the_run: Path, name: str = NAME) -> Iterator[House]:
    """Make an installation with the example year on the database of the run's kind."""
    if "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        file = folder / "thidua.sqlite3"
        copy_to_file(file, folder_of_the_run)
        yield House(folder, f"sqlite:///{file}")
        return
    copy_on_server(name, folder_of_the_run)
    yield House(folder, address_of(name))
    with psycopg.connect(os.environ["THIDUA_DATABASE"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
