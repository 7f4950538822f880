"""Pictures made for tests, and papers looked at as pictures."""

import shutil
import subprocess
import tempfile
import zlib
from pathlib import Path

import pytest

DPI = 60


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a white picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)

    size = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    rows = zlib.compress((b"\0" + b"\xff" * 3 * width) * height)
    parts = chunk(b"IHDR", size), chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pages_as_pictures(pdf: Path) -> list[bytes]:
    """Return the pages of a PDF as poppler shows them, in grey; what it complains of is a failure."""
    poppler = shutil.which("pdftoppm")
    if poppler is None:
        pytest.fail("pdftoppm is missing; install it with: apt-get install poppler-utils")
    with tempfile.TemporaryDirectory() as folder:
        command = [poppler, "-r", str(DPI), "-gray", str(pdf), f"{folder}/page"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return [page.read_bytes() for page in sorted(Path(folder).iterdir())]
