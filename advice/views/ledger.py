"""The ledger: the athlete's own account of what became of the advice. Nobody else opens it."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest
from advice import queries
from advice.ledger import DRAWN, ENOUGH_A_SIDE, ENOUGH_CRAMPS, ENOUGH_WORKOUTS

GATES = {
    "a_side": ENOUGH_A_SIDE,
    "cramps": ENOUGH_CRAMPS,
    "workouts": ENOUGH_WORKOUTS,
    "drawn": DRAWN,
}


@require_safe
def ledger(request: AuthedRequest) -> HttpResponse:
    """Every rule that spoke in the last year."""
    context = {"page": queries.ledger(request.user, timezone.now()), "gates": GATES}
    return render(request, "advice/ledger.html", context)


@require_safe
def ledger_rule(request: AuthedRequest, rule: str) -> HttpResponse:
    """One rule with the days it was shown, each as it was then."""
    before = _before(request)
    page = queries.ledger_rule(request.user, rule, timezone.now(), before)
    if page is None:
        raise Http404
    context = {"page": page, "line": page.line, "before": before, "gates": GATES}
    return render(request, "advice/ledger_rule.html", context)


def _before(request: AuthedRequest) -> date | None:
    """The day an older page begins behind; one that is none does not exist."""
    text = request.GET.get("before", "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Http404 from None
