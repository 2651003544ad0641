"""The page of a workout, and the forms that plan, log, finish and edit one."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import open_diary
from accounts.http import AuthedRequest
from accounts.models import Category, User
from journal.forms.done import DoneForm, done_initial, new_done_initial
from journal.forms.template import plan_from
from journal.forms.workout import PlanForm, new_plan_initial, plan_initial
from journal.models import Workout
from journal.models.workout import Match, State
from journal.queries import workouts as workout_queries
from journal.queries.templates import template_chips, template_named
from journal.services import entries, matching
from journal.services import workouts as services
from journal.undo import say
from journal.views.saving import saved, saved_again

# What an address may fill in on a new form; the form validates it like anything typed.
_FILLED = ("sport", "title", "day", "clock", "minutes")


def _filled(address: QueryDict) -> dict[str, Any]:
    return {name: address[name] for name in _FILLED if name in address}


def _from_template(request: AuthedRequest) -> dict[str, Any]:
    """What the template named in the address fills in; any other name fills in nothing."""
    template = template_named(request.user, request.GET.get("template", ""))
    return plan_from(template) if template else {}


def _after_log(request: AuthedRequest, logged: matching.Logged, form: DoneForm) -> HttpResponse:
    """With plans that it could be, the next thing to say is which."""
    made = logged.workout
    if logged.again:
        # It was told the first time; what was changed since has just been told.
        return _after_done(made, form)
    if made.match == Match.AUTO:
        apart = reverse("journal:keep_apart", args=[made.pk])
        say(request, f"Matched to your plan: {made.name}.", apart)
    else:
        say(request, "Saved.", reverse("journal:delete_workout", args=[made.pk]))
    if logged.asks:
        return redirect("journal:which_plan", made.pk)
    return _after_done(made, form)


def _after_done(workout: Workout, form: DoneForm | PlanForm) -> HttpResponse:
    """With a cramp the next thing to say is where; the sweat test comes when it was asked for."""
    if form.cleaned_data.get("sweat_test"):
        return redirect("journal:sweat_test", workout.pk)
    if workout.cramped and not workout_queries.has_episodes(workout):
        return redirect(f"{reverse('journal:log_cramp')}?workout={workout.pk}")
    return redirect("journal:workout", workout.pk)


@require_GET
def workout(request: AuthedRequest, pk: UUID, athlete_id: UUID | None = None) -> HttpResponse:
    now = timezone.now()
    access = open_diary(request.user, athlete_id, Category.WORKOUTS, now=now, page="workout")
    found = get_object_or_404(Workout.objects.of(access), pk=pk)
    sheet = workout_queries.sheet(found, access)
    context = {"access": access, "workout": found, "sheet": sheet, "now": now}
    return render(request, "journal/workout.html", context)


@require_http_methods(["GET", "POST"])
def plan_workout(request: AuthedRequest) -> HttpResponse:
    now = timezone.now()
    templates = template_chips(request.user)
    initial = {
        **new_plan_initial(request.user, now),
        **_from_template(request),
        **_filled(request.GET),
    }
    form = PlanForm(request.POST or None, athlete=request.user, now=now, initial=initial)
    if form.is_valid():
        plan, made = services.plan(request.user, form_key=form.key, values=form.values())
        if made:
            say(request, "Planned.", reverse("journal:delete_workout", args=[plan.pk]))
        if made or saved_again(request, form, plan, form.values(), partial(entries.update, plan)):
            return redirect("journal:workout", plan.pk)
    context = {"form": form, "act": "plan", "templates": templates}
    return render(request, "journal/workout_form.html", context)


@require_http_methods(["GET", "POST"])
def log_workout(request: AuthedRequest) -> HttpResponse:
    now = timezone.now()
    initial = {**new_done_initial(request.user, now), **_filled(request.GET)}
    form = DoneForm(request.POST or None, athlete=request.user, now=now, initial=initial)
    if form.is_valid():
        logged = matching.log(request.user, form_key=form.key, values=form.values(), now=now)
        if not logged.again or saved_again(
            request,
            form,
            logged.workout,
            matching.said(form.values()),
            partial(entries.update, logged.workout),
        ):
            return _after_log(request, logged, form)
    return render(request, "journal/workout_form.html", {"form": form, "act": "log"})


@require_http_methods(["GET", "POST"])
def finish_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Workout.objects.owned_by(request.user), pk=pk)
    if found.state == State.DONE and "version" not in request.POST:
        # Done already; without a version nobody can tell what the second form knew.
        return redirect("journal:workout", pk)
    form = _done_form(request, found, timezone.now())
    if form.is_valid():
        values = {**form.values(), "state": State.DONE}
        if saved(form, found, values, partial(services.finish, found)):
            say(request, "Done and saved.")
            return _after_done(found, form)
    return render(request, "journal/finish_form.html", {"form": form, "workout": found})


@require_http_methods(["GET", "POST"])
def edit_workout(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Workout.objects.owned_by(request.user), pk=pk)
    now = timezone.now()
    form: DoneForm | PlanForm
    if found.state == State.DONE:
        form = _done_form(request, found, now)
    else:
        form = _plan_form(request.POST or None, request.user, found, now)
    before = found.cramped
    if form.is_valid() and saved(form, found, form.values(), partial(entries.update, found)):
        say(request, "Changed.")
        if before is True and not form.cleaned_data.get("sweat_test"):
            return redirect("journal:workout", pk)
        return _after_done(found, form)
    context = {"form": form, "act": "edit", "workout": found}
    return render(request, "journal/workout_form.html", context)


def _done_form(request: AuthedRequest, found: Workout, now: datetime) -> DoneForm:
    return DoneForm(
        request.POST or None,
        athlete=request.user,
        now=now,
        workout=found,
        has_episodes=workout_queries.has_episodes(found),
        initial=done_initial(found, now),
    )


def _plan_form(data: QueryDict | None, user: User, found: Workout, now: datetime) -> PlanForm:
    return PlanForm(data, athlete=user, now=now, workout=found, initial=plan_initial(found))
