"""A workout and the steps of its plan, as the mails about it print them.

Amounts are printed from `SafeVolume` only, in the reader's units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import fill
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from accounts.units import unit
from advice.brief import Brief
from advice.brief_words import Said, Source, said
from advice.cups import Measure
from advice.heat import HeatLevel
from advice.hydration import Step
from advice.words import (
    length_text,
    step_cups,
    step_figure,
    step_note,
    step_words,
    temperature_text,
)
from journal.models import Workout
from reminders.emails.frame import url

TEXT_WIDTH = 72
TEXT_INDENT = 9
HEAT_WORDS = {
    HeatLevel.HOT: "hot",
    HeatLevel.VERY_HOT: "very hot",
    HeatLevel.EXTREME: "too hot for most people",
}
PARTS_OF_DAY = {
    "morning": "in the morning",
    "midday": "at midday",
    "afternoon": "in the afternoon",
    "evening": "in the evening",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A step of the plan: clock, figure and unit apart so that a mail can print one large, words.

    No figure: advice gives no amount. `cups` is the figure in cups; "" without one.
    """

    when: str
    figure: str
    unit: str
    cups: str
    words: str

    @property
    def as_text(self) -> str:
        """The row for the text part, no line longer than TEXT_WIDTH."""
        first = f"{self.when:<{TEXT_INDENT}}"
        indent = " " * TEXT_INDENT
        if not self.figure:
            return fill(self.words, TEXT_WIDTH, initial_indent=first, subsequent_indent=indent)
        words = fill(self.words, TEXT_WIDTH, initial_indent=indent, subsequent_indent=indent)
        cups = f", {self.cups}" if self.cups else ""
        return f"{first}{self.figure} {self.unit}{cups}\n{words}"


@dataclass(frozen=True, slots=True)
class Session:
    """A workout. Rows only of the one that the mail is about.

    `grave` is read before the drinks, `parts` after them: the same words as on its page.
    """

    when: str
    name: str
    about: str
    rows: tuple[Row, ...]
    grave: tuple[Said, ...]
    parts: tuple[Said, ...]
    url: str

    @property
    def as_text(self) -> str:
        """The rows for the text part."""
        return "\n".join(row.as_text for row in self.rows)


def session_of(
    workout: Workout, brief: Brief, zone: ZoneInfo, units: str, steps: Sequence[Step] = ()
) -> Session:
    """One session; these drinks, and which drink, only where there are steps."""
    parts = [part for part in said(brief, units) if steps or part.topic != "drink"]
    return Session(
        when=when_of(workout, zone),
        name=workout.name,
        about=" · ".join(_about(workout, brief.heat.level if brief.heat else None, units)),
        rows=tuple(row_of(step, brief.measure, zone, units) for step in steps),
        grave=tuple(part for part in parts if part.is_grave),
        parts=tuple(part for part in parts if part.is_pressing),
        url=url("advice:preparation", workout.pk),
    )


def when_of(workout: Workout, zone: ZoneInfo) -> str:
    """The clock, or the part of the day when no clock was planned."""
    if workout.part_of_day:
        return PARTS_OF_DAY[workout.part_of_day]
    return date_format(workout.starts_at.astimezone(zone), "H:i")


def _about(workout: Workout, heat: HeatLevel | None, units: str) -> list[str]:
    words = []
    if workout.planned_distance_m is not None:
        distance = unit("distance", units)
        words.append(f"{distance.text(workout.planned_distance_m)} {distance.name}")
    if workout.planned_minutes is not None:
        words.append(f"about {length_text(workout.planned_minutes)}")
    if workout.temperature_c is not None:
        degrees = temperature_text(workout.temperature_c, units)
        hot = HEAT_WORDS.get(heat or HeatLevel.USUAL)
        words.append(f"{degrees}, {hot}" if hot else degrees)
    return words


def row_of(step: Step, measure: Measure, zone: ZoneInfo, units: str) -> Row:
    """A step in the same words as on the page."""
    when = date_format(step.at.astimezone(zone), "H:i")
    if not step.timed:
        when = "After" if step.kind == "after" else "Then"
    figure, name = step_figure(step, units) or ("", "")
    note = step_note(step, units, measure)
    words = f"{step_words(step)}. {note}".strip()
    cups = step_cups(step, measure, units)
    return Row(when=when, figure=figure, unit=name, cups=cups, words=words)


def how_sure(sources: Iterable[Source]) -> str:
    """“the evening before, no study found; …”: the grades of these parts of the plan."""
    return "; ".join(f"{each.title.lower()}, {each.evidence.value.lower()}" for each in sources)
