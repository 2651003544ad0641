"""The mail of the evening before.

Amounts are printed from `SafeVolume` only, in the reader's units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.utils.formats import date_format

from advice.brief import Brief
from advice.brief_words import DRINKING
from advice.cups import size_text
from advice.hydration import Step
from advice.rules.finding import Evidence
from reminders.emails.frame import mail, url
from reminders.emails.session import how_sure, row_of, session_of
from reminders.links import log_url
from reminders.models import Kind
from reminders.queries import Day, Recipient


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
        session_of(
            each, briefs[each.pk], zone, units, _ahead(briefs[each.pk]) if each is lead else ()
        )
        for each in day.workouts
    )
    context = {
        "starts": " and ".join(dict.fromkeys(session.when for session in sessions)),
        "date": date_format(day.day, "l j F"),
        "sessions": sessions,
        "tonight": replace(row_of(night, measure, zone, units), when="TONIGHT") if night else None,
        "cup_size": size_text(measure, units) if night and night.high else "",
        "sure": how_sure(DRINKING),
        "against": [each for each in DRINKING if each.evidence is Evidence.AGAINST],
        "plan_url": url("advice:preparation", lead.pk),
        "log_url": _log_url(recipient, night),
        "profile_url": url("journal:profile"),
    }
    return mail("hydration", Kind.HYDRATION, recipient, context, message_id, now)


def _night(brief: Brief) -> Step | None:
    steps = brief.drinking.steps if brief.drinking is not None else ()
    return next((step for step in steps if step.kind == "night"), None)


def _ahead(brief: Brief) -> tuple[Step, ...]:
    """The steps after the evening's."""
    steps = brief.drinking.steps if brief.drinking is not None else ()
    return tuple(step for step in steps if step.kind != "night")


def _log_url(recipient: Recipient, night: Step | None) -> str:
    """The form that writes tonight's drink down, with the amount of the mail in it."""
    if night is None:
        return url("journal:log_drink")
    return log_url(recipient.user, night.high, at=night.at, kind=Kind.HYDRATION)
