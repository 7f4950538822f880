"""What is wrong with a workbook, told where it stands and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a workbook (Vietnamese, for the person who filled it in).

    Attributes:
        sheet: name of the sheet; empty when the file itself is at fault.
        cell: "C7"; empty when no single cell is at fault.
        what: what stands there.
        why: the rule it breaks; may be empty.
        remedy: what to do.
    """

    sheet: str
    cell: str
    what: str
    why: str
    remedy: str

    @property
    def line(self) -> str:
        """Return the finding as one line: "Trang “Điểm danh”, ô C7: …"."""
        told = " ".join(part for part in (self.what, self.why, self.remedy) if part)
        return f"{self._where}: {told}"

    @property
    def _where(self) -> str:
        cell = f", ô {self.cell}" if self.cell else ""
        return f"Trang “{self.sheet}”{cell}" if self.sheet else "Tệp bảng tính"


class WorkbookRefused(Exception):  # noqa: N818 -- a refusal is an answer, not a defect
    """A workbook can't be taken; carries every finding at once, in the order of the sheets."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.line for finding in self.findings))


class Wrong(Exception):  # noqa: N818 -- caught where the cell is known, never shown as it is
    """A value can't stand in its cell: what, why, what to do."""

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.why, self.remedy = what, why, remedy
