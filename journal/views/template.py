"""Templates of workouts: planned from with one tap."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import AuthedRequest
from journal.forms.template import TemplateForm, template_from, template_initial
from journal.models import Workout, WorkoutTemplate
from journal.queries.templates import templates_of
from journal.services import templates as services
from journal.undo import say


def _own(request: AuthedRequest, pk: UUID) -> WorkoutTemplate:
    return get_object_or_404(WorkoutTemplate, owner=request.user, pk=pk)


@require_GET
def templates(request: AuthedRequest) -> HttpResponse:
    return render(request, "journal/templates.html", {"templates": templates_of(request.user)})


@require_http_methods(["GET", "POST"])
def add_template(request: AuthedRequest) -> HttpResponse:
    return _new(request, None)


@require_http_methods(["GET", "POST"])
def save_as_template(request: AuthedRequest, pk: UUID) -> HttpResponse:
    return _new(request, get_object_or_404(Workout.objects.owned_by(request.user), pk=pk))


def _new(request: AuthedRequest, workout: Workout | None) -> HttpResponse:
    initial = template_from(workout) if workout else {}
    form = TemplateForm(request.POST or None, athlete=request.user, initial=initial)
    if form.is_valid():
        # The form has no field for the pace; it comes along unseen.
        pace = {"pace_s_km": workout.planned_pace_s_km} if workout else {}
        services.save_once(request.user, form_key=form.key, values={**form.values(), **pace})
        say(request, "Template saved.")
        return redirect("journal:templates")
    return render(request, "journal/template_form.html", {"form": form, "workout": workout})


@require_http_methods(["GET", "POST"])
def edit_template(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    initial = template_initial(found)
    form = TemplateForm(request.POST or None, athlete=request.user, initial=initial)
    if form.is_valid():
        services.revise(found, form.values())
        say(request, "Changed.")
        return redirect("journal:templates")
    return render(request, "journal/template_form.html", {"form": form, "template": found})


@require_http_methods(["GET", "POST"])
def delete_template(request: AuthedRequest, pk: UUID) -> HttpResponse:
    there = WorkoutTemplate.objects.filter(pk=pk).exists()
    if there or request.method == "GET":
        found = _own(request, pk)
        if request.method == "GET":
            return render(request, "journal/delete_template.html", {"template": found})
        found.delete()
    # A second tap finds nothing and must not meet a 404.
    say(request, "Template deleted.")
    return redirect("journal:templates")
