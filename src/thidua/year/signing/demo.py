"""The demo's certification authority, made on the machine into the data folder; for demos only."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from thidua.apps.journal.base import Refused
from thidua.papers.signing.demo import DemoAuthority, issue, make_authority, read_authority

PIN = "123456"
PRIVATE = 0o600


def folder() -> Path:
    return Path(settings.DATA) / "demo-ca"


def demo_authority(at: datetime) -> DemoAuthority:
    """Return the demo's authority, made the first time it is asked for.

    Raises:
        Refused: this is no demo.
    """
    if not settings.DEMO:
        raise Refused("Chứng thư DEMO chỉ dùng được trong bản chạy thử.")
    path = folder() / "authority.pem"
    if not path.exists():
        write_once(path, make_authority(at - timedelta(days=1)).pem())
    return read_authority(path.read_bytes())


def demo_key_file(name: str, organisation: str, key: str, at: datetime) -> bytes:
    """Return a demo person's or office's PKCS#12 file, issued at its first use."""
    path = folder() / f"{key}.p12"
    if not path.exists():
        made = issue(demo_authority(at), name, organisation, since=at - timedelta(hours=1), pin=PIN)
        write_once(path, made)
    return path.read_bytes()


def write_once(path: Path, content: bytes) -> None:
    """Write a file for its owner's eyes; of two who do at once, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as out:
        out.write(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
