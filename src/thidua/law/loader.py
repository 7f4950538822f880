"""Loading everything legal from a folder of data files, once and strictly."""

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from thidua.law.award_files import AwardFiles, check_links
from thidua.law.catalogue import Catalogue, FigureKind, FigureType, FindingKind, RecordKind
from thidua.law.entries import Entry, read
from thidua.law.facts import SOURCES
from thidua.law.law_texts import LawTexts, load_parameters, load_texts, optional, span_of
from thidua.law.provisions import Parameter
from thidua.law.rules import AwardRule, Rulebook


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All rulebooks with what they share."""

    catalogue: Catalogue
    texts: LawTexts
    base_salary: Parameter
    rulebooks: tuple[Rulebook, ...]


def load(root: Path) -> Library:
    """Read a folder of data files.

    Raises:
        BrokenRulebook: a file breaks a rule; the message names file, line, key and rule.
    """
    catalogue = _catalogue(read(root / "catalogue.yaml", root))
    texts = load_texts([read(path, root) for path in sorted((root / "legislation").glob("*.yaml"))])
    salary = load_parameters(read(root / "base-salary.yaml", root), texts)["luong-co-so"]
    books = [
        _rulebook(path.parent, root, catalogue, texts)
        for path in sorted(root.glob("*/rulebook.yaml"))
    ]
    for (entry, one), (_, other) in combinations(books, 2):
        if one.span.overlaps(other.span):
            raise entry.fault(f"bộ quy định “{one.id}” trùng thời gian với “{other.id}”.")
    return Library(catalogue, texts, salary, tuple(book for _, book in books))


def _catalogue(file: Entry) -> Catalogue:
    fields = file.record("figures findings records award_names")
    records = {
        key: _record(key, e) for key, e in fields["records"].record(" ".join(SOURCES)).items()
    }
    return Catalogue(
        figures={key: _figure(key, e) for key, e in fields["figures"].mapping().items()},
        findings={key: _finding(key, e) for key, e in fields["findings"].mapping().items()},
        records=records,
        award_names={key: e.text() for key, e in fields["award_names"].mapping().items()},
    )


def _figure(name: str, entry: Entry) -> FigureKind:
    fields = entry.record("kind label paper settled_by", "true false")
    type_ = fields["kind"].one_of({kind.value: kind for kind in FigureType})
    if (type_ is FigureType.FLAG) != ("true" in fields and "false" in fields):
        raise entry.fault("chỉ số liệu loại flag, và luôn luôn, có câu cho “true” và “false”.")
    label, paper, settled_by = (fields[key].text() for key in ("label", "paper", "settled_by"))
    yes, no = optional(fields, "true"), optional(fields, "false")
    return FigureKind(name, type_, label, paper, settled_by, yes, no)


def _finding(slug: str, entry: Entry) -> FindingKind:
    fields = entry.record("text paper settled_by")
    return FindingKind(slug, *(fields[key].text() for key in ("text", "paper", "settled_by")))


def _record(source: str, entry: Entry) -> RecordKind:
    fields = entry.record("paper settled_by")
    return RecordKind(source, fields["paper"].text(), fields["settled_by"].text())


def _rulebook(
    folder: Path, root: Path, catalogue: Catalogue, texts: LawTexts
) -> tuple[Entry, Rulebook]:
    entry = read(folder / "rulebook.yaml", root)
    fields = entry.record("id title from", "to")
    span = span_of(entry, fields)
    parameters = load_parameters(read(folder / "parameters.yaml", root), texts)
    reader = AwardFiles(catalogue, texts, parameters, span)
    files = [read(path, root) for path in sorted((folder / "awards").glob("*.yaml"))]
    awards = _by_slug(files, [reader.award(file) for file in files])
    check_links(files, awards)
    title = fields["title"].text()
    return entry, Rulebook(id=fields["id"].text(), title=title, span=span, awards=awards)


def _by_slug(files: list[Entry], rules: list[AwardRule]) -> dict[str, AwardRule]:
    awards: dict[str, AwardRule] = {}
    for file, rule in zip(files, rules, strict=True):
        if rule.slug in awards:
            raise file.fault(f"“{rule.slug}” đã có ở tệp khác.")
        awards[rule.slug] = rule
    return awards
