"""Awards by the words that people write for them: a slug, a name, an alias, with or without marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from thidua.law import Award, SubjectKind, rulebooks
from thidua.text import fold

SUGGESTIONS = 5


class NoSuchAward(LookupError):  # noqa: N818 -- an answer, with what may be meant instead
    """No award has that name; `near` are the full names of those that may be meant."""

    def __init__(self, text: str, near: tuple[str, ...]) -> None:
        hint = f" Có phải là: {'; '.join(f'“{name}”' for name in near)}?" if near else ""
        super().__init__(f"Không có danh hiệu, hình thức khen thưởng “{text}”.{hint}")
        self.near = near


@dataclass(frozen=True, slots=True)
class AwardNames:
    """The awards known, by their folded words; `shown` are the full names by slug."""

    slugs: Mapping[str, str]
    shown: Mapping[str, str]

    def find(self, text: str) -> str:
        """Return the slug that is meant.

        Raises:
            NoSuchAward: none is.
        """
        if (slug := self.slugs.get(folded(text))) is None:
            raise NoSuchAward(text, self.near(text))
        return slug

    def near(self, text: str) -> tuple[str, ...]:
        """Return full names that hold all the words, and then those that are spelled alike."""
        words = set(folded(text).split())
        holding = [slug for name, slug in self.slugs.items() if words and words <= {*name.split()}]
        close = get_close_matches(folded(text), list(self.slugs), n=SUGGESTIONS, cutoff=0.5)
        found = dict.fromkeys([*holding, *(self.slugs[name] for name in close)])
        return tuple(self.shown[slug] for slug in list(found)[:SUGGESTIONS])


def award_names(awards: Iterable[Award], others: Mapping[str, str] | None = None) -> AwardNames:
    """Return the names of awards, and of others known by slug and name only."""
    shown = dict(others or {})
    slugs = {folded(word): slug for slug, name in shown.items() for word in (slug, name)}
    for award in awards:
        shown[award.slug] = award.name_vi
        for word in (award.slug, award.name_vi, *award.aliases):
            slugs[folded(word)] = award.slug
    return AwardNames(slugs, shown)


def folded(text: str) -> str:
    """Return what names are compared by: no marks, no quotes, one space between words."""
    return " ".join(fold(text).replace("“", "").replace("”", "").replace('"', "").split())


def holders() -> dict[str, frozenset[SubjectKind]]:
    """Return the kinds of subject that each award is given to under some regime."""
    found: dict[str, frozenset[SubjectKind]] = {}
    for book in rulebooks():
        for slug, rule in book.awards.items():
            found[slug] = found.get(slug, frozenset()) | frozenset(rule.subjects)
    return found
