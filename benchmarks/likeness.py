"""Finding like initiatives: precision, recall, time and room, against rapidfuzz over all texts.

The corpus is invented (`tests/likeness_corpus.py`); copies are hidden in four ways, look-alikes are
about the same things and copy nothing. Everything runs through the tables of the application on an
SQLite file. The peer compares a question with every text by `rapidfuzz.fuzz.token_set_ratio` on
folded texts, the way a script without an index would, at the threshold that is best for it.
Bar: 300 ms for a question among 50,000 texts.

Run with `python benchmarks/likeness.py`; trust the ratios, not the times of one machine.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from likeness_corpus import Asked, corpus, questions

SIZES, EACH, PEER_EACH, BAR, BATCH = (5_000, 10_000, 20_000, 50_000), 15, 2, 0.300, 1000
DAY = date(2021, 12, 17)


@dataclass(frozen=True)
class Answered:
    """What a way of finding told: of each question the share of its likest text, and whether that
    was the one it was made of; how long a question took, by the clock and by the processor."""

    likest: list[tuple[Asked, float, bool]]
    clock: list[float]
    processor: list[float]

    def precision(self, least: float) -> float:
        told = [one for one in self.likest if one[1] >= least]
        right = sum(one[0].copied and one[2] for one in told)
        return right / len(told) if told else 1.0

    def recall(self, least: float, way: str = "") -> float:
        copies = [one for one in self.likest if one[0].copied and way in {"", one[0].way}]
        return sum(one[1] >= least and one[2] for one in copies) / len(copies)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    sizes: Sequence[int] = parser.parse_args().sizes
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "like.sqlite3"
        start(file)
        unit = unit_with_nothing()
        texts, at = corpus(max(sizes)), 0
        print(
            f"{'texts':>7} {'index ms':>9} {'CPU ms':>7} {'median':>7} {'slowest':>8} {'MB':>6}"
            f" {'recall':>7} {'precis.':>8} {'peer ms':>9} {'ratio':>7} {'p.rec':>6} {'p.prec':>7}"
        )
        for size in sizes:
            indexed = fill(unit, texts[at:size], at)
            show(size, indexed / (size - at), file, unit, texts[:size])
            at = size
        print(
            f"Memory of this process at its peak, texts included: "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
        )


def start(file: Path) -> None:
    os.environ.setdefault("THIDUA_SECRET_KEY", "benchmark")
    os.environ["THIDUA_DATABASE"] = f"sqlite:///{file}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    os.environ["THIDUA_DATA"] = str(file.parent)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def unit_with_nothing() -> Any:
    from thidua.apps.units.models import Authority, Unit

    authority = Authority.objects.create(code="mau", name="Tỉnh Mẫu (minh họa)")
    return Unit.objects.create(
        authority=authority, code="mau", name="Sở Mẫu (minh họa)", valid_from=date(2000, 1, 1)
    )


def fill(unit: Any, texts: Sequence[tuple[str, str]], first: int) -> float:
    """Store texts and index them; return the seconds of processor the index alone took."""
    from thidua.apps.assessments.models import Initiative
    from thidua.apps.assessments.services import likeness_index

    spent = 0.0
    for at in range(0, len(texts), BATCH):
        rows = Initiative.objects.bulk_create(
            initiative(unit, title, text, first + at + number)
            for number, (title, text) in enumerate(texts[at : at + BATCH])
        )
        begun = process_time()
        likeness_index(rows)
        spent += process_time() - begun
    return spent


def initiative(unit: Any, title: str, text: str, number: int) -> Any:
    from thidua.apps.assessments.models import Initiative

    return Initiative(
        unit=unit, year=2021, title=title, application=text, scope="tinh",
        decision_number=f"{number}", decision_on=DAY,
    )  # fmt: skip


def show(size: int, index: float, file: Path, unit: Any, texts: Sequence[tuple[str, str]]) -> None:
    from thidua.text.likeness import LIKE

    ours = ask(questions(size, EACH), asker(unit))
    theirs, least = peer(texts, questions(size, PEER_EACH))
    middle, peer_middle = statistics.median(ours.processor), statistics.median(theirs.processor)
    print(
        f"{size:7} {index * 1000:9.2f} {middle * 1000:7.0f} {statistics.median(ours.clock) * 1000:7.0f}"
        f" {max(ours.clock) * 1000:8.0f} {file.stat().st_size / 2**20:6.0f} {ours.recall(LIKE):7.3f}"
        f" {ours.precision(LIKE):8.3f} {peer_middle * 1000:9.0f} {middle / peer_middle:7.4f}"
        f" {theirs.recall(least):6.2f} {theirs.precision(least):7.2f}"
    )
    ways = {one.way for one, _, _ in ours.likest if one.copied}
    print("        " + "; ".join(f"{way}: {ours.recall(LIKE, way):.3f}" for way in sorted(ways)))
    if statistics.median(ours.processor) > BAR:
        print(f"        above the bar of {BAR * 1000:.0f} ms")


Likest = Callable[[Asked], tuple[int, float]]


def ask(asked: Sequence[Asked], likest: Likest) -> Answered:
    told, clock, processor = [], [], []
    for question in asked:
        begun, spent = perf_counter(), process_time()
        number, share = likest(question)
        processor.append(process_time() - spent)
        clock.append(perf_counter() - begun)
        told.append((question, share, number == question.source))
    return Answered(told, clock, processor)


def asker(unit: Any) -> Likest:
    from thidua.apps.assessments.models import Initiative
    from thidua.apps.assessments.queries import like_initiatives

    visible = Initiative.objects.select_related("unit")

    def likest(question: Asked) -> tuple[int, float]:
        found = like_initiatives(initiative(unit, question.title, question.text, -1), visible)
        if not found.likes:
            return -1, 0.0
        return int(found.likes[0].initiative.decision_number), found.likes[0].share

    return likest


def peer(texts: Sequence[tuple[str, str]], asked: Sequence[Asked]) -> tuple[Answered, float]:
    """Let rapidfuzz compare with every text; return its answers and its best threshold."""
    from rapidfuzz import fuzz, process

    from thidua.text import fold

    folded = [fold(f"{title} {text}") for title, text in texts]

    def likest(question: Asked) -> tuple[int, float]:
        one = fold(f"{question.title} {question.text}")
        found = process.extractOne(one, folded, scorer=fuzz.token_set_ratio)
        return int(found[2]), found[1] / 100

    told = ask(asked, likest)
    return told, max(thresholds(told), key=lambda t: told.recall(t) + told.precision(t))


def thresholds(told: Answered) -> Iterator[float]:
    yield from (share for _, share, _ in told.likest)


if __name__ == "__main__":
    main()
