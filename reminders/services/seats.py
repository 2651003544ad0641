"""Two mails about a workout, a few a day: a mail takes a seat of each before it is sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection

from accounts.zones import local_day
from reminders.kinds import KINDS
from reminders.kinds.mail_kind import Send
from reminders.models import MAILS_A_WORKOUT, Kind, Reminder, Seat, seat_of_workout

# Design choice: more than this in a day is a nuisance, whatever it says.
A_DAY = 6
WORKOUT_FULL = "Two e-mails about this workout went out already."
DAY_FULL = f"You had {A_DAY} e-mails that day already."

# What is counted, how many there are of it, and what to say when they are taken.
Wanted = Mapping[str, tuple[int, str]]


def take(sends: Mapping[Reminder, Send], now: datetime) -> dict[int, str]:
    """Seats for these mails (3 queries, none where no mail needs one); who got none, and why.

    A mail that is tried again keeps its seats. The unique key of a seat decides between workers:
    who wrote it first has it, which is read back; the other tries for the next one.
    """
    wanted = {row.pk: seats for row, send in sends.items() if (seats := _wanted(row, send, now))}
    refused: dict[int, str] = {}
    without = wanted
    held = _held(wanted) if wanted else {}
    while without:
        refused |= _write(without, held)
        held = _held(wanted)
        without = {
            pk: seats
            for pk, seats in wanted.items()
            if pk not in refused and any(pk not in held[of].values() for of in seats)
        }
    give_back(refused)
    return refused


def give_back(rows: Iterable[int]) -> None:
    """Free the seats of mails that are not sent after all (1 query, none without mails)."""
    if pks := list(rows):
        Seat.objects.filter(reminder__in=pks).delete()


def _wanted(row: Reminder, send: Send, now: datetime) -> Wanted:
    """What this mail takes a seat of."""
    seats = {seat_of_workout(each): (MAILS_A_WORKOUT, WORKOUT_FULL) for each in send.workouts}
    if KINDS[Kind(row.kind)].capped:
        today = local_day(now, send.recipient.evening.zone)
        seats[f"d.{row.recipient_id}.{today}"] = (A_DAY, DAY_FULL)
    return seats


def _held(wanted: Mapping[int, Wanted]) -> dict[str, dict[int, int]]:
    """Who has which seat: mails by number, by what is counted (1 query)."""
    names = {of for seats in wanted.values() for of in seats}
    held: dict[str, dict[int, int]] = defaultdict(dict)
    for of, number, pk in Seat.objects.filter(of__in=names).values_list(
        "of", "number", "reminder_id"
    ):
        held[of][number] = pk
    return held


def _write(wanted: Mapping[int, Wanted], held: dict[str, dict[int, int]]) -> dict[int, str]:
    """Try for the lowest free seats (1 query); which mails find no room, and why.

    Such a mail tries for none, so that it blocks no other. Somebody else's seats stay theirs.
    """
    made, full = [], {}
    for pk, seats in wanted.items():
        missing = {of: n for of, (n, _) in seats.items() if pk not in held[of].values()}
        free = {
            of: number
            for of, limit in missing.items()
            if (number := _lowest_free(held[of], limit)) is not None
        }
        if taken := next((of for of in missing if of not in free), None):
            full[pk] = seats[taken][1]
            continue
        for of, number in free.items():
            held[of][number] = pk
            made.append((pk, of, number))
    _insert(made)
    return full


def _insert(seats: Sequence[tuple[int, str, int]]) -> None:
    """What is taken stays as it is (1 query, none without seats).

    As `bulk_create` does it, without an object for each: two of them a mail take Django longer
    than judging it.
    """
    if not seats:
        return
    places = ", ".join(["(%s, %s, %s)"] * len(seats))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{Seat._meta.db_table}" ("reminder_id", "of", "number")'  # noqa: S608, SLF001 no value is in it
            f" VALUES {places} ON CONFLICT DO NOTHING",
            [value for seat in seats for value in seat],
        )


def _lowest_free(taken: Mapping[int, int], limit: int) -> int | None:
    return next((number for number in range(1, limit + 1) if number not in taken), None)
