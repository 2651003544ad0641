"""The body page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest
from accounts.zones import local_day
from journal.forms.body import BodyForm
from journal.queries import wellness
from journal.services import wellness as services
from journal.undo import say


@require_http_methods(["GET", "POST"])
def profile(request: AuthedRequest) -> HttpResponse:
    """What advice needs to know; read and written by the athlete only."""
    now = timezone.now()
    form = BodyForm(
        request.POST or None,
        athlete=request.user,
        profile=wellness.profile_of(request.user),
        today=local_day(now, request.user.zone_info),
    )
    if form.is_valid():
        services.save_profile(request.user, values=form.values, now=now)
        say(request, "Saved.")
        return redirect("journal:profile")
    return render(request, "journal/profile.html", {"form": form})
