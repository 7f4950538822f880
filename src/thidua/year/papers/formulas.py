"""Formulas of a card's subtotals, saying what `thidua.scoring` computes."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from thidua.apps.assessments.models import Criterion
from thidua.scoring import Kind


class Formulas:
    """Where each line of a card stands, and the sums over the lines below it."""

    def __init__(self, criteria: Sequence[Criterion], first_row: int) -> None:
        self._rows = {c.pk: row for row, c in enumerate(criteria, first_row)}
        self._by_code = {c.code: c for c in criteria}
        self._below: dict[object, list[Criterion]] = {}
        for criterion in criteria:
            self._below.setdefault(criterion.parent_id, []).append(criterion)

    def section(self, code: str, column: int) -> str:
        """Return the sum of a section: its lines added, deductions taken off, within its limit."""
        section = self._by_code[code]
        whole = self._signed(self._below.get(section.pk, []), column)
        kinds = self._kinds(section)
        limit = format(section.maximum.normalize(), "f")
        if kinds == {Kind.BONUS}:
            return f"=MIN({whole},{limit})"
        if kinds == {Kind.DEDUCTION} and section.maximum > 0:
            return f"=MAX({whole},-{limit})"
        return f"={whole}"

    def total(self, column: int) -> str:
        """Return the total of a card, never below 0."""
        return f"=MAX(0,{self._signed(self._below.get(None, []), column)})"

    def _signed(self, lines: Sequence[Criterion], column: int) -> str:
        """Add lines up; a deduction is marked as points to take off, a section carries its sign."""
        terms = (
            f"{'-' if line.kind == Kind.DEDUCTION and not self._below.get(line.pk) else '+'}"
            f"N({xl_rowcol_to_cell(self._rows[line.pk], column)})"
            for line in lines
        )
        return "".join(terms).removeprefix("+") or "0"

    def _kinds(self, section: Criterion) -> set[str]:
        below = self._below.get(section.pk)
        if not below:
            return {section.kind}
        return {kind for line in below for kind in self._kinds(line)}
