"""What came before a cramp."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import open_diary
from accounts.http import AuthedRequest
from accounts.models import Category
from journal.models import CrampEpisode
from journal.queries.before import before


@require_safe
def before_episode(
    request: AuthedRequest, pk: UUID, athlete_id: UUID | None = None
) -> HttpResponse:
    """The 72 hours before it, beside those before sessions without a cramp."""
    now = timezone.now()
    access = open_diary(request.user, athlete_id, Category.CRAMPS, now=now, page="before_cramp")
    rows = CrampEpisode.objects.of(access).select_related("workout")
    episode = get_object_or_404(rows, pk=pk)
    context = {"access": access, "episode": episode, "page": before(episode, access, now)}
    return render(request, "journal/before_episode.html", context)
