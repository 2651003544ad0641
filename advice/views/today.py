"""The page Today."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest
from advice import queries, services
from journal.limits import SCALE_STEPS
from journal.queries.welcome import is_new


@require_safe
def today(request: AuthedRequest) -> HttpResponse:
    """Question, next workout, quick log, findings, the last 28 days."""
    now = timezone.now()
    page = queries.today(request.user, now)
    if page.unkept and request.method == "GET":
        services.keep_snapshots(request.user, page.unkept, now)
    context = {
        "page": page,
        "now": now,
        "form_key": uuid4(),
        "emergency_number": page.emergency_number,
        "scale": SCALE_STEPS,
        "is_welcome": page.is_new and is_new(request.user),
    }
    return render(request, "advice/today.html", context)
