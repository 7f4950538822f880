"""Short files, short functions, every one of them typed."""

import ast
from pathlib import Path
from statistics import median, quantiles

from source_tree import (
    ROOT,
    Function,
    body_length,
    functions_in,
    modules,
    name_of,
    place,
    tree_of,
)

LINES_OF_A_FILE = 500
MEDIAN, NINE_OF_TEN, LONGEST = 5, 20, 60


def python_files() -> list[Path]:
    folders = ("src", "tests", "examples", "benchmarks")
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def all_functions() -> list[tuple[Path, Function]]:
    return [(path, function) for path in modules() for function in functions_in(tree_of(path))]


def test_every_python_file_is_shorter_than_500_lines() -> None:
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    long = {name_of(path): n for path, n in counted.items() if n >= LINES_OF_A_FILE}
    assert long == {}


def test_functions_are_short() -> None:
    """Lines of code of the bodies: at most 5 for half of them, 20 for nine of ten, 60 for all."""
    lengths = {place(p, f): body_length(p, f) for p, f in all_functions()}
    middle, high = median(lengths.values()), quantiles(lengths.values(), n=10)[-1]
    longest = sorted(lengths.items(), key=lambda item: -item[1])[:8]
    told = f"{len(lengths)} functions: median {middle}, p90 {high}, longest {longest}"
    assert middle <= MEDIAN, told
    assert high <= NINE_OF_TEN, told
    assert longest[0][1] <= LONGEST, told


def test_every_function_is_annotated() -> None:
    bare = [
        f"{place(p, f)} {f.name}: {', '.join(m)}" for p, f in all_functions() if (m := bare_in(f))
    ]
    assert bare == []


def bare_in(function: Function) -> list[str]:
    """Return the arguments without a type, and "return" if the result has none."""
    told = function.args
    every = [*told.posonlyargs, *told.args, *told.kwonlyargs, told.vararg, told.kwarg]
    untyped = [a.arg for a in every if isinstance(a, ast.arg) and a.annotation is None]
    missing = [name for name in untyped if name not in {"self", "cls"}]
    return missing if function.returns is not None else [*missing, "return"]
