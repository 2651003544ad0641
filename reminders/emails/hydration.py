"""The mail of the evening before.

Amounts are printed from `SafeVolume` only, in the reader's units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from textwrap import fill
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage
from django.utils.formats import date_format

from accounts.units import unit
from advice.brief import Brief
from advice.brief_words import DRINKING, Said, said
from advice.cups import Measure, size_text
from advice.heat import HeatLevel
from advice.hydration import Step
from advice.rules.finding import Evidence
from advice.words import (
    length_text,
    step_cups,
    step_figure,
    step_note,
    step_words,
    temperature_text,
)
from journal.models import Workout
from reminders.emails.frame import mail, url
from reminders.links import log_url
from reminders.models import Kind
from reminders.queries import Day, Recipient

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
    """A workout of tomorrow. Rows only of the one that the mail is about.

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


def hydration(
    recipient: Recipient,
    day: Day,
    briefs: Mapping[UUID, Brief],
    *,
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """The evening before: one figure for tonight, the rows of tomorrow, when to skip it."""
    zone, units = recipient.user.zone_info, recipient.user.units
    # Two plans side by side would add up to more than either allows: the mail gives the amounts
    # of one session and leads to the others, whose plans follow what was drunk by then.
    lead = next(each for each in day.workouts if _night(briefs[each.pk]) is not None)
    night, measure = _night(briefs[lead.pk]), briefs[lead.pk].measure
    sessions = tuple(
        _session(each, briefs[each.pk], zone, units, with_rows=each is lead)
        for each in day.workouts
    )
    context = {
        "starts": " and ".join(dict.fromkeys(session.when for session in sessions)),
        "date": date_format(day.day, "l j F"),
        "sessions": sessions,
        "tonight": _tonight(night, measure, zone, units) if night else None,
        "cup_size": size_text(measure, units) if night and night.high else "",
        "sure": _how_sure(),
        "against": [each for each in DRINKING if each.evidence is Evidence.AGAINST],
        "plan_url": url("advice:preparation", lead.pk),
        "log_url": _log_url(recipient, night),
        "profile_url": url("journal:profile"),
    }
    return mail("hydration", Kind.HYDRATION, recipient, context, message_id, now)


def _night(brief: Brief) -> Step | None:
    return brief.drinking.evening if brief.drinking is not None else None


def _tonight(step: Step, measure: Measure, zone: ZoneInfo, units: str) -> Row:
    """Dinner has no hour; the first drink before a start soon after midnight has."""
    row = _row(step, measure, zone, units)
    words = f"At {row.when}. {row.words}" if step.for_evening else row.words
    return replace(row, when="TONIGHT", words=words)


def _log_url(recipient: Recipient, night: Step | None) -> str:
    """The form that writes tonight's drink down, with the amount of the mail in it."""
    if night is None:
        return url("journal:log_drink")
    return log_url(recipient.user, night.high, at=night.at, kind=Kind.HYDRATION)


def _how_sure() -> str:
    """“the evening before, no study found; …”: the grades of the drinking steps."""
    return "; ".join(f"{each.title.lower()}, {each.evidence.value.lower()}" for each in DRINKING)


def _session(
    workout: Workout, brief: Brief, zone: ZoneInfo, units: str, *, with_rows: bool
) -> Session:
    """One session of the day; the drinks, and which drink, only of the one with rows."""
    steps = brief.drinking.steps if brief.drinking is not None and with_rows else ()
    parts = [part for part in said(brief, units) if with_rows or part.topic != "drink"]
    return Session(
        when=when(workout, zone),
        name=workout.name,
        about=" · ".join(_about(workout, brief.heat.level if brief.heat else None, units)),
        rows=tuple(
            _row(step, brief.measure, zone, units) for step in steps if step != _night(brief)
        ),
        grave=tuple(part for part in parts if part.is_grave),
        parts=tuple(part for part in parts if part.is_pressing),
        url=url("advice:preparation", workout.pk),
    )


def when(workout: Workout, zone: ZoneInfo) -> str:
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


def _row(step: Step, measure: Measure, zone: ZoneInfo, units: str) -> Row:
    """A step in the same words as on the page."""
    when = date_format(step.at.astimezone(zone), "H:i")
    if not step.timed:
        when = "After" if step.kind == "after" else "Then"
    figure, name = step_figure(step, units) or ("", "")
    note = step_note(step, units, measure)
    words = f"{step_words(step)}. {note}".strip()
    cups = step_cups(step, measure, units)
    return Row(when=when, figure=figure, unit=name, cups=cups, words=words)
