"""Strict reading of a data file: each value knows its file and line, and only plain YAML passes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import yaml

from thidua.law.errors import BrokenRulebook
from thidua.text import clean

T = TypeVar("T")

_STR, _INT, _BOOL, _DAY = (
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "bool", "timestamp")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a data file with its place in it; `key` is the path of keys that leads here."""

    file: str
    line: int
    key: str
    value: "dict[str, Entry] | list[Entry] | str | int | bool"

    def fault(self, rule: str) -> BrokenRulebook:
        """Return the error that says which rule is broken here."""
        return BrokenRulebook(f"{self.file}, dòng {self.line}, “{self.key}”: {rule}")

    def record(self, needs: str, may: str = "") -> "dict[str, Entry]":
        """Return the entries of a mapping that has all keys of `needs` and none beside `may`."""
        entries = self.mapping()
        wanted, allowed = needs.split(), {*needs.split(), *may.split()}
        for key, entry in entries.items():
            if key not in allowed:
                raise entry.fault(f"khóa lạ “{key}”; chỉ dùng: {', '.join(sorted(allowed))}.")
        for key in wanted:
            if key not in entries:
                raise self.fault(f"thiếu khóa “{key}”.")
        return entries

    def mapping(self) -> "dict[str, Entry]":
        if not isinstance(self.value, dict):
            raise self.fault("phải là một nhóm khóa: giá trị.")
        return self.value

    def items(self) -> "list[Entry]":
        """Return the entries of a list that is not empty."""
        if not isinstance(self.value, list) or not self.value:
            raise self.fault("phải là một danh sách có ít nhất một mục.")
        return self.value

    def single(self) -> "tuple[str, Entry]":
        """Return the key and the entry of a mapping with one key."""
        entries = self.mapping()
        if len(entries) != 1:
            raise self.fault("phải có đúng một khóa.")
        return next(iter(entries.items()))

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.fault("phải là chữ, không để trống.")
        return self.value

    def whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.fault("phải là số nguyên.")
        return self.value

    def day(self) -> date:
        """Return a day written "yyyy-mm-dd" in quotes."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.fault('phải là ngày dạng "2017-10-01".') from None

    def one_of(self, choices: Mapping[str, T]) -> T:
        """Return the choice this text names."""
        try:
            return choices[self.text()]
        except KeyError:
            raise self.fault(f"chỉ nhận một trong: {', '.join(choices)}.") from None


def read(path: Path, root: Path) -> Entry:
    """Read a data file below `root`.

    Raises:
        BrokenRulebook: not plain YAML, a key twice, a value of a kind that is not allowed.
    """
    name = path.relative_to(root).as_posix()
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as fault:
        raise BrokenRulebook(f"{name}: tệp không đúng cú pháp YAML. {fault}") from None
    if node is None:
        raise BrokenRulebook(f"{name}: tệp không có nội dung.")
    return _entry(name, "", node, 1)


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _entry(file: str, key: str, node: yaml.Node, line: int) -> Entry:
    place = Entry(file, line, key, "")
    if isinstance(node, yaml.MappingNode):
        return replace(place, value=_mapping(place, node))
    if isinstance(node, yaml.SequenceNode):
        items = [
            _entry(file, f"{key}[{number}]", item, _line(item))
            for number, item in enumerate(node.value, start=1)
        ]
        return replace(place, value=items)
    return replace(place, value=_plain(place, node))


def _mapping(place: Entry, node: yaml.MappingNode) -> dict[str, Entry]:
    value: dict[str, Entry] = {}
    for key_node, value_node in node.value:
        name = str(key_node.value)
        key = f"{place.key}.{name}".lstrip(".")
        entry = _entry(place.file, key, value_node, _line(key_node))
        if key_node.tag != _STR:
            raise entry.fault(f"khóa “{name}” phải đặt trong dấu ngoặc kép.")
        if name in value:
            raise entry.fault(f"khóa “{name}” ghi hai lần.")
        value[name] = entry
    return value


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def _plain(place: Entry, node: yaml.Node) -> str | int | bool:
    text = str(node.value)
    if node.tag == _STR:
        return clean(text)
    if node.tag == _INT and text.isascii() and text.isdigit():
        return int(text)
    if node.tag == _BOOL and text in {"true", "false"}:
        return text == "true"
    if node.tag == _DAY:
        raise place.fault("ngày phải đặt trong dấu ngoặc kép.")
    raise place.fault(
        f"không nhận giá trị “{text}”; số thập phân và chữ phải đặt trong dấu ngoặc kép."
    )
