"""`thidua demo` and `thidua serve`."""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from thidua.cli.start import django_on

if TYPE_CHECKING:
    from thidua.year.plan import YearPlan

WORKERS = 2
LAST_PORT = 65_535


def why_not(host: str, port: int) -> str:
    """Say why nothing can be served at a port; empty if it is free.

    The server itself would share a port with another server without a word.
    """
    if not 0 < port <= LAST_PORT:
        return f"Cổng {port} không dùng được: cổng là một số từ 1 đến {LAST_PORT}"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except PermissionError:
        return f"Không được phép mở cổng {port}"
    except OSError:
        return f"Cổng {port} đang bận"
    return ""


def another(port: int) -> int:
    return port + 1 if 1023 < port < LAST_PORT else 8000


def refuse_port(host: str, port: int, remedy: str, console: Console) -> None:
    """End with a message where a port can't be had."""
    if fault := why_not(host, port):
        console.print(f"{fault}; dùng {remedy}{another(port)}.", highlight=False, soft_wrap=True)
        raise SystemExit(1)


def refuse_faulty_settings() -> None:
    """End with what the checks of the settings find, before anything is served."""
    from django.core.checks import run_checks  # noqa: PLC0415 -- after django.setup()

    faults = [str(fault) for fault in run_checks() if fault.is_serious()]
    if faults:
        raise SystemExit("\n".join(faults))


def run_server(host: str, port: int) -> None:
    """Lay out the static files and serve until stopped; the database must be migrated."""
    from django.core.management import call_command  # noqa: PLC0415 -- after django.setup()
    from granian import Granian  # noqa: PLC0415 -- only this command needs it
    from granian.constants import Interfaces  # noqa: PLC0415 -- as above
    from granian.log import LogLevels  # noqa: PLC0415 -- as above

    django_on()
    refuse_faulty_settings()
    call_command("collectstatic", interactive=False, verbosity=0)
    Granian(
        "thidua.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=WORKERS,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


def run_demo(example: Path, port: int, console: Console, *, serve_too: bool) -> None:
    """Load the example once, print the address and the sample sign-ins, serve."""
    if serve_too:
        refuse_port("127.0.0.1", port, "make demo PORT=", console)
    os.environ["THIDUA_DEMO"] = "1"
    os.environ.setdefault("THIDUA_CHECK_ADDRESS", f"http://127.0.0.1:{port}/kiem-tra/")
    data = Path(os.environ.setdefault("THIDUA_DATA", "data"))
    data.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("THIDUA_SECRET_KEY", kept_secret(data / "secret-key"))
    if not serve_too:
        django_on()
        load_once(example, console)
        return
    load_apart(example)
    django_on()
    show_sign_ins(port, console)
    run_server("127.0.0.1", port)


def load_apart(example: Path) -> None:
    """Load in a process of its own.

    Setting papers leaves threads behind, and a server that is forked from a process with threads
    can wait for them for ever.
    """
    command = "from thidua.cli.main import main; main()"
    words = [sys.executable, "-c", command, "demo", "--load-only", "--example", str(example)]
    if subprocess.run(words, check=False).returncode:
        raise SystemExit(1)


def kept_secret(path: Path) -> str:
    """Return the demo's own secret, made at its first start, so that sign-ins outlive a restart."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def load_once(example: Path, console: Console) -> None:
    """Migrate, and load the example unless its year is there already."""
    from django.core.management import call_command  # noqa: PLC0415 -- after django.setup()

    from thidua.apps.units.models import BlocYear  # noqa: PLC0415 -- after django.setup()
    from thidua.cli.playing import read_plan  # noqa: PLC0415 -- after django.setup()

    call_command("migrate", verbosity=0)
    if BlocYear.objects.exists():
        console.print("Dữ liệu mẫu đã có, giữ nguyên. (make demo-reset để làm lại từ đầu.)")
        return
    plan = read_plan(example, console)
    if plan is None:
        raise SystemExit(1)
    with console.status("Nạp năm 2021 và hai năm luyện tập…"):
        load(plan)


def load(plan: "YearPlan") -> None:
    from thidua.year.demo import PASSWORD, load_demo  # noqa: PLC0415 -- after django.setup()

    load_demo(plan, password=PASSWORD)


def show_sign_ins(port: int, console: Console) -> None:
    from thidua.year.demo import PASSWORD, SIGN_INS  # noqa: PLC0415 -- after django.setup()

    table = Table(title=f"Tài khoản mẫu (mật khẩu chung: {PASSWORD})")
    for head in ("Tài khoản", "Vai trò"):
        table.add_column(head)
    for sign_in, role in SIGN_INS:
        table.add_row(sign_in, role)
    console.print(table)
    console.print(
        "Các đơn vị khác: thutruong-<mã đơn vị>, canbo-<mã đơn vị>, ví dụ canbo-stp; cùng mật khẩu.",
        highlight=False,
        soft_wrap=True,
    )
    console.print("Công dân: không cần đăng nhập, xem trang công khai.")
    console.print(f"\nMở [bold]http://127.0.0.1:{port}/[/] — dừng bằng Ctrl+C.\n", highlight=False)
