"""System checks of one installation: each says what is wrong and what to do about it.

A local run is meant to work with nothing set, so only the key is asked of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

SHORTEST_KEY = 32


def installation(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Everything `manage.py check` says about how this machine is set up."""
    found = secret_key()
    if not settings.LOCAL_RUN:
        found += site_url() + mail() + broker() + shared_key() + debug()
    return found


def secret_key() -> list[CheckMessage]:
    """A short key can be guessed, and with it every signed link."""
    if len(settings.SECRET_KEY) >= SHORTEST_KEY:
        return []
    return [
        Error(
            f"SECRET_KEY is shorter than {SHORTEST_KEY} characters.",
            hint="Leave it empty to have one made in DATA_DIR, or set a long random one.",
            id="cramptracker.E001",
        )
    ]


def site_url() -> list[CheckMessage]:
    """Mails with links to localhost open nothing on the reader's phone."""
    if settings.SITE_HOST not in {"localhost", "127.0.0.1", "::1"}:
        return []
    return [
        Warning(
            "SITE_URL is this machine's own name, so links in mails lead nowhere.",
            hint="Set SITE_URL to the address people type, such as https://diary.example.org.",
            id="cramptracker.W002",
        )
    ]


def mail() -> list[CheckMessage]:
    """Without a mail server nobody can confirm an address or get a reminder."""
    if settings.EMAIL_HOST:
        return []
    return [
        Warning(
            "No mail leaves this machine: mails are written to DATA_DIR/mail.",
            hint="Set EMAIL_HOST, and EMAIL_FROM to a sender that host accepts.",
            id="cramptracker.W003",
        )
    ]


def broker() -> list[CheckMessage]:
    """Separate processes need one broker and one cache (the rate limits) between them."""
    if settings.REDIS_URL:
        return []
    return [
        Warning(
            "Web processes do not share a cache, so rate limits count in each one alone,"
            " and workers look for the embedded Valkey unless BROKER_URL is set.",
            hint="Set REDIS_URL, such as redis://host:6379/0.",
            id="cramptracker.W004",
        )
    ]


def shared_key() -> list[CheckMessage]:
    """A key made in a folder belongs to one machine; the next machine would make another."""
    if not settings.DATABASE_URL or not settings.SECRET_KEY_IS_GENERATED:
        return []
    return [
        Warning(
            "SECRET_KEY was made in DATA_DIR, and a second machine would make another.",
            hint="With DATABASE_URL set, set SECRET_KEY to the same value on every machine.",
            id="cramptracker.W005",
        )
    ]


def debug() -> list[CheckMessage]:
    """An error page in debug mode shows settings and data to whoever meets it."""
    if not settings.DEBUG:
        return []
    return [
        Warning(
            "DEBUG is on, and an error page would show other people's data.",
            hint="Unset DEBUG on a machine that other people reach.",
            id="cramptracker.W006",
        )
    ]
