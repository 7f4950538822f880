"""The layers hold, and the contracts that say so would catch a breach of each kind."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from source_tree import PACKAGE, ROOT

BREACHES = {
    "law/judge.py": "from django.utils import timezone",
    "text/dates.py": "import sqlite3",
    "scoring/ranking.py": "from thidua.voting import Count",
    "papers/kinds.py": "from thidua.apps.filing.models import Paper",
    "apps/units/services.py": "from thidua.apps.awards.queries import register_of",
    "apps/campaigns/queries.py": "from thidua.apps.campaigns.services import target_set",
    "apps/meetings/services.py": "from thidua.year.merit import merit_of",
    "year/merit.py": "from thidua.web.shell import now",
    "web/register.py": "from thidua.apps.awards.models import Nomination",
    "analysis/columns.py": "from thidua.scoring import Ranking",
    "analysis/layout.py": "from thidua.cli.main import app",
    "cli/serving.py": "from thidua.web.shell import now",
    "extra/__init__.py": "",
    "apps/awards/helpers.py": "",
}
LAYERS = "config > web | cli > analysis > year > apps > engines > text"
ENGINES = "The engines know no Django, no database, no network"
ANALYSIS = "The analysis stands on the law and on words alone"
ORDER = "Apps stand in the order of the year"
INSIDE = "Inside each app: tasks, admin > services > queries, policy > models > enums"
PAGES = "Pages reach data through services and queries only"
CYCLES = "No cycles between sibling packages"
CAUGHT = [
    (ENGINES, "thidua.law.judge -> django"),
    (ENGINES, "thidua.text.dates -> sqlite3"),
    (LAYERS, "thidua.scoring.ranking -> thidua.voting"),
    (LAYERS, "thidua.papers.kinds -> thidua.apps.filing.models"),
    (ENGINES, "thidua.papers.kinds -> thidua.apps.filing.models"),
    (ANALYSIS, "thidua.analysis.columns -> thidua.scoring"),
    (LAYERS, "thidua.analysis.layout -> thidua.cli.main"),
    (ORDER, "thidua.apps.units.services -> thidua.apps.awards.queries"),
    (INSIDE, "thidua.apps.campaigns.queries -> thidua.apps.campaigns.services"),
    (LAYERS, "thidua.apps.meetings.services -> thidua.year.merit"),
    (LAYERS, "thidua.year.merit -> thidua.web.shell"),
    (PAGES, "thidua.web.register -> thidua.apps.awards.models"),
    (LAYERS, "thidua.cli.serving -> thidua.web.shell"),
    (LAYERS, "- thidua.extra"),
    (INSIDE, "- thidua.apps.awards.helpers"),
    (CYCLES, ".apps -> .year"),
]


def lint(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the `pyproject.toml` in a folder against the package in another."""
    command = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def contracts() -> list[str]:
    told = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return re.findall(r'\[\[tool\.importlinter\.contracts\]\]\nname = "(.+)"', told)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of a copy of the package in which each rule is broken once."""
    folder = tmp_path_factory.mktemp("breach")
    only_python = shutil.ignore_patterns("__pycache__", "static", "templates", "rulebooks")
    shutil.copytree(PACKAGE, folder / "thidua", ignore=only_python)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, line in BREACHES.items():
        path = folder / "thidua" / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    return lint(folder, folder).stdout


def test_the_layers_hold() -> None:
    done = lint(ROOT, PACKAGE.parent)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_is_tried_with_a_breach() -> None:
    assert set(contracts()) == {contract for contract, _ in CAUGHT}


@pytest.mark.parametrize(("contract", "report"), CAUGHT)
def test_a_planted_breach_is_caught_by_its_contract(
    broken: str, contract: str, report: str
) -> None:
    section = broken.partition("Broken contracts")[2].partition(f"\n{contract}\n")[2]
    others = [re.escape(name) for name in contracts() if name != contract]
    own = re.split(rf"\n(?:{'|'.join(others)})\n-+\n", section)[0]
    assert report in own, f"not reported under “{contract}”:\n{broken}"
