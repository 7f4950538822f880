"""Edit a Word document inside LibreOffice and save it there; run by the Python that has `uno`.

Arguments: pipe name, file to open, file to save, edits as JSON: [name, old, new] each.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PARAGRAPH_BREAK = 0


def desktop_at(pipe: str) -> Any:
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    )
    for _ in range(200):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
    raise TimeoutError(pipe)


def found(document: Any, text: str) -> Any:
    search = document.createSearchDescriptor()
    search.SearchString = text
    return document.findFirst(search)


def paragraph_of(document: Any, text: str) -> Any:
    """Return a cursor over the whole paragraph that holds a text, with its end."""
    place = found(document, text)
    cursor = place.Text.createTextCursorByRange(place.Start)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    return cursor


def replace(document: Any, old: str, new: str) -> None:
    found(document, old).String = new


def add_after(document: Any, old: str, new: str) -> None:
    cursor = paragraph_of(document, old)
    cursor.collapseToEnd()
    cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    cursor.Text.insertString(cursor, new, False)


def remove(document: Any, old: str, _new: str) -> None:
    cursor = paragraph_of(document, old)
    cursor.goRight(1, True)
    cursor.String = ""


def track(document: Any, _old: str, new: str) -> None:
    document.RecordChanges = new == "on"


EDITS = {
    "replace": replace, "add": add_after, "remove": remove, "track": track,
}  # fmt: skip


def main(pipe: str, source: str, target: str, edits: str) -> None:
    desktop = desktop_at(pipe)
    hidden = PropertyValue(Name="Hidden", Value=True)
    document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (hidden,))
    for name, old, new in json.loads(edits):
        EDITS[name](document, old, new)
    word = PropertyValue(Name="FilterName", Value="MS Word 2007 XML")
    document.storeToURL(Path(target).as_uri(), (word,))
    document.close(True)
    desktop.terminate()


main(*sys.argv[1:])
