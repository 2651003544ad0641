"""What the diary shows so far, and how to prepare for one workout; both can be shared."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import open_diary
from accounts.http import AuthedRequest
from accounts.models import Category
from advice import queries, services
from journal.models import Workout
from journal.models.workout import State


@require_safe
def insights(request: AuthedRequest, athlete_id: UUID | None = None) -> HttpResponse:
    """Every finding, the sessions as marks, the places, and what nobody knows."""
    now = timezone.now()
    access = open_diary(
        request.user, athlete_id, Category.CRAMPS, Category.WORKOUTS, now=now, page="insights"
    )
    page = queries.insights(access, now)
    if access.is_own and page.unkept and request.method == "GET":
        services.keep_snapshots(request.user, page.unkept, now)
    context = {"access": access, "page": page, "emergency_number": page.emergency_number}
    return render(request, "advice/insights.html", context)


@require_safe
def preparation(request: AuthedRequest, pk: UUID, athlete_id: UUID | None = None) -> HttpResponse:
    """The whole plan of one planned workout: what to drink when, and what else to look at.

    For a coach the drinks need drinks and medicines and conditions: who may not know about a
    limit set by a doctor must not be told how to drink.
    """
    now = timezone.now()
    access = open_diary(request.user, athlete_id, Category.WORKOUTS, now=now, page="preparation")
    workout = get_object_or_404(Workout.objects.of(access), pk=pk)
    if workout.state != State.PLANNED:
        ids = (pk,) if access.is_own else (access.athlete.pk, pk)
        return redirect("journal:workout", *ids)
    context = {
        "access": access,
        "workout": workout,
        "plan": queries.plan_of(access, workout, now),
        "now": now,
        "form_key": uuid4(),
    }
    return render(request, "advice/preparation.html", context)
