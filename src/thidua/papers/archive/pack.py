"""Writing the ZIP, member by member."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib import resources
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from thidua.papers.archive.checking import SUMS
from thidua.papers.archive.model import About, JournalSpan, Ledger, PaperRow, Stored
from thidua.papers.archive.page import LOOK, PAGE, SEARCH, page_html

INDEX, CHECKER = "muc-luc.json", "kiem_tra.py"
_UNIX, _READABLE = 3, 0o100644 << 16


class Pack:
    """An archive being written; each file is kept once under its name."""

    def __init__(self, target: IO[bytes]) -> None:
        self._zip = ZipFile(target, "w", ZIP_STORED)
        self.stored: dict[str, Stored] = {}

    @property
    def size(self) -> int:
        """The bytes of all files so far."""
        return sum(file.size for file in self.stored.values())

    def add(self, name: str, content: bytes, label: str = "") -> Stored:
        """Write a file and return what is told of it.

        Raises:
            ValueError: another content lies under this name already.
        """
        file = Stored(name, len(content), hashlib.sha256(content).hexdigest(), label)
        if name in self.stored:
            if self.stored[name].digest != file.digest:
                raise ValueError(f"two files under one name: {name}")
            return file
        self._zip.writestr(_entry(name), content)
        self.stored[name] = file
        return file

    def add_lines(self, name: str, lines: Iterator[bytes]) -> Stored:
        """Write a file line by line."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_entry(name), "w", force_zip64=True) as member:
            for line in lines:
                member.write(line)
                digest.update(line)
                size += len(line)
        self.stored[name] = Stored(name, size, digest.hexdigest())
        return self.stored[name]

    def close(self) -> None:
        self._zip.close()


@contextmanager
def packing(target: IO[bytes]) -> Iterator[Pack]:
    """Write an archive to `target`."""
    pack = Pack(target)
    try:
        yield pack
    finally:
        pack.close()


def _entry(name: str) -> ZipInfo:
    # Without a time it carries the earliest there is; the rest would tell the machine.
    entry = ZipInfo(name)
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    return entry


def finish(
    pack: Pack,
    about: About,
    papers: Sequence[PaperRow],
    ledgers: Sequence[Ledger],
    journal: JournalSpan,
) -> Stored:
    """Add the lists, the page, the checker and at last the checksums, which it returns."""
    for ledger in ledgers:
        pack.add(ledger.name, _json(asdict(ledger)))
    index = {
        **asdict(about),
        "papers": [{**asdict(row), "dated": row.dated.isoformat()} for row in papers],
        "ledgers": [ledger.name for ledger in ledgers],
        "journal": asdict(journal),
    }
    pack.add(INDEX, _json(index))
    pack.add(PAGE, page_html(about, papers, ledgers, journal).encode())
    folder = resources.files("thidua.papers.archive")
    for name, source in ((LOOK, "view/look.css"), (SEARCH, "view/search.js"), (CHECKER, "checking.py")):  # fmt: skip
        pack.add(name, (folder / source).read_bytes())
    sums = sorted(pack.stored.values(), key=lambda file: file.name)
    return pack.add(SUMS, "".join(f"{f.digest}  {f.name}\n" for f in sums).encode())


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
