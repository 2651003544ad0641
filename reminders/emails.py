"""One function a mail. Nothing private in the subject or in the first hundred characters.

Amounts are printed from `SafeVolume` only, in the reader's units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from textwrap import fill
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.formats import date_format

from accounts.mail import compose
from accounts.models import User
from accounts.tokens import sign, unsign
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
from journal.queries.relief import HeatRound
from reminders.models import Kind
from reminders.queries import Day, Recipient
from reminders.schedule import HEAT_USEFUL_FOR

TEXT_WIDTH = 72
TEXT_INDENT = 9
STOP_PURPOSE = "mail-stop"
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
        "tonight": replace(_row(night, measure, zone, units), when="TONIGHT") if night else None,
        "cup_size": size_text(measure, units) if night and night.high else "",
        "sure": _how_sure(),
        "against": [each for each in DRINKING if each.evidence is Evidence.AGAINST],
        "plan_url": _url("advice:preparation", lead.pk),
        "drinks_url": _url("journal:drinks"),
        "profile_url": _url("journal:profile"),
    }
    return _mail("hydration", Kind.HYDRATION, recipient, context, message_id, now)


def doctor(recipient: Recipient, *, message_id: str, now: datetime) -> EmailMessage:
    """Rule 4 became true. The mail names no count and no symptom; those are behind the log-in."""
    context = {"page_url": _url("advice:doctor")}
    return _mail("doctor", Kind.DOCTOR, recipient, context, message_id, now)


def heat(recipient: Recipient, each: HeatRound, *, message_id: str, now: datetime) -> EmailMessage:
    """The next round may begin. The mail names no muscle and no symptom; the page does."""
    context = {
        "page_url": _url("advice:relief_now", each.key),
        "until": date_format(
            (each.due_at + HEAT_USEFUL_FOR).astimezone(recipient.user.zone_info), "H:i"
        ),
    }
    return _mail("heat", Kind.HEAT, recipient, context, message_id, now)


def test(recipient: Recipient, *, now: datetime) -> EmailMessage:
    """A mail asked for on the settings page."""
    return compose("test", recipient.address or "", _frame(recipient.user, now))


def stop_url(user: User, kind: Kind) -> str:
    """The signed address that turns off one kind of mail of one person; it does not expire."""
    return _url("reminders:unsubscribe", sign(STOP_PURPOSE, f"{kind.value}.{user.pk}"))


def stop_subject(token: str) -> tuple[UUID, Kind] | None:
    """Whom and what a token of `stop_url` means; None when it is not ours."""
    value = unsign(STOP_PURPOSE, token)
    if value is None:
        return None
    kind, _, pk = value.partition(".")
    return UUID(pk), Kind(kind)


def zone_words(zone: ZoneInfo) -> str:
    """“Lisbon time” for Europe/Lisbon."""
    place = zone.key.rpartition("/")[2].replace("_", " ")
    return f"{place} time" if "/" in zone.key else zone.key


def _mail(
    name: str,
    kind: Kind,
    recipient: Recipient,
    context: dict[str, Any],
    message_id: str,
    now: datetime,
) -> EmailMessage:
    stop = stop_url(recipient.user, kind)
    headers = {
        "Message-ID": message_id,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    everything = context | _frame(recipient.user, now) | {"stop_url": stop}
    return compose(name, recipient.address or "", everything, headers=headers)


def _frame(user: User, now: datetime) -> dict[str, Any]:
    """What the foot of every mail says."""
    sent = now.astimezone(user.zone_info)
    return {
        "sent_on": date_format(sent, "j F"),
        "sent_at": date_format(sent, "H:i"),
        "zone_words": zone_words(user.zone_info),
        "site": urlsplit(settings.SITE_URL).netloc,
        "zone_url": _url("accounts:settings"),
        "settings_url": _url("reminders:settings"),
        "units": user.units,
    }


def _url(route: str, *args: Any) -> str:
    return settings.SITE_URL + reverse(route, args=args)


def _night(brief: Brief) -> Step | None:
    steps = brief.drinking.steps if brief.drinking is not None else ()
    return next((step for step in steps if step.kind == "night"), None)


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
        when=_when(workout, zone),
        name=workout.name,
        about=" · ".join(_about(workout, brief.heat.level if brief.heat else None, units)),
        rows=tuple(
            _row(step, brief.measure, zone, units) for step in steps if step.kind != "night"
        ),
        grave=tuple(part for part in parts if part.is_grave),
        parts=tuple(part for part in parts if part.is_pressing),
        url=_url("advice:preparation", workout.pk),
    )


def _when(workout: Workout, zone: ZoneInfo) -> str:
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
