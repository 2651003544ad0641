"""The page for a doctor."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import open_diary
from accounts.http import AuthedRequest
from accounts.models import Category
from advice import queries, services
from advice.weeks import bars

# The page lists so many of the last files; all are on their own page (design choice).
FILES_SHOWN = 3


@require_safe
def doctor(request: AuthedRequest, athlete_id: UUID | None = None) -> HttpResponse:
    """Twelve weeks on one printed page; the athlete's own also takes answers, and makes files."""
    now = timezone.now()
    access = open_diary(
        request.user, athlete_id, Category.CRAMPS, Category.WORKOUTS, now=now, page="doctor"
    )
    page = queries.doctor_page(access, now)
    if access.is_own and page.unkept and request.method == "GET":
        services.keep_snapshots(request.user, page.unkept, now)
    files = queries.report_files(request.user, now)[:FILES_SHOWN] if access.is_own else ()
    context = {
        "access": access,
        "page": page,
        "files": files,
        "bars": bars(page.report.weeks),
    }
    return render(request, "advice/doctor.html", context)
