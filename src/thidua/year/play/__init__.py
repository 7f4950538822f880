"""Playing a bloc's year from a plan: every step by the deeds a person would do, in their order."""

from thidua.year.play.cast import Cast
from thidua.year.play.score import STEPS, Tell, play

__all__ = ["STEPS", "Cast", "Tell", "play"]
