"""What a paragraph and a run of a Word file look like, after styles and defaults are applied."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from thidua.papers.blocks import Align
from thidua.papers.conformance.reading import BLACK

MM_PER_TWIP = 25.4 / 1440
_ALIGN = {
    "left": Align.LEFT, "start": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT,
    "end": Align.RIGHT, "both": Align.JUSTIFY, "distribute": Align.JUSTIFY,
}  # fmt: skip
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class RunStyle:
    """Face, size in points and looks of a run."""

    face: str = "Times New Roman"
    size: float = 10
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    hidden: bool = False
    color: str = BLACK


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """Layout of a paragraph: indents in millimetres, room in points, line spacing.

    `lines` is a multiple of single spacing; `exactly` is a height in points where one is set.
    """

    align: Align = Align.LEFT
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    lines: float = 1
    exactly: float = 0
    breaks: bool = False


def value(element: Any, name: str, default: str = "") -> str:
    """Return an attribute in the namespace of Word, or the default."""
    return str(element.get(qn(f"w:{name}"), default))


def child(element: Any, name: str) -> Any:
    """Return a child element of Word's namespace, or None; None has none."""
    return None if element is None else element.find(qn(f"w:{name}"))


def twips(text: str) -> float:
    """Return a length in twips as millimetres; 0 for anything else."""
    try:
        return float(text) * MM_PER_TWIP
    except ValueError:
        return 0.0


def number(text: str, default: float = 0) -> float:
    try:
        return float(text)
    except ValueError:
        return default


class Styles:
    """The styles of a Word file, and what they make of a paragraph or run."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        found = parse_xml(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
        self._by_id = {} if found is None else {value(s, "styleId"): s for s in _styles(found)}
        self._default = next((k for k, s in self._by_id.items() if _is_default(s)), "")
        self._known: dict[str, tuple[ParagraphStyle, RunStyle]] = {}
        defaults = child(found, "docDefaults")
        self._faces = _theme_faces(parts)
        self._run = self._with_run(RunStyle(), child(child(defaults, "rPrDefault"), "rPr"))
        self._paragraph = with_paragraph(
            ParagraphStyle(), child(child(defaults, "pPrDefault"), "pPr")
        )

    def paragraph(self, paragraph: Any) -> ParagraphStyle:
        """Return the layout of a paragraph."""
        properties = child(paragraph, "pPr")
        named = self._style_of(properties, "pStyle") or self._default
        return with_paragraph(self._named(named)[0], properties)

    def run(self, paragraph: Any, run: Any) -> RunStyle:
        """Return the looks of a run of a paragraph."""
        named = self._style_of(child(paragraph, "pPr"), "pStyle") or self._default
        own, style = child(run, "rPr"), self._named(named)[1]
        for link in self._chain(self._style_of(own, "rStyle")):
            style = self._with_run(style, child(link, "rPr"))
        return self._with_run(style, own)

    def _named(self, name: str) -> tuple[ParagraphStyle, RunStyle]:
        """Return what a style of paragraphs makes of them and of their runs."""
        if name not in self._known:
            paragraph, run = self._paragraph, self._run
            for link in self._chain(name):
                paragraph = with_paragraph(paragraph, child(link, "pPr"))
                run = self._with_run(run, child(link, "rPr"))
            self._known[name] = paragraph, run
        return self._known[name]

    def ruled(self, table: Any) -> bool:
        """Tell whether a table shows lines between its columns."""
        properties = child(table, "tblPr")
        own = child(properties, "tblBorders")
        if own is not None:
            return _shows(own)
        links = self._chain(self._style_of(properties, "tblStyle"))
        borders = [child(child(link, "tblPr"), "tblBorders") for link in links]
        return any(_shows(border) for border in borders if border is not None)

    def numbering_of(self, paragraph: Any) -> Any:
        """Return the numbering of a paragraph, its own or its style's; None without."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        if own is not None:
            return own
        links = self._chain(self._style_of(properties, "pStyle"))
        found = [child(child(link, "pPr"), "numPr") for link in links]
        return next((one for one in reversed(found) if one is not None), None)

    def _style_of(self, properties: Any, kind: str) -> str:
        named = child(properties, kind)
        return "" if named is None else value(named, "val")

    def _chain(self, name: str) -> list[Any]:
        """Return a style and those it is based on, the outermost first."""
        chain: list[Any] = []
        while name in self._by_id and self._by_id[name] not in chain:
            chain.append(self._by_id[name])
            name = self._style_of(self._by_id[name], "basedOn")
        return chain[::-1]

    def _with_run(self, style: RunStyle, properties: Any) -> RunStyle:
        if properties is None:
            return style
        for tag, name in (("b", "bold"), ("i", "italic"), ("caps", "capitals"), ("vanish", "hidden"),
                          ("u", "underlined")):  # fmt: skip
            switch = child(properties, tag)
            if switch is not None:
                on: Any = {name: value(switch, "val", "1") not in _OFF}
                style = replace(style, **on)
        size, color, fonts = (child(properties, tag) for tag in ("sz", "color", "rFonts"))
        if size is not None:
            style = replace(style, size=number(value(size, "val"), style.size * 2) / 2)
        if color is not None:
            told = value(color, "val", "auto").lower()
            style = replace(style, color=BLACK if told == "auto" else told)
        return style if fonts is None else replace(style, face=self._face(fonts) or style.face)

    def _face(self, fonts: Any) -> str:
        theme = value(fonts, "asciiTheme") or value(fonts, "hAnsiTheme")
        return self._faces.get(theme[:5], "") or value(fonts, "ascii") or value(fonts, "hAnsi")


def with_paragraph(style: ParagraphStyle, properties: Any) -> ParagraphStyle:
    """Lay paragraph properties over a style."""
    if properties is None:
        return style
    align, indents, spacing = (child(properties, tag) for tag in ("jc", "ind", "spacing"))
    if align is not None:
        style = replace(style, align=_ALIGN.get(value(align, "val"), Align.LEFT))
    if indents is not None:
        style = _indented(style, indents)
    if spacing is not None:
        style = _spaced(style, spacing)
    breaks = child(properties, "pageBreakBefore")
    on = breaks is not None and value(breaks, "val", "1") not in _OFF
    return replace(style, breaks=on or style.breaks)


def _indented(style: ParagraphStyle, indents: Any) -> ParagraphStyle:
    left, right = value(indents, "left") or value(indents, "start"), value(indents, "right")
    first, hanging = value(indents, "firstLine"), value(indents, "hanging")
    return replace(
        style,
        left=twips(left) if left else style.left,
        right=twips(right) if right else style.right,
        first=-twips(hanging) if hanging else twips(first) if first else style.first,
    )


def _spaced(style: ParagraphStyle, spacing: Any) -> ParagraphStyle:
    before, after, line = (value(spacing, name) for name in ("before", "after", "line"))
    style = replace(
        style,
        before=number(before) / 20 if before else style.before,
        after=number(after) / 20 if after else style.after,
    )
    if not line:
        return style
    if value(spacing, "lineRule", "auto") == "exact":
        return replace(style, exactly=number(line) / 20)
    auto = value(spacing, "lineRule", "auto") == "auto"
    return replace(style, lines=number(line, 240) / 240 if auto else 1, exactly=0)


def _styles(root: Any) -> Iterator[Any]:
    yield from root.findall(qn("w:style"))


def _is_default(style: Any) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") == "1"


def _shows(borders: Any) -> bool:
    sides = (child(borders, side) for side in ("insideV", "left", "start"))
    return any(side is not None and value(side, "val") not in {"nil", "none"} for side in sides)


def _theme_faces(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the faces that "minor…" and "major…" stand for."""
    if "word/theme/theme1.xml" not in parts:
        return {}
    theme = parse_xml(parts["word/theme/theme1.xml"])
    return {
        name: latin.get("typeface", "")
        for name in ("minor", "major")
        for latin in theme.iter(f"{{{theme.nsmap.get('a', '')}}}latin")
        if latin.getparent().tag.endswith(f"{name}Font")
    }
