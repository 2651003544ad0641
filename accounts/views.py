from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse


def more(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def settings(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def consent(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def withdraw_consent(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def access_log(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError
