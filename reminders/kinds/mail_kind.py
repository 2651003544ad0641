"""What a kind of mail must know, and the verdicts on a row that is due."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage

from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient

# Reasons that several kinds give.
OVER = "It could not go out before it was too late to help."
SETTLED = "There is no reason for it any more."


@dataclass(frozen=True, slots=True)
class Settle:
    """Do not send: record this instead.

    `asked_at` is when advice was asked; None: planning may want the mail again.
    """

    state: State
    reason: str
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: the hour has moved."""

    due_at: datetime
    stale_at: datetime | None


@dataclass(frozen=True, slots=True)
class Send(ABC):
    """Send it; each kind adds what its mail needs."""

    recipient: Recipient

    @property
    def workouts(self) -> tuple[UUID, ...]:
        """The workouts it speaks of: at most two mails may be about each."""
        return ()

    @abstractmethod
    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """The mail. No query."""


Verdict = Settle | Later | Send
# One who may need rows of a kind, and what makes them; how many rows were touched.
Plan = Callable[[Collection[UUID], datetime], int]
Judge = Callable[[Sequence[Reminder], Mapping[UUID, Recipient], datetime], Mapping[int, Verdict]]


@dataclass(frozen=True, slots=True)
class MailKind:
    """A kind of mail: whom to look at, how to plan, how to judge.

    `pages` yields keys of people, a page at a time; `plan` makes their rows fit and may run any
    number of times; `judge` gives a verdict for each due row of the kind, in a constant number of
    queries. `once`: when nobody knows whether it went out, it is not sent again; else it is, under
    the same Message-ID. `capped`: it counts among the mails of a day and may be one too many.
    `sent` is told of what was accepted.
    """

    kind: Kind
    once: bool
    pages: Callable[[datetime], Iterator[list[UUID]]]
    plan: Plan
    judge: Judge
    capped: bool = True
    sent: Callable[[Iterable[Send], datetime], None] | None = None
