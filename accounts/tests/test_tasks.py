from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from accounts.tasks import clear_sessions

pytestmark = pytest.mark.django_db


def session(lasts: timedelta) -> str:
    made = SessionStore()
    made.set_expiry(int(lasts.total_seconds()))
    made.create()
    return str(made.session_key)


def test_only_sessions_whose_time_is_over_go() -> None:
    old, live = session(timedelta(seconds=-1)), session(timedelta(days=1))

    clear_sessions.delay()
    clear_sessions.delay()

    assert not Session.objects.filter(pk=old).exists()
    assert Session.objects.filter(pk=live).exists()
