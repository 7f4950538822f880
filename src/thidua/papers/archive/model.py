"""What is told of an archived year besides the files themselves."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it lies in the archive; `label` says which one of its paper it is."""

    name: str
    size: int
    digest: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper in the list: what it is, and its files."""

    dated: date
    number: str
    kind: str
    summary: str
    remark: str
    files: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A list kept besides the papers, such as the register of honours; `name` is its file's."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class JournalSpan:
    """How much of the journal is there: lines of the year, lines left out between, the last seal."""

    lines: int
    skipped: int
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whose year it is; `notice` is said on the page if anything in it is illustrative."""

    bloc: str
    authority: str
    year: int
    notice: str = ""
