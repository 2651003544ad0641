"""The diary as a month."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import AuthedRequest
from accounts.zones import local_day
from journal.months import month_of
from journal.queries import calendar as calendar_queries
from journal.views.reading import open_line_of_time
from journal.weeks import week_on


@require_GET
def calendar(
    request: AuthedRequest,
    athlete_id: UUID | None = None,
    year: int | None = None,
    month: int | None = None,
) -> HttpResponse:
    now = timezone.now()
    access = open_line_of_time(request.user, athlete_id, now=now, page="calendar")
    today = local_day(now, access.athlete.zone_info)
    shown = month_of(today.year if year is None else year, today.month if month is None else month)
    if shown is None:
        raise Http404
    picked = _day(request.GET.get("day", ""))
    if picked is None and today.replace(day=1) == shown.first:
        picked = today
    sheet = calendar_queries.calendar(access, shown, today=today, picked=picked)
    week = week_on(picked or shown.first)
    context = {"access": access, "sheet": sheet, "today": today, "week": week}
    return render(request, "journal/calendar.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
