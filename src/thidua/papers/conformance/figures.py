"""Measures as sentences write them."""


def figure(measure: float) -> str:
    """Return a measure with a decimal comma and no more than two places."""
    return f"{round(measure, 2):g}".replace(".", ",")
