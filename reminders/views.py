from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse


def settings(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def send_test(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def unsubscribe(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError
