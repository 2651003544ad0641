"""What the mails of the hours before a workout have in common: four hours, two hours, pace.

One mail for workouts that begin within four hours of each other, about the first of them that calls
for it. A row is about one of those workouts (`subject_id`). Never sent twice. Planning asks no
advice: that is done once, when the mail is due.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Protocol
from uuid import UUID

from django.core.mail import EmailMessage

from advice.brief import Brief
from advice.queries import briefs
from journal.models import Workout
from reminders import queries, schedule
from reminders.kinds.mail_kind import OVER, Later, MailKind, Send, Settle, Verdict
from reminders.kinds.reasons import GONE
from reminders.kinds.rows import bring_back, give_up, is_over, may_return, move, save
from reminders.models import Kind, Reminder, State
from reminders.queries import Before, Group, Recipient
from reminders.schedule import Due, Window

WINDOW_CLOSED = "Its hour was over when the workout was planned or moved."
TOGETHER = "One e-mail is about this workout and the one beside it."


class Compose(Protocol):
    """What puts a mail of such a kind together: about the first of these workouts."""

    def __call__(
        self,
        recipient: Recipient,
        workouts: Sequence[Workout],
        briefs: Mapping[UUID, Brief],
        *,
        message_id: str,
        now: datetime,
    ) -> EmailMessage: ...


@dataclass(frozen=True, slots=True)
class Hours:
    """One of these kinds: its hour, how long before a start its row is made, what calls for it.

    `counts` says whether a workout may have such a mail at all, and `discounted` why not: a session
    that never has one stands in nobody's way. `needless` says why the plan of one that counts does
    not call for the mail; "": it does.
    """

    kind: Kind
    before: Before
    ahead: timedelta
    needless: Callable[[Brief], str]
    compose: Compose
    counts: Callable[[Workout, datetime], bool] = lambda workout, now: True
    discounted: str = ""

    def pages(self, now: datetime) -> Iterator[list[UUID]]:
        """Who begins something soon and wants it, and who has a mail and neither any more."""
        return chain(
            queries.with_start_within(self.kind, self.ahead, now),
            queries.with_mail_adrift(self.kind, self.ahead, now),
        )

    def groups(
        self, recipient: Recipient, workouts: Iterable[Workout], now: datetime
    ) -> tuple[Group, ...]:
        """The workouts that count, in groups."""
        counting = [workout for workout in workouts if self.counts(workout, now)]
        return queries.groups_of(recipient, counting, self.before)

    def gone(self, row: Reminder, workouts: Iterable[Workout], now: datetime) -> str:
        """Why a row has no group: its workout is off or elsewhere, or does not count any more."""
        own = next((each for each in workouts if row.subject_id == str(each.pk)), None)
        return GONE if own is None or self.counts(own, now) else self.discounted

    def plan(self, pks: Collection[UUID], now: datetime) -> int:
        """Make the rows of these people fit (4 queries when they do already)."""
        people = queries.recipients(pks)
        workouts = queries.workouts_around(pks, now)
        rows = _rows(self.kind, pks, now)
        made: list[Reminder] = []
        updated: list[Reminder] = []
        for pk, recipient in people.items():
            theirs = workouts.get(pk, [])
            changes = _Changes(self, recipient, rows.get(pk, []), now)
            groups = self.groups(recipient, theirs, now)
            made += [row for group in groups if (row := changes.fit(group)) is not None]
            updated += changes.finish(theirs)
        return save(made, updated)

    def judge(
        self, rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
    ) -> dict[int, Verdict]:
        """Whether the workouts still stand, and advice calls for the mail (constant queries)."""
        workouts = queries.workouts_around({row.recipient_id for row in rows}, now)
        verdicts: dict[int, Verdict] = {}
        asked: dict[int, tuple[Workout, ...]] = {}
        for row in rows:
            recipient = people[row.recipient_id]
            theirs = workouts.get(row.recipient_id, [])
            groups = self.groups(recipient, theirs, now)
            group = next((each for each in groups if row.subject_id in each.keys), None)
            verdict = _against(self.kind, recipient, group, now)
            if group is None and verdict is None:
                verdict = Settle(State.SKIPPED, self.gone(row, theirs, now))
            if is_over(row, now) and verdict == Settle(State.SKIPPED, GONE):
                verdict = Settle(State.MISSED, OVER)
            ahead = group.ahead(now) if group is not None else ()
            if verdict is None and ahead in asked.values():
                verdict = Settle(State.SKIPPED, TOGETHER, asked_at=now)
            if verdict is None:
                asked[row.pk] = ahead
            else:
                verdicts[row.pk] = verdict
        found = briefs([each for ahead in asked.values() for each in ahead], now) if asked else {}
        for row in rows:
            if row.pk in asked:
                recipient = people[row.recipient_id]
                verdicts[row.pk] = _decide(self, recipient, asked[row.pk], found, now)
        return verdicts

    def mail_kind(self) -> MailKind:
        """The kind as the registry knows it."""
        return MailKind(
            kind=self.kind, once=True, pages=self.pages, plan=self.plan, judge=self.judge
        )


@dataclass(frozen=True, slots=True)
class SendBefore(Send):
    """Send the mail about the first of these workouts; the others are named."""

    about: tuple[Workout, ...]
    briefs: Mapping[UUID, Brief]
    mail: Compose

    @property
    def workouts(self) -> tuple[UUID, ...]:
        """All of the group: each is named."""
        return tuple(workout.pk for workout in self.about)

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """The mail of the kind."""
        return self.mail(self.recipient, self.about, self.briefs, message_id=message_id, now=now)


class _Changes:
    """What the rows of one recipient need to fit the groups of their workouts."""

    def __init__(
        self, hours: Hours, recipient: Recipient, rows: Iterable[Reminder], now: datetime
    ) -> None:
        self.hours, self.recipient, self.now = hours, recipient, now
        self.rows = list(rows)
        self.fitting: set[int] = set()
        self.updated: list[Reminder] = []

    def fit(self, group: Group) -> Reminder | None:
        """Change the row of this group as it needs; a new one where there is none yet."""
        window = group.window
        if window is None:
            return None
        own = [row for row in self.rows if row.subject_id in group.keys]
        if any(_is_final(row, window) for row in own):
            self._leave_to_another(own)
            return None
        own = [row for row in own if row.local_on == window.local_on]
        row = next((row for row in own if row.state == State.PLANNED), own[0] if own else None)
        self._leave_to_another([each for each in own if each is not row])
        due = schedule.due_in(window, self.now)
        against = self._against(due.due_at if due else None)
        if row is not None and row.state == State.PLANNED:
            self._keep_or_move(row, window, due, against)
            return None
        is_near = group.starts_at - self.now <= self.hours.ahead
        if due is None or against or not is_near:
            return None
        if row is None:
            return self._new(group, due)
        if may_return(row, group.changed_at):
            self._change(bring_back(row, due))
        return None

    def _keep_or_move(self, row: Reminder, window: Window, due: Due | None, against: str) -> None:
        self.fitting.add(row.pk)
        if against or (due is None and row.due_at > self.now):
            self.updated.append(give_up(row, against or WINDOW_CLOSED))
        elif move(row, window, self.now):
            self.updated.append(row)

    def finish(self, workouts: Iterable[Workout]) -> list[Reminder]:
        """All rows that change; those that fit no group any more are given up."""
        left = [
            give_up(row, self.hours.gone(row, workouts, self.now))
            for row in self.rows
            if row.state == State.PLANNED and row.due_at > self.now and row.pk not in self.fitting
        ]
        return self.updated + left

    def _against(self, due_at: datetime | None) -> str:
        """Why no mail of this kind goes to them then; "": it may."""
        kind = self.hours.kind
        rest = self.recipient.pause(due_at, kind) if due_at is not None else ""
        return self.recipient.refusal(kind) or rest

    def _leave_to_another(self, rows: Iterable[Reminder]) -> None:
        for row in rows:
            if row.state == State.PLANNED and row.due_at > self.now:
                self._change(give_up(row, TOGETHER))

    def _change(self, row: Reminder) -> None:
        self.fitting.add(row.pk)
        self.updated.append(row)

    def _new(self, group: Group, due: Due) -> Reminder | None:
        ahead = group.ahead(self.now)
        if not ahead or group.window is None:
            return None
        return Reminder(
            recipient=self.recipient.user,
            kind=self.hours.kind,
            subject_id=str(ahead[0].pk),
            local_on=group.window.local_on,
            due_at=due.due_at,
            stale_at=due.stale_at,
            created_at=self.now,
        )


def _is_final(row: Reminder, window: Window) -> bool:
    """Whether the mail of these hours was dealt with, also where a change of zone moved the day.

    A workout that was moved to another day has its mail anew.
    """
    if row.state in {State.PLANNED, State.SKIPPED}:
        return False
    near = abs(row.due_at - window.opens_at) < schedule.MIN_APART
    return near or row.local_on == window.local_on


def _rows(kind: Kind, pks: Collection[UUID], now: datetime) -> dict[UUID, list[Reminder]]:
    """The rows of this kind of yesterday and later, by recipient, soonest first (1 query)."""
    found: dict[UUID, list[Reminder]] = {}
    rows = Reminder.objects.filter(
        recipient__in=pks, kind=kind, due_at__gt=now - queries.AHEAD
    ).order_by("due_at", "pk")
    for row in rows:
        found.setdefault(row.recipient_id, []).append(row)
    return found


def _against(
    kind: Kind, recipient: Recipient, group: Group | None, now: datetime
) -> Settle | Later | None:
    """What stands against the mail before advice is asked; None: nothing.

    The window is made anew, so a workout that moved since it was planned moves its mail.
    """
    refusal = recipient.refusal(kind) or recipient.pause(now, kind)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if group is None:
        return None
    if group.window is None or not group.ahead(now):
        return Settle(State.SKIPPED, GONE)
    due = schedule.due_in(group.window, now)
    if due is None:
        return Settle(State.MISSED, OVER)
    return Later(due.due_at, due.stale_at) if due.due_at > now else None


def _decide(
    hours: Hours,
    recipient: Recipient,
    workouts: Sequence[Workout],
    found: Mapping[UUID, Brief],
    now: datetime,
) -> Verdict:
    """The mail about the first that calls for it, or why none does, as the first has it."""
    reasons = [hours.needless(found[workout.pk]) for workout in workouts]
    if all(reasons):
        return Settle(State.SKIPPED, reasons[0], asked_at=now)
    lead = workouts[reasons.index("")]
    others = [workout for workout in workouts if workout.pk != lead.pk]
    return SendBefore(recipient, (lead, *others), found, hours.compose)
