"""What was typed into a form whose session had ended: kept for an hour, in this browser only.

Kept on the server, in the anonymous session of the browser that sent it; logging in keeps that
session's data. Nobody knows whose session had ended, so the page that shows it says where it
comes from and offers to throw it away. Forms with a password or a file are never kept.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

KEPT = timedelta(hours=1)
MAX_BYTES = 100_000
MAX_FORMS = 3
OUR_APPS = frozenset({"accounts", "journal", "advice", "coaching", "reminders"})
_SESSION_KEY = "typed_before_login"
_FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
# Django's own token, the key by which a form that creates a row recognises a second submit, and
# the version of the row that a form was opened with.
_UNSEEN = frozenset({"csrfmiddlewaretoken", "form_key", "version", "save"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was sent: where to, and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]
    at: datetime

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The filled fields in words, for a person to recognise."""
        return tuple(
            (name.replace("_", " ").replace("-", " ").capitalize(), value)
            for name, value in self.fields
            if name not in _UNSEEN and value.strip()
        )


def keep(request: HttpRequest, now: datetime) -> str | None:
    """Keep a posted form; its key, or None when it is not one we keep.

    The caller has made sure that the form was ours: by its CSRF token, or by its origin.
    """
    fields = _fields(request)
    path = request.get_full_path()
    if fields is None or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return None
    key = secrets.token_urlsafe(16)
    forms = _live(request.session, now)
    forms[key] = {"path": path, "fields": fields, "at": now.isoformat()}
    request.session[_SESSION_KEY] = dict(list(forms.items())[-MAX_FORMS:])
    return key


def typed(session: SessionBase, key: str, now: datetime) -> Typed | None:
    """The kept form, or None when there is none of this key or its hour is over."""
    form = _live(session, now).get(key)
    if form is None:
        return None
    fields = tuple((name, value) for name, value in form["fields"])
    return Typed(form["path"], fields, datetime.fromisoformat(form["at"]))


def discard(session: SessionBase, key: str, now: datetime) -> None:
    """Forget a kept form, and every one whose hour is over. Safe to run twice."""
    forms = _live(session, now)
    forms.pop(key, None)
    session[_SESSION_KEY] = forms


def _live(session: SessionBase, now: datetime) -> dict[str, dict[str, Any]]:
    forms: dict[str, dict[str, Any]] = session.get(_SESSION_KEY, {})
    return {
        key: form for key, form in forms.items() if now - datetime.fromisoformat(form["at"]) < KEPT
    }


def _fields(request: HttpRequest) -> list[tuple[str, str]] | None:
    if request.method != "POST" or request.content_type not in _FORM_TYPES or request.FILES:
        return None
    # Of our own apps only: allauth's forms hold codes, and have no app name.
    if request.resolver_match is None or not OUR_APPS.intersection(
        request.resolver_match.app_names
    ):
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    if any("password" in name or "credential" in name for name, _ in fields):
        return None
    size = sum(len(name.encode()) + len(value.encode()) for name, value in fields)
    return fields if size <= MAX_BYTES else None
