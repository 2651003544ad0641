"""The next round of warmth, for who asked for it on the screen.

A row is about the cramp and the round (`subject_id`). Never sent twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage

from accounts.zones import local_day
from advice.relief import is_mail_quiet
from advice.rules.relief import forbids_steps
from journal.queries.relief import HeatRound, heat_rounds
from reminders import emails, queries, schedule
from reminders.kinds.mail_kind import OVER, Later, MailKind, Send, Settle, Verdict
from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient

GONE_ON = "It is over, or the next round has begun."
OPEN_PAGE = "The page was open."
AT_NIGHT = "It fell into the night or into your quiet hours."
WARNING_SIGN = "There is a warning sign to look after first."
# Who looked at the screen so lately needs no mail (design choice); the page tells each 45 seconds.
LOOKED_WITHIN = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class SendHeat(Send):
    """Send the mail that says when to go on."""

    round: HeatRound

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """A mail that leads to the page."""
        return emails.heat(self.recipient, self.round, message_id=message_id, now=now)


def plan_heat(pks: Collection[UUID], now: datetime) -> int:
    """Plan the mail about the next round of warmth (3 queries); how many rows are new.

    One row a cramp and round, so however often this runs, a round is told of once. What stands
    against it is judged when it is due: until then the page may be opened, or the cramp be over.
    """
    willing = {
        pk: recipient
        for pk, recipient in queries.recipients(pks).items()
        if not recipient.refusal(Kind.HEAT)
    }
    rounds = heat_rounds(list(willing), now - queries.SEEN_WITHIN) if willing else []
    rows = [
        _heat_row(willing[each.athlete_id], each, now)
        for each in rounds
        if now < each.due_at + schedule.HEAT_USEFUL_FOR
    ]
    there = set(
        Reminder.objects.filter(
            recipient__in=willing, kind=Kind.HEAT, subject_id__in=[row.subject_id for row in rows]
        ).values_list("subject_id", flat=True)
    )
    made = [row for row in rows if row.subject_id not in there]
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _heat_row(recipient: Recipient, each: HeatRound, now: datetime) -> Reminder:
    return Reminder(
        recipient=recipient.user,
        kind=Kind.HEAT,
        subject_id=heat_subject(each),
        local_on=local_day(each.due_at, recipient.evening.zone),
        due_at=each.due_at,
        stale_at=each.due_at + schedule.HEAT_USEFUL_FOR,
        created_at=now,
    )


def heat_subject(each: HeatRound) -> str:
    """What a mail about warmth is about: the cramp, and the round that may begin."""
    return f"{each.episode_id}.{each.rounds + 1}"


def judge_heat(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """The rounds as they stand now; one that has begun has another subject (1 query)."""
    since = now - queries.SEEN_WITHIN
    rounds = heat_rounds([row.recipient_id for row in rows], since)
    waiting = {(each.athlete_id, heat_subject(each)): each for each in rounds}
    return {
        row.pk: _heat_verdict(
            row, people[row.recipient_id], waiting.get((row.recipient_id, row.subject_id)), now
        )
        for row in rows
    }


def _heat_verdict(
    row: Reminder, recipient: Recipient, each: HeatRound | None, now: datetime
) -> Settle | Later | SendHeat:
    """Whether the mail about this round may go out now (no query)."""
    refusal = recipient.refusal(Kind.HEAT) or recipient.pause(now, Kind.HEAT)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if row.stale_at is not None and row.stale_at <= now:
        return Settle(State.MISSED, OVER)
    if each is None:
        return Settle(State.SKIPPED, GONE_ON)
    if forbids_steps(each.signs or ()):
        return Settle(State.SKIPPED, WARNING_SIGN)
    if each.due_at > now:
        return Later(each.due_at, each.due_at + schedule.HEAT_USEFUL_FOR)
    if is_mail_quiet(now, recipient.evening.zone) or recipient.evening.is_quiet(now):
        return Settle(State.SKIPPED, AT_NIGHT)
    if each.seen_at is not None and now - each.seen_at < LOOKED_WITHIN:
        return Settle(State.SKIPPED, OPEN_PAGE)
    return SendHeat(recipient, each)


HEAT = MailKind(
    kind=Kind.HEAT,
    once=True,
    pages=queries.with_heat_ahead,
    plan=plan_heat,
    judge=judge_heat,
    capped=False,
)
