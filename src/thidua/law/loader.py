"""Loading everything legal from a folder of data files, once and strictly."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path
from typing import TypeVar

from thidua.law.absences import read_worked
from thidua.law.award_files import AwardFiles, Common, check_links, common
from thidua.law.catalogue import Catalogue, FigureKind, FigureType, FindingKind, RecordKind
from thidua.law.clashes import read_one_a_year
from thidua.law.entries import Entry, read
from thidua.law.facts import SOURCES
from thidua.law.law_texts import LawTexts, load_parameters, load_texts, optional, span_of
from thidua.law.layers import Layer, check_names, load_layers, stacked
from thidua.law.provisions import Parameter, Span
from thidua.law.rules import AwardRule, Ground, Rounding, Rulebook

T = TypeVar("T")
_DIRECTIONS = {"up": True, "down": False}


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All rulebooks with what they share; `layered` are those with a local layer on top."""

    catalogue: Catalogue
    texts: LawTexts
    base_salary: Parameter
    rulebooks: tuple[Rulebook, ...]
    layers: Mapping[str, Layer]
    layered: Mapping[tuple[str, str], Rulebook]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The files of a regime; `files` and `parameters` hold what it inherits too.

    Args:
        own: slugs whose file is the regime's own, not an earlier one's.
    """

    entry: Entry
    fields: Mapping[str, Entry]
    span: Span
    files: Mapping[str, Entry]
    parameters: Mapping[str, Parameter]
    commons: tuple[Common, ...]
    own: frozenset[str]


def load(root: Path) -> Library:
    """Read a folder of data files.

    Raises:
        BrokenRulebook: a file breaks a rule; the message names file, line, key and rule.
    """
    catalogue = _catalogue([read(path, root) for path in sorted(root.glob("catalogue/*.yaml"))])
    instruments = sorted(chain(root.glob("legislation/*.yaml"), root.glob("local/*/legislation/*")))
    texts = load_texts([read(path, root) for path in instruments])
    salary = load_parameters(read(root / "base-salary.yaml", root), texts)["luong-co-so"]
    sources = _sources(root, texts)
    for (one, first), (other, second) in combinations(sources.items(), 2):
        if first.span.overlaps(second.span):
            raise first.entry.fault(f"bộ quy định “{one}” trùng thời gian với “{other}”.")
    layers = load_layers(
        [read(path, root) for path in sorted(root.glob("local/*/layer.yaml"))], texts
    )
    for layer in layers.values():
        check_names(
            layer,
            {id_ for source in sources.values() for id_ in source.parameters},
            {slug for source in sources.values() for slug in source.files},
        )
    return Library(
        catalogue=catalogue,
        texts=texts,
        base_salary=salary,
        rulebooks=tuple(_rulebook(s, catalogue, texts) for s in _in_time(sources)),
        layers=layers,
        layered={
            (id_, layer.id): _rulebook(source, catalogue, texts, stacked(layer, layers))
            for id_, source in sources.items()
            for layer in layers.values()
            if layer.span.overlaps(source.span)
        },
    )


def _catalogue(files: list[Entry]) -> Catalogue:
    keys = "figures findings records award_names"
    parts = [file.record("", keys) for file in files]
    records = _merged(parts, "records", _record)
    if missing := set(SOURCES) - set(records):
        raise files[0].fault(f"thiếu nguồn {', '.join(sorted(missing))} trong “records”.")
    return Catalogue(
        figures=_merged(parts, "figures", _figure),
        findings=_merged(parts, "findings", _finding),
        records=records,
        award_names=_merged(parts, "award_names", lambda _, entry: entry.text()),
    )


def _merged(
    parts: Iterable[Mapping[str, Entry]], section: str, read_one: Callable[[str, Entry], T]
) -> dict[str, T]:
    found: dict[str, T] = {}
    for part in parts:
        for key, entry in part[section].mapping().items() if section in part else ():
            if key in found:
                raise entry.fault(f"“{key}” đã có ở tệp khác.")
            found[key] = read_one(key, entry)
    return found


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


def _sources(root: Path, texts: LawTexts) -> dict[str, Source]:
    """Read the regimes; one that extends another is read after it."""
    waiting = {path.parent: read(path, root) for path in sorted(root.glob("*/rulebook.yaml"))}
    done: dict[str, Source] = {}
    while waiting:
        ready = [f for f, entry in waiting.items() if _parent(entry) in {"", *done}]
        if not ready:
            entry = next(iter(waiting.values()))
            raise entry.fault(f"không có bộ quy định “{_parent(entry)}” để kế thừa.")
        for folder in ready:
            source = _source(folder, root, waiting.pop(folder), done, texts)
            done[source.fields["id"].text()] = source
    return done


def _parent(entry: Entry) -> str:
    return optional(entry.mapping(), "extends")


def _source(
    folder: Path, root: Path, entry: Entry, earlier: Mapping[str, Source], texts: LawTexts
) -> Source:
    fields = entry.record(
        "id title from",
        "to extends unread after_discipline pending_favourable rounding revocation commons "
        "counts_as_worked one_a_year",
    )
    parent = earlier.get(_parent(entry))
    files = _by_slug([read(path, root) for path in sorted(folder.glob("awards/*.yaml"))])
    path = folder / "parameters.yaml"
    own = load_parameters(read(path, root), texts) if path.exists() else {}
    return Source(
        entry=entry,
        fields={**_handed_on(parent), **fields},
        span=span_of(entry, fields),
        files={**(parent.files if parent else {}), **files},
        parameters={**(parent.parameters if parent else {}), **own},
        commons=(
            *(parent.commons if parent else ()),
            *(common(e) for e in _listed(fields, "commons")),
        ),
        own=frozenset(files),
    )


def _handed_on(parent: Source | None) -> dict[str, Entry]:
    """Return what a later regime takes over unless it says otherwise."""
    kept = (
        "after_discipline",
        "rounding",
        "revocation",
        "unread",
        "counts_as_worked",
        "one_a_year",
    )
    return {k: e for k, e in parent.fields.items() if k in kept} if parent else {}


def _listed(fields: Mapping[str, Entry], key: str) -> list[Entry]:
    return fields[key].items() if key in fields else []


def _by_slug(files: list[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for file in files:
        entry = file.mapping().get("award")
        if entry is None:
            raise file.fault("thiếu khóa “award”.")
        if entry.text() in found:
            raise file.fault(f"“{entry.text()}” đã có ở tệp khác.")
        found[entry.text()] = file
    return found


def _in_time(sources: Mapping[str, Source]) -> list[Source]:
    return sorted(sources.values(), key=lambda source: source.span.first)


def _rulebook(
    source: Source, catalogue: Catalogue, texts: LawTexts, layers: tuple[Layer, ...] = ()
) -> Rulebook:
    fields, span, parameters = source.fields, source.span, source.parameters
    for layer in layers:
        parameters = layer.over(parameters)
    awards = _awards(source, catalogue, texts, parameters, layers)
    provision = {
        key: texts.named(fields[key], span) if key in fields else None
        for key in ("unread", "pending_favourable")
    }
    return Rulebook(
        id=fields["id"].text(),
        title=fields["title"].text(),
        span=span,
        awards=awards,
        parameters=parameters,
        unread=provision["unread"],
        pending_favourable=provision["pending_favourable"],
        rounding=_rounding(fields["rounding"], texts, span) if "rounding" in fields else None,
        one_a_year=read_one_a_year(_listed(fields, "one_a_year"), awards, texts, span),
        revocation=tuple(_ground(e, texts, span) for e in _listed(fields, "revocation")),
        layer=layers[-1].id if layers else "",
        local=tuple(layer.title for layer in layers),
    )


def _awards(
    source: Source,
    catalogue: Catalogue,
    texts: LawTexts,
    parameters: Mapping[str, Parameter],
    layers: tuple[Layer, ...],
) -> dict[str, AwardRule]:
    worked = source.fields.get("counts_as_worked")
    counted = read_worked(worked, catalogue, texts, source.span) if worked else ()
    awards = {
        slug: AwardFiles(
            catalogue,
            texts,
            parameters,
            source.span,
            barred="after_discipline" in source.fields,
            commons=source.commons,
            added=_added(layers, source.span),
            inherited=slug not in source.own,
            worked=counted,
        ).award(file)
        for slug, file in sorted(source.files.items())
    }
    check_links([source.files[slug] for slug in awards], awards)
    for layer in layers:
        awards = {slug: layer.vote_over(rule) for slug, rule in awards.items()}
    return awards


def _added(layers: Iterable[Layer], span: Span) -> dict[str, list[tuple[Entry, Span]]]:
    found: dict[str, list[tuple[Entry, Span]]] = {}
    for layer in layers:
        for slug, added in layer.standards_during(span).items():
            found.setdefault(slug, []).append(added)
    return found


def _rounding(entry: Entry, texts: LawTexts, span: Span) -> Rounding:
    fields = entry.record("to direction provision")
    up = fields["direction"].one_of(_DIRECTIONS)
    return Rounding(fields["to"].whole(), up, texts.named(fields["provision"], span))


def _ground(entry: Entry, texts: LawTexts, span: Span) -> Ground:
    fields = entry.record("id text provision")
    citation = texts.named(fields["provision"], span).citation
    return Ground(fields["id"].text(), fields["text"].text(), citation)
