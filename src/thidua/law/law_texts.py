"""Loading instruments, provisions and parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from thidua.law.entries import Entry
from thidua.law.provisions import Citation, Parameter, Provision, Span, Value, place_of

STATUS = {"seen": True, "unverified": False}
UNITS = {unit: unit for unit in ("percent", "count", "years", "dong")}
DIRECTIONS = {direction: direction for direction in ("higher", "lower")}
ALWAYS = Span(date.min)
UNSET = "chua-quy-dinh"
"""The value of a figure that is left to a body that has not set it."""


@dataclass(frozen=True, slots=True)
class LawTexts:
    """Provisions by id, and which provision took the place of which."""

    provisions: Mapping[str, Provision]
    successors: Mapping[str, str]

    def named(self, entry: Entry, span: Span) -> Provision:
        """Return the provision an entry names, or its successor, in force throughout a span."""
        provision = self.provisions.get(entry.text())
        if provision is None:
            raise entry.fault(f"không có điều khoản “{entry.text()}” trong các văn bản đã nạp.")
        in_force = self._in_force(provision, span)
        if in_force is None:
            raise entry.fault(
                f"điều khoản “{entry.text()}” chỉ có hiệu lực {provision.span}, "
                f"không trùm hết thời gian áp dụng {span}."
            )
        return in_force

    def _in_force(self, provision: Provision, span: Span) -> Provision | None:
        seen: set[str] = set()
        while not provision.span.covers(span):
            seen.add(provision.citation.provision)
            later = self.successors.get(provision.citation.provision)
            if later is None or later in seen:
                return None
            provision = self.provisions[later]
        return provision


def load_texts(files: list[Entry]) -> LawTexts:
    """Read the files of instruments; an id stands once."""
    found: dict[str, Provision] = {}
    successors: dict[str, Entry] = {}
    for file in files:
        for entry, provision in _instrument(file):
            if provision.citation.provision in found:
                raise entry.fault("điều khoản này đã có ở tệp khác.")
            found[provision.citation.provision] = provision
            if "succeeds" in (fields := entry.mapping()):
                successors[provision.citation.provision] = fields["succeeds"]
    return LawTexts(found, _taken_over(successors, found))


def _taken_over(
    successors: Mapping[str, Entry], provisions: Mapping[str, Provision]
) -> dict[str, str]:
    """Return the later provision by the earlier one it takes over from."""
    taken: dict[str, str] = {}
    for later, entry in successors.items():
        if (earlier := entry.text()) not in provisions:
            raise entry.fault(f"không có điều khoản “{earlier}” trong các văn bản đã nạp.")
        if earlier in taken:
            raise entry.fault(f"“{earlier}” đã có điều khoản thay thế là “{taken[earlier]}”.")
        taken[earlier] = later
    return taken


def _instrument(file: Entry) -> list[tuple[Entry, Provision]]:
    fields = file.record("instrument number title cited_as from status provisions", "to source")
    span = span_of(file, fields)
    prefix, cited_as = fields["instrument"].text(), fields["cited_as"].text()
    fields["status"].one_of(STATUS)
    return [
        (entry, _provision(f"{prefix}:{key}", key, cited_as, span, entry))
        for key, entry in fields["provisions"].mapping().items()
    ]


def _provision(id_: str, key: str, cited_as: str, whole: Span, entry: Entry) -> Provision:
    fields = entry.record("status", "place from to source note succeeds")
    place = fields["place"].text() if "place" in fields else place_of(key)
    if place is None:
        raise entry.fault("ghi vị trí dạng d27:k1:c (Điều, khoản, điểm) hoặc thêm khóa “place”.")
    span = span_of(entry, fields, whole)
    if not whole.covers(span):
        raise entry.fault(f"hiệu lực {span} vượt ra ngoài hiệu lực của văn bản ({whole}).")
    verified = fields["status"].one_of(STATUS)
    source = optional(fields, "source")
    if verified and not source:
        raise entry.fault("đã ghi “seen” thì phải có “source”.")
    return Provision(
        Citation(f"{place} {cited_as}", id_, source, verified), span, optional(fields, "note")
    )


def load_parameters(file: Entry, texts: LawTexts) -> dict[str, Parameter]:
    return {id_: _parameter(id_, entry, texts) for id_, entry in file.mapping().items()}


def _parameter(id_: str, entry: Entry, texts: LawTexts) -> Parameter:
    fields = entry.record("label unit values", "stricter")
    values = [value_of(row, texts) for row in fields["values"].items()]
    for row, (earlier, later) in zip(fields["values"].items()[1:], pairwise(values), strict=True):
        if earlier.span.overlaps(later.span) or later.span.first < earlier.span.first:
            raise row.fault(f"thời gian {later.span} chồng lên hoặc đứng trước {earlier.span}.")
    stricter = fields["stricter"].one_of(DIRECTIONS) if "stricter" in fields else ""
    unit = fields["unit"].one_of(UNITS)
    return Parameter(id_, fields["label"].text(), unit, tuple(values), stricter)


def value_of(row: Entry, texts: LawTexts) -> Value:
    fields = row.record("from value provision", "to")
    span = span_of(row, fields)
    value = fields["value"]
    amount = None if value.value == UNSET else value.whole()
    return Value(span, amount, texts.named(fields["provision"], span))


def span_of(entry: Entry, fields: Mapping[str, Entry], default: Span | None = None) -> Span:
    """Read `from` and `to`; what is left out comes from the default."""
    first = fields["from"].day() if "from" in fields or default is None else default.first
    last = fields["to"].day() if "to" in fields else default.last if default else None
    if last is not None and last < first:
        raise entry.fault("ngày “to” đứng trước ngày “from”.")
    return Span(first, last)


def optional(fields: Mapping[str, Entry], key: str) -> str:
    return fields[key].text() if key in fields else ""
