"""The window of years a condition on records looks at, as the law words it."""

from dataclasses import dataclass
from datetime import date

from thidua.law.case import Amount, Case, set_on
from thidua.law.windows import Window


@dataclass(frozen=True, slots=True)
class SpanOfYears:
    """The last so many years, those after an award's period, or a whole life.

    Args:
        years: how many; None for no limit.
        since: slug of the award; empty without one.
        since_name: its name.
        barred: years before the end of a disciplinary period don't count.
    """

    years: Amount | None = None
    since: str = ""
    since_name: str = ""
    barred: bool = False

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return () if self.years is None else (self.years,)

    def window(self, on: date) -> Window | None:
        """Return the window by the law of a day; None where nobody has set its length."""
        years = 0 if self.years is None else set_on(self.years, on)
        return None if years is None else Window(years, self.since, self.barred)

    def first(self, case: Case) -> int:
        """Return the first year it looks at; 0 for a whole life."""
        window = self.window(case.on)
        return window.opens(case)[0] if window else 0

    def told(self, case: Case) -> str:
        """Return "Các năm 2020-2021", "Sau thời gian tính thành tích của …" or nothing at all."""
        if self.since:
            first = self.first(case)
            held = f", tính từ năm {first}" if 0 < first <= case.year else ""
            return f"Sau thời gian tính thành tích của “{self.since_name}”{held}"
        first = self.first(case)
        if not first:
            return f"Tính đến hết năm {case.year}"
        last = case.year
        return f"Năm {last}" if first >= last else f"Các năm {first}-{last}"
