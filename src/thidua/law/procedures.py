"""Reading what must be done and handed in besides the standards: papers, opinions, deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.law.entries import Entry
from thidua.law.law_texts import ALWAYS, LawTexts, optional, span_of
from thidua.law.provisions import Span
from thidua.law.rules import DatedText, Procedure, Requirement


@dataclass(frozen=True, slots=True)
class ProcedureFiles:
    """Reads the procedure of awards of one rulebook."""

    texts: LawTexts
    span: Span

    def read(self, fields: Mapping[str, Entry]) -> Procedure:
        return Procedure(
            dossier=self.requirements(fields, "dossier"),
            sets=fields["sets"].whole() if "sets" in fields else 0,
            consultation=self.one(fields, "consultation"),
            public_notice=self.one(fields, "public_notice"),
            receipt=self.requirements(fields, "receipt"),
        )

    def requirements(self, fields: Mapping[str, Entry], key: str) -> tuple[Requirement, ...]:
        rows = fields[key].items() if key in fields else ()
        return tuple(self.requirement(row) for row in rows)

    def one(self, fields: Mapping[str, Entry], key: str) -> Requirement | None:
        return self.requirement(fields[key]) if key in fields else None

    def requirement(self, entry: Entry) -> Requirement:
        fields = entry.record("provision", "item text by days when note")
        text = optional(fields, "text") or optional(fields, "by")
        if not text:
            raise entry.fault("thiếu khóa “text”.")
        return Requirement(
            text=text,
            citation=self.texts.named(fields["provision"], self.span).citation,
            item=optional(fields, "item") or optional(fields, "by"),
            days=fields["days"].whole() if "days" in fields else 0,
            when=optional(fields, "when"),
            note=optional(fields, "note"),
        )

    def deciders(self, entry: Entry) -> tuple[DatedText, ...]:
        """Read who decides: one text for all days, or texts with their days."""
        if isinstance(entry.value, str):
            return (DatedText(entry.text(), self.span),)
        named = (self.decider(row) for row in entry.items())
        return tuple(decider for decider in named if decider)

    def decider(self, entry: Entry) -> DatedText | None:
        fields = entry.record("text", "provision from to")
        span = self.span.shared(span_of(entry, fields, ALWAYS))
        if span is None:
            return None
        provision = self.texts.named(fields["provision"], span) if "provision" in fields else None
        return DatedText(fields["text"].text(), span, provision)
