"""What every request gets: the login wall, the reader's zone, no health data before consent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accounts import resume
from accounts.access import has_consent

Respond = Callable[[HttpRequest], HttpResponse]

# The apps whose pages hold health data; in them every door is shut until consent is given.
HEALTH_APPS = frozenset({"journal", "advice", "reminders"})


class LoginWallMiddleware(LoginRequiredMiddleware):
    """Django's login wall, which also keeps what somebody typed before their session ended."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """To the log-in page; a form that was sent comes back after it."""
        # The clock is asked here because a middleware is an outermost door, as a view is.
        key = resume.keep(request, timezone.now())  # noqa: TID251
        if key is None:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(reverse("accounts:resume", args=[key]))


class ReaderMiddleware:
    """Shows times in the reader's own zone, and lets no cache between keep their pages.

    `no-cache` and not `no-store`: a browser that goes back still has what was typed.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(request.user.zone_info):
            response = self.get_response(request)
        patch_cache_control(response, private=True, no_cache=True)
        if _has_left(request):
            # They have just logged out: nothing of theirs stays on a phone that others use.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _has_left(request: HttpRequest) -> bool:
    """Whether the request logged its reader out."""
    return not request.user.is_authenticated


class ConsentMiddleware:
    """Sends to the consent page whoever opens their own diary without a current consent.

    Somebody else's diary (an address with `athlete_id`) is the business of `accounts.access`.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Redirect before the view runs, or let it run."""
        user = request.user
        match = request.resolver_match
        # `accounts.backends` loads it with the user.
        known: bool | None = getattr(user, "consented", None)
        if (
            not user.is_authenticated
            or match is None
            or not HEALTH_APPS.intersection(match.app_names)
            or getattr(view, "consent_not_required", False)
            or kwargs.get("athlete_id", user.pk) != user.pk
            or (has_consent(user) if known is None else known)
        ):
            return None
        back = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
        return HttpResponseRedirect(f"{reverse('accounts:consent')}?{back}")
