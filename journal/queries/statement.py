"""A query whose SQL is written once a process, and asked with other values each time.

Django resolves the names of all columns and writes the SQL anew at each request. For the queries
that advice is made of this takes longer than the database needs to find their rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, QuerySet, UUIDField

Row = tuple[Any, ...]
# A value that may come with each call: a day, an instant, a key.
Value = date | UUID


@dataclass(frozen=True, slots=True)
class Slot:
    """Stands among the parameters for a value of each call, as its field hands it over."""

    number: int
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
    """The rows of a query that `build` makes of a list of keys and of values by name.

    `build` returns `values_list`, and uses keys and values as they are: what it would make of
    them is not made again. It never sees the ones that are asked for.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._written: dict[tuple[str, int], _Written] = {}

    def rows(self, keys: Sequence[UUID], **values: Value) -> list[Row]:
        """The rows for these values (1 query; none without keys)."""
        if not keys:
            return []
        # A key that is named twice finds nothing twice, so a few lengths serve all.
        length = 1 << (len(keys) - 1).bit_length()
        asked = [*keys, *[keys[-1]] * (length - len(keys)), *values.values()]
        written = self._written.get((connection.vendor, length))
        if written is None:
            written = self._written[connection.vendor, length] = self._write(length, values)
        parameters = [
            each.field.get_db_prep_value(asked[each.number], connection)
            if isinstance(each, Slot)
            else each
            for each in written.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            return _read(cursor.fetchall(), written)

    def _write(self, length: int, values: dict[str, Value]) -> _Written:
        kinds = [*[UUIDField()] * length, *map(_field, values.values())]
        marks = [_MARKS[type(kind)](number) for number, kind in enumerate(kinds)]
        query = self._build(marks[:length], **dict(zip(values, marks[length:], strict=True))).query
        compiler = query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        slots = {
            kind.get_db_prep_value(mark, connection): Slot(number, kind)
            for number, (mark, kind) in enumerate(zip(marks, kinds, strict=True))
        }
        found = [
            slots.get(each, each) if isinstance(each, str | UUID | date) else each
            for each in parameters
        ]
        if lost := set(slots.values()).difference(each for each in found if isinstance(each, Slot)):
            raise ValueError(f"The query does not use what it is given: {lost}")
        columns = [expression for expression, *_ in compiler.select]
        return _Written(sql, tuple(found), compiler.get_converters(columns))


# Values that nobody asks for, each different, to be known again among the parameters.
_LATE = datetime(9000, 1, 1, 1, 2, 3, tzinfo=UTC)
_MARKS: dict[type[Field[Any, Any]], Callable[[int], Any]] = {
    UUIDField: lambda number: UUID(int=(0x5107 << 112) + number),
    DateTimeField: lambda number: _LATE + timedelta(days=number),
    DateField: lambda number: _LATE.date() + timedelta(days=number),
}


def _field(value: Value) -> Field[Any, Any]:
    if isinstance(value, UUID):
        return UUIDField()
    return DateTimeField() if isinstance(value, datetime) else DateField()


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
    return [None if value is None else reader(value, expression, connection) for value in column]
