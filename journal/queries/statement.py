"""A query whose SQL is written once a process, and asked with other values each time.

Django resolves the names of all columns and writes the SQL anew at each request. For the queries
of our most frequent pages this takes longer than the database needs to find their rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Field,
    JSONField,
    QuerySet,
    UUIDField,
)

Row = tuple[Any, ...]
# What may come with each call: a day, an instant, a key, a word.
Value = date | UUID | str


@dataclass(frozen=True, slots=True)
class _Kind:
    """How values of a kind are handed to the database, and one of them that nobody asks for."""

    type: type
    field: Field[Any, Any]
    mark: Callable[[int], Any]


_LATE = datetime(9000, 1, 1, 1, 2, 3, tzinfo=UTC)
# An instant is a date for Python, so it comes first.
_KINDS = (
    _Kind(datetime, DateTimeField(), lambda number: _LATE + timedelta(days=number)),
    _Kind(date, DateField(), lambda number: _LATE.date() + timedelta(days=number)),
    _Kind(UUID, UUIDField(), lambda number: UUID(int=(0x5107 << 112) + number)),
    _Kind(str, CharField(), lambda number: f"(value {number} of a statement)"),
)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Stands among the parameters for one of the values of a call."""

    number: int
    name: str
    field: Field[Any, Any]


@dataclass(frozen=True, slots=True)
class _Written:
    """The SQL, its parameters, and what reads which column.

    A reader knows no more of its connection than the settings say, so threads share it.
    """

    sql: str
    parameters: tuple[Any, ...]
    readers: dict[int, tuple[list[Callable[..., Any]], Any]]


class Statement:
    """The rows of the `values_list` that `build` makes of values by name; some are lists of such.

    A list may come with its last value again and again: naming one twice must find nothing twice.

    `build` is called once for all values, so it takes each as it is: what it reckoned from one, or
    what the clock said, would not be reckoned again. It is called once more where other values are
    given, or many more keys.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._written: dict[tuple[Any, ...], _Written] = {}

    def rows(self, **values: Value | Sequence[Value]) -> list[Row]:
        """The rows for these values (1 query; none where a list is empty)."""
        given = {name: _filled(value) for name, value in values.items()}
        if not all(given.values()):
            return []
        shape = (connection.vendor, *((name, len(some)) for name, some in given.items()))
        written = self._written.get(shape)
        if written is None:
            written = self._written[shape] = self._write(values, given)
        asked = [each for some in given.values() for each in some]
        parameters = [
            each.field.get_db_prep_value(asked[each.number], connection)
            if isinstance(each, _Slot)
            else each
            for each in written.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            return _read(cursor.fetchall(), written)

    def _write(self, values: dict[str, Any], given: dict[str, Sequence[Value]]) -> _Written:
        slots: dict[Any, _Slot] = {}
        marked: dict[str, Any] = {}
        for name, some in given.items():
            kind = next(each for each in _KINDS if isinstance(some[0], each.type))
            marks = [kind.mark(number) for number in range(len(slots), len(slots) + len(some))]
            for mark in marks:
                stored = kind.field.get_db_prep_value(mark, connection)
                slots[stored] = _Slot(len(slots), name, kind.field)
            marked[name] = marks[0] if isinstance(values[name], Value) else marks
        compiler = self._build(**marked).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        found = [
            slots.get(each, each) if isinstance(each, str | UUID | date) else each
            for each in parameters
        ]
        lost = set(slots.values()).difference(each for each in found if isinstance(each, _Slot))
        if lost:
            names = ", ".join(sorted({each.name for each in lost}))
            raise ValueError(f"The query does not take as it is: {names}")
        columns = [expression for expression, *_ in compiler.select]
        return _Written(sql, tuple(found), compiler.get_converters(columns))


def _filled(value: Value | Sequence[Value]) -> Sequence[Value]:
    """A value as a list; a list filled up to a power of two, so that few lengths serve all."""
    # A word is a sequence of words for Python, so it is looked at first.
    if isinstance(value, Value):
        return [value]
    length = 1 << (len(value) - 1).bit_length()
    return [*value, *[value[-1]] * (length - len(value))] if value else []


def _read(rows: list[Row], written: _Written) -> list[Row]:
    """Column by column, and NULL stays None, which is several times faster than row by row."""
    if not rows or not written.readers:
        return rows
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, (readers, expression) in written.readers.items():
        for reader in readers:
            columns[place] = _column(reader, expression, columns[place])
    return list(zip(*columns, strict=True))


def _column(reader: Callable[..., Any], expression: Any, column: Iterable[Any]) -> list[Any]:
    if isinstance(expression.output_field, UUIDField):
        # Keys repeat, and nothing can be changed in one.
        known = {
            value: None if value is None else reader(value, expression, connection)
            for value in set(column)
        }
        return [known[value] for value in column]
    if isinstance(expression.output_field, JSONField):
        # Texts repeat as well, but a list can be changed: each row has its own.
        read = {
            value: None if value is None else reader(value, expression, connection)
            for value in set(column)
        }
        return [copy(read[value]) for value in column]
    return [None if value is None else reader(value, expression, connection) for value in column]
