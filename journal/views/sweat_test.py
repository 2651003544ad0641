"""A sweat test on one workout: how to do it, the numbers, and what they say."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest
from journal.forms.sweat_test import SweatTestForm, sweat_test_initial
from journal.models import Workout
from journal.queries.workouts import drunk_during
from journal.services import entries
from journal.undo import say
from journal.views.saving import saved


@require_http_methods(["GET", "POST"])
def sweat_test(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """For the athlete alone: exact weights are shown to nobody else."""
    found = get_object_or_404(Workout.objects.owned_by(request.user), pk=pk)
    logged_ml = drunk_during(found)
    form = SweatTestForm(
        request.POST or None,
        athlete=request.user,
        workout=found,
        logged_ml=logged_ml,
        initial=sweat_test_initial(found, logged_ml),
    )
    if form.is_valid() and saved(form, found, form.values(), partial(entries.update, found)):
        say(request, "Saved.")
        return redirect("journal:sweat_test", pk)
    context = {"form": form, "workout": found, "now": timezone.now()}
    return render(request, "journal/sweat_test.html", context)
