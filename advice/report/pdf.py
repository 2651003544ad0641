"""The sheet as a tagged PDF of one page (PDF/UA-1). No Django.

What people typed is handed over as JSON and is text to Typst, whatever it looks like.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import typst

from advice.report.letters import (
    UNKNOWN,
    clean,
    fonts,
    is_better_elsewhere,
    lacking_in,
    marks_on,
    strange,
    tagged,
    unprintable,
)
from advice.report.parts import counted
from advice.report.sheet import FOOT, Sheet
from advice.weeks import Week

SOURCE = Path(__file__).with_name("doctor.typ")
# What can be read on paper; below it notes are left out first (design choice).
READABLE_PT = 7.5
# More signs than a page holds beside everything else: not even tried.
NOTES_HELD = 6_000
# Signs that are there one by one and lack only beside each other are few (design choice).
TRIES = 9


class PaperError(Exception):
    """The page cannot be set; the message says why, without anything that was typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the athlete wants on the page besides: questions by line, notes with their day."""

    questions: Sequence[str] = ()
    # None: the notes were not asked for.
    notes: Sequence[tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """The file, the size of its type in points, and how many of the notes it holds."""

    pdf: bytes
    size_pt: float
    notes: int


def paper_of(sheet: Sheet, weeks: Sequence[Week], typed: Typed) -> Paper:
    """One page of A4: the type shrinks to 7.5 points, then the oldest notes are left out.

    Only whole notes are, and the page says how many. Raises PaperError when even then it is more
    than a page, which the limits of what can be typed do not let happen.
    """
    tries = _fewer([len(note) for _, note in typed.notes or ()])
    letters = _letters(_cleaned(sheet, weeks, typed, tries[0]))
    for held in tries:
        least_pt = READABLE_PT if held else 0.0
        found = _set(_cleaned(sheet, weeks, typed, held), letters, least_pt)
        if found is not None:
            return Paper(*found, held)
    raise PaperError("More than one page")


@dataclass(frozen=True, slots=True)
class _Letters:
    """Whether the fonts of the machine are needed, and what even then cannot be printed."""

    everywhere: bool
    lacking: frozenset[str]


def _letters(data: dict[str, Any]) -> _Letters:
    texts = list(_texts(data))
    lacking = unprintable(texts, everywhere=False)
    everywhere = bool(lacking) or is_better_elsewhere(texts)
    if lacking:
        lacking = unprintable(texts, everywhere=True)
    return _Letters(everywhere, lacking)


def _set(data: dict[str, Any], letters: _Letters, least_pt: float) -> tuple[bytes, float] | None:
    """The file and the size of its type; None: only smaller type than `least_pt` would fit."""
    lacking = letters.lacking
    for tries_left in reversed(range(TRIES)):
        shown = _without(data, lacking)
        compiler = typst.Compiler(
            str(SOURCE),
            font_paths=fonts(everywhere=letters.everywhere),
            sys_inputs={"data": json.dumps(shown)},
        )
        fit = compiler.query("<fit>", field="value", one=True)
        size = json.loads(fit)
        if not size["fits"] or size["size"] < least_pt:
            return None
        try:
            return tagged(compiler), size["size"]
        except typst.TypstError as error:
            named = lacking_in(error)
            lacking |= marks_on(named, _texts(shown)) or named
            if tries_left == 1:
                lacking |= strange(_texts(shown))
    raise PaperError("Letters that cannot be printed")


def _cleaned(sheet: Sheet, weeks: Sequence[Week], typed: Typed, held: int) -> dict[str, Any]:
    cleaned: dict[str, Any] = _every_text(_data(sheet, weeks, typed, held), clean)
    return cleaned


def _without(data: dict[str, Any], lacking: frozenset[str]) -> dict[str, Any]:
    """The data with a mark in place of what cannot be printed, and the foot that says so."""
    times = sum(text.count(sign) for text in _texts(data) for sign in lacking)
    if not times:
        return data
    marks = dict.fromkeys(map(ord, lacking), UNKNOWN)
    shown: dict[str, Any] = _every_text(data, lambda text: text.translate(marks))
    shown["made"] += f" {UNKNOWN}: {counted(times, 'sign')} that cannot be printed here."
    return shown


def _every_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _every_text(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_every_text(each, change) for each in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _fewer(lengths: Sequence[int]) -> list[int]:
    """How many of the notes to try: as many as a page could hold, then fewer, then none."""
    sums = list(accumulate(lengths))
    notes = sum(1 for length in sums if length <= NOTES_HELD)
    found = [notes]
    while notes:
        notes = min(notes - 1, notes * 2 // 3)
        found.append(notes)
    return found


def _data(sheet: Sheet, weeks: Sequence[Week], typed: Typed, held: int) -> dict[str, Any]:
    notes = list(typed.notes or ())
    return asdict(sheet) | {
        "foot": FOOT,
        "made": sheet.foot.removeprefix(FOOT).strip(),
        "weeks": [
            {
                "label": f"{week.first:%-d %b}",
                "done": week.count.done,
                "with_cramp": week.count.with_cramp,
            }
            for week in weeks
        ],
        "weeks_alt": _said(weeks),
        "questions": list(typed.questions),
        "notes": notes[:held],
        "notes_say": _notes_say(notes, held) if typed.notes is not None else "",
    }


def _said(weeks: Sequence[Week]) -> str:
    """The chart for somebody who cannot see it."""
    each = "; ".join(
        f"week from {week.first:%-d %b} {week.count.done}, {week.count.with_cramp} with a cramp"
        for week in weeks
    )
    return f"Sessions by week: {each}."


def _notes_say(notes: Sequence[object], held: int) -> str:
    if not notes:
        return "Notes beside cramps: none written"
    if held == len(notes):
        return "Notes beside cramps"
    return f"Notes beside cramps: the newest {held} of {len(notes)}, the others are in the diary"
