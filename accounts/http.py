"""The request types behind the login wall, the marks a view can carry, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User

ViewT = TypeVar("ViewT", bound=Callable[..., Any])


class AuthedRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def consent_not_required(view: ViewT) -> ViewT:
    """Mark a view that takes and shows no health data of the user's own."""
    view.consent_not_required = True  # type: ignore[attr-defined]
    return view


def way_back(request: HttpRequest, otherwise: str = "") -> str:
    """The page that a form or an address names as `next`, if it is one of this site's.

    Any other wish gives `otherwise`. A path only, never a bare word, which `redirect` would look
    up as the name of a route.
    """
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else otherwise


def kept_private(response: HttpResponse) -> HttpResponse:
    """Of a page that its address alone opens: no search engine, no cache, and no other site
    learns the address.

    `same-origin` and not `no-referrer`: under that a browser sends the form with the origin "null",
    which no check of forged forms lets through.
    """
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
