"""The journal's cast: ana, and the browser in which she is logged in."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests import make
from tests.pages import at


@pytest.fixture
def ana() -> User:
    """An athlete."""
    return make.user("ana")


@pytest.fixture
def browser(ana: User) -> Client:
    """Ana's."""
    return at(ana)
