"""The page Today, and answers to what it says."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import AuthedRequest, way_back
from advice import queries, services
from advice.forms import AnswerForm
from journal.queries.questions import SCALE
from journal.queries.welcome import is_new


@require_safe
def today(request: AuthedRequest) -> HttpResponse:
    """Question, next workout, quick log, findings, the last 28 days."""
    now = timezone.now()
    page = queries.today(request.user, now)
    if page.unkept and request.method == "GET":
        services.keep_snapshots(request.user, page.unkept, now)
    context = {
        "page": page,
        "now": now,
        "form_key": uuid4(),
        "emergency_number": page.emergency_number,
        "scale": SCALE,
        "is_welcome": page.is_new and is_new(request.user),
    }
    return render(request, "advice/today.html", context)


@require_POST
def answer_finding(request: AuthedRequest, rule: str) -> HttpResponse:
    """Keep the answer to a finding and go back to the page that asked."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data["answer"]
    if services.answer(request.user, rule, given, timezone.now()) is None:
        raise Http404
    messages.success(request, f"Noted: {given.label}.")
    return redirect(way_back(request, reverse("advice:today")))
