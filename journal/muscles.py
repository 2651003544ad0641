"""Where a cramp can be. Codes are stored; the words are for people. Pure."""

from __future__ import annotations

# Order of the picker: from the most common place down (evidence row 7).
GROUPS: dict[str, str] = {
    "calf": "calf",
    "ham": "hamstring",
    "quad": "front thigh",
    "inner": "inner thigh",
    "shin": "shin",
    "glute": "buttock",
    "arch": "foot arch",
    "foot": "top of foot",
}
SIDES: dict[str, str] = {"l": "Left", "r": "Right"}
LEG_SITES: dict[str, str] = {
    f"{group}-{side}": f"{word} {name}"
    for group, name in GROUPS.items()
    for side, word in SIDES.items()
}
# Unusual for exercise cramps: they lead to the warning signs (evidence 5.1 to 5.3).
ELSEWHERE: dict[str, str] = {
    "arm": "Arm or hand",
    "trunk": "Belly or back",
    "face": "Face or jaw",
    "whole": "All over",
}
SITES: dict[str, str] = LEG_SITES | ELSEWHERE


def site_choices() -> list[tuple[str, str]]:
    """Every place, for forms."""
    return list(SITES.items())


def group_choices() -> list[tuple[str, str]]:
    """Muscle groups without sides, for planning and for relief."""
    return [(code, name.capitalize()) for code, name in GROUPS.items()]


def group_of(site: str) -> str:
    """The muscle group of a place: `calf-l` is `calf`, `arm` is `arm`."""
    return site.partition("-")[0]


def site_words(sites: list[str]) -> str:
    """Places as words: “Left calf and right hamstring”."""
    names = [SITES[site] for site in SITES if site in sites]
    names = [names[0], *(name[0].lower() + name[1:] for name in names[1:])] if names else []
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
