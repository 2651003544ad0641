"""Several columns as one JSON text: a subquery that brings one column brings a whole row.

Django puts every subquery together anew at each request, which takes longer than the database
needs for it. Text and not Django's JSON functions: for those it asks SQLite first whether it can.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Func, TextField
from django.db.models.sql.compiler import SQLCompiler


class Packed(Func):
    """The columns of a row; read with `unpacked`."""

    output_field = TextField()
    template = "JSON_ARRAY(%(expressions)s)"

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        template = "JSON_BUILD_ARRAY(%(expressions)s)::text"
        return self.as_sql(compiler, connection, template=template, **extra)


class PackedRows(Aggregate):
    """The columns of all rows of a group, in no order; read with `unpacked`."""

    output_field = TextField()
    template = "JSON_GROUP_ARRAY(JSON_ARRAY(%(expressions)s))"

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        template = "JSON_AGG(JSON_BUILD_ARRAY(%(expressions)s))::text"
        return self.as_sql(compiler, connection, template=template, **extra)


def unpacked(text: str | None) -> list[Any]:
    """The columns, or the rows; empty where the subquery found none. Keys and instants are text."""
    values: list[Any] = json.loads(text) if text else []
    return values


def instant(text: str) -> datetime:
    """An instant that was packed: SQLite keeps it in UTC without saying so."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def words(value: str | list[str]) -> list[str]:
    """A list of words that was packed: SQLite keeps one as text."""
    kept: list[str] = json.loads(value) if isinstance(value, str) else value
    return kept
