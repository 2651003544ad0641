"""What must hold in the end: the rows of the database against the ledger of the mail server."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from reminders.kinds import KINDS
from reminders.models import Kind, Reminder, State
from reminders.services import claims, sending
from tests.chaos.ledger import ACCEPTED, Note, read
from tests.chaos.seed import DOCTORS, UNWANTED, group_of

FINAL = (State.SENT, State.SKIPPED, State.MISSED, State.FAILED)
# A refusal, of which the server told us too.
REFUSED = ("refuse_at_rcpt", "refuse_at_data")
# After these nobody knows whether the mail was taken; so it is when the server is killed.
UNSURE = ("hang_before", "hang_after", "drop_before", "drop_after")


@dataclass(frozen=True, slots=True)
class Row:
    """A reminder as it ended, and the Message-ID that every attempt at it bears."""

    to: str
    kind: str
    day: str
    state: str
    reason: str
    message_id: str

    @property
    def once(self) -> bool:
        """Whether it may never come twice; for the evening that is a promise."""
        return self.kind == Kind.HYDRATION or KINDS[Kind(self.kind)].once


@dataclass(frozen=True, slots=True)
class Damage:
    """What was in the hands of workers that were killed, and on the lines to killed servers.

    At most so many mails may be in doubt.
    """

    workers: int
    lines: int


def main(arguments: list[str]) -> int:
    """Say what became of everything; 1 when something must not be."""
    ledger, count, workers, lines = arguments
    notes = list(read(Path(ledger)))
    rows = [_row(each) for each in Reminder.objects.select_related("recipient").order_by("pk")]
    print(f"database: {connection.vendor}")
    for line in tell(rows, notes):
        print(line)
    wrong = list(complaints(rows, notes, int(count), Damage(int(workers), int(lines))))
    for line in wrong:
        print(f"WRONG: {line}")
    return 1 if wrong else 0


def _row(row: Reminder) -> Row:
    return Row(
        row.recipient.email,
        row.kind,
        row.local_on.isoformat(),
        row.state,
        row.reason,
        sending._message_id(row),
    )


def tell(rows: Sequence[Row], notes: Sequence[Note]) -> Iterator[str]:
    """The faults, the states, and the reasons of what was not sent."""
    faults = Counter(note.what for note in notes if note.what != ACCEPTED)
    yield "faults of the mail server: " + _counted(faults)
    for kind in sorted({row.kind for row in rows}):
        states = Counter(row.state for row in rows if row.kind == kind)
        yield f"{kind}: {_counted(states)}"
    for reason, number in Counter(_shape(row) for row in rows).most_common():
        yield f"  {number:>5}  {reason}"
    taken = Counter(note.message_id for note in notes if note.what == ACCEPTED)
    again = [row for row in rows if taken[row.message_id] > 1]
    sent = sum(row.state == State.SENT for row in rows)
    yield f"taken by the server: {taken.total()}, of {len(taken)} Message-IDs; recorded: {sent}"
    yield f"came twice under one Message-ID: {_counted(Counter(row.kind for row in again))}"


def _shape(row: Row) -> str:
    return f"{row.state}: {row.reason}"


def _counted(tally: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(tally.items())) or "none"


def complaints(
    rows: Sequence[Row], notes: Sequence[Note], count: int, damage: Damage
) -> Iterator[str]:
    """What must not be, a sentence each."""
    taken = [note for note in notes if note.what == ACCEPTED]
    yield from _ends(rows, count)
    yield from _truth(rows, taken)
    yield from _once(rows, taken)
    yield from _never_lost(rows, taken, notes)
    yield from _unwanted(rows, taken)
    yield from _in_doubt(rows, notes, damage)


def _ends(rows: Sequence[Row], count: int) -> Iterator[str]:
    """Every row has a final state and a reason, and nobody was forgotten."""
    for row in rows:
        if row.state not in FINAL:
            yield f"{_name(row)} is still {row.state}"
        if not row.reason:
            yield f"{_name(row)} is {row.state} without a reason"
    written = {row.to for row in rows}
    if len(written) != count:
        yield f"{len(written)} people have rows, not {count}"


def _truth(rows: Sequence[Row], taken: Sequence[Note]) -> Iterator[str]:
    """The server has every mail that we call sent, and no mail that we do not know."""
    known = {row.message_id: row.to for row in rows}
    ids = {note.message_id for note in taken}
    for row in rows:
        if row.state == State.SENT and row.message_id not in ids:
            yield f"{_name(row)} is called sent, and the server never took it"
    for note in taken:
        if known.get(note.message_id) != note.to:
            yield f"the server took {note.message_id} for {note.to}, and no row knows it"


def _once(rows: Sequence[Row], taken: Sequence[Note]) -> Iterator[str]:
    """No mail of a kind that comes once came twice, by Message-ID and by recipient and day."""
    once = {row.message_id: row for row in rows if row.once}
    times = Counter(note.message_id for note in taken)
    days: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for message_id, row in once.items():
        if times[message_id] > 1:
            yield f"{_name(row)} came {times[message_id]} times"
        days[row.to, row.kind, row.day] += times[message_id]
    for (to, kind, day), number in days.items():
        if number > 1:
            yield f"{to} had {number} mails of the kind {kind} on {day}"


def _never_lost(rows: Sequence[Row], taken: Sequence[Note], notes: Sequence[Note]) -> Iterator[str]:
    """A doctor mail is sent, always under one Message-ID, or the server refused it for good."""
    refused = {note.to for note in notes if note.what in REFUSED}
    ids = defaultdict(set)
    for note in taken:
        ids[note.to].add(note.message_id)
    for row in rows:
        if row.kind != Kind.DOCTOR or group_of(row.to) not in DOCTORS:
            continue
        if len(ids[row.to]) > 1:
            yield f"{_name(row)} came under {len(ids[row.to])} Message-IDs"
        if row.state != State.SENT and not (row.state == State.FAILED and row.to in refused):
            yield f"{_name(row)} is lost: {row.state}, {row.reason}"


def _unwanted(rows: Sequence[Row], taken: Sequence[Note]) -> Iterator[str]:
    """Who must not be written to was not."""
    for note in taken:
        if group_of(note.to) in UNWANTED:
            yield f"{note.to} had a mail"


def _in_doubt(rows: Sequence[Row], notes: Sequence[Note], damage: Damage) -> Iterator[str]:
    """A mail is given up only where it may have gone out: one a dead hand, one a broken line."""
    stopped = sum(row.reason == claims.STOPPED for row in rows)
    if stopped > damage.workers:
        yield f"{stopped} mails were given up, and workers had {damage.workers} in their hands"
    broken = sum(row.reason == sending.BROKEN for row in rows)
    unsure = sum(note.what in UNSURE for note in notes) + damage.lines
    if broken > unsure:
        yield f"{broken} mails were given up, and {unsure} lines broke"


def _name(row: Row) -> str:
    return f"the {row.kind} mail of {row.to}"
