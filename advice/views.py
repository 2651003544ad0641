from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def today(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def relief(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def insights(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def preparation(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def doctor(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def rules(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


def answer_finding(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError
