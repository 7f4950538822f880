"""A part of the shipped rulebooks that loads in a fraction of the time, to be broken by tests."""

from pathlib import Path

AWARDS = {
    "bang-khen-bo-tinh", "chien-si-tien-tien", "co-thi-dua-bo-tinh", "co-thi-dua-chinh-phu",
    "cstd-co-so", "lao-dong-tien-tien", "tap-the-lao-dong-tien-tien", "tap-the-lao-dong-xuat-sac",
}  # fmt: skip
LATER = ("law-06-", "decree-98-", "decree-152-", "decree-86-", "decree-129-", "decree-28-")


def but_a_few(folder: str, names: list[str]) -> set[str]:
    """Leave out the later regimes, what they rest on, and most awards (for `shutil.copytree`)."""
    if Path(folder).name == "awards":
        return {name for name in names if name.removesuffix(".yaml") not in AWARDS}
    later = (*LATER, "vn-2022", "circular-", "dispatch-")
    return {name for name in names if name.startswith(later)}


def but_a_few_and_no_layer(folder: str, names: list[str]) -> set[str]:
    return but_a_few(folder, names) | {name for name in names if name == "local"}
