"""Mails that say only that a page is ready. Nothing private in them at all."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import EmailMessage
from django.utils.formats import date_format

from accounts.mail import compose
from journal.queries.relief import HeatRound
from reminders import trials
from reminders.emails.frame import foot, mail, url
from reminders.models import Kind
from reminders.queries import Recipient
from reminders.schedule import HEAT_USEFUL_FOR


def doctor(recipient: Recipient, *, message_id: str, now: datetime) -> EmailMessage:
    """Rule 4 became true. The mail names no count and no symptom; those are behind the log-in."""
    context = {"page_url": url("advice:doctor")}
    return mail("doctor", Kind.DOCTOR, recipient, context, message_id, now)


def heat(recipient: Recipient, each: HeatRound, *, message_id: str, now: datetime) -> EmailMessage:
    """The next round may begin. The mail names no muscle and no symptom; the page does."""
    context = {
        "page_url": url("advice:relief_now", each.key),
        "until": date_format(
            (each.due_at + HEAT_USEFUL_FOR).astimezone(recipient.user.zone_info), "H:i"
        ),
    }
    return mail("heat", Kind.HEAT, recipient, context, message_id, now)


def test(recipient: Recipient, *, now: datetime) -> EmailMessage:
    """A mail asked for on the settings page; it is known again when it comes back."""
    headers = {"Message-ID": trials.message_id(recipient.user.pk, now)}
    return compose("test", recipient.address or "", foot(recipient.user, now), headers=headers)
