"""The project's own source as the architecture tests read it."""

import ast
import subprocess
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "thidua"
APPS = PACKAGE / "apps"
DOCS = ROOT / "docs"
ENGINES = ("text", "law", "scoring", "voting", "papers")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*folders: str) -> list[Path]:
    """Return the Python files of the package, or of some of its folders, without migrations."""
    roots = [PACKAGE / folder for folder in folders] or [PACKAGE]
    found = [path for root in roots for path in root.rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def app_names() -> list[str]:
    return sorted(path.parent.name for path in APPS.glob("*/apps.py"))


def parts_of(app: str, module: str) -> list[Path]:
    """Return the files of an app's module, be it a file or, once long, a folder."""
    alone = APPS / app / f"{module}.py"
    return [alone] if alone.exists() else sorted((APPS / app / module).glob("*.py"))


def all_parts(module: str) -> list[Path]:
    return [path for app in app_names() for path in parts_of(app, module)]


def name_of(path: Path) -> str:
    """Return a file's path as it is written in these tests, from the package or the root on."""
    return path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{name_of(path)}:{node.lineno}"


def functions_in(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def calls_in(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def imports_in(tree: ast.AST) -> Iterator[tuple[ast.stmt, str, str]]:
    """Yield each import as (statement, module, name); a plain `import x` has the name ""."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name, "") for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((node, node.module or "", alias.name) for alias in node.names)


def docstring_of(node: ast.AST) -> ast.stmt | None:
    if not isinstance(node, ast.Module | ast.ClassDef | Function) or not node.body:
        return None
    first = node.body[0]
    holds_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return first if holds_text and isinstance(first.value.value, str) else None


@cache
def code_lines(path: Path) -> frozenset[int]:
    """Return the numbers of the lines that hold code: no blanks, comments or docstrings."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    with path.open("rb") as file:
        spoken = [t for t in tokenize.tokenize(file.readline) if t.type not in silent and t.string]
    lines = {n for t in spoken[1:] for n in range(t.start[0], t.end[0] + 1)}
    for node in ast.walk(tree_of(path)):
        if text := docstring_of(node):
            lines -= set(range(text.lineno, (text.end_lineno or 0) + 1))
    return frozenset(lines)


def body_length(path: Path, function: Function) -> int:
    """Return the lines of code of a function's body."""
    body = range(function.body[0].lineno, (function.end_lineno or 0) + 1)
    return len(code_lines(path).intersection(body))


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files under version control or about to be; outside a checkout, all not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        return tuple(not_ignored(ROOT))
    found = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in found if path.is_file())


def not_ignored(folder: Path) -> Iterator[Path]:
    """Walk a folder by the patterns of `.gitignore`."""
    patterns = [".git", *(ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    for path in sorted(folder.iterdir()):
        if any(ignores(pattern, path) for pattern in patterns):
            continue
        if path.is_dir():
            yield from not_ignored(path)
        else:
            yield path


def ignores(pattern: str, path: Path) -> bool:
    bare = pattern.strip("/")
    anchored = "/" in pattern.rstrip("/")
    return fnmatch(path.relative_to(ROOT).as_posix() if anchored else path.name, bare)
