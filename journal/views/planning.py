"""Plans that come back, move on or go together."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthedRequest, way_back
from accounts.zones import local_day
from journal.forms.repeat import RepeatForm, repeat_initial
from journal.forms.workout import PLAN_AHEAD
from journal.models import Workout
from journal.models.workout import State
from journal.queries.series import deleted_with, later_of
from journal.services import planning
from journal.undo import say


def _planned(request: AuthedRequest, pk: UUID) -> Workout | None:
    """The owner's workout while it is still planned; else None, and a word about it."""
    found: Workout = get_object_or_404(Workout.objects.owned_by(request.user), pk=pk)
    if found.state == State.PLANNED:
        return found
    say(request, "Only a planned workout can be moved or repeated.")
    return None


def undo_later(first: Workout, back: str) -> str:
    """The address of an Undo button that deletes these and comes back to where they are shown."""
    return f"{reverse('journal:delete_later', args=[first.pk])}?{urlencode({'next': back})}"


def _workouts(count: int) -> str:
    return f"{count} workout{'' if count == 1 else 's'}"


@require_http_methods(["GET", "POST"])
def repeat_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found, now = _planned(request, pk), timezone.now()
    if found is None:
        return redirect("journal:workout", pk)
    form = RepeatForm(
        request.POST or None,
        athlete=request.user,
        workout=found,
        now=now,
        initial=repeat_initial(found),
    )
    if form.is_valid():
        made = planning.repeat(found, form.occurrences, form_key=form.key)
        first, last = form.occurrences[0].on, form.occurrences[-1].on
        text = f"{_workouts(len(made))} planned, until {last:%-d %B %Y}."
        month = reverse("journal:calendar", args=[first.year, first.month])
        shown = f"{month}?day={first.isoformat()}"
        say(request, text, undo_later(made[0], shown))
        return redirect(shown)
    return render(request, "journal/repeat_form.html", {"form": form, "workout": found})


@require_POST
def move_workout_to(request: AuthedRequest, pk: UUID) -> HttpResponse:
    back = redirect(way_back(request, reverse("journal:workout", args=[pk])))
    found, now = _planned(request, pk), timezone.now()
    if found is None:
        return back
    start = _start(found, request.POST.get("to") or request.GET.get("to", ""), now)
    before = found.starts_at
    if start is None or start == before:
        return back
    planning.move_to(found, start)
    way = urlencode({"to": before.isoformat(), "next": back["Location"]})
    undo = f"{reverse('journal:move_workout_to', args=[pk])}?{way}"
    say(request, f"Moved to {local_day(start, found.zone_info):%A %-d %B}.", undo)
    return back


def _start(workout: Workout, text: str, now: datetime) -> datetime | None:
    """A day keeps the clock and is not over; an instant is a way back and may be."""
    try:
        if len(text) > len("2026-01-01"):
            exact = datetime.fromisoformat(text)
            return exact if exact.tzinfo and abs(exact - now) < PLAN_AHEAD else None
        day = date.fromisoformat(text)
    except ValueError:
        return None
    today = local_day(now, workout.zone_info)
    return planning.start_on(workout, day) if today <= day <= today + PLAN_AHEAD else None


@require_http_methods(["GET", "POST"])
def delete_later(request: AuthedRequest, pk: UUID) -> HttpResponse:
    # A second tap finds the row deleted already and must not meet a 404.
    found = get_object_or_404(Workout.objects.filter(athlete=request.user), pk=pk)
    if request.method == "GET":
        get_object_or_404(Workout.objects.owned_by(request.user), pk=pk)
        context = {"workout": found, "later": later_of(found)}
        return render(request, "journal/confirm_delete_later.html", context)
    count = planning.delete_later(later_of(found), timezone.now())
    back = way_back(request, reverse("journal:calendar"))
    if count:
        undo = reverse("journal:restore_later", args=[pk])
        say(request, f"{_workouts(count)} deleted.", f"{undo}?{urlencode({'next': back})}")
    return redirect(back)


@require_POST
def restore_later(request: AuthedRequest, pk: UUID) -> HttpResponse:
    rows = Workout.objects.restorable(request.user, timezone.now())
    found: Workout = get_object_or_404(rows, pk=pk)
    count = planning.restore_all(deleted_with(found))
    if count:
        say(request, f"{_workouts(count)} brought back.")
    return redirect(way_back(request, reverse("journal:workout", args=[pk])))
