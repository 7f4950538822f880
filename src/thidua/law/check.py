"""What a standard asks of a case: a formula that decides, and sentences that tell why."""

from abc import ABC, abstractmethod
from datetime import date

from thidua.law.case import Amount, Case, Lack, set_on
from thidua.law.formula import AtLeast, Formula, Measure, Not, Open, judge_of
from thidua.law.outcome import OUTCOMES, Outcome
from thidua.law.provisions import Backing


class Check(ABC):
    """A condition; `facts` are full sentences, `lacks` say what is not known yet."""

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The figures of law it uses."""
        return ()

    @property
    def backings(self) -> tuple[Backing, ...]:
        """What it rests on besides the provisions of its standard and of its amounts."""
        return ()

    @abstractmethod
    def formula(self, on: date) -> Formula:
        """Return the condition with the figures of law of a day."""

    @abstractmethod
    def facts(self, case: Case) -> tuple[str, ...]: ...

    @abstractmethod
    def lacks(self, case: Case) -> tuple[Lack, ...]: ...

    def judge(self, case: Case) -> Outcome:
        return OUTCOMES[judge_of(self.formula(case.on))(case)]


def at_least(measure: Measure, amount: Amount, on: date) -> Formula:
    """Compare with a figure of law; where nobody has set the figure the answer stays open."""
    limit = set_on(amount, on)
    return Open() if limit is None else AtLeast(measure, limit)


def at_most(measure: Measure, amount: Amount, on: date) -> Formula:
    limit = set_on(amount, on)
    return Open() if limit is None else Not(AtLeast(measure, limit + 1))


def limit_text(amount: Amount, on: date) -> str:
    limit = set_on(amount, on)
    return "chưa được quy định" if limit is None else str(limit)
