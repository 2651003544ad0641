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
    onward = way_back(request, reverse("advice:today"))
    standing = request.user.consents.filter(version=CONSENT_VERSION, withdrawn_at=None).first()
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.give_consent(request.user, timezone.now())
        messages.success(request, "Your diary is open.")
        return HttpResponseRedirect(onward)
    context = {
        "form": form,
        "standing": standing,
        "next": onward,
        "before": standing is None and request.user.consents.exists(),
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
