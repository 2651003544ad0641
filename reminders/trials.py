"""The Message-ID of a test mail, which has no row: made, and known again in a report."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_OURS = re.compile(r"<test\.(\d{1,12})\.[0-9a-f]+@.+>")


def message_id(user_id: UUID, at: datetime) -> str:
    """Known to nobody who has not seen the mail."""
    return _made(user_id, int(at.timestamp()))


def is_of(message_id: str, user_id: UUID, since: datetime) -> bool:
    """Whether it was made for this person, and since then."""
    found = _OURS.fullmatch(message_id)
    if found is None or int(found[1]) < since.timestamp():
        return False
    return constant_time_compare(message_id, _made(user_id, int(found[1])))


def _made(user_id: UUID, second: int) -> str:
    seal = salted_hmac("reminders.test-mail", f"{user_id}.{second}").hexdigest()
    return f"<test.{second}.{seal}@{settings.SITE_HOST}>"
