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


def log_cramp(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def episode(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def edit_episode(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def end_episode(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def delete_episode(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def restore_episode(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def drinks(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def log_drink(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def edit_drink(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def delete_drink(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def restore_drink(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def check_in(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def profile(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def medicines(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def add_medicine(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def edit_medicine(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def ask_about_medicine(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def delete_medicine(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def restore_medicine(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError
