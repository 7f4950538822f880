"""The law to judge by, by name: a rulebook, a local layer on it, or a draft of one in a file."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.analysis.errors import AnalysisError
from thidua.law import BrokenRulebook, LawError, library, rulebook_named, rulebook_on
from thidua.law.entries import read
from thidua.law.loader import Library, load
from thidua.law.provisions import Span
from thidua.law.rules import Rulebook

SHIPPED = Path(library.__file__).with_name("rulebooks")


@dataclass(frozen=True, slots=True, eq=False)
class Regime:
    """Rules and the day they are taken of.

    Args:
        name: as it was asked for.
    """

    name: str
    book: Rulebook
    on: date


def regime(name: str, day: date) -> Regime:
    """Return the rules a name stands for, as near to a day as they were in force.

    Args:
        name: a rulebook's id such as "vn-2022-d98"; with a local layer "vn-2003+nam-dinh"; with the
            file of a draft "vn-2003+drafts/layer.yaml". Without a rulebook, that of the day.
        day: the day of judgement.

    Raises:
        AnalysisError: there are no such rules, or the draft breaks a rule of the data files.
    """
    book, plus, layer = name.partition("+")
    if not plus and _is_file(name):
        book, layer = "", name
    try:
        national = rulebook_named(book) if book else rulebook_on(day)
        if not layer:
            return Regime(name, national, nearest(national.span, day))
        held = _drafted(Path(layer)) if _is_file(layer) else (library.shipped(), layer)
    except LawError as fault:
        raise AnalysisError(str(fault)) from fault
    return _layered(name, national, *held, day)


def _is_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def nearest(span: Span, day: date) -> date:
    """Return a day, or the first or the last of a span where it lies outside."""
    if day < span.first:
        return span.first
    return span.last if span.last and day > span.last else day


def _layered(name: str, national: Rulebook, law: Library, layer: str, day: date) -> Regime:
    book = law.layered.get((national.id, layer))
    if book is None:
        held = ", ".join(f"{id_}+{local}" for id_, local in law.layered)
        raise AnalysisError(
            f"Không có quy định địa phương “{layer}” trên “{national.id}”. Có: {held}."
        )
    shared = law.layers[layer].span.shared(national.span)
    return Regime(name, book, nearest(shared or national.span, day))


def _drafted(path: Path) -> tuple[Library, str]:
    """Read a draft together with everything shipped; its instruments stand in `legislation` beside it."""
    if not path.exists():
        raise AnalysisError(f"Không có tệp dự thảo “{path}”.")
    with tempfile.TemporaryDirectory(prefix="thidua-draft-") as scratch:
        root = Path(scratch) / "rulebooks"
        shutil.copytree(SHIPPED, root)
        folder = root / "local" / "du-thao"
        folder.mkdir(parents=True)
        shutil.copy(path, folder / "layer.yaml")
        if (beside := path.parent / "legislation").is_dir():
            shutil.copytree(beside, folder / "legislation")
        try:
            return load(root), _id_of(folder / "layer.yaml", root)
        except BrokenRulebook as fault:
            raise AnalysisError(f"Dự thảo “{path}” chưa dùng được: {fault}") from fault


def _id_of(path: Path, root: Path) -> str:
    return read(path, root).mapping()["layer"].text()
