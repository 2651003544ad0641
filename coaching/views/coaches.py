"""The coach's side: whose diaries are open, and turning coaching on and off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import AuthedRequest
from accounts.models import Grant
from coaching import services
from coaching.roster import roster


@require_safe
def athletes(request: AuthedRequest) -> HttpResponse:
    """Everybody who shares with the coach, gravest finding first."""
    if not request.user.is_coach:
        return render(request, "coaching/turn_coaching.html", {"held": []})
    now = timezone.now()
    page = roster(request.user, now, after=request.GET.get("after", ""))
    return render(request, "coaching/athletes.html", {"page": page})


@require_http_methods(["GET", "POST"])
def leave(request: AuthedRequest, athlete_id: UUID) -> HttpResponse:
    """A coach gives a grant back."""
    now = timezone.now()
    held = Grant.objects.live(now).held_by(request.user).select_related("athlete")
    found = get_object_or_404(held, athlete_id=athlete_id)
    if request.method == "POST":
        services.leave(found, now=now)
        messages.success(request, f"Done. You no longer see {found.athlete}’s diary.")
        return redirect("coaching:athletes")
    return render(request, "coaching/leave.html", {"grant": found})


@require_http_methods(["GET", "POST"])
def turn_coaching(request: AuthedRequest) -> HttpResponse:
    """Anyone may coach. Turning it off closes every diary shared with one, so that is asked."""
    now = timezone.now()
    held = Grant.objects.live(now).held_by(request.user).select_related("athlete")
    if request.method == "POST" and request.POST.get("coaching") == "on":
        services.turn_on(request.user)
        messages.success(request, "Coaching is on. Invite an athlete, or enter a code.")
        return redirect("coaching:athletes")
    if request.method == "POST" and ("confirmed" in request.POST or not held.exists()):
        services.turn_off(request.user, now=now)
        messages.success(request, "Coaching is off.")
        return redirect("coaching:sharing")
    held = held.order_by("athlete__name", "pk")
    return render(request, "coaching/turn_coaching.html", {"held": held})
