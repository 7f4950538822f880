"""By what right somebody signs (Decree 30/2020/NĐ-CP, Article 13 and Annex I, Part I, II.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Prefix(StrEnum):
    """The letters before whom somebody signs for."""

    ON_BEHALF = "TM."
    FOR_THE_HEAD = "KT."
    BY_ORDER = "TL."
    BY_MANDATE = "TUQ."
    ACTING = "Q."


@dataclass(frozen=True, slots=True)
class Mandate:
    """The written mandate of whoever signs "TUQ.": its paper and the days it runs."""

    paper: str
    since: date
    until: date

    def covers(self, day: date) -> bool:
        return bool(self.paper.strip()) and self.since <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """Boxes 7a-7c.

    Args:
        capacity: lines in bold, such as "TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG".
        name: the signer's full name, without title or degree; may be empty.
        second_post: the signer's post in the agency, above the name.
        mandate: what "TUQ." rests on.

    Between capacity and name the room for the signature stays blank.
    """

    capacity: tuple[str, ...]
    name: str = ""
    second_post: str = ""
    mandate: Mandate | None = None

    def check(self, day: date) -> None:
        """Refuse to sign by a mandate that isn't in force.

        Raises:
            ValueError: "TUQ." without a mandate, or outside its days.
        """
        if not any(line.startswith(Prefix.BY_MANDATE) for line in self.capacity):
            return
        if self.mandate is None or not self.mandate.covers(day):
            raise ValueError(
                "Ký “TUQ.” phải có văn bản ủy quyền còn hiệu lực vào ngày ký (Nghị định số "
                "30/2020/NĐ-CP, Điều 13); hãy ghi văn bản ủy quyền hoặc đổi người ký."
            )


def capacity(post: str, *signs_for: tuple[Prefix, str], acting: bool = False) -> tuple[str, ...]:
    """Return box 7a: whom the signer signs for, line by line, then the signer's own post.

    `capacity("Phó Chủ tịch", (ON_BEHALF, "Ủy ban nhân dân"), (FOR_THE_HEAD, "Chủ tịch"))` is
    "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH". Who acts as head has "Q." before the
    post.

    Raises:
        ValueError: "TM." isn't first, or "Q." is given as somebody signed for.
    """
    prefixes = [prefix for prefix, _ in signs_for]
    if Prefix.ON_BEHALF in prefixes[1:] or Prefix.ACTING in prefixes:
        raise ValueError(
            "“TM.” đứng trên cùng, “Q.” đứng trước chức vụ của người ký; hãy sắp lại phần ký."
        )
    own = f"{Prefix.ACTING} {post.upper()}" if acting else post.upper()
    return (*(f"{prefix} {whom.upper()}" for prefix, whom in signs_for), own)


def check_signers(blocks: Sequence[SignatureBlock], day: date) -> None:
    """Check every signer of a paper of a day; errors as `SignatureBlock.check`."""
    for block in blocks:
        block.check(day)
