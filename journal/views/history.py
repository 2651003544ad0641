"""What was changed, for the eyes of its owner."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest
from accounts.paging import key_asked, number
from journal.models import CheckIn, Entry
from journal.queries import history as queries

# Where an entry of this kind is read, or changed where it has no page of its own.
_PAGES = {
    "workout": "workout",
    "cramp": "episode",
    "near-cramp": "near_cramp",
    "drink": "edit_drink",
    "check-in": "check_in",
    "medicine": "edit_medicine",
}


@require_safe
def history(request: AuthedRequest) -> HttpResponse:
    """Every change of the diary, newest first."""
    before = key_asked(request, number)
    page = queries.deeds(request.user, before)
    return render(request, "journal/history.html", {"page": page, "before": before})


@require_safe
def entry_history(request: AuthedRequest, kind: str, pk: UUID) -> HttpResponse:
    """What became of one entry, a deleted one included."""
    sort = queries.BY_SLUG.get(kind)
    entry = queries.entry_of(request.user, sort, pk) if sort else None
    if sort is None or entry is None:
        raise Http404
    before = key_asked(request, number)
    context = {
        "kind": sort,
        "entry": entry,
        "address": _address(sort.slug, entry),
        "title": queries.title_of(entry),
        "page": queries.deeds_of(entry, request.user, before),
        "before": before,
    }
    return render(request, "journal/entry_history.html", context)


def _address(kind: str, entry: Entry) -> str:
    which = entry.local_on if isinstance(entry, CheckIn) else entry.pk
    return reverse(f"journal:{_PAGES[kind]}", args=[which])
