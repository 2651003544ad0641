"""What was deleted, and its way back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import AuthedRequest
from accounts.paging import key_asked
from journal.models import CrampEpisode
from journal.queries import deleted as queries
from journal.queries.history import BY_SLUG
from journal.services import entries, episodes
from journal.undo import say


@require_safe
def deleted(request: AuthedRequest) -> HttpResponse:
    """Every kind of entry that was deleted in the last 30 days."""
    before = key_asked(request)
    page = queries.put_away(request.user, timezone.now(), before)
    return render(request, "journal/deleted.html", {"page": page, "before": before})


@require_POST
def restore_entry(request: AuthedRequest, kind: str, pk: UUID) -> HttpResponse:
    """Bring an entry back; again and again is the same."""
    if kind not in BY_SLUG:
        raise Http404
    rows = BY_SLUG[kind].rows.restorable(request.user, timezone.now())
    found = get_object_or_404(rows, pk=pk)
    if isinstance(found, CrampEpisode):
        episodes.bring_back(found)
    else:
        entries.restore(found)
    say(request, f"{BY_SLUG[kind].words} is back.")
    return redirect("journal:deleted")
