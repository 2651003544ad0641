"""How fast due mails go out, beside a bare loop that renders the same mails and sends them.

Both run in turns over the same mails, to the same mail server, in this process. The bare loop has
in memory what each mail says: it composes it and hands it to smtplib, all over one connection,
and knows of no rows. What ours takes longer is claiming, judging, taking seats and recording.
"""

from __future__ import annotations

import gc
import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from benchmarks import seed
from benchmarks.sink import Sink
from cramptracker.memory import settle
from journal.models import HealthProfile, Workout
from reminders import queries, services
from reminders.kinds import KINDS
from reminders.kinds.mail_kind import Send
from reminders.models import Kind, Reminder, State
from reminders.services.sending import BATCH
from tests import make

# Three workouts a week, two mornings, a cup a day: what advice reads before each mail.
HYDRATION = seed.Pace(workouts=156, episodes=12, intakes=365, check_ins=104, plans_apart=2)
# The same with a cramp or two a week, which is when the mail about a doctor comes.
DOCTOR = replace(HYDRATION, episodes=90)
# Advice looks back eight weeks.
DAYS = 60
ROUNDS = 10
EVENING = timedelta(hours=8, minutes=5)
MESSAGE_ID = "<benchmark@localhost>"


@dataclass(slots=True)
class Speed:
    """Seconds of wall clock and of this process a mail, round by round, of both ways."""

    kind: Kind
    mails: int = 0
    queries: float = 0.0
    connections: int = 0
    ours: list[tuple[float, float]] = field(default_factory=list)
    bare: list[tuple[float, float]] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Our mails a second as a share of the bare loop's: the median of the rounds."""
        return median(bare[0] / ours[0] for ours, bare in zip(self.ours, self.bare, strict=True))

    @property
    def cpu_ratio(self) -> float:
        """The same by the processor time of this process alone."""
        return median(bare[1] / ours[1] for ours, bare in zip(self.ours, self.bare, strict=True))

    @property
    def a_second(self) -> tuple[float, float]:
        """Mails a second, ours and the bare loop's."""
        return 1 / median(s for s, _ in self.ours), 1 / median(s for s, _ in self.bare)


@contextmanager
def mails_to(sink: Sink) -> Iterator[None]:
    """Django sends to the sink."""
    with override_settings(
        EMAIL_BACKEND="reminders.smtp.Backend",
        EMAIL_HOST=sink.host,
        EMAIL_PORT=sink.port,
    ):
        yield


def speeds(sink: Sink, mails: int) -> Iterator[Speed]:
    """So many evening mails, and a quarter as many about a doctor, two batches at least."""
    evening = (Kind.HYDRATION, mails, make.NOON + EVENING)
    doctor = (Kind.DOCTOR, max(mails // 4, 2 * BATCH), make.NOON)
    for kind, count, now in (evening, doctor):
        write(kind, count, make.NOON)
        with mails_to(sink):
            yield measured(kind, sink, batches=max(1, count // (ROUNDS * BATCH)), now=now)


def write(kind: Kind, count: int, now: datetime) -> int:
    """So many people whose diaries call for a mail of this kind; how many mails are planned."""
    pace = DOCTOR if kind is Kind.DOCTOR else HYDRATION
    people = seed.crowd(count, now, pace=pace, days=DAYS, name=kind.value)
    HealthProfile.objects.bulk_create(
        HealthProfile(athlete=one, body_mass_kg=70.2, birth_year=1992) for one in people
    )
    Workout.objects.planned().filter(athlete__in=people).update(planned_minutes=90)
    seed.settle()
    services.plan(now)
    Reminder.objects.exclude(kind=kind).delete()
    return Reminder.objects.filter(state=State.PLANNED).count()


def measured(kind: Kind, sink: Sink, *, batches: int, now: datetime) -> Speed:
    """Send all due rows, which must be of this kind, `batches` a round; both ways in turns."""
    speed = Speed(kind)
    _count(speed, sink, now)
    # As a worker does when it is ready; it serves both ways.
    settle()
    while rows := _due(now)[: batches * BATCH]:
        people = queries.recipients({row.recipient_id for row in rows})
        verdicts = KINDS[kind].judge(rows, people, now)
        sends = [each for each in verdicts.values() if isinstance(each, Send)]
        if len(rows) < batches * BATCH or not sends:
            break
        speed.mails += len(sends)
        ways: list[tuple[list[tuple[float, float]], Callable[[], None]]] = [
            (speed.bare, partial(_bare, sends, sink, now)),
            (speed.ours, partial(_ours, batches, now)),
        ]
        for times, way in ways if len(speed.ours) % 2 else reversed(ways):
            times.append(_timed(way, len(sends)))
    return speed


def _due(now: datetime) -> list[Reminder]:
    return list(Reminder.objects.due(now).order_by("due_at", "pk"))


def _count(speed: Speed, sink: Sink, now: datetime) -> None:
    """Queries and connections of one batch that is not timed; it also warms up."""
    before = sink.counts()
    with CaptureQueriesContext(connection) as asked:
        sent = services.send_due(now)[State.SENT]
    after = sink.counts()
    connections, messages = after[0] - before[0], after[1] - before[1]
    if not sent or messages != sent:
        raise SystemExit(f"{messages} messages arrived, {sent} of {speed.kind} were sent.")
    speed.queries, speed.connections = len(asked) / sent, connections


def _ours(batches: int, now: datetime) -> None:
    for _ in range(batches):
        services.send_due(now)


def _bare(sends: list[Send], sink: Sink, now: datetime) -> None:
    with smtplib.SMTP(sink.host, sink.port) as line:
        for each in sends:
            mail = each.compose(MESSAGE_ID, now)
            line.sendmail(mail.from_email, mail.to, mail.message().as_bytes(linesep="\r\n"))


def _timed(way: Callable[[], None], mails: int) -> tuple[float, float]:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    way()
    return (time.perf_counter() - wall) / mails, (time.process_time() - cpu) / mails
