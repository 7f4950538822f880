"""What the engine says when the law cannot be read or does not answer."""


class LawError(Exception):
    """Base of the errors of this engine; messages are in Vietnamese and say what to do."""


class NoRulebook(LawError):  # noqa: N818 -- the name says what happened
    """No loaded rulebook governs the day asked about."""


class UnknownAward(LawError):  # noqa: N818 -- the name says what happened
    """The rulebook of that day has no such award."""


class WrongSubject(LawError):  # noqa: N818 -- the name says what happened
    """The award, or its bonus, is not given to that kind of subject."""


class BrokenRulebook(LawError):  # noqa: N818 -- the name says what happened
    """A data file breaks a rule of the loader; the message names file, line, key and rule."""
