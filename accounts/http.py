"""The request types behind the login wall, and the marks a view can carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from accounts.models import User

ViewT = TypeVar("ViewT", bound=Callable[..., Any])


class AuthedRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def consent_not_required(view: ViewT) -> ViewT:
    """Mark a view that takes and shows no health data of the user's own."""
    view.consent_not_required = True  # type: ignore[attr-defined]
    return view
