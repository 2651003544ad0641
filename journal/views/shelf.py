"""Pages of the catalogue, of drinks of one's own and of saved cups. The athlete's only."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import AuthedRequest
from journal.forms.cup import CupForm
from journal.forms.label import OwnDrinkForm
from journal.models import Cup, Drink
from journal.queries import drinks as queries
from journal.services import shelf as services
from journal.undo import say
from journal.views.prefill import label_brought


@require_safe
def catalogue(request: AuthedRequest) -> HttpResponse:
    """Every drink with its label and what is known of its strength."""
    return render(request, "journal/catalogue.html", {"shelf": queries.shelf(request.user)})


@require_http_methods(["GET", "POST"])
def add_own_drink(request: AuthedRequest) -> HttpResponse:
    """A name is enough; the label tells what it is worth. An address may bring one along."""
    form = OwnDrinkForm(
        request.POST or None,
        athlete=request.user,
        names=queries.names_in_use(request.user),
        initial=label_brought(request) if request.method == "GET" else None,
    )
    if form.is_valid():
        drink, made = services.add_drink(
            request.user, form_key=form.key, values=form.values, now=timezone.now()
        )
        if made:
            say(
                request,
                f"{drink.name} added.",
                reverse("journal:retire_own_drink", args=[drink.pk]),
            )
        return redirect("journal:catalogue")
    return render(request, "journal/own_drink_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit_own_drink(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Every figure of the label."""
    drink = _own(request, pk)
    form = OwnDrinkForm(
        request.POST or None,
        athlete=request.user,
        names=queries.names_in_use(request.user),
        entry=drink,
    )
    if form.is_valid():
        services.change_drink(drink, form.values, timezone.now())
        say(request, "Changes saved.")
        return redirect("journal:catalogue")
    return render(request, "journal/own_drink_form.html", {"form": form, "drink": drink})


@require_POST
def retire_own_drink(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """No longer offered; what was drunk stays."""
    drink = _own(request, pk)
    services.put_away(drink, timezone.now())
    say(request, f"{drink.name} put away.", reverse("journal:offer_own_drink", args=[pk]))
    return redirect("journal:catalogue")


@require_POST
def offer_own_drink(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Offered again; twice is the same."""
    drink = _own(request, pk)
    services.offer_again(drink, timezone.now())
    say(request, f"{drink.name} is back.")
    return redirect("journal:catalogue")


def _own(request: AuthedRequest, pk: UUID) -> Drink:
    return get_object_or_404(Drink, owner=request.user, pk=pk)


@require_safe
def cups(request: AuthedRequest) -> HttpResponse:
    """Saved cups and bottles."""
    return render(request, "journal/cups.html", {"cups": queries.cups(request.user)})


@require_http_methods(["GET", "POST"])
def add_cup(request: AuthedRequest) -> HttpResponse:
    """One more button on Today."""
    known = queries.choices(request.user)
    initial = None
    if request.method == "GET":
        initial = {"drink": queries.likely_drink(request.user, known)}
    form = CupForm(request.POST or None, athlete=request.user, drinks=known, initial=initial)
    if form.is_valid():
        cup, made = services.add_cup(request.user, form_key=form.key, values=form.values)
        if made:
            say(request, f"{cup.name} saved. It is one tap on Today now.")
        return redirect("journal:cups")
    return render(request, "journal/cup_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit_cup(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Name, drink, size."""
    cup = get_object_or_404(Cup, owner=request.user, pk=pk)
    form = CupForm(
        request.POST or None,
        athlete=request.user,
        drinks=queries.choices(request.user, also=cup.drink_id),
        entry=cup,
    )
    if form.is_valid():
        services.change_cup(cup, form.values)
        say(request, "Changes saved.")
        return redirect("journal:cups")
    return render(request, "journal/cup_form.html", {"form": form, "cup": cup})


@require_http_methods(["GET", "POST"])
def delete_cup(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """A page that asks, and the act. What was drunk from it stays."""
    if request.method == "POST" and not Cup.objects.filter(pk=pk).exists():
        # A second tap finds nothing and must not meet a 404.
        say(request, "Removed.")
        return redirect("journal:cups")
    cup = get_object_or_404(Cup.objects.select_related("drink"), owner=request.user, pk=pk)
    if request.method == "GET":
        return render(request, "journal/delete_cup.html", {"cup": cup})
    cup.delete()
    say(request, f"{cup.name} removed.")
    return redirect("journal:cups")
