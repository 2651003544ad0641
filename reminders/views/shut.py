"""What an address from a mail shows when it opens nothing."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.http import kept_private
from reminders.links import Shut


def shut(request: HttpRequest, why: Shut, onward: str) -> HttpResponse:
    """A plain page with a way on, the route of a page behind the log-in.

    Broken is 404; what was good once, or whose diary cannot be written in any more, is 410.
    """
    status = HTTPStatus.NOT_FOUND if why is Shut.BROKEN else HTTPStatus.GONE
    context = {"is_expired": why is Shut.EXPIRED, "onward": onward}
    return kept_private(render(request, "reminders/shut.html", context, status=status))


def too_often(request: HttpRequest) -> HttpResponse:
    """Too many tries in a few minutes."""
    return kept_private(
        render(request, "reminders/too_often.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    )
