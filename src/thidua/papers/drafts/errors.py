class Unreadable(Exception):  # noqa: N818 -- an answer to the user, not a defect
    """A file cannot be read as an edited draft: what, and what to do about it (Vietnamese)."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.remedy = what, remedy
