"""Keeping every change of an entry, for its owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from journal.models import Change, Drink, Entry, HealthProfile
from journal.models.change import Act

Fields = dict[str, list[Any]]


def differences(entry: models.Model, values: Mapping[str, Any]) -> Fields:
    """What these values would change: field name to [before, after], relations by their key."""
    pairs = {name: [_plain(getattr(entry, name)), _plain(values[name])] for name in values}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def record(entry: Entry, act: Act, fields: Fields | None = None) -> None:
    """Write one act down; to be called in the transaction of the act itself, after it.

    The act is dated by the entry's `changed_at`, which the act has just set.
    """
    Change.objects.create(
        athlete_id=entry.athlete_id,
        kind=entry._meta.model_name or "",  # noqa: SLF001 public by its documentation
        entry_id=entry.pk,
        act=act,
        fields=fields or {},
        at=entry.changed_at,
    )


def record_lasting(
    row: HealthProfile | Drink,
    athlete_id: UUID,
    act: Act,
    now: datetime,
    fields: Fields | None = None,
) -> None:
    """The same for what is no entry of a day: the body page, a drink of one's own."""
    Change.objects.create(
        athlete_id=athlete_id,
        kind=row._meta.model_name or "",  # noqa: SLF001 public by its documentation
        entry_id=row.pk,
        act=act,
        fields=fields or {},
        at=now,
    )


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
