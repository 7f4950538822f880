"""What a check is asked about, and what every check answers."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from thidua.law.facts import Dossier, Figure
from thidua.law.outcome import Outcome
from thidua.law.provisions import Parameter
from thidua.text import short_date

Amount = int | Parameter


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier and the day whose law applies."""

    dossier: Dossier
    on: date

    def amount(self, amount: Amount) -> int:
        """Return a figure of law as it stands on that day."""
        if isinstance(amount, int):
            return amount
        value = amount.on(self.on)
        if value is None:
            raise LookupError(amount.id)
        return value.value

    def years(self, count: Amount) -> range:
        """Return that many years up to the year of the dossier."""
        last = self.dossier.year
        return range(last - self.amount(count) + 1, last + 1)

    def whole(self, name: str) -> int | None:
        """Return a whole figure, or None when it is absent.

        Raises:
            ValueError: the figure is not a whole number.
        """
        figure = self.dossier.figures.get(name)
        if figure is None:
            return None
        if isinstance(figure.value, bool) or not isinstance(figure.value, int):
            raise wrong_value(name, figure, "một số nguyên")
        return figure.value


@dataclass(frozen=True, slots=True)
class Lack:
    """A fact that is missing: what paper would settle it, and who provides that."""

    text: str
    settled_by: str


class Check(Protocol):
    """A condition on a case; `facts` are full sentences, `lacks` say what is not known yet."""

    @property
    def amounts(self) -> tuple[Amount, ...]: ...
    def judge(self, case: Case) -> Outcome: ...
    def facts(self, case: Case) -> tuple[str, ...]: ...
    def lacks(self, case: Case) -> tuple[Lack, ...]: ...


def wrong_value(name: str, figure: Figure, wanted: str) -> ValueError:
    return ValueError(f"Số liệu “{name}” phải là {wanted}, không phải “{figure.value}”.")


def sourced(sentence: str, source: str) -> str:
    """Return a sentence with the paper it was read from, if known."""
    return f"{sentence} (theo {source})." if source else f"{sentence}."


def decided(number: str, on: date | None) -> str:
    """Return "Quyết định số 12/QĐ-UBND ngày 05/01/2022", as far as it is known."""
    name = f"Quyết định số {number}" if number[:1].isdigit() else number
    dated = f"ngày {short_date(on)}" if on else ""
    return " ".join(part for part in (name, dated) if part)
