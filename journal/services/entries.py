"""Writing entries: once a form, deleted with a way back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from journal.models import Entry, EntryQuerySet
from journal.models.change import Act
from journal.services import history

EntryT = TypeVar("EntryT", bound=Entry)


def save_once(
    model: type[EntryT], *, athlete: User, form_key: UUID, values: Mapping[str, Any]
) -> tuple[EntryT, bool]:
    """The row of this form, and whether it was made now.

    A double click or a resent form meets the unique (athlete, form_key) and gets the row that is
    already there, unchanged; if that was deleted since, it is brought back, because somebody has
    just asked for it again. Another athlete's row with the same key is never looked at.
    """
    try:
        with transaction.atomic():
            made = model(athlete=athlete, form_key=form_key, **values)
            made.save(force_insert=True)
            history.record(made, Act.MADE)
    except IntegrityError:
        there = EntryQuerySet(model).filter(athlete=athlete, form_key=form_key).first()
        if there is None:
            raise
        restore(there)
        return there, False
    # Generated columns are known to the database only.
    made.refresh_from_db()
    return made, True


def update(entry: Entry, values: Mapping[str, Any]) -> None:
    """Set these fields and no others, so that two people editing do not undo each other.

    Values that change nothing write nothing; what changed is kept in the entry's history.
    """
    changed = history.differences(entry, values)
    if not changed:
        return
    for name in changed:
        setattr(entry, name, values[name])
    with transaction.atomic():
        entry.save(update_fields=[*changed, "changed_at"])
        history.record(entry, Act.CHANGED, changed)


def keep_change(entry: Entry, fields: history.Fields) -> None:
    """Something that belongs to the entry and is not a column of it was changed."""
    with transaction.atomic():
        entry.save(update_fields=["changed_at"])
        history.record(entry, Act.CHANGED, fields)


def claim(
    rows: EntryQuerySet,
    entry: Entry,
    values: Mapping[str, Any],
    now: datetime,
    act: Act = Act.CHANGED,
) -> bool:
    """Set these fields at once if the entry is still among `rows`; whether it was.

    Of two that want the same row, only one gets it; what changed is kept in the history.
    """
    with transaction.atomic():
        # Locked, so that what the history calls “before” is what stood there.
        there = rows.select_for_update(of=("self",)).filter(pk=entry.pk).first()
        if there is None:
            return False
        changed = history.differences(there, values)
        if changed:
            EntryQuerySet(type(entry)).filter(pk=entry.pk).update(**values, changed_at=now)
            entry.changed_at = now
            history.record(entry, act, {} if act == Act.DELETED else changed)
    for name, value in values.items():
        setattr(entry, name, value)
    return True


def delete(entry: Entry, now: datetime) -> None:
    """Put the entry away for UNDO_DAYS. Twice, or by two taps at once, keeps the first time."""
    if entry.deleted_at is None:
        _turn(entry, now, Act.DELETED)


def restore(entry: Entry) -> None:
    """Bring a deleted entry back; safe to run twice, and by two taps at once.

    One that was purged in the meantime is not there any more, and nothing is written.
    """
    if entry.deleted_at is not None:
        _turn(entry, None, Act.RESTORED)


def _turn(entry: Entry, deleted_at: datetime | None, act: Act) -> None:
    rows = EntryQuerySet(type(entry)).select_for_update(of=("self",)).only("deleted_at")
    with transaction.atomic():
        there = rows.filter(pk=entry.pk).first()
        if there is None:
            return
        is_done = (there.deleted_at is None) == (deleted_at is None)
        entry.deleted_at = there.deleted_at if is_done else deleted_at
        if not is_done:
            entry.save(update_fields=["deleted_at", "changed_at"])
            history.record(entry, act)
