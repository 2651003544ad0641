"""What every mail has: its foot, its way to stop, its headers."""

from __future__ import annotations

from datetime import datetime
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
from reminders.links import snooze_url
from reminders.models import Kind
from reminders.queries import Recipient

STOP_PURPOSE = "mail-stop"


def stop_url(user: User, kind: Kind) -> str:
    """The signed address that turns off one kind of mail of one person; it does not expire."""
    return url("reminders:unsubscribe", sign(STOP_PURPOSE, f"{kind.value}.{user.pk}"))


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


def mail(
    name: str,
    kind: Kind,
    recipient: Recipient,
    context: dict[str, Any],
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """A mail of that kind from the templates of that name, with the ways to stop and rest it."""
    stop = stop_url(recipient.user, kind)
    headers = {
        "Message-ID": message_id,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    ways_out = {"stop_url": stop, "snooze_url": snooze_url(recipient.user, kind)}
    everything = context | foot(recipient.user, now) | ways_out
    return compose(name, recipient.address or "", everything, headers=headers)


def foot(user: User, now: datetime) -> dict[str, Any]:
    """What the foot of every mail says."""
    sent = now.astimezone(user.zone_info)
    return {
        "sent_on": date_format(sent, "j F"),
        "sent_at": date_format(sent, "H:i"),
        "zone_words": zone_words(user.zone_info),
        "site": urlsplit(settings.SITE_URL).netloc,
        "zone_url": url("accounts:settings"),
        "settings_url": url("reminders:settings"),
        "units": user.units,
    }


def url(route: str, *args: Any) -> str:
    """The whole address of a route."""
    return settings.SITE_URL + reverse(route, args=args)
