"""Pages of one near-cramp."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import open_diary
from accounts.http import AuthedRequest
from accounts.models import Category
from journal.forms.episode import BEYOND_NEAR
from journal.forms.near import NearCrampForm
from journal.models import CrampEpisode, NearCramp
from journal.muscles import SITES
from journal.queries import wellness
from journal.services import entries
from journal.services import near as services
from journal.undo import say
from journal.views.prefill import key_of, prefill, taken_over, untied
from journal.views.saving import saved, saved_again, to_delete
from journal.warning_signs import QUESTIONS, gravity


@require_http_methods(["GET", "POST"])
def log_near_cramp(request: AuthedRequest) -> HttpResponse:
    """Where and when. The form of a cramp can send its answers here: it stopped short of one.

    Answers that only a cramp has are not thrown away unasked: then the page asks first.
    """
    now = timezone.now()
    form = NearCrampForm(
        request.POST or None,
        athlete=request.user,
        now=now,
        initial=_prefill(request, now) if request.method == "GET" else None,
    )
    answered = [sign for sign in request.POST.getlist("red_flags") if sign in QUESTIONS]
    dropped = any(any(request.POST.getlist(name)) for name in BEYOND_NEAR)
    if form.is_valid() and not dropped and (answer := _saved(request, form)) is not None:
        return answer
    context = {
        "form": form,
        "now": now,
        "dropped": dropped,
        "answered": answered,
        "grave": gravity(answered),
        "emergency_number": wellness.emergency_number(request.user),
    }
    return render(request, "journal/log_near_cramp.html", context)


def _saved(request: AuthedRequest, form: NearCrampForm) -> HttpResponse | None:
    cramp = CrampEpisode.objects.owned_by(request.user).filter(pk=form.cramp_id).first()
    near, made = services.log_instead(
        cramp,
        athlete=request.user,
        form_key=form.key,
        values=form.values,
        workout_id=form.workout_id,
        now=timezone.now(),
    )
    if made:
        text = "Near-cramp saved." + untied(request.user, form.workout_id, near.workout_id)
        say(request, text, reverse("journal:delete_near_cramp", args=[near.pk]))
        if cramp is not None:
            back = reverse("journal:restore_episode", args=[cramp.pk])
            say(request, "The cramp is put away.", back)
    elif not saved_again(
        request, form, near, form.values, lambda values: services.revise(near, values=values)
    ):
        return None
    return redirect("journal:near_cramp", near.pk)


def _prefill(request: AuthedRequest, now: datetime) -> dict[str, Any]:
    """The address can name the `muscle`, and a `cramp` that was none."""
    muscle = request.GET.get("muscle")
    initial = prefill(request, now) | ({"muscles": [muscle]} if muscle in SITES else {})
    if (key := request.GET.get("cramp")) is not None:
        rows = CrampEpisode.objects.owned_by(request.user)
        initial |= taken_over(get_object_or_404(rows, pk=key_of(key)), "cramp")
    return initial


@require_safe
def near_cramp(request: AuthedRequest, pk: UUID, athlete_id: UUID | None = None) -> HttpResponse:
    """One near-cramp, and the way to make it a cramp."""
    now = timezone.now()
    access = open_diary(request.user, athlete_id, Category.CRAMPS, now=now, page="near_cramp")
    rows = NearCramp.objects.of(access).select_related("workout", "athlete")
    context = {
        "access": access,
        "near": get_object_or_404(rows, pk=pk),
        "show_note": access.can(Category.NOTES),
        "show_workout": access.can(Category.WORKOUTS),
    }
    return render(request, "journal/near_cramp.html", context)


@require_http_methods(["GET", "POST"])
def edit_near_cramp(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Where, when and the note."""
    rows = NearCramp.objects.owned_by(request.user).select_related("athlete")
    found = get_object_or_404(rows, pk=pk)
    form = NearCrampForm(
        request.POST or None, athlete=request.user, now=timezone.now(), entry=found
    )
    if form.is_valid() and saved(
        form, found, form.values, lambda values: services.revise(found, values=values)
    ):
        say(request, "Changes saved.")
        return redirect("journal:near_cramp", pk)
    context = {
        "form": form,
        "near": found,
        "emergency_number": wellness.emergency_number(request.user),
    }
    return render(request, "journal/near_cramp_form.html", context)


@require_http_methods(["GET", "POST"])
def delete_near_cramp(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """A page that asks, and the act; 30 days to bring it back."""
    now = timezone.now()
    found = get_object_or_404(to_delete(request, NearCramp, now), pk=pk)
    if request.method == "GET":
        return render(request, "journal/delete_near_cramp.html", {"near": found})
    entries.delete(found, now)
    say(request, "Near-cramp deleted.", reverse("journal:restore_near_cramp", args=[pk]))
    return redirect("journal:journal")


@require_POST
def restore_near_cramp(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Bring a deleted near-cramp back; again and again is the same."""
    rows = NearCramp.objects.restorable(request.user, timezone.now())
    entries.restore(get_object_or_404(rows, pk=pk))
    say(request, "Near-cramp is back.")
    return redirect("journal:near_cramp", pk)
