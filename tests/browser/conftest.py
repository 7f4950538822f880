"""A server of the tests' own on a database file, and the Chromium of the system."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from browser.house import House
from example_year import copy_to_file

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
STARTING = 180  # seconds a server may take to answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {
        "THIDUA_DATA": str(folder),
        "THIDUA_DEMO": "1",
        "THIDUA_SECRET_KEY": "only for these tests",
    }


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(STARTING * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail("the server for the browser tests did not start")


@contextmanager
def serving(folder: Path, folder_of_the_run: Path) -> Iterator[str]:
    """Serve the demo from a folder, on the year that it loaded before; yields the address."""
    copy_to_file(folder / "thidua.sqlite3", folder_of_the_run)
    (folder / "static").mkdir()
    command, port = Path(sys.executable).with_name("thidua"), free_port()
    settings = environment(folder)
    server = subprocess.Popen([command, "demo", "--port", str(port)], cwd=ROOT, env=settings)
    wait_for(port, server)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, folder_of_the_run: Path) -> Iterator[str]:
    """The address of the installation that the tests share."""
    with serving(tmp_path_factory.mktemp("installation"), folder_of_the_run) as address:
        yield address


@pytest.fixture
def apart(tmp_path: Path, folder_of_the_run: Path) -> Iterator[str]:
    """The address of an installation that one test has for itself, in its own folder."""
    with serving(tmp_path, folder_of_the_run) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's browser, for one module: while it runs, no other test may use the database."""
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing; install it with: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """What a browser keeps of each person who has signed in."""
    return {}


@pytest.fixture
def house(chromium: Browser, address: str, signed_in: dict[str, StorageState]) -> Iterator[House]:
    house = House(chromium, address, signed_in)
    yield house
    house.close()
