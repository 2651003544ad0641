"""The mail after a workout: what to drink for what was lost, by the rule's own finding."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import EmailMessage
from django.utils.formats import date_format

from accounts.units import unit
from advice.brief_words import DRINKING
from advice.rules.finding import Finding
from advice.words import range_number
from journal.models import Workout
from reminders.emails.frame import mail, url
from reminders.emails.session import how_sure
from reminders.links import log_url
from reminders.models import Kind
from reminders.queries import Recipient

# The drink after the end (rows 22 and 23).
AFTER = DRINKING[3]


def recovery(
    recipient: Recipient,
    workout: Workout,
    finding: Finding,
    *,
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """One figure for the hours to come, its ceiling, and when to skip it."""
    zone, units = recipient.user.zone_info, recipient.user.units
    volumes = finding.volumes
    began = workout.starts_at.astimezone(zone)
    context = {
        "began": date_format(began, "H:i"),
        "date": date_format(began, "l j F"),
        "name": workout.name,
        "finding": finding,
        "is_soon": finding.inputs["next_is_soon"],
        "figure": range_number(volumes.get("low"), volumes["high"], units),
        "unit": unit("volume", units).name,
        "sure": how_sure([AFTER]),
        "source": AFTER,
        "workout_url": url("journal:workout", workout.pk),
        "log_url": log_url(recipient.user, None, at=now, kind=Kind.RECOVERY),
    }
    return mail("recovery", Kind.RECOVERY, recipient, context, message_id, now)
