"""Nothing is overwritten unseen: a form knows which version of its row it was opened with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from journal.models import Change, Entry
from journal.models.change import Act
from journal.services import history

# Design choice: “now” and “15 min ago” of a form sent twice differ by the time between the two.
SAME_MOMENT = timedelta(minutes=1)

# What the history calls the steps of a cramp, which are no column of it.
BESIDE = "steps"

Save = Callable[[Mapping[str, Any]], None]


class ChangedSinceError(Exception):
    """Somebody changed the row after the form was opened; `changes` tell what, oldest first."""

    def __init__(self, entry: Entry, changes: list[Change]) -> None:
        super().__init__(f"{entry.pk} was changed")
        self.entry = entry
        self.changes = changes


def save_over(
    entry: Entry,
    values: Mapping[str, Any],
    *,
    opened: datetime | None,
    save: Save,
    also: bool = False,
) -> None:
    """Call `save` on the locked row, read anew, unless that would undo a change made meanwhile.

    `opened` is the row's `changed_at` when the form was shown; None (a page older than this rule)
    is taken as fresh. Values that the row holds already, as after a double tap, write nothing. A
    change of other fields than these is left in peace by `save` and so is no conflict.
    `also`: `save` writes something beside the columns, such as the steps of a cramp.

    Raises ChangedSinceError.
    """
    with _locked(entry):
        if not also and not history.differences(entry, values):
            return
        if opened is not None and entry.changed_at != opened:
            _refuse_to_undo(entry, values, opened)
        save(values)


def save_again(
    entry: Entry,
    values: Mapping[str, Any],
    *,
    opened: datetime | None,
    save: Save,
    also: bool = False,
) -> bool:
    """A form that made this row was sent again: keep what it says now; whether that was new.

    Somebody went back, changed something and saved: that is an edit. Where the row was edited
    after it was made, the form did not know, and ChangedSinceError says so.
    """
    with _locked(entry):
        values = {name: _settled(getattr(entry, name), new) for name, new in values.items()}
        if not also and not history.differences(entry, values):
            return False
        made = Change.objects.filter(entry_id=entry.pk, act=Act.MADE).values_list("at", flat=True)
        known = opened or made.first() or entry.created_at
        if entry.changed_at != known:
            _refuse_to_undo(entry, values, known)
        save(values)
    return True


@contextmanager
def _locked(entry: Entry) -> Iterator[None]:
    """The row as it is now, and nobody else writes it meanwhile.

    SQLite has no row locks and needs none: its transactions are IMMEDIATE.
    """
    rows = type(entry)._default_manager.select_for_update()  # noqa: SLF001 public by documentation
    with transaction.atomic():
        entry.refresh_from_db(from_queryset=rows)
        yield


def _refuse_to_undo(entry: Entry, values: Mapping[str, Any], opened: datetime) -> None:
    since = list(Change.objects.filter(entry_id=entry.pk, at__gt=opened).order_by("at", "pk"))
    ours = values.keys() | {BESIDE}
    told = [change for change in since if change.fields.keys() & ours]
    if told or not since or entry.created_at > opened:
        raise ChangedSinceError(entry, told)


def _settled(stored: Any, sent: Any) -> Any:
    """What is stored, where the form means the same moment."""
    if isinstance(stored, datetime) and isinstance(sent, datetime):
        return stored if abs(stored - sent) < SAME_MOMENT else sent
    return sent
