"""Workbooks computed anew by LibreOffice, so that their formulas are tried and not their values."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
import python_calamine

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# Values that a formula carries in the file; without them there is nothing to read back.
_CARRIED = re.compile(rb"(</f>)<v>[^<]*</v>")
Sheets = dict[str, list[list[object]]]

needs_calc = pytest.mark.skipif(
    SOFFICE is None,
    reason="LibreOffice is not installed; on Debian: apt-get install libreoffice-calc-nogui",
)


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, Sheets]:
    """Compute workbooks in one start of LibreOffice; return every sheet of each by name."""
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(without_values(content))
    out = folder / "computed"
    convert([folder / f"{name}.xlsx" for name in books], out, folder / "profile")
    return {name: sheets_of((out / f"{name}.xlsx").read_bytes()) for name in books}


def without_values(book: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, _CARRIED.sub(rb"\1", old.read(name)))
    return out.getvalue()


def convert(files: list[Path], out: Path, profile: Path) -> None:
    assert SOFFICE is not None
    done = subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         "--convert-to", "xlsx", "--outdir", out, *files],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def sheets_of(book: bytes) -> Sheets:
    opened = python_calamine.load_workbook(BytesIO(book))
    return {
        name: opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in opened.sheet_names
    }


def parts_of(book: bytes) -> list[str]:
    """Return the XML of the sheets in their order."""
    with zipfile.ZipFile(BytesIO(book)) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
        names.sort(key=len)
        return [archive.read(name).decode() for name in names]
