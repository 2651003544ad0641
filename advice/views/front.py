"""The public front: the door, and what the advice stands on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import consent_not_required
from advice import example, rulebook


@login_not_required
@consent_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The door: the cramp button first. Whoever is logged in goes on to Today."""
    if request.user.is_authenticated:
        return redirect("advice:today")
    return render(request, "advice/home.html", {"example": example.front_door(timezone.now())})


@login_not_required
@consent_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule that can speak, where it comes from and how sure it is."""
    return render(request, "advice/rules.html", {"parts": rulebook.parts()})
