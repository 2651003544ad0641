"""Views of workouts, calendar and list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse


def journal(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def calendar(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def plan_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def log_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def edit_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def finish_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def move_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def skip_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def cancel_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def reopen_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def answer_cramp(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def delete_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def restore_workout(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError
