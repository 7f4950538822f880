"""Running the coroutines of the signing library to their end."""

import asyncio
from collections.abc import Coroutine
from contextlib import closing
from typing import Any, TypeVar

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, without the handlers of signals that `asyncio.run` sets: half of its time."""
    with closing(asyncio.new_event_loop()) as loop:
        return loop.run_until_complete(work)
