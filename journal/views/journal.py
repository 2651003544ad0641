"""The diary as a list."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import AuthedRequest
from accounts.models import User
from accounts.paging import Key, key_asked
from accounts.zones import day_span, local_day
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
    today = local_day(now, access.athlete.zone_info)
    is_ahead = bool(page.days) and page.days[0].on > today
    context = {
        "access": access,
        "kinds": kinds,
        "kind": kind,
        "page": page,
        "before": before,
        "open_questions": count_unanswered(request.user, now) if access.is_own else 0,
        "today": today,
        # Plans of the weeks ahead may fill the first page.
        "to_today": _from(today, access.athlete) if is_ahead else None,
    }
    return render(request, "journal/journal.html", context)


def _from(day: date, athlete: User) -> Key:
    """Where the list goes on with this day and what was before it."""
    _, end = day_span(day, day, athlete.zone_info)
    return Key(end, UUID(int=0))
