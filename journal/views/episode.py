"""Pages of one cramp."""

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
from accounts.http import AuthedRequest, way_back
from accounts.models import Category, User
from journal.forms.ending import EndForm
from journal.forms.episode import EpisodeForm
from journal.forms.soreness import SorenessForm
from journal.models import CrampEpisode, NearCramp, Workout
from journal.muscles import SITES
from journal.queries import wellness
from journal.queries.around import workout_around
from journal.queries.before import short
from journal.queries.episodes import episode_card, in_order
from journal.services import episodes as services
from journal.services import near as near_services
from journal.services import steps as steps_services
from journal.undo import say
from journal.views.prefill import key_of, prefill, taken_over, untied
from journal.views.saving import saved, saved_again, to_delete


@require_http_methods(["GET", "POST"])
def log_cramp(request: AuthedRequest) -> HttpResponse:
    """The one required answer is where; a cramp is saved in two taps."""
    now = timezone.now()
    form = EpisodeForm(
        request.POST or None,
        athlete=request.user,
        now=now,
        initial=_prefill(request, now) if request.method == "GET" else None,
    )
    if form.is_valid() and (answer := _saved(request, form)) is not None:
        return answer
    return render(
        request,
        "journal/log_cramp.html",
        {
            "form": form,
            "now": now,
            "named": _named(request.user, form),
            "around": workout_around(request.user, now),
            "emergency_number": wellness.emergency_number(request.user),
        },
    )


def _named(athlete: User, form: EpisodeForm) -> Workout | None:
    """The workout the athlete came from; the cramp is of it, not of this minute."""
    key = form.initial.get("workout") or (form.workout_id if form.is_bound else None)
    return Workout.objects.owned_by(athlete).filter(pk=key).first() if key else None


def _saved(request: AuthedRequest, form: EpisodeForm) -> HttpResponse | None:
    """To the cramp; None when its form came again and the row was changed meanwhile."""
    near = NearCramp.objects.owned_by(request.user).filter(pk=form.near_id).first()
    episode, made = near_services.become_cramp(
        near,
        athlete=request.user,
        form_key=form.key,
        values=form.values,
        steps=form.steps,
        workout_id=form.workout_id,
        now=timezone.now(),
    )
    if made:
        _say_saved(request, form, episode, near)
    elif not saved_again(
        request,
        form,
        episode,
        services.answered(form.values),
        lambda values: services.revise(
            episode, values={**form.values, "phase": episode.phase, **values}, steps=form.steps
        ),
        also=steps_services.changes(episode, form.steps),
    ):
        return None
    return redirect("journal:episode", episode.pk)


def _say_saved(
    request: AuthedRequest, form: EpisodeForm, episode: CrampEpisode, near: NearCramp | None
) -> None:
    text = "Cramp saved." + untied(request.user, form.workout_id, episode.workout_id)
    say(request, text, reverse("journal:delete_episode", args=[episode.pk]))
    if near is not None:
        back = reverse("journal:restore_near_cramp", args=[near.pk])
        say(request, "The near-cramp is put away.", back)


def _prefill(request: AuthedRequest, now: datetime) -> dict[str, Any]:
    """The address can name the `muscle` too, and a near-cramp (`near`) that this one replaces."""
    initial = prefill(request, now)
    muscle = request.GET.get("muscle")
    if muscle in SITES:
        initial["muscles"] = [muscle]
    if (key := request.GET.get("near")) is not None:
        rows = NearCramp.objects.owned_by(request.user)
        initial |= taken_over(get_object_or_404(rows, pk=key_of(key)), "near")
    return initial


@require_safe
def episode(request: AuthedRequest, pk: UUID, athlete_id: UUID | None = None) -> HttpResponse:
    """One cramp: warning signs first, then what is known."""
    now = timezone.now()
    access = open_diary(request.user, athlete_id, Category.CRAMPS, now=now, page="cramp")
    found = get_object_or_404(
        CrampEpisode.objects.of(access)
        .select_related("workout", "athlete")
        .prefetch_related("steps"),
        pk=pk,
    )
    return render(
        request,
        "journal/episode.html",
        {
            "access": access,
            "episode": found,
            "card": episode_card(found, now),
            "steps": in_order(found.steps.all()),
            "before": short(found, access),
            "show_note": access.can(Category.NOTES),
            "show_workout": access.can(Category.WORKOUTS),
            "emergency_number": wellness.emergency_number(access.athlete),
        },
    )


@require_http_methods(["GET", "POST"])
def edit_episode(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Every field, back-dating included."""
    rows = CrampEpisode.objects.owned_by(request.user).select_related("athlete")
    found = get_object_or_404(rows, pk=pk)
    form = EpisodeForm(
        request.POST or None,
        athlete=request.user,
        now=timezone.now(),
        entry=found,
        steps=in_order(found.steps.all()),
        open_fold=request.GET.get("open", ""),
    )
    if form.is_valid() and saved(
        form,
        found,
        form.values,
        lambda values: services.revise(found, values=values, steps=form.steps),
        also=steps_services.changes(found, form.steps),
    ):
        say(request, "Changes saved.")
        return redirect("journal:episode", pk)
    number = wellness.emergency_number(request.user)
    context = {"form": form, "episode": found, "emergency_number": number}
    return render(request, "journal/episode_form.html", context)


@require_http_methods(["GET", "POST"])
def end_episode(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """It has ended; once said, saying it again changes nothing."""
    found = get_object_or_404(CrampEpisode.objects.owned_by(request.user), pk=pk)
    if not found.is_ongoing:
        if request.method == "POST":
            say(request, "Its end is saved already. Edit the cramp to change it.")
        return redirect("journal:episode", pk)
    form = EndForm(request.POST or None, episode=found, athlete=request.user, now=timezone.now())
    if form.is_valid():
        services.end(found, ended_at=form.moment, kind=form.kind)
        say(request, "Saved that it has ended.")
        return redirect(way_back(request, reverse("journal:episode", args=[pk])))
    return render(request, "journal/end_episode.html", {"form": form, "episode": found})


@require_POST
def tell_soreness(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """How sore it is the day after, by one tap; the last answer counts."""
    found = get_object_or_404(CrampEpisode.objects.owned_by(request.user), pk=pk)
    form = SorenessForm(request.POST)
    if not form.is_valid():
        say(request, "Pick a number from 0 to 10.")
        return redirect(f"{reverse('journal:edit_episode', args=[pk])}?open=like#like")
    soreness = form.cleaned_data["soreness"]
    services.tell_soreness(found, soreness)
    say(request, f"Noted: soreness {soreness} of 10.")
    return redirect(way_back(request, reverse("journal:episode", args=[pk])))


@require_http_methods(["GET", "POST"])
def delete_episode(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """A page that asks, and the act; 30 days to bring it back."""
    now = timezone.now()
    found = get_object_or_404(
        to_delete(request, CrampEpisode, now).select_related("workout"), pk=pk
    )
    if request.method == "GET":
        return render(request, "journal/delete_episode.html", {"episode": found})
    still_said = services.remove(found, now)
    text = "Cramp deleted."
    if still_said:
        text += " Its workout still says there was one; you can change that on its page."
    say(request, text, reverse("journal:restore_episode", args=[pk]))
    return redirect("journal:journal")


@require_POST
def restore_episode(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Bring a deleted cramp back; again and again is the same."""
    rows = CrampEpisode.objects.restorable(request.user, timezone.now())
    services.bring_back(get_object_or_404(rows.select_related("workout"), pk=pk))
    say(request, "Cramp is back.")
    return redirect("journal:episode", pk)
