from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse


def athletes(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def invite_athlete(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def leave(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def sharing(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def invite_coach(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def grant(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def revoke(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def preview(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def enter_code(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def cancel_invitation(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def invitation(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def turn_coaching(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError
