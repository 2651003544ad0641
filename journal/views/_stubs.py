from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse


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
