"""The steps to ease a cramp: public, and everything it knows stands in the address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import has_consent
from accounts.http import consent_not_required
from advice import ceiling, queries
from advice.relief import EASE_SECONDS, HOLD_SECONDS, ROUNDS, began_at, is_site, relief_of
from journal.muscles import group_choices


@login_not_required
@consent_not_required
@require_safe
def relief(request: HttpRequest, muscle: str = "") -> HttpResponse:
    """The chooser, then the steps for one muscle. Without a start the address gets one: now."""
    if not muscle:
        return render(request, "advice/relief.html", _reader(request) | {"groups": group_choices()})
    if not is_site(muscle):
        raise Http404
    now = timezone.now()
    began = began_at(request.GET.get("began", ""), now)
    if began is None:
        here = reverse("advice:relief", args=[muscle])
        return redirect(f"{here}?began={int(now.timestamp())}")
    found = relief_of(muscle, began, request.GET.get("step", ""), now)
    gone, sip = "gone" in request.GET, ceiling.relief_sip()
    context = {
        "relief": found,
        "gone": gone,
        "state": found.states(gone=gone),
        "sip": {"low": sip.low, "high": sip.high},
        "hold": HOLD_SECONDS,
        "ease": EASE_SECONDS,
        "rounds": ROUNDS,
    }
    return render(request, "advice/relief_steps.html", context | _reader(request))


def _reader(request: HttpRequest) -> dict[str, object]:
    """What the page may know of who reads it; of a stranger or without consent, nothing."""
    user = request.user
    if not user.is_authenticated or not has_consent(user):
        return {}
    limits = queries.drinking_limits(user, timezone.now())
    return {"no_drink": limits.no_drink, "emergency_number": limits.emergency_number}
