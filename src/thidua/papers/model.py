"""A paper laid out by Decree 30/2020/NĐ-CP, as plain values; box numbers are those of Annex I."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.papers.blocks import Block, roman
from thidua.papers.kinds import Kind
from thidua.papers.patterns import STANDARD, Pattern
from thidua.papers.signers import SignatureBlock, check_signers
from thidua.papers.stamps import DRAFT, Circulation, Stamp, Urgency
from thidua.text import padded, paper_date


@dataclass(frozen=True, slots=True)
class Heading:
    """Box 2: the superior body (may be empty) and the issuing body, printed in capitals.

    A newline in a long name sets where its line breaks; without one the lines come out even.
    """

    superior: str
    issuer: str

    @property
    def name(self) -> str:
        """The issuing body in capitals on one line, as a file's author."""
        return " ".join(self.issuer.upper().split())


@dataclass(frozen=True, slots=True)
class Number:
    """Box 3: "05/BC-KTĐ"; without an ordinal the place of the number stays blank (a draft)."""

    ordinal: int | None
    symbol: str

    @property
    def text(self) -> str:
        """The number and symbol: below ten with a zero, no spaces around the stroke."""
        return f"{' ' * 6 if self.ordinal is None else padded(self.ordinal)}/{self.symbol}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex on pages of its own, numbered from 1.

    Args:
        title: printed in capitals.
        label: "Phụ lục I"; empty for an attached list, which has only its title.
        reference: the line in brackets that names the paper it goes with.
    """

    title: str
    blocks: tuple[Block, ...]
    label: str = ""
    reference: str = ""
    landscape: bool = False


def numbered(annexes: Sequence[Annex]) -> tuple[Annex, ...]:
    """Label several annexes "Phụ lục I", "Phụ lục II"; a single one stays "Phụ lục"."""
    if len(annexes) == 1:
        return (replace(annexes[0], label="Phụ lục"),)
    return tuple(replace(annex, label=f"Phụ lục {roman(n)}") for n, annex in enumerate(annexes, 1))


@dataclass(frozen=True, slots=True)
class Verification:
    """How to check the paper: an address, printed as a QR code, and a line beside it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One official paper, complete: the renderers add nothing but layout and end punctuation.

    Args:
        kind: decides the layout (a letter has its summary under the number) and the title.
        dated: the day of the paper; also the fixed date inside the files.
        place: box 4; empty leaves out the whole line of place and date (minutes, agreements).
        title: box 5a, by default the name of the kind.
        summary: trích yếu; before that of a letter stands "V/v".
        addressees: after "Kính gửi:".
        authority_line: the issuing authority in capitals, in decisions.
        bases: căn cứ, without their end punctuation.
        opening: the word that opens the body, "QUYẾT ĐỊNH:".
        signatures: one stands on the right beside the recipients; several stand in a grid.
        signature_columns: columns of that grid.
        recipients: nơi nhận, without dashes and end punctuation.
        notice: a line at the foot of every page, such as that the figures are illustrative.
        size: type size of the body in points, 13 or 14; 12 on half a sheet.
        draft: printed "DỰ THẢO" under the number.
        urgency: box 10b.
        circulation: box 11.
        drafter: box 12, the drafter's symbol with the number of copies, "PL.(300)".
        contact: box 13, the office's address, telephone, mail and site, where it gives them.
        half: on half a sheet, A5 on its side; for ballots, never for an administrative paper.

    Raises:
        ValueError: somebody signs "TUQ." without a mandate in force.
    """

    kind: Kind
    heading: Heading
    dated: date
    number: Number | None = None
    place: str = ""
    title: str = ""
    summary: str = ""
    addressees: tuple[str, ...] = ()
    authority_line: str = ""
    bases: tuple[str, ...] = ()
    opening: str = ""
    body: tuple[Block, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    signature_columns: int = 2
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notice: str = ""
    verification: Verification | None = None
    size: int = 14
    draft: bool = False
    urgency: Urgency | None = None
    circulation: Circulation | None = None
    drafter: str = ""
    contact: str = ""
    half: bool = False

    def __post_init__(self) -> None:
        check_signers(self.signatures, self.dated)

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """What stands framed under the number: the urgency, the mark of a draft."""
        urgency = (self.urgency.stamp,) if self.urgency else ()
        return (*urgency, DRAFT) if self.draft else urgency

    @property
    def subject(self) -> str:
        """Box 5b, "V/v …"; empty for papers that have a title."""
        if self.kind is not Kind.LETTER or not self.summary:
            return ""
        return self.summary if self.summary.startswith("V/v ") else f"V/v {self.summary}"

    @property
    def number_line(self) -> str:
        """Box 3 as printed: "Số: 05/BC-KTĐ", empty without a number."""
        return f"Số: {self.number.text}" if self.number else ""

    @property
    def place_line(self) -> str:
        """Box 4 as printed: "Nam Định, ngày 05 tháng 01 năm 2022", empty without a place."""
        return f"{self.place}, {paper_date(self.dated)}" if self.place else ""

    @property
    def printed_title(self) -> str:
        """Box 5a; empty for a letter, which has none."""
        return "" if self.kind is Kind.LETTER else (self.title or self.kind.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of an award; the State emblem's place is free until the authority gives a file.

    Args:
        awarding_post: in red, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …".
        title: the award in red, "BẰNG KHEN"; for a flag its name.
        recipient: exactly as in the decision; `detail` is the unit or post below it.
        decision: number and symbol of the decision; `decided_on` its date, also the certificate's.
        capacity: the signer's lines, the post last.
        gives: the word above the title, "TRUY TẶNG" when posthumous.
        book_number: the number in the register of honours.
    """

    awarding_post: str
    title: str
    recipient: str
    merit: str
    decision: str
    decided_on: date
    place: str
    capacity: tuple[str, ...]
    name: str = ""
    detail: str = ""
    gives: str = "TẶNG"
    book_number: str = ""
    notice: str = ""
    verification: Verification | None = None
    pattern: Pattern = STANDARD

    @property
    def decision_line(self) -> str:
        """The foot's first line: number and date of the decision in full."""
        return f"Quyết định số {self.decision} {paper_date(self.decided_on)}"

    @property
    def place_line(self) -> str:
        """Place and date above the signer."""
        return f"{self.place}, {paper_date(self.decided_on)}"

    @property
    def book_line(self) -> str:
        return f"Số sổ vàng: {self.book_number}" if self.book_number else ""

    @property
    def lines(self) -> dict[str, str]:
        """What stands in each place of a pattern, as printed; empty where there is nothing."""
        return {
            "awarding_post": self.awarding_post,
            "gives": self.gives,
            "title": self.title,
            "recipient": self.recipient,
            "detail": self.detail,
            "merit": self.merit,
            "place_line": self.place_line,
            "capacity": "\n".join(self.capacity),
            "name": self.name,
            "decision_line": self.decision_line,
            "book_line": self.book_line,
            "check": self.verification.text if self.verification else "",
            "notice": self.notice,
        }
