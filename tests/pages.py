"""Opening pages as somebody."""

from __future__ import annotations

from typing import Any

from django.test import Client

from accounts.models import User


def at(user: User) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(user)
    return client


def text(response: Any) -> str:
    """The page as the server wrote it."""
    return str(response.content.decode())
