"""The diary as a list."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import AuthedRequest
from accounts.paging import key_asked
from accounts.zones import local_day
from journal.queries.timeline import kinds_open, timeline
from journal.queries.unanswered import count_unanswered
from journal.views.reading import open_line_of_time


@require_GET
def journal(request: AuthedRequest, athlete_id: UUID | None = None) -> HttpResponse:
    now = timezone.now()
    access = open_line_of_time(request.user, athlete_id, now=now, page="journal")
    kinds = kinds_open(access)
    kind = request.GET.get("kind", kinds[0])
    before = key_asked(request)
    if kind not in kinds:
        raise Http404
    page = timeline(access, kind=kind, before=before)
    context = {
        "access": access,
        "kinds": kinds,
        "kind": kind,
        "page": page,
        "before": before,
        "open_questions": count_unanswered(request.user, now) if access.is_own else 0,
        "today": local_day(now, access.athlete.zone_info),
    }
    return render(request, "journal/journal.html", context)
