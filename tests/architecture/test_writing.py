"""Who may write, who may read the clock, and how a deed is called."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_tree import (
    PACKAGE,
    Function,
    all_parts,
    app_names,
    calls_in,
    functions_in,
    imports_in,
    modules,
    name_of,
    parts_of,
    place,
    tree_of,
)

WRITES = {
    "save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create",
}  # fmt: skip
# Calls by the name of a write that write no row.
NO_ROW = {
    ("cli/playing.py", "update"): "moves the progress bar",
    ("cli/simulating.py", "update"): "moves the progress bar",
}
# Reading with the database's own words. New pages ask a query of the app instead.
READS_IN_PAGES = {
    "web/home.py": {"Case", "IntegerField", "Value", "When"},
    "web/papers.py": {"Count"},
    "web/register.py": {"Sum"},
}
CLOCK_NAMES = {("django.utils.timezone", "now"), ("time", "time"), ("time", "monotonic")}
CLOCK_CALLS = {
    "timezone.now", "date.today", "datetime.now", "datetime.utcnow", "datetime.today",
    "time.time", "time.monotonic", "time.perf_counter",
}  # fmt: skip
MAY_READ_THE_CLOCK = {"web/shell.py", "cli/archiving.py", "cli/notices.py", "cli/playing.py"}
# Transactions in `services` that are no deeds of a person.
NO_DEED = {
    ("journal", "record"): "the journal's own writer, called inside a deed",
    ("filing", "number_take"): "a step inside the deed that files the numbered paper",
    ("people", "account_open"): "a sign-in belongs to the whole country, a chain to an authority",
}


def writes_outside(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        for call in calls_in(tree_of(path)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if name in WRITES and (name_of(path), name) not in NO_ROW:
                yield f"{place(path, call)} .{name}("


def test_rows_are_written_in_services_only() -> None:
    above = set(modules("apps", "year", "web", "cli", "config"))
    others = above - {*all_parts("services"), *all_parts("models")}
    assert list(writes_outside(sorted(others))) == []


def test_a_model_writes_nothing_but_itself() -> None:
    found = [
        place(path, call)
        for path in all_parts("models")
        for call in calls_in(tree_of(path))
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and ast.unparse(call.func) != "super().save"
    ]
    assert found == []


def test_raw_sql_is_run_by_the_journal_and_by_migrations_only() -> None:
    found = {
        name_of(path)
        for path in modules()
        for _, module, name in imports_in(tree_of(path))
        if (module, name) in {("django.db", "connection"), ("django.db", "connections")}
    }
    assert found == {"apps/journal/services.py"}


def test_pages_know_no_database() -> None:
    used: dict[str, set[str]] = {}
    for path in modules("web"):
        for _, module, name in imports_in(tree_of(path)):
            # `QuerySet` is only the type of what a query returned.
            if module.startswith("django.db") and name != "QuerySet":
                used.setdefault(name_of(path), set()).add(name)
    assert used == READS_IN_PAGES, "move new reads to the app's queries; drop what has moved"


def readings_of_the_clock(path: Path) -> Iterator[str]:
    tree = tree_of(path)
    for statement, module, name in imports_in(tree):
        if (module, name) in CLOCK_NAMES:
            yield f"{place(path, statement)} imports {module}.{name}"
    for call in calls_in(tree):
        called = ".".join(ast.unparse(call.func).split(".")[-2:])
        today = called.split(".")[-1] in {"localdate", "localtime"} and not call.args
        if called in CLOCK_CALLS or today:
            yield f"{place(path, call)} {called}()"
        yield from (
            f"{place(path, call)} {word.arg}="
            for word in call.keywords
            if word.arg in {"auto_now", "auto_now_add"}
        )


def test_time_is_an_argument_and_the_clock_is_read_at_the_door_only() -> None:
    inside = [path for path in modules() if name_of(path) not in MAY_READ_THE_CLOCK]
    assert [found for path in inside for found in readings_of_the_clock(path)] == []


@pytest.mark.parametrize("name", sorted(MAY_READ_THE_CLOCK))
def test_who_may_read_the_clock_does(name: str) -> None:
    assert list(readings_of_the_clock(PACKAGE / name)) != []


def test_no_template_reads_the_clock() -> None:
    templates = (PACKAGE / "web" / "templates").rglob("*.html")
    tag = re.compile(r"{%\s*now\b")
    assert [name_of(p) for p in templates if tag.search(p.read_text(encoding="utf-8"))] == []


def is_atomic(function: Function) -> bool:
    return any(ast.unparse(d) == "transaction.atomic" for d in function.decorator_list)


def services() -> Iterator[tuple[str, Path, Function]]:
    for app in app_names():
        for path in parts_of(app, "services"):
            yield from ((app, path, function) for function in functions_in(tree_of(path)))


def test_a_deed_is_keyword_only_and_is_told_who_and_when() -> None:
    wrong = []
    for app, path, function in services():
        if not is_atomic(function) or (app, function.name) in NO_DEED:
            continue
        named = {argument.arg for argument in function.args.kwonlyargs}
        positional = [*function.args.posonlyargs, *function.args.args]
        if positional or not {"actor", "at"} <= named:
            wrong.append(f"{place(path, function)} {function.name}")
    assert wrong == []


def test_the_exceptions_among_services_are_still_there() -> None:
    there = {(app, function.name) for app, _, function in services() if is_atomic(function)}
    assert set(NO_DEED) <= there


def test_the_year_and_the_pages_call_only_deeds_and_checks_of_services() -> None:
    """What is imported from a `services` is a deed, a value to hand to one, a check, a constant."""
    keyword_only = {
        function.name
        for _, _, function in services()
        if not function.args.args and function.args.kwonlyargs
    }
    classes = {
        node.name
        for path in all_parts("services")
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef)
    }
    imported = {
        (name_of(path), name)
        for path in modules("web", "year", "cli")
        for _, module, name in imports_in(tree_of(path))
        if re.match(r"thidua\.apps\.\w+\.services\b", module)
    }
    harmless = {name for _, name in imported if name.startswith("check_") or name.isupper()}
    allowed = keyword_only | classes | harmless
    assert sorted(pair for pair in imported if pair[1] not in allowed) == []
