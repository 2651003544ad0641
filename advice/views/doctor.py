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
from journal.warning_signs import sentences


@require_safe
def doctor(request: AuthedRequest, athlete_id: UUID | None = None) -> HttpResponse:
    """Twelve weeks on one printed page; the athlete's own also takes an answer to rule 4."""
    now = timezone.now()
    access = open_diary(
        request.user, athlete_id, Category.CRAMPS, Category.WORKOUTS, now=now, page="doctor"
    )
    page = queries.doctor_page(access, now)
    if access.is_own and page.unkept and request.method == "GET":
        services.keep_snapshots(request.user, page.unkept, now)
    context = {
        "access": access,
        "page": page,
        "now": now,
        "bars": bars(page.report.weeks),
        "flags": sentences(page.report.flags),
        "shows_medicines": access.can(Category.MEDICATION),
    }
    return render(request, "advice/doctor.html", context)
