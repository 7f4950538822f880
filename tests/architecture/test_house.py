"""The house: tests mirror the source, reasons stand beside exceptions, no machine shines through."""

import re
from pathlib import Path

import pytest
from source_tree import ENGINES, ROOT, app_names, imports_in, modules, name_of, tracked, tree_of

LAYERS_ABOVE = ("apps", "year", "analysis", "web", "cli")
EXCEPTION = re.compile(r"#\s*(noqa|type: ignore)\b(\[[\w,-]+\]|: [A-Z]+\d+(?:, [A-Z]+\d+)*)?(.*)")
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
# Addresses of package registries and their mirrors; locks carry versions and hashes only.
REGISTRY = re.compile(
    r"https?://[^\s\"'<>)]*(?:py"
    r"pi|python"
    r"hosted|npm"
    r"js|registry|nexus|artifactory|/simple\b)"
    r"|--(?:extra-)?index-url\b|\"resolved\":",
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.:/}])/(?:home|root|Users|work|workspace)/\w|\b[A-Z]:\\\\?Users")


def suite_of(layer: str) -> list[Path]:
    return sorted((ROOT / "tests" / layer).glob("test_*.py"))


@pytest.mark.parametrize("layer", [*ENGINES, *LAYERS_ABOVE])
def test_every_engine_and_layer_has_tests_of_its_own(layer: str) -> None:
    assert suite_of(layer) != []


@pytest.mark.parametrize("app", app_names())
def test_every_app_is_put_to_the_test_by_the_suite_of_the_apps_or_of_the_year(app: str) -> None:
    used = {
        module
        for path in [*suite_of("apps"), *suite_of("year"), ROOT / "tests" / "cast.py"]
        for _, module, _ in imports_in(tree_of(path))
    }
    assert {m for m in used if m.startswith(f"thidua.apps.{app}.")} != set()


def readable() -> list[tuple[Path, str]]:
    """Return the tracked files that are text, with what they say."""
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:4096]:
            found.append((path, content.decode("utf-8")))
    return found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name_of(path)}:{number}: {line.strip()[:120]}"
        for path, text in readable()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_registry() -> None:
    assert lines_with(REGISTRY) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_what_only_benchmarks_may_use_is_used_by_them_alone() -> None:
    """OpenFisca is under the AGPL: a peer to measure against, never a part."""
    users = {
        path.relative_to(ROOT).parts[0]
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for _, module, _ in imports_in(tree_of(path))
        if module.startswith("openfisca")
    }
    assert users == {"benchmarks"}
    assert [
        n for n in ("", "-dev") if "openfisca" in (ROOT / f"requirements{n}.lock").read_text()
    ] == []


def test_nothing_is_left_unfinished() -> None:
    assert lines_with(UNFINISHED) == []


def test_an_exception_from_a_rule_names_the_rule_and_the_reason() -> None:
    bare = []
    for path in modules():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            found = EXCEPTION.search(line)
            if found and not (found[2] and re.match(r"\s*(?:--|#)\s*\w", found[3])):
                bare.append(f"{name_of(path)}:{number}")
    assert bare == []
