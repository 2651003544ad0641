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
from advice.heat import HeatLevel
from advice.hydration import Preparation, Step
from advice.words import length_text, step_figure, step_note, step_words, temperature_text
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

    No figure: advice gives no amount.
    """

    when: str
    figure: str
    unit: str
    words: str

    @property
    def as_text(self) -> str:
        """The row for the text part, no line longer than TEXT_WIDTH."""
        first = f"{self.when:<{TEXT_INDENT}}"
        indent = " " * TEXT_INDENT
        if not self.figure:
            return fill(self.words, TEXT_WIDTH, initial_indent=first, subsequent_indent=indent)
        words = fill(self.words, TEXT_WIDTH, initial_indent=indent, subsequent_indent=indent)
        return f"{first}{self.figure} {self.unit}\n{words}"


@dataclass(frozen=True, slots=True)
class Session:
    """A workout of tomorrow. Rows only of the one that the mail is about."""

    when: str
    name: str
    about: str
    is_hot: bool
    rows: tuple[Row, ...]
    url: str

    @property
    def as_text(self) -> str:
        """The rows for the text part."""
        return "\n".join(row.as_text for row in self.rows)


def hydration(
    recipient: Recipient,
    day: Day,
    preparations: Mapping[UUID, Preparation],
    *,
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """The evening before: one figure for tonight, the rows of tomorrow, when to skip it."""
    zone, units = recipient.user.zone_info, recipient.user.units
    # Two plans side by side would add up to more than either allows: the mail gives the amounts
    # of one session and leads to the others, whose plans follow what was drunk by then.
    lead = next(each for each in day.workouts if _night(preparations[each.pk]) is not None)
    night = _night(preparations[lead.pk])
    sessions = tuple(
        _session(each, preparations[each.pk], zone, units, with_rows=each is lead)
        for each in day.workouts
    )
    context = {
        "starts": " and ".join(dict.fromkeys(session.when for session in sessions)),
        "date": date_format(day.day, "l j F"),
        "sessions": sessions,
        "tonight": replace(_row(night, zone, units), when="TONIGHT") if night else None,
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
    }


def _url(route: str, *args: Any) -> str:
    return settings.SITE_URL + reverse(route, args=args)


def _night(preparation: Preparation) -> Step | None:
    return next((step for step in preparation.steps if step.kind == "night"), None)


def _session(
    workout: Workout, preparation: Preparation, zone: ZoneInfo, units: str, *, with_rows: bool
) -> Session:
    steps = [step for step in preparation.steps if with_rows and step.kind != "night"]
    return Session(
        when=_when(workout, zone),
        name=workout.name,
        about=" · ".join(_about(workout, preparation.heat, units)),
        is_hot=(preparation.heat or HeatLevel.USUAL) >= HeatLevel.HOT,
        rows=tuple(_row(step, zone, units) for step in steps),
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


def _row(step: Step, zone: ZoneInfo, units: str) -> Row:
    """A step in the same words as on the page."""
    when = date_format(step.at.astimezone(zone), "H:i")
    if not step.timed:
        when = "After" if step.kind == "after" else "Then"
    figure, name = step_figure(step, units) or ("", "")
    note = step_note(step, units)
    words = f"{step_words(step)}. {note}".strip()
    return Row(when=when, figure=figure, unit=name, words=words)
