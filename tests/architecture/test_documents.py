"""Docs that can't rot: what the code has, its page names, and every link leads somewhere."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from click import Command
from source_tree import DOCS, ROOT, all_parts, modules, name_of, tracked, tree_of
from typer.main import get_command

from thidua.apps.journal.enums import DEEDS
from thidua.cli.main import app as command
from thidua.year.demo import PASSWORD, SIGN_INS
from thidua.year.dossiers.sheets import ALL as DOSSIER_SHEETS
from thidua.year.workbook.schema import Form, Listing
from thidua.year.workbook.sheets import ALL as SHEETS

REFERENCE = DOCS / "reference"
WALKS = [*sorted((DOCS / "tutorial").glob("*.md")), *sorted((DOCS / "how-to").glob("*.md"))]
QUOTED = re.compile(r"“([^”]+)”")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PATH_IN_TEXT = re.compile(r"`((?:src|tests|docs|tools|examples|benchmarks|\.ci)/[^`*<>{}… ]+)`")


def pages() -> list[Path]:
    return sorted(path for path in tracked() if path.suffix == ".md")


def text_of(page: str) -> str:
    return (REFERENCE / page).read_text(encoding="utf-8")


def rows_of(page: str) -> set[str]:
    """Return what stands in backticks at the head of the rows of a page's tables."""
    return set(re.findall(r"^\| `([^`]+)`", text_of(page), flags=re.MULTILINE))


def test_every_deed_has_its_line_and_every_line_its_deed() -> None:
    assert rows_of("deeds.md") == set(DEEDS)


def test_every_deed_the_journal_knows_is_done_somewhere() -> None:
    """A name with a sentence and no code would promise what nobody can do."""
    told = {
        node.value
        for path in all_parts("services")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(DEEDS) - told) == []


def policies() -> dict[str, str]:
    """Return who may do which deed, as the apps' tables say it, in words."""
    tables = [
        node.value
        for path in all_parts("policy")
        for node in tree_of(path).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "MAY"
    ]
    return {
        ast.literal_eval(key): ast.unparse(who).replace(" | ", " or ").replace(" & ", " and ")
        for table in tables
        if isinstance(table, ast.Dict)
        for key, who in zip(table.keys, table.values, strict=True)
        if key is not None
    }


def test_the_deeds_page_says_who_may_as_the_policy_does() -> None:
    rows = re.findall(r"^\| `(.+?)` \|.*?\|.*?\| (.*?) \|", text_of("deeds.md"), re.MULTILINE)
    said = dict(rows)
    assert {deed: said[deed] for deed in policies()} == policies()


def settings_read() -> set[str]:
    name = re.compile(r"THIDUA_[A-Z_]+")
    return {
        node.value
        for path in modules("config", "cli")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and name.fullmatch(node.value)
    }


def test_every_setting_has_its_line_and_every_line_its_setting() -> None:
    assert rows_of("settings.md") == settings_read()


def test_every_command_and_option_is_described() -> None:
    page = text_of("commands.md")
    headings = set(re.findall(r"^### `thidua ([a-z -]*[a-z])", page, flags=re.MULTILINE))
    assert headings == set(commands_of(get_command(command)))
    assert {option for option in options() if f"`{option}`" not in page} == set()


def commands_of(group: Command, above: str = "") -> dict[str, Command]:
    """Return the commands by their words, those of groups below them."""
    found: dict[str, Command] = {}
    for name, sub in getattr(group, "commands", {}).items():
        inner = commands_of(sub, f"{above}{name} ")
        found |= inner or {f"{above}{name}": sub}
    return found


def options() -> set[str]:
    """Return the options of all commands, read from what they themselves say."""
    subcommands = commands_of(get_command(command)).values()
    return {word for sub in subcommands for p in sub.params for word in p.opts if word[0] == "-"}


def test_every_make_target_is_described() -> None:
    made = re.findall(
        r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE
    )
    page = text_of("commands.md")
    assert [target for target in made if f"| `make {target}` |" not in page] == []


@pytest.mark.parametrize(
    ("page", "sheets"), [("workbook.md", SHEETS), ("dossiers.md", DOSSIER_SHEETS)]
)
def test_every_sheet_of_a_workbook_is_described_with_its_columns(
    page: str, sheets: tuple[Listing[Any] | Form[Any], ...]
) -> None:
    told = text_of(page).partition("\n## Sheets\n")[2].partition("\n## ")[0]
    described = {
        section.partition("\n")[0]: columns_in(section) for section in told.split("\n### ")[1:]
    }
    assert described == {s.sheet: [(c.heading, c.required) for c in s.columns] for s in sheets}


def columns_in(section: str) -> list[tuple[str, bool]]:
    """Return the columns a section describes, each with whether it must be filled in."""
    rows = re.findall(r"^\| (.+?) \| (yes)? ?\|", section, flags=re.MULTILINE)
    return [(head, blank != "yes") for head, blank in rows if head[0] != "("]


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    dead = [link for link in LINK.findall(page.read_text("utf-8")) if not leads(page, link)]
    assert dead == []


def leads(page: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not anchor or anchor in anchors_of(target))


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_path_a_page_names_is_there(page: Path) -> None:
    named = PATH_IN_TEXT.findall(page.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_readme_names_the_sample_sign_ins() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = re.findall(r"^\| `([^`]+)` \|", readme, flags=re.MULTILINE)
    assert named == [sign_in for sign_in, _ in SIGN_INS]
    assert f"`{PASSWORD}`" in readme


@pytest.mark.parametrize("page", WALKS, ids=name_of)
def test_what_a_walk_quotes_can_be_read_on_the_screen_or_in_the_workbook(page: Path) -> None:
    quoted = set(QUOTED.findall(page.read_text("utf-8")))
    scripts = (ROOT / "src" / "thidua" / "web" / "ballot").glob("*.js")
    sources = [*(ROOT / "src" / "thidua").rglob("*.html"), *modules(), *scripts]
    shown = "\n".join(path.read_text("utf-8") for path in sources)
    assert sorted(words for words in quoted if words not in shown) == []


def test_every_page_of_the_docs_can_be_reached_from_their_index() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in LINK.findall(index)}
    inside = {path for path in pages() if path.is_relative_to(DOCS)} - {DOCS / "README.md"}
    assert sorted(name_of(path) for path in inside - linked) == []
