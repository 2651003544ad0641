"""What becomes of a mail that came back, and of the address it was for."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User
from accounts.services import forget_that_mail_came_back, mail_came_back
from reminders import trials
from reminders.bounces import Returned
from reminders.models import Reminder, State
from reminders.services.claims import MAX_ATTEMPTS, ONCE

logger = logging.getLogger(__name__)

# A mail server gives up after five days; a report much older than that is no news.
BELIEVED_FOR = timedelta(days=30)
# What came back from a dead address and must not be lost is worth sending so long (design choice,
# as long as a doctor mail keeps the next one away).
WORTH_SENDING_FOR = timedelta(days=28)
REASON_LENGTH = 200

# Such a reason begins so, and is found by it.
NO_SUCH_ADDRESS = "There is no such address, says the mail server"
CAME_BACK = "It came back"
AGAIN = "It came back before; the address was changed or is tried again."


class Outcome(Enum):
    """What a report did."""

    NOT_OURS = "It is about no e-mail of ours; nothing is recorded."
    KNOWN = "It was recorded before."
    RECORDED = "The e-mail did not arrive; that is recorded."
    STOPPED = "The address takes no e-mails; that is recorded, and none are sent to it."


@transaction.atomic
def came_back(returned: Returned, now: datetime) -> Outcome:
    """Record what a report says of one of our mails, and stop mail to an address that is dead.

    A report is believed only when it returns the Message-ID of a mail that we sent to that
    address lately: whoever has not seen the mail cannot know it, so nobody can stop another's
    mails. The row is the lock: a report that comes twice, even after somebody tried again, does
    nothing. A mail that only may have been sent is not looked for: its row says so already.
    """
    people = EmailAddress.objects.filter(email__in=returned.addresses).values_list(
        "user", flat=True
    )
    row = Reminder.objects.filter(recipient__in=people, message_id=returned.message_id).first()
    if row is None:
        return _test_came_back(returned, people, now)
    if row.sent_at is None or row.sent_at < now - BELIEVED_FOR:
        return Outcome.NOT_OURS
    words = NO_SUCH_ADDRESS if returned.is_hard else CAME_BACK
    reason = f"{words}: {returned.code} {returned.words}"[:REASON_LENGTH]
    mine = Reminder.objects.filter(pk=row.pk, state=State.SENT)
    if not mine.update(state=State.FAILED, reason=reason):
        return Outcome.KNOWN
    logger.warning(
        "event=mail_came_back reminder=%d hard=%s code=%s", row.pk, returned.is_hard, returned.code
    )
    return Outcome.STOPPED if _stop(row.recipient_id, returned) else Outcome.RECORDED


def _test_came_back(returned: Returned, people: Iterable[UUID], now: datetime) -> Outcome:
    """A test mail has no row; its Message-ID says whose it was and when it was sent."""
    whose = (pk for pk in people if trials.is_of(returned.message_id, pk, now - BELIEVED_FOR))
    user_id = next(whose, None)
    if user_id is None:
        return Outcome.NOT_OURS
    return Outcome.STOPPED if _stop(user_id, returned) else Outcome.RECORDED


def _stop(user_id: UUID, returned: Returned) -> bool:
    """Let no more go to the address that is dead; whether it is, and still theirs."""
    return returned.is_hard and any(
        mail_came_back(user_id, address) for address in sorted(returned.addresses)
    )


def try_again(user: User, now: datetime) -> bool:
    """Send mail to the address again, by its owner's wish; whether it rested. Safe to run twice."""
    rested = forget_that_mail_came_back(user)
    revive(now)
    return rested


def revive(now: datetime) -> int:
    """Plan once more what must not be lost and came back from an address that is now another one,
    or is tried again (1 query without any). Each is judged afresh before it is sent.
    """
    lost = Reminder.objects.filter(
        state=State.FAILED,
        due_at__gt=now - WORTH_SENDING_FOR,
        attempts__lt=MAX_ATTEMPTS,
        reason__startswith=NO_SUCH_ADDRESS,
    ).exclude(kind__in=ONCE)
    rows = [row.pk for row in lost.select_related("recipient") if not row.recipient.mail_comes_back]
    if not rows:
        return 0
    return Reminder.objects.filter(pk__in=rows, state=State.FAILED).update(
        state=State.PLANNED, due_at=now, sent_at=None, claimed_at=None, reason=AGAIN
    )
