"""Saving an edit so that nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from accounts.http import AuthedRequest
from journal.forms.form import DiaryForm
from journal.models import Entry, EntryQuerySet
from journal.queries.history import told_all
from journal.services import versions
from journal.undo import say


def to_delete(request: AuthedRequest, kind: type[Entry], now: datetime) -> EntryQuerySet:
    """The rows that this request may delete: a second tap finds its row deleted, and no 404."""
    rows = EntryQuerySet(kind)
    if request.method == "POST":
        return rows.restorable(request.user, now)
    return rows.owned_by(request.user)


def saved(
    form: DiaryForm,
    entry: Entry,
    values: Mapping[str, Any],
    save: versions.Save,
    *,
    also: bool = False,
) -> bool:
    """Save over the entry; when it was changed meanwhile, the form says so and it is not saved."""
    try:
        versions.save_over(entry, values, opened=form.opened, save=save, also=also)
    except versions.ChangedSinceError as since:
        _tell(form, since)
        return False
    return True


def saved_again(
    request: HttpRequest,
    form: DiaryForm,
    entry: Entry,
    values: Mapping[str, Any],
    save: versions.Save,
    *,
    also: bool = False,
) -> bool:
    """The form that made this entry came again; what it says now is kept as an edit, and told."""
    try:
        changed = versions.save_again(entry, values, opened=form.opened, save=save, also=also)
    except versions.ChangedSinceError as since:
        _tell(form, since)
        return False
    if changed:
        say(request, "It was saved already. What you changed since is saved too.")
    return True


def _tell(form: DiaryForm, since: versions.ChangedSinceError) -> None:
    """The entry is as it stands now, read under the lock."""
    lines = told_all(since.changes, since.entry, form.athlete)
    form.say_changed(since.entry, lines)
