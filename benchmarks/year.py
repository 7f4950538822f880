"""The whole example year headless, against the bare work inside it: ratios in one run."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "nam-dinh-2021"


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Print the time of reading, migrating, playing; the last as multiples of the first two."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THIDUA_DATABASE"] = f"sqlite:///{folder}/year.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        from thidua.apps.filing.models import Paper
        from thidua.apps.journal.models import Entry
        from thidua.year.play import play
        from thidua.year.workbook import read

        plan = read(EXAMPLE / "year.xlsx")
        reading = timed(lambda: read(EXAMPLE / "year.xlsx"))
        migrating = timed(lambda: call_command("migrate", verbosity=0))
        playing = timed(lambda: play(plan))
        print(f"{'work':<42}{'seconds':>9}{'ratio':>9}")
        for name, seconds in (
            ("read the workbook with all its checks", reading),
            ("make the database", migrating),
            (f"play: {Entry.objects.count()} deeds, {Paper.objects.count()} papers", playing),
        ):
            print(f"{name:<42}{seconds:>9.2f}{seconds / reading:>8.1f}×")


main()
