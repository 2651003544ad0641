"""The site and, beside it, the floor: the least a page of ours could be."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from accounts.http import AuthedRequest
from journal.models import Workout

FLOOR_ROWS = 20


def floor(request: AuthedRequest) -> HttpResponse:
    """Session, user, one indexed query and a table of twenty rows."""
    rows = Workout.objects.filter(athlete=request.user).order_by("-starts_at")[:FLOOR_ROWS]
    return render(request, "floor.html", {"rows": rows})


urlpatterns = [path("floor/", floor, name="floor"), path("", include("cramptracker.urls"))]
