"""The mail to a coach on whose list somebody needs an eye.

One mail a local day, with everybody who does; a row is about that day (`subject_id`). Who was
named is named again only when something new or graver comes (coaching.arrivals). Sent at least
once, a second copy has the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage

from accounts.zones import instant, local_day
from coaching.attention import News, newest_news, news_for, told
from reminders import emails, queries
from reminders.kinds.mail_kind import Later, MailKind, Send, Settle, Verdict
from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient, coaches

NO_COACH = "Coaching is off."
LOOKED = "Their pages were opened since, or nothing stands out any more."
# How many are named; the others are a number, and the list has them all.
NAMED = 20


@dataclass(frozen=True, slots=True)
class SendAttention(Send):
    """Send the mail that names these athletes, gravest first."""

    news: tuple[News, ...]

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """A mail with names and no reason. In the order of names: theirs says nothing."""
        names = sorted((one.name for one in self.news[:NAMED]), key=str.casefold)
        others = len(self.news) - len(names)
        return emails.attention(self.recipient, names, others, message_id=message_id, now=now)


def plan_attention(pks: Collection[UUID], now: datetime) -> int:
    """Plan the next mail of each coach with news (4 queries when nothing is to be done).

    While one waits, it will name whoever needs it by then. After one went out the next is for the
    next day.
    """
    people = {
        pk: recipient
        for pk, recipient in queries.recipients(pks).items()
        if recipient.user.is_coach and not recipient.refusal(Kind.ATTENTION)
    }
    news = newest_news(people, now) if people else {}
    rows = coaches.attention_rows(news, now) if news else {}
    made, back = [], []
    for pk, newest in news.items():
        own = rows.get(pk, [])
        if any(row.state in coaches.WAITING for row in own):
            continue
        due_at = _due_at(people[pk], own, now)
        row = _given_up(people[pk], own, due_at)
        if row is None:
            made.append(_row(people[pk], due_at, now))
        elif row.claimed_at is None or newest > row.claimed_at:
            row.state, row.reason, row.claimed_at, row.due_at = State.PLANNED, "", None, due_at
            back.append(row)
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    Reminder.objects.filter(state=State.SKIPPED).bulk_update(
        back, ["state", "reason", "claimed_at", "due_at"]
    )
    return len(made) + len(back)


def _due_at(recipient: Recipient, rows: Iterable[Reminder], now: datetime) -> datetime:
    """Now, or as soon as it is neither quiet nor a day on which one went out or was lost."""
    zone = recipient.evening.zone
    spent = {row.local_on for row in rows if row.state in {State.MISSED, State.FAILED}}
    spent |= {local_day(row.sent_at, zone) for row in rows if row.sent_at is not None}
    due_at = recipient.free_at(now, Kind.ATTENTION)
    while (on := local_day(due_at, zone)) in spent:
        due_at = recipient.free_at(_morning_after(on, recipient), Kind.ATTENTION)
    return due_at


def _morning_after(on: date, recipient: Recipient) -> datetime:
    clock = recipient.preference.morning_at
    return instant(on + timedelta(days=1), clock, recipient.evening.zone)


def _given_up(recipient: Recipient, rows: Iterable[Reminder], due_at: datetime) -> Reminder | None:
    """The row of that day that was found not to be needed."""
    on = local_day(due_at, recipient.evening.zone)
    return next((row for row in rows if row.local_on == on), None)


def _row(recipient: Recipient, due_at: datetime, now: datetime) -> Reminder:
    on = local_day(due_at, recipient.evening.zone)
    return Reminder(
        recipient=recipient.user,
        kind=Kind.ATTENTION,
        subject_id=on.isoformat(),
        local_on=on,
        due_at=due_at,
        created_at=now,
    )


def judge_attention(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """Who needs an eye by what their grants open at this moment (at most 10 queries)."""
    pks = {row.recipient_id for row in rows}
    own = coaches.attention_rows(pks, now)
    news = news_for(pks, now)
    sent: set[UUID] = set()
    verdicts: dict[int, Verdict] = {}
    for row in rows:
        pk = row.recipient_id
        verdicts[row.pk] = _verdict(people[pk], own.get(pk, []), news.get(pk, []), now)
        if isinstance(verdicts[row.pk], Send):
            if pk in sent:
                verdicts[row.pk] = Settle(State.SKIPPED, LOOKED, asked_at=now)
            sent.add(pk)
    return verdicts


def _verdict(
    recipient: Recipient, rows: Iterable[Reminder], news: Sequence[News], now: datetime
) -> Verdict:
    refusal = recipient.refusal(Kind.ATTENTION)
    if refusal or not recipient.user.is_coach:
        return Settle(State.SKIPPED, refusal or NO_COACH)
    if not news:
        return Settle(State.SKIPPED, LOOKED, asked_at=now)
    due_at = _due_at(recipient, rows, now)
    return Later(due_at, None) if due_at > now else SendAttention(recipient, tuple(news))


def keep(sent: Iterable[Send], now: datetime) -> None:
    """Keep who was named (1 query)."""
    told(one for each in sent if isinstance(each, SendAttention) for one in each.news)


ATTENTION = MailKind(
    kind=Kind.ATTENTION,
    once=False,
    pages=coaches.with_news,
    plan=plan_attention,
    judge=judge_attention,
    capped=False,
    sent=keep,
)
