"""Whether something done was one of the plans, and which."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthedRequest
from journal.models import Workout
from journal.models.workout import State
from journal.queries.plans import plans_near
from journal.services import matching
from journal.undo import say


@require_http_methods(["GET", "POST"])
def which_plan(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Which plan was it? Each near one, or none of them."""
    mine = Workout.objects.owned_by(request.user)
    # After a second tap the doing is in its plan's row, and its own is put away.
    done = get_object_or_404(Workout.objects.filter(athlete=request.user), pk=pk)
    if done.deleted_at is not None:
        return redirect("journal:workout", get_object_or_404(mine, done_key=done.form_key).pk)
    if done.state != State.DONE or done.planned_start_at is not None:
        return redirect("journal:workout", pk)
    plans = plans_near(done)
    if request.method == "GET":
        context = {"workout": done, "plans": plans}
        return render(request, "journal/which_plan.html", context)
    picked = request.POST.get("plan")
    plan = next((one for one in plans if str(one.pk) == picked), None)
    if plan is not None and matching.join(done, plan, timezone.now()):
        say(request, f"Matched to your plan: {plan.name}.", _apart(plan))
        return _onward(plan)
    if picked == "none" and matching.stay_apart(done, timezone.now()):
        say(request, "Kept as a workout of its own.")
        return _onward(done)
    say(request, "That plan is taken or gone. Pick again.")
    return redirect("journal:which_plan", pk)


@require_POST
def keep_apart(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Workout.objects.owned_by(request.user), pk=pk)
    made = matching.keep_apart(found, timezone.now())
    if made is None:
        return redirect("journal:workout", pk)
    say(request, "Kept apart. The plan is open again.")
    return redirect("journal:workout", made.pk)


def _apart(plan: Workout) -> str:
    return reverse("journal:keep_apart", args=[plan.pk])


def _onward(workout: Workout) -> HttpResponse:
    return redirect("journal:workout", workout.pk)
