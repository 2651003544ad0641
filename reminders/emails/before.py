"""The mails of the day itself: the drink four hours before, the look two hours before, the pace.

Amounts are printed from `SafeVolume` only, in the reader's units. Each is about the first of the
workouts; the others are named and lead to their plans, since two plans side by side would add up to
more than either allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage
from django.utils.formats import date_format

from accounts.zones import local_day
from advice.brief import Brief
from advice.brief_words import DRINKING, SOURCES, Source
from advice.cups import size_text
from advice.hydration import Step
from advice.rules.finding import Evidence
from journal.models import Workout
from reminders.emails.frame import mail, url
from reminders.emails.session import Session, how_sure, row_of, session_of
from reminders.links import log_url
from reminders.models import Kind
from reminders.queries import Recipient

# The drink before the start (row 20).
LAST_HOURS = DRINKING[1]


def four_hours(
    recipient: Recipient,
    workouts: Sequence[Workout],
    briefs: Mapping[UUID, Brief],
    *,
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """The first drink of the day: one figure for now, the rows after it, when to skip it."""
    context = _drink(Kind.FOUR_HOURS, recipient, workouts, briefs, now)
    return mail("four_hours", Kind.FOUR_HOURS, recipient, context, message_id, now)


def two_hours(
    recipient: Recipient,
    workouts: Sequence[Workout],
    briefs: Mapping[UUID, Brief],
    *,
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """A look at the urine, and what its colour means for the second drink."""
    context = _drink(Kind.TWO_HOURS, recipient, workouts, briefs, now)
    return mail("two_hours", Kind.TWO_HOURS, recipient, context, message_id, now)


def pace(
    recipient: Recipient,
    workouts: Sequence[Workout],
    briefs: Mapping[UUID, Brief],
    *,
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """What the rules say to heat, muscles and pace; no drink and no amount."""
    sessions = _sessions(recipient, workouts, briefs)
    said = {part.topic for each in sessions for part in (*each.grave, *each.parts)}
    sources = [SOURCES[topic] for topic in SOURCES if topic in said]
    context = _about(recipient, workouts, sessions, sources, now) | {"is_hot": "heat" in said}
    return mail("pace", Kind.PACE, recipient, context, message_id, now)


def _drink(
    kind: Kind,
    recipient: Recipient,
    workouts: Sequence[Workout],
    briefs: Mapping[UUID, Brief],
    now: datetime,
) -> dict[str, Any]:
    """What both mails about a drink print: the row that is due on the page, and those after it."""
    zone, units = recipient.user.zone_info, recipient.user.units
    brief = briefs[workouts[0].pk]
    due, *later = brief.rows
    sessions = _sessions(recipient, workouts, briefs, [row.step for row in later])
    return _about(recipient, workouts, sessions, [LAST_HOURS], now) | {
        "due": replace(row_of(due.step, brief.measure, zone, units), when="NOW"),
        "at_waking": due.step.on_waking,
        "cup_size": size_text(brief.measure, units) if due.step.high is not None else "",
        "log_url": log_url(recipient.user, due.dose, at=due.step.at, kind=kind),
        "profile_url": url("journal:profile"),
    }


def _sessions(
    recipient: Recipient,
    workouts: Sequence[Workout],
    briefs: Mapping[UUID, Brief],
    steps: Sequence[Step] = (),
) -> tuple[Session, ...]:
    """The workouts; these drinks belong to the first."""
    zone, units = recipient.user.zone_info, recipient.user.units
    return tuple(
        session_of(each, briefs[each.pk], zone, units, steps if each is workouts[0] else ())
        for each in workouts
    )


def _about(
    recipient: Recipient,
    workouts: Sequence[Workout],
    sessions: tuple[Session, ...],
    sources: Iterable[Source],
    now: datetime,
) -> dict[str, Any]:
    """What all three print."""
    zone = recipient.user.zone_info
    starts_at = workouts[0].starts_at.astimezone(zone)
    is_today = local_day(starts_at, zone) == local_day(now, zone)
    return {
        "day": "today" if is_today else "tomorrow",
        "date": date_format(starts_at, "l j F"),
        "starts": sessions[0].when,
        "sessions": sessions,
        "first": sessions[0],
        "others": sessions[1:],
        "sure": how_sure(sources),
        "against": [each for each in sources if each.evidence is Evidence.AGAINST],
        "plan_url": sessions[0].url,
    }
