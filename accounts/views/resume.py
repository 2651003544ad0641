"""The page that gives back what was typed into a form the login wall or an old token refused."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import resume as kept
from accounts.access import has_consent
from accounts.http import AuthedRequest
from accounts.middleware import HEALTH_APPS
from accounts.models import User


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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django shows when a form's token is not this browser's.

    Usually the form is older than the last log-in, in another tab: logging in renews the token.
    Such a form is kept and given back with a fresh one. Only when the browser says that the form
    came from our own pages; what comes from elsewhere, or from who knows where, is refused.
    """
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if is_ours and not _lacks_consent(request):
        key = kept.keep(request, timezone.now())
        if key is not None and request.user.is_authenticated:
            return redirect("accounts:resume", key)
        if key is not None:
            return redirect_to_login(reverse("accounts:resume", args=[key]))
    return render(request, "403_csrf.html", status=403)


def _lacks_consent(request: HttpRequest) -> bool:
    """Whether it is a form of the diary, sent by somebody whose consent does not stand."""
    user, match = request.user, request.resolver_match
    is_health = match is not None and bool(HEALTH_APPS.intersection(match.app_names))
    return isinstance(user, User) and is_health and not has_consent(user)
