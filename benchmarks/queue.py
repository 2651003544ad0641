"""Millions of rows of the queue of mails, written by the database itself. PostgreSQL only.

People are copies of one whom the builders of the tests make, so that a new column needs no word
here. All mails that are due are about a workout of tomorrow and due at the same evening hour, as
those of one country are; whoever is not due has called the workout off. What is put into SQL are
words of this file and names of columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import GeneratedField, Model

from accounts.models import HealthConsent
from reminders.models import Reminder, Seat
from tests import make

# Beside those who are due, so many wait for the evening after.
AHEAD = 0.1
# Mails of some years, and a workout for every fourth.
YEARS = 4
MAILS_PER_WORKOUT = 4
PERSON = "md5('person' || n)::uuid"
WORKOUT = "md5('workout' || n)::uuid"
# What old mails were about and what became of them, as in years of use.
KINDS = """CASE WHEN i %% 97 < 50 THEN 'hydration' WHEN i %% 97 < 65 THEN 'recovery'
    WHEN i %% 97 < 80 THEN 'pace' WHEN i %% 97 < 90 THEN 'unanswered' WHEN i %% 97 < 95 THEN 'heat'
    ELSE 'doctor' END"""
STATES = """CASE WHEN i %% 100 < 70 THEN 'sent' WHEN i %% 100 < 95 THEN 'skipped'
    WHEN i %% 100 < 99 THEN 'missed' ELSE 'failed' END"""
# A day later for whoever waits for the evening after.
DAY = "interval '1 day' * (n >= %(most)s)::int"
AT = "%(begin)s::timestamptz + i * %(apart)s::interval"


class Queue:
    """Rows of people of whom up to `most` can be made due in the evening of make.NOON."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._people = round(most * (1 + AHEAD))
        self._old = 0
        self._write_people()

    def grow(self, rows: int) -> None:
        """Write old mails, and done workouts beside them, until there are so many mails."""
        more = rows - Reminder.objects.count()
        numbers = {
            "people": self._people,
            "first": self._old,
            "last": self._old + more - 1,
            "step": MAILS_PER_WORKOUT,
            "begin": make.NOON - timedelta(days=365 * YEARS),
            # However many there are, they end two months ago.
            "apart": timedelta(days=365 * YEARS - 60) / rows,
        }
        series = "generate_series(%(first)s::int, %(last)s::int{step}) AS i"
        old = f"(SELECT i, i %% %(people)s AS n, {AT} AS at FROM {series}) AS old"  # noqa: S608
        with _bare(Reminder):
            _copy(
                self._mail,
                old.format(step=""),
                numbers,
                recipient_id=PERSON,
                kind=KINDS,
                subject_id="to_char(at, 'YYYY-MM-DD') || ' ' || i",
                local_on="at::date",
                due_at="at",
                stale_at="at + interval '2 hours'",
                state=STATES,
                reason="'What became of it.'",
                attempts="1",
                sent_at="CASE WHEN i %% 100 < 70 THEN at END",
                message_id="'<' || md5(i::text) || '@localhost>'",
                created_at="at - interval '8 hours'",
            )
        done = {"id": "gen_random_uuid()", "form_key": "gen_random_uuid()", "athlete_id": PERSON}
        instants = dict.fromkeys(("started_at", "created_at", "changed_at"), "at")
        _copy(self._done, old.format(step=", %(step)s::int"), numbers, **done, **instants)
        self._old += more
        _run("VACUUM ANALYZE")

    def make_due(self, count: int) -> None:
        """So many have a workout tomorrow, and a mail about it that is due and nobody's."""
        Seat.objects.all().delete()
        Reminder.objects.filter(due_at__gt=make.NOON).delete()
        numbers = {"count": count, "most": self._most, "last": self._most + round(AHEAD * count)}
        _run(
            f"""UPDATE journal_workout
            SET state = CASE WHEN n < %(count)s OR n BETWEEN %(most)s AND %(last)s - 1
                THEN 'planned' ELSE 'cancelled' END
            FROM generate_series(0, %(people)s::int) AS n WHERE id = {WORKOUT}""",  # noqa: S608
            numbers | {"people": self._people},
        )
        _copy(
            self._mail,
            "generate_series(0, %(last)s::int - 1) AS n",
            numbers | {"evening": make.NOON + timedelta(hours=8)},
            " AND n NOT BETWEEN %(count)s AND %(most)s - 1",
            recipient_id=PERSON,
            state="'planned'",
            local_on=f"(row.local_on + {DAY})::date",
            subject_id=f"(row.subject_id::date + {DAY})::date::text",
            due_at=f"%(evening)s::timestamptz + {DAY}",
            stale_at=f"%(evening)s::timestamptz + {DAY} + interval '2 hours'",
        )
        _run("VACUUM ANALYZE")

    def _write_people(self) -> None:
        ana = make.user("model")
        self._done = make.done_workout(ana, days_ago=100, cramped=False)
        # A pattern for the others; it is long past.
        self._mail = make.reminder(ana, state="skipped", due_at=make.NOON - timedelta(days=9))
        # Long enough for a drink the evening before, neither hard nor hot.
        plan = make.workout(ana, planned_minutes=80, planned_effort=4)
        numbers = {"last": self._people - 1, "most": self._most}
        everybody = ("generate_series(0, %(last)s::int) AS n", numbers)
        _copy(ana, *everybody, id=PERSON, email="'person' || n || '@example.org'")
        address = EmailAddress.objects.get(user=ana)
        _copy(address, *everybody, user_id=PERSON, email="'person' || n || '@example.org'")
        _copy(HealthConsent.objects.get(user=ana), *everybody, user_id=PERSON)
        _copy(make.profile(ana, body_mass_kg=70.2), *everybody, athlete_id=PERSON)
        _copy(
            plan,
            *everybody,
            id=WORKOUT,
            athlete_id=PERSON,
            form_key="gen_random_uuid()",
            planned_start_at=f"row.planned_start_at + {DAY}",
        )


@contextmanager
def _bare(kind: type[Model]) -> Iterator[None]:
    """Without its own indexes, which are made faster at once than row by row; and whoever is
    superuser need not look up the person of each row."""
    meta = kind._meta  # noqa: SLF001 public by its documentation
    with connection.schema_editor() as editor:
        for index in meta.indexes:
            editor.remove_index(kind, index)
        for constraint in meta.constraints:
            editor.remove_constraint(kind, constraint)
    _run("SET session_replication_role = replica")
    yield
    _run("RESET session_replication_role")
    with connection.schema_editor() as editor:
        for constraint in meta.constraints:
            editor.add_constraint(kind, constraint)
        for index in meta.indexes:
            editor.add_index(kind, index)


def _copy(
    row: Model, series: str, values: Mapping[str, Any], where: str = "", /, **changed: str
) -> None:
    """Copies of a row, one for each of a series, with other values in some columns (SQL)."""
    meta = row._meta  # noqa: SLF001 public by its documentation
    columns = [
        each.column
        for each in meta.concrete_fields
        if not isinstance(each, GeneratedField) and each is not meta.auto_field
    ]
    copied = ", ".join(changed.get(column, f'row."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    _run(
        f"INSERT INTO {meta.db_table} ({names}) SELECT {copied} FROM {meta.db_table} AS row,"  # noqa: S608
        f" {series} WHERE row.{meta.pk.column} = %(model)s{where}",
        {**values, "model": row.pk},
    )


def _run(sql: str, numbers: Mapping[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, numbers)
