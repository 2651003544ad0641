"""What one tap or a short form does to a workout."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthedRequest, way_back
from journal.forms.workout import MoveForm, when_initial
from journal.limits import SCALE_STEPS
from journal.models import Workout
from journal.models.workout import State
from journal.services import entries
from journal.services import workouts as services
from journal.undo import say
from journal.views.saving import saved

_EFFORTS = frozenset(str(step) for step in SCALE_STEPS)


def _owned(request: AuthedRequest, pk: UUID) -> Workout:
    found: Workout = get_object_or_404(Workout.objects.owned_by(request.user), pk=pk)
    return found


def _back(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """To the page of ours that asked, else to the workout."""
    return redirect(way_back(request, reverse("journal:workout", args=[pk])))


def _taking_back(request: AuthedRequest, pk: UUID, question: str) -> str:
    """The address of the Undo, which leads back to the page that asked."""
    asked_on = way_back(request, reverse("journal:workout", args=[pk]))
    undo = reverse("journal:unanswer", args=[pk, question])
    return f"{undo}?{urlencode({'next': asked_on})}"


@require_http_methods(["GET", "POST"])
def move_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = _owned(request, pk)
    if found.state != State.PLANNED:
        say(request, "Only a planned workout can be moved.")
        return redirect("journal:workout", pk)
    form = MoveForm(
        request.POST or None,
        athlete=request.user,
        now=timezone.now(),
        workout=found,
        initial=when_initial(found),
    )
    if form.is_valid() and saved(form, found, form.start_values(), partial(services.move, found)):
        say(request, "Moved.")
        return redirect("journal:workout", pk)
    return render(request, "journal/move_form.html", {"form": form, "workout": found})


@require_POST
def skip_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = _owned(request, pk)
    if services.skip(found, timezone.now()):
        say(request, "Noted as not done.", reverse("journal:reopen_workout", args=[pk]))
    return _back(request, pk)


@require_POST
def cancel_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = _owned(request, pk)
    if services.cancel(found, timezone.now()):
        say(request, "Cancelled.", reverse("journal:reopen_workout", args=[pk]))
    return _back(request, pk)


@require_POST
def reopen_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = _owned(request, pk)
    if services.reopen(found, timezone.now()):
        say(request, "Planned again.")
    return _back(request, pk)


@require_POST
def answer_cramp(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = _owned(request, pk)
    answer = request.POST.get("answer")
    if answer == "yes":
        services.answer_cramp(found, cramped=True, now=timezone.now())
        return redirect(f"{reverse('journal:log_cramp')}?workout={pk}")
    if answer == "no" and services.answer_cramp(found, cramped=False, now=timezone.now()):
        say(request, "Noted: no cramp.", _taking_back(request, pk, "cramp"))
    return _back(request, pk)


@require_POST
def answer_effort(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """One tap from 0 to 10."""
    found = _owned(request, pk)
    told = request.POST.get("rpe", "")
    rpe = int(told) if told in _EFFORTS else None
    if rpe is not None and services.answer_effort(found, rpe, timezone.now()):
        say(request, f"Noted: effort {rpe} of 10.", _taking_back(request, pk, "effort"))
    return _back(request, pk)


@require_POST
def unanswer(request: AuthedRequest, pk: UUID, question: str) -> HttpResponse:
    """A slip: the question is open again."""
    found, now = _owned(request, pk), timezone.now()
    if question not in {"cramp", "effort"}:
        raise Http404
    if question == "cramp":
        taken_back = services.take_back_cramp(found, now)
    else:
        taken_back = services.answer_effort(found, None, now)
    if taken_back:
        say(request, "Taken back.")
    return _back(request, pk)


@require_http_methods(["GET", "POST"])
def delete_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    if request.method == "GET":
        return render(
            request, "journal/confirm_delete_workout.html", {"workout": _owned(request, pk)}
        )
    # A second tap finds the row deleted already and must not meet a 404.
    found = get_object_or_404(Workout.objects.filter(athlete=request.user), pk=pk)
    entries.delete(found, timezone.now())
    say(request, "Workout deleted.", reverse("journal:restore_workout", args=[pk]))
    return redirect("journal:journal")


@require_POST
def restore_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    rows = Workout.objects.restorable(request.user, timezone.now())
    found: Workout = get_object_or_404(rows, pk=pk)
    entries.restore(found)
    say(request, "Brought back.")
    return redirect("journal:workout", pk)
