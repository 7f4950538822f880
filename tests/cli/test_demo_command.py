"""`thidua demo` at its start: the port, the address on papers, whom one may sign in as."""

import os
import socket
from pathlib import Path

import pytest
from rich.console import Console

from thidua.cli import serving
from thidua.cli.serving import run_demo, show_sign_ins, why_not


@pytest.fixture
def taken() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0))


def refusal(port: int) -> str:
    console = Console(record=True, width=200)
    with pytest.raises(SystemExit) as ended:
        run_demo(Path("nowhere"), port, console, serve_too=True)
    assert ended.value.code == 1
    return console.export_text()


def test_a_port_that_is_taken_is_told_before_anything_is_loaded(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    with taken:
        assert refusal(port) == f"Cổng {port} đang bận; dùng make demo PORT={port + 1}.\n"
    assert why_not("127.0.0.1", port) == ""


def test_a_port_shared_by_its_server_is_taken(taken: socket.socket) -> None:
    taken.close()
    with socket.socket() as first:
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        first.bind(("127.0.0.1", 0))
        first.listen()
        port = first.getsockname()[1]
        assert why_not("127.0.0.1", port) == f"Cổng {port} đang bận"


@pytest.mark.parametrize("port", [0, -1, 65_536, 99_999])
def test_a_number_that_is_no_port_is_told(port: int) -> None:
    assert refusal(port).startswith(f"Cổng {port} không dùng được: cổng là một số từ 1 đến 65535;")


def test_the_demo_sets_papers_with_its_own_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"THIDUA_DATA": str(tmp_path)})
    monkeypatch.setattr(serving, "django_on", lambda: None)
    monkeypatch.setattr(serving, "load_once", lambda *_: None)
    run_demo(Path("nowhere"), 8765, Console(), serve_too=False)
    assert os.environ["THIDUA_CHECK_ADDRESS"] == "http://127.0.0.1:8765/kiem-tra/"


def test_the_sign_ins_name_the_pattern_of_the_other_units() -> None:
    console = Console(record=True, width=120)
    show_sign_ins(8765, console)
    assert "thutruong-<mã đơn vị>, canbo-<mã đơn vị>" in console.export_text()
