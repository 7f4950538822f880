"""An award as a tree to read: what it asks, step by step, each with its article."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial

from rich.text import Text
from rich.tree import Tree

from thidua.cli.law_words import (
    BONUS_UNKNOWN,
    JOINED,
    KINDS,
    LEVELS,
    NO_BONUS,
    SUBJECTS,
    UNREAD,
    amount_text,
    bonus_of,
    days_text,
    deadline_text,
    figure_text,
    percent_of,
    quota_text,
    subjects_text,
    vote_text,
)
from thidua.law import (
    Awaited,
    Award,
    Bonus,
    Citation,
    Outline,
    Replaced,
    Requirement,
    Rulebook,
    SubjectKind,
)
from thidua.law.library import days_of
from thidua.text import decimal_text, money, short_date


def award_tree(
    award: Award, standards: Iterable[Outline], book: Rulebook, on: date, layer: str = ""
) -> Tree:
    tree = Tree(_head(award, book, on, layer), guide_style="dim")
    if book.unread is not None:
        tree.add(_cited(f"[!] {book.unread.note}".strip(), book.unread.citation, "bold red"))
    if award.note:
        tree.add(Text(f"Lưu ý: {award.note}", "italic"))
    _standards(tree, award, standards)
    tree.add(Text.assemble(("Người quyết định: ", "bold"), award.decided_by))
    _vote_and_quota(tree, award)
    _procedure(tree, award)
    _bonuses(tree, award, on)
    _grounds(tree, book)
    return tree


def _head(award: Award, book: Rulebook, on: date, layer: str) -> Text:
    other = f"\nTên gọi khác: {'; '.join(award.aliases)}" if award.aliases else ""
    return Text.assemble(
        (award.name_vi, "bold"),
        (f"  {award.slug}", "dim"),
        f"\n{KINDS[award.kind].capitalize()}, {LEVELS[award.level]}; "
        f"xét cho: {subjects_text(award.subject_kinds)}{other}\n",
        f"Ngày áp dụng {short_date(on)}: {book.title} ({days_of(book)})",
        "".join(f"\nQuy định địa phương: {title}" for title in book.local),
        f"\nNgày này “{layer}” không có hiệu lực: chỉ theo quy định của Trung ương"
        if layer and not book.local
        else "",
    )


def _standards(tree: Tree, award: Award, standards: Iterable[Outline]) -> None:
    basis = tree.add(Text("Điều luật làm nền", "bold"))
    for citation in award.legal_basis:
        basis.add(_citation(citation))
    top = tree.add(Text("Căn cứ và tiêu chuẩn (đạt tất cả)", "bold"))
    for line in standards:
        _standard(top, line, award.subject_kinds)


def _standard(above: Tree, line: Outline, kinds: Collection[str]) -> None:
    """Add a standard with its figures and parts; of those for some kinds only, say for which."""
    some = set(line.subjects) < set(kinds)
    whom = f"({subjects_text(line.subjects)}) " if some else ""
    joined = f" — {JOINED[line.joined]}:" if JOINED[line.joined] else ""
    branch = above.add(_cited(f"{whom}{line.text}{joined}", line.citation))
    for text, citation in line.besides:
        branch.add(_cited(f"Được tính là thời gian công tác: {text}", citation))
    for amount in line.amounts:
        label = Text.assemble(f"{amount.label}: ", (amount_text(amount), "bold cyan"))
        figure = branch.add(label.append_text(Text("  ")).append_text(_citation(amount.citation)))
        _local(figure, amount.replaces, amount.awaits, partial(figure_text, unit=amount.unit))
    if line.meets:
        branch.add(Text(f"xem: thidua law show {line.meets}", "dim"))
    if line.note:
        branch.add(Text(line.note, "italic dim"))
    for part in line.parts:
        _standard(branch, part, line.subjects)


def _vote_and_quota(tree: Tree, award: Award) -> None:
    if award.quota:
        branch = tree.add(_titled("Tỷ lệ", quota_text(award.quota), award.quota.citation))
        branch.add(Text(award.quota.note or "Chỉ để đối chiếu, không tự động loại.", "italic dim"))
        _local(branch, award.quota.replaces, award.quota.awaits, percent_of)
    vote = tree.add(_titled("Biểu quyết", vote_text(award.vote), award.vote.citation))
    if award.vote.note:
        vote.add(Text(award.vote.note, "italic dim"))
    _local(vote, award.vote.replaces, award.vote.awaits, percent_of)


def _local(
    above: Tree,
    replaces: Iterable[Replaced],
    awaits: Awaited | None,
    told: Callable[[int | None], str],
) -> None:
    """Set beside a local figure those it stands in for; say whose figure is not known."""
    for under in replaces:
        above.add(_cited(f"Chặt hơn mức {told(under.value)}", under.citation, "magenta"))
    if awaits:
        above.add(_cited(awaits.words, awaits.citation, "magenta"))


def _procedure(tree: Tree, award: Award) -> None:
    steps = award.procedure
    sets = f" ({steps.sets} bộ bản chính)" if steps.sets else ""
    _requirements(tree, f"Hồ sơ{sets}", steps.dossier)
    _requirements(tree, "Lấy ý kiến", filter(None, [steps.consultation]))
    _requirements(tree, "Công khai", filter(None, [steps.public_notice]))
    _requirements(tree, "Thời hạn nhận hồ sơ", steps.receipt)


def _requirements(tree: Tree, title: str, needed: Iterable[Requirement]) -> None:
    lines = tuple(needed)
    branch = tree.add(Text(title, "bold")) if lines else tree
    for one in lines:
        when = f" — khi: {one.when}" if one.when else ""
        leaf = branch.add(
            _cited(f"{deadline_text(one.text)}{days_text(one.days)}{when}", one.citation)
        )
        if one.note:
            leaf.add(Text(one.note, "italic dim"))


def _bonuses(tree: Tree, award: Award, on: date) -> None:
    branch = tree.add(Text(f"Tiền thưởng theo mức lương cơ sở ngày {short_date(on)}", "bold"))
    for kind in award.subject_kinds:
        bonus = bonus_of(award, kind, on)
        none = NO_BONUS if kind in award.no_bonus else BONUS_UNKNOWN
        branch.add(_bonus(kind, bonus) if bonus else f"{SUBJECTS[kind]}: {none}")


def _bonus(kind: SubjectKind, bonus: Bonus) -> Text:
    most = "tối đa " if bonus.cap else ""
    line = Text.assemble(
        f"{SUBJECTS[kind]}: {most}{decimal_text(bonus.multiple)} × {money(bonus.base)} = ",
        (money(bonus.amount), "bold cyan"),
        "  ",
    )
    for citation in (bonus.citation, bonus.base_citation, bonus.rounding):
        line = line.append_text(_citation(citation)).append(" ") if citation else line
    return line


def _grounds(tree: Tree, book: Rulebook) -> None:
    branch = tree.add(Text("Căn cứ hủy bỏ quyết định, thu hồi hiện vật", "bold"))
    for ground in book.revocation:
        branch.add(_cited(ground.text, ground.citation))
    if not book.revocation:
        branch.add(Text("bộ quy định này chưa nhập", "dim"))


def _titled(title: str, text: str, citation: Citation) -> Text:
    line = Text.assemble((f"{title}: ", "bold"), text, "  ")
    return line.append_text(_citation(citation))


def _cited(text: str, citation: Citation, style: str = "") -> Text:
    return Text.assemble((text, style), "  ").append_text(_citation(citation))


def _citation(citation: Citation) -> Text:
    line = Text(f"[{citation.text}]", "green" if citation.verified else "yellow")
    return line if citation.verified else line.append(f" {UNREAD}", "bold yellow")
