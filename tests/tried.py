"""How often a property is tried: in every run a little, each time on other examples; deep, a lot."""

import os

from hypothesis import settings

QUICK, DEEP = 50, 1000
settings.register_profile("quick", max_examples=QUICK, deadline=None)
settings.register_profile("deep", max_examples=DEEP, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def tried(times: int) -> settings:
    """Try a property more or less often than others; deep, as many times more as they are."""
    return settings(max_examples=times * settings.default.max_examples // QUICK)
