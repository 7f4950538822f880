"""Lists of `thidua law`: awards of a day, changes between two days, provisions nobody has read."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from thidua.cli.law_words import CHANGES, KINDS, LEVELS, MATTERS, UNREAD, matter_text, subjects_text
from thidua.cli.unread import Unread
from thidua.law import Award, Change, Citation, Rulebook
from thidua.law.library import days_of
from thidua.text import short_date


def awards_table(awards: Sequence[Award], book: Rulebook, on: date) -> Table:
    """Return the awards from the highest level down, those of a kind together."""
    title = f"{book.title} ({days_of(book)}), ngày {short_date(on)}: {len(awards)}"
    table = _table(title, "Danh hiệu, hình thức", "Đối tượng", "Người quyết định")
    kinds, levels = list(KINDS), list(LEVELS)
    ordered = sorted(awards, key=lambda a: (-levels.index(a.level), kinds.index(a.kind)))
    for (level, kind), group in groupby(ordered, key=lambda a: (a.level, a.kind)):
        table.add_row(Text(f"{KINDS[kind]}, {LEVELS[level]}".upper(), "bold"))
        for award in group:
            name = Text.assemble(award.name_vi, (f"\n{award.slug}", "dim"))
            table.add_row(name, subjects_text(award.subject_kinds), award.decided_by)
    return table


def changes_table(changes: Sequence[Change], title: str) -> Table:
    table = _table(title, "", "Nội dung", "Trước", "Sau")
    for change in changes:
        table.add_row(
            CHANGES[change.kind], _matter(change),
            _told(matter_text(change.id, change.before), change.citation_before),
            _told(matter_text(change.id, change.after), change.citation_after),
        )  # fmt: skip
    return table


def no_changes(_changes: Sequence[Change], title: str) -> Text:
    return Text(f"{title}: không có thay đổi.")


def _matter(change: Change) -> str:
    if change.id in MATTERS:
        return MATTERS[change.id]
    what = ", ".join(MATTERS[name] for name in change.what)
    return f"{change.id}\n({what})" if what else change.id


def _told(text: str, citation: Citation | None) -> Text:
    told = Text(text)
    if citation:
        told.append(f"\n[{citation.text}]", "green" if citation.verified else "yellow")
        told.append("" if citation.verified else f" {UNREAD}", "bold yellow")
    return told


def unread_tree(unread: Sequence[Unread]) -> Tree:
    tree = Tree(Text(f"Điều khoản đang dùng, chưa kiểm chứng: {len(unread)}", "bold"))
    for one in unread:
        branch = tree.add(Text(one.citation.text, "yellow"))
        branch.add(f"Dùng ở: {_places(one)}")
        branch.add(f"Kiểm chứng ở: {one.where}")
        if one.note:
            branch.add(f"Lưu ý: {one.note}")
    return tree


def _places(unread: Unread) -> str:
    """Return where it is used, the matters of one award together."""
    matters: dict[tuple[str, str], list[str]] = {}
    for book, award, matter in unread.uses:
        matters.setdefault((book, award), []).append(matter)
    return "; ".join(f"{b}/{a} ({', '.join(m)})" for (b, a), m in matters.items())


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title, show_lines=True, title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table
