"""What somebody wants to be told, and a mail to try it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.services import mail_came_back
from reminders import emails, queries
from reminders.line import Fate, Line
from reminders.models import Kind, Preference
from reminders.services.planning import plan_for


def choose(user: User, values: dict[str, Any], now: datetime) -> Preference:
    """Keep what somebody wants to be told, and fit what is planned for them to it at once."""
    preference, _ = Preference.objects.update_or_create(user=user, defaults=values)
    plan_for(user.pk, now)
    return preference


def stop(user_id: UUID, kind: Kind) -> Preference:
    """Turn one kind of mail off; doing it again changes nothing."""
    preference, _ = Preference.objects.update_or_create(
        user_id=user_id, defaults={kind.value: False}
    )
    return preference


def send_test(user_id: UUID, now: datetime) -> bool:
    """Send a mail that shows how ours look; only to a confirmed address. Whether it was taken."""
    recipient = queries.recipients([user_id]).get(user_id)
    if recipient is None or recipient.address is None or not recipient.user.is_active:
        return False
    with Line() as line:
        if not line.ready():
            return False
        fate = line.send(emails.test(recipient, now=now)).fate
    if fate is Fate.NO_SUCH_ADDRESS:
        mail_came_back(user_id, recipient.address)
    return fate is Fate.ACCEPTED
