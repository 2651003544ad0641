"""The page after log-in that gives back what was typed before it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import resume as kept
from accounts.http import AuthedRequest


@never_cache
@require_http_methods(["GET", "POST"])
def resume(request: AuthedRequest, key: str) -> HttpResponse:
    """GET shows what was typed, with a button that sends it where it was going; POST forgets it."""
    now = timezone.now()
    if request.method == "POST":
        kept.discard(request.session, key, now)
        messages.success(request, "Thrown away.")
        return redirect("advice:today")
    typed = kept.typed(request.session, key, now)
    return render(request, "accounts/resume.html", {"typed": typed, "key": key})
