"""The mail that says a page for a doctor is ready.

A row is about the rule that became true (`subject_id`). Sent at least once: a mail program shows
a second copy of the same Message-ID once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage

from accounts.zones import local_day
from advice.queries import doctor_findings
from advice.rules.finding import Finding
from advice.services import keep_found
from reminders import emails, queries
from reminders.kinds.mail_kind import SETTLED, Later, MailKind, Send, Settle, Verdict
from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient

TOLD = "You had this e-mail less than 28 days ago."


@dataclass(frozen=True, slots=True)
class SendDoctor(Send):
    """Send the mail that says the page is ready."""

    finding: Finding

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """A mail that names nothing of the diary."""
        return emails.doctor(self.recipient, message_id=message_id, now=now)


def plan_doctor(pks: Collection[UUID], now: datetime) -> int:
    """Plan the doctor mail of whom rule 4 has become true; at once, but never in quiet hours.

    A pause or quiet hours put it off; it is not lost. A constant number of queries.
    """
    willing = [
        recipient
        for recipient in queries.recipients(pks).values()
        if not recipient.refusal(Kind.DOCTOR)
    ]
    found = doctor_findings([recipient.user for recipient in willing], now) if willing else {}
    rows = [
        _doctor_row(recipient, found[recipient.user.pk].rule, now)
        for recipient in willing
        if recipient.user.pk in found
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _doctor_row(recipient: Recipient, rule: str, now: datetime) -> Reminder:
    due_at = recipient.free_at(now, Kind.DOCTOR)
    return Reminder(
        recipient=recipient.user,
        kind=Kind.DOCTOR,
        subject_id=rule,
        local_on=local_day(due_at, recipient.evening.zone),
        due_at=due_at,
        created_at=now,
    )


def judge_doctor(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """Whether the rule still holds and nobody told them lately (constant queries)."""
    users = [people[pk].user for pk in {row.recipient_id for row in rows}]
    found = doctor_findings(users, now)
    told = queries.told_lately(now).filter(state=State.SENT, recipient__in=users)
    told_ids = set(told.values_list("recipient_id", flat=True))
    return {
        row.pk: _doctor_verdict(
            people[row.recipient_id],
            found.get(row.recipient_id),
            now,
            told=row.recipient_id in told_ids,
        )
        for row in rows
    }


def _doctor_verdict(
    recipient: Recipient, finding: Finding | None, now: datetime, *, told: bool
) -> Verdict:
    refusal = recipient.refusal(Kind.DOCTOR)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if told:
        return Settle(State.SKIPPED, TOLD)
    if finding is None:
        return Settle(State.SKIPPED, SETTLED)
    free_at = recipient.free_at(now, Kind.DOCTOR)
    return Later(free_at, None) if free_at > now else SendDoctor(recipient, finding)


def keep(sent: Iterable[Send], now: datetime) -> None:
    """Keep what the mail was about, so that it can be explained next year (1 insert)."""
    keep_found(
        [(each.recipient.user, each.finding) for each in sent if isinstance(each, SendDoctor)], now
    )


DOCTOR = MailKind(
    kind=Kind.DOCTOR,
    once=False,
    pages=queries.with_new_cramps,
    plan=plan_doctor,
    judge=judge_doctor,
    capped=False,
    sent=keep,
)
