"""The public front: the door, and what the advice stands on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import has_consent, open_diary
from accounts.http import consent_not_required
from advice import example, queries, rulebook


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
    """Every claim of the article and its evidence; with a diary, what speaks today (7 queries)."""
    states = None
    if request.user.is_authenticated and has_consent(request.user):
        now = timezone.now()
        states = queries.rule_states(open_diary(request.user, None, now=now, page="rules"), now)
    picks = rulebook.picks(with_today=states is not None)
    wanted = request.GET.get("show", "")
    picked = wanted if wanted in {pick.code for pick in picks} else rulebook.ALL
    context = {
        "picks": picks,
        "picked": picked,
        "groups": rulebook.groups(picked, states),
        "key": rulebook.MEANS,
    }
    return render(request, "advice/rules.html", context)
