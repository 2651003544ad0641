"""The first yes to keeping health data, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.forms import ConsentForm
from accounts.http import AuthedRequest, way_back
from accounts.models import CONSENT_VERSION


@require_http_methods(["GET", "POST"])
def consent(request: AuthedRequest) -> HttpResponse:
    """What is kept and why; a yes, or the yes that stands."""
    today = reverse("advice:today")
    onward = way_back(request, today)
    standing = request.user.consents.filter(version=CONSENT_VERSION, withdrawn_at=None).first()
    before = request.user.consents.exists()
    # A first yes leads on to the other steps, unless somebody is on the way to another page.
    leads_on = not before and not request.user.is_coach and onward == today
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.give_consent(request.user, timezone.now())
        messages.success(request, "Your diary is open.")
        return HttpResponseRedirect(reverse("journal:welcome") if leads_on else onward)
    context = {
        "form": form,
        "standing": standing,
        "next": onward,
        "before": standing is None and before,
        "leads_on": leads_on,
    }
    return render(request, "accounts/consent.html", context)


@require_http_methods(["GET", "POST"])
def withdraw_consent(request: AuthedRequest) -> HttpResponse:
    """What taking the yes back does; one button does it."""
    if request.method == "POST":
        if services.withdraw_consent(request.user, timezone.now()):
            messages.success(request, "Your yes is taken back. Your diary is shut.")
        return redirect("accounts:more")
    standing = request.user.consents.filter(withdrawn_at=None).first()
    return render(request, "accounts/withdraw_consent.html", {"standing": standing})
