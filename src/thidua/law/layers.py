"""Local layers: an authority or a bloc may tighten the law or fill what it leaves open, never loosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from thidua.law.entries import Entry
from thidua.law.law_texts import LawTexts, optional, span_of, value_of
from thidua.law.provisions import Awaited, Citation, Parameter, Provision, Replaced, Span, Value
from thidua.law.rules import AwardRule

_LEVELS = {level: level for level in ("authority", "bloc")}


@dataclass(frozen=True, slots=True)
class LocalVote:
    """A share of votes a local rule asks for; None where it is not known."""

    entry: Entry
    percent: int | None
    provision: Provision


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """What one authority or bloc adds.

    Args:
        upon: id of the authority's layer that a bloc's lies on; empty if it lies on the law alone.
        values: dated figures by the id of the parameter they tighten or fill.
        standards: standards added to awards, by slug.
        votes: shares of votes by slug.
    """

    id: str
    title: str
    authority: str
    level: str
    upon: str
    span: Span
    values: Mapping[str, tuple[tuple[Entry, Value], ...]]
    standards: Mapping[str, Entry]
    votes: Mapping[str, LocalVote]

    def over(self, national: Mapping[str, Parameter]) -> dict[str, Parameter]:
        """Return parameters with the local figures in place of those they tighten or fill.

        Raises:
            BrokenRulebook: a local figure is looser, or may not be set locally.
        """
        return {
            id_: _overlaid(parameter, self.values[id_], self.authority)
            if id_ in self.values
            else parameter
            for id_, parameter in national.items()
        }

    def standards_during(self, span: Span) -> dict[str, tuple[Entry, Span]]:
        """Return the added standards with the days they have within a regime's."""
        shared = self.span.shared(span)
        return {slug: (e, shared) for slug, e in self.standards.items()} if shared else {}

    def vote_over(self, rule: AwardRule) -> AwardRule:
        """Return an award with the local share of votes, if there is one.

        Raises:
            BrokenRulebook: it is lower than the national one.
        """
        vote = self.votes.get(rule.slug)
        if vote is None:
            return rule
        if vote.percent is None:
            awaited = Awaited(self.authority, vote.provision.citation)
            return replace(rule, vote=replace(rule.vote, awaits=awaited))
        if rule.vote.percent is not None and vote.percent < rule.vote.percent:
            raise vote.entry.fault(
                _looser(
                    f"{vote.percent}%",
                    vote.provision.citation,
                    f"{rule.vote.percent}%",
                    rule.vote.citation,
                )
            )
        replaced = (Replaced(rule.vote.percent, rule.vote.citation), *rule.vote.replaces)
        term = replace(
            rule.vote,
            percent=vote.percent,
            citation=vote.provision.citation,
            replaces=replaced,
        )
        return replace(rule, vote=term)

    def unset(self) -> tuple[str, ...]:
        """Return the ids of the figures the local rule sets in a wording nobody has seen."""
        return tuple(
            id_ for id_, rows in self.values.items() if any(v.value is None for _, v in rows)
        )


def load_layers(files: list[Entry], texts: LawTexts) -> dict[str, Layer]:
    layers = [(file, _layer(file, texts)) for file in files]
    found = {layer.id: layer for _, layer in layers}
    for file, layer in layers:
        if layer.upon:
            _check_base(file.mapping()["upon"], layer, found)
    return found


def stacked(layer: Layer, layers: Mapping[str, Layer]) -> tuple[Layer, ...]:
    """Return the layers that lie on one another, the authority's first."""
    return (layers[layer.upon], layer) if layer.upon else (layer,)


def _check_base(entry: Entry, layer: Layer, layers: Mapping[str, Layer]) -> None:
    """Refuse a bloc's layer that lies on none of an authority, or on days that one does not have."""
    base = layers.get(layer.upon)
    if layer.level != "bloc" or base is None or base.level != "authority":
        raise entry.fault("chỉ quy định của khối mới ghi “upon”, và phải là mã quy định của tỉnh.")
    if not base.span.covers(layer.span):
        raise entry.fault(f"thời gian {layer.span} vượt ra ngoài {base.span} của “{base.id}”.")


def check_names(layer: Layer, parameters: set[str], awards: set[str]) -> None:
    """Refuse a figure or an award that no regime knows."""
    for id_, rows in layer.values.items():
        if id_ not in parameters:
            raise rows[0][0].fault(f"không bộ quy định nào có tham số “{id_}”.")
    named = {**layer.standards, **{slug: vote.entry for slug, vote in layer.votes.items()}}
    for slug, entry in named.items():
        if slug not in awards:
            raise entry.fault(f"không bộ quy định nào có “{slug}”.")


def _layer(file: Entry, texts: LawTexts) -> Layer:
    fields = file.record("layer title authority level from", "to upon parameters standards votes")
    span = span_of(file, fields)
    parameters, standards, votes = (
        fields[key].mapping() if key in fields else {}
        for key in ("parameters", "standards", "votes")
    )
    return Layer(
        id=fields["layer"].text(),
        title=fields["title"].text(),
        authority=fields["authority"].text(),
        level=fields["level"].one_of(_LEVELS),
        upon=optional(fields, "upon"),
        span=span,
        values={
            id_: tuple((row, value_of(row, texts)) for row in entry.items())
            for id_, entry in parameters.items()
        },
        standards=standards,
        votes={slug: _vote(entry, texts, span) for slug, entry in votes.items()},
    )


def _vote(entry: Entry, texts: LawTexts, span: Span) -> LocalVote:
    fields = entry.record("provision", "percent")
    percent = fields["percent"].whole() if "percent" in fields else None
    return LocalVote(entry, percent, texts.named(fields["provision"], span))


def _overlaid(national: Parameter, local: tuple[tuple[Entry, Value], ...], body: str) -> Parameter:
    for entry, value in local:
        if not national.stricter:
            raise entry.fault(f"“{national.label}” không phải là mức địa phương được quy định.")
        for held in national.values:
            if held.span.overlaps(value.span) and _loosens(national, held, value):
                raise entry.fault(
                    _looser(
                        str(value.value),
                        value.provision.citation,
                        str(held.value),
                        held.provision.citation,
                    )
                )
    set_ = [value for _, value in local]
    laid = [_laid(held, value, body) for held in national.values for value in set_]
    kept = [piece for held in national.values for piece in _left_of(held, set_)]
    filled = [piece for value in set_ for piece in _left_of(value, list(national.values))]
    pieces = (*kept, *filled, *(value for value in laid if value))
    return replace(national, values=tuple(sorted(pieces, key=lambda value: value.span.first)))


def _laid(held: Value, local: Value, body: str) -> Value | None:
    """Return a local figure over the one it tightens; one that is not known leaves that one standing."""
    shared = held.span.shared(local.span)
    if shared is None:
        return None
    if local.value is None:
        return replace(held, span=shared, awaits=Awaited(body, local.provision.citation))
    return replace(local, span=shared, over=held, awaits=held.awaits)


def _loosens(parameter: Parameter, held: Value, local: Value) -> bool:
    if held.value is None or local.value is None:
        return False
    if parameter.stricter == "higher":
        return local.value < held.value
    return local.value > held.value


def _looser(local: str, local_citation: Citation, national: str, citation: Citation) -> str:
    return (
        f"mức {local} ({local_citation.text}) nới lỏng mức {national} "
        f"({citation.text}); quy định của địa phương chỉ được chặt hơn."
    )


def _left_of(held: Value, others: list[Value]) -> list[Value]:
    """Return what is left of a value outside the days of others."""
    spans = [held.span]
    for value in others:
        spans = [rest for span in spans for rest in span.without(value.span)]
    return [replace(held, span=span) for span in spans]
