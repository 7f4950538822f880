"""The faces of a Word document, by which text from before Unicode is told and converted."""

from collections.abc import Iterator
from typing import Any

from thidua.text.legacy import convert, encoding_of_font, is_of_capitals

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Fonts:
    """Which face a run is set in: its own, its style's, its paragraph's style's, the document's."""

    def __init__(self, styles: Any) -> None:
        found = [] if styles is None else list(styles.iter(f"{W}style"))
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._usual = "" if styles is None else _face(styles.find(f"{W}docDefaults"))
        normal = next((style for style in found if style.get(f"{W}default") == "1"), None)
        self._usual = _face(normal) or self._usual

    def text_of(self, run: Any, text: str) -> str:
        """Return the text of a run as Unicode."""
        face = self.of(run)
        encoding = encoding_of_font(face)
        return convert(text, encoding, capitals=is_of_capitals(face)) if encoding else text

    def of(self, run: Any) -> str:
        own = _face(run.find(f"{W}rPr"))
        return own or next(filter(None, map(self._of_style, _style_names(run))), self._usual)

    def _of_style(self, name: str) -> str:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if face := _face(style.find(f"{W}rPr")):
                return face
            base = style.find(f"{W}basedOn")
            name = "" if base is None else base.get(f"{W}val", "")
        return ""


def _face(element: Any) -> str:
    fonts = None if element is None else next(element.iter(f"{W}rFonts"), None)
    return "" if fonts is None else (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")


def _style_names(run: Any) -> Iterator[str]:
    own = run.find(f"{W}rPr/{W}rStyle")
    if own is not None:
        yield own.get(f"{W}val", "")
    paragraph = next(run.iterancestors(f"{W}p"), None)
    style = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None:
        yield style.get(f"{W}val", "")
