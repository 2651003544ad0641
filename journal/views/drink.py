"""Pages of drinks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import open_diary
from accounts.http import AuthedRequest, way_back
from accounts.models import Category, User
from accounts.paging import key_asked
from accounts.units import unit
from journal.forms.drink import ChipForm, DrinkForm
from journal.models import Intake
from journal.queries import drinks as queries
from journal.queries.around_workouts import latest
from journal.services import drinks as services
from journal.services import entries
from journal.services.versions import Save
from journal.undo import say
from journal.views.prefill import prefill
from journal.views.saving import saved, saved_again, to_delete


@require_safe
def drinks(request: AuthedRequest, athlete_id: UUID | None = None) -> HttpResponse:
    """What was drunk, newest day first."""
    now = timezone.now()
    access = open_diary(request.user, athlete_id, Category.DRINKS, now=now, page="drinks")
    return render(
        request,
        "journal/drinks.html",
        {
            "access": access,
            "page": queries.drink_page(access, key_asked(request)),
            "cups": queries.chips(request.user, now) if access.is_own else [],
            "arounds": latest(request.user, now) if access.is_own else (),
            "here": request.get_full_path(),
        },
    )


@require_http_methods(["GET", "POST"])
def log_drink(request: AuthedRequest) -> HttpResponse:
    """The full form; a chip posts `volume_ml` and is saved at once."""
    now = timezone.now()
    if "volume_ml" in request.POST:
        return _log_chip(request, now)
    known = queries.choices(request.user)
    initial = None
    if request.method == "GET":
        initial = {"drink": queries.likely_drink(request.user, known)} | prefill(request, now)
    form = DrinkForm(
        request.POST or None, athlete=request.user, now=now, drinks=known, initial=initial
    )
    if form.is_valid():
        intake, made = services.log(
            request.user,
            form_key=form.key,
            drink=form.chosen,
            workout_id=form.workout_id,
            **form.values,
        )
        values = {"drink": form.chosen, **form.values}
        if made or saved_again(request, form, intake, values, _revise(intake)):
            return _saved(request, intake, made=made)
    return render(request, "journal/drink_form.html", {"form": form, "next": way_back(request)})


def _log_chip(request: AuthedRequest, now: datetime) -> HttpResponse:
    """No sentence beside a field: a chip is made by us, so a wrong one is a wrong address."""
    form = ChipForm(request.POST, athlete=request.user)
    if not form.is_valid():
        return HttpResponseBadRequest("This button is out of date. Go back and load the page anew.")
    intake, made = services.log(
        request.user,
        form_key=form.cleaned_data["form_key"],
        drink=form.cleaned_data["drink"],
        started_at=now,
        volume_ml=form.cleaned_data["volume_ml"],
    )
    return _saved(request, intake, made=made)


def _revise(intake: Intake) -> Save:
    """An edit, drink and values taken apart."""

    def save(values: Mapping[str, Any]) -> None:
        rest = {name: value for name, value in values.items() if name != "drink"}
        services.revise(intake, drink=values["drink"], values=rest)

    return save


def _saved(request: AuthedRequest, intake: Intake, *, made: bool) -> HttpResponse:
    if made:
        text = f"{_amount(request.user, intake)} of {intake.drink.name} saved."
        say(request, text, _undo(request, "journal:delete_drink", intake))
    return redirect(way_back(request, reverse("journal:drinks")))


def _undo(request: AuthedRequest, route: str, intake: Intake) -> str:
    """The address that takes the act back, and comes back to the page it was done on."""
    back = way_back(request)
    return reverse(route, args=[intake.pk]) + (f"?{urlencode({'next': back})}" if back else "")


def _amount(user: User, intake: Intake) -> str:
    shown = unit("volume", user.units)
    return f"{shown.text(intake.volume_ml)} {shown.name}"


@require_http_methods(["GET", "POST"])
def edit_drink(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Drink, amount, time."""
    intake = get_object_or_404(
        Intake.objects.owned_by(request.user).select_related("athlete", "drink"), pk=pk
    )
    form = DrinkForm(
        request.POST or None,
        athlete=request.user,
        now=timezone.now(),
        drinks=queries.choices(request.user, also=intake.drink_id),
        entry=intake,
    )
    if form.is_valid() and saved(
        form, intake, {"drink": form.chosen, **form.values}, _revise(intake)
    ):
        say(request, "Changes saved.")
        return redirect("journal:drinks")
    return render(request, "journal/drink_form.html", {"form": form, "intake": intake})


@require_http_methods(["GET", "POST"])
def delete_drink(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """A page that asks, and the act; 30 days to bring it back."""
    now = timezone.now()
    rows = to_delete(request, Intake, now).select_related("drink")
    intake = get_object_or_404(rows, pk=pk)
    if request.method == "GET":
        return render(request, "journal/delete_drink.html", {"intake": intake})
    entries.delete(intake, now)
    say(request, "Drink deleted.", _undo(request, "journal:restore_drink", intake))
    return redirect(way_back(request, reverse("journal:drinks")))


@require_POST
def restore_drink(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Bring a deleted drink back; again and again is the same."""
    rows = Intake.objects.restorable(request.user, timezone.now())
    entries.restore(get_object_or_404(rows, pk=pk))
    say(request, "Drink is back.")
    return redirect(way_back(request, reverse("journal:drinks")))
