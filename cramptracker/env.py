"""Environment strings to values. Pure and without imports from outside; refuses to guess.

`run.py` loads this file before anything is installed, so it stays plain Python.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})

# Every variable CrampTracker reads. README.md and .env.example list the same ones.
NAMES = frozenset(
    {
        "ALLOWED_HOSTS",
        "BROKER_URL",
        "DATABASE_MAX_AGE",
        "DATABASE_URL",
        "DATA_DIR",
        "DEBUG",
        "EMAIL_FROM",
        "EMAIL_HOST",
        "EMAIL_PASSWORD",
        "EMAIL_PORT",
        "EMAIL_SSL",
        "EMAIL_TIMEOUT_SECONDS",
        "EMAIL_TLS",
        "EMAIL_USER",
        "LOCAL_RUN",
        "PORT",
        "REDIS_URL",
        "SECRET_KEY",
        "SITE_URL",
        "TRUSTED_PROXIES",
        "VALKEY_SOCKET",
    }
)


class EnvError(ValueError):
    """A variable holds something we refuse to interpret."""


def flag(name: str, text: str) -> bool:
    """True or false from a word; anything else is an error, never a silent default."""
    word = text.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise EnvError(f"{name}={text!r} is neither true nor false.")


def whole(name: str, text: str, default: int) -> int:
    """A whole number of at least 0; empty means the default."""
    word = text.strip()
    if not word:
        return default
    if not word.isascii() or not word.isdigit():
        raise EnvError(f"{name}={text!r} is not a whole number.")
    return int(word)


def port(name: str, text: str, default: int) -> int:
    """A TCP port; empty means the default. `run.py` reads it by name (script/local.py)."""
    number = whole(name, text, default)
    if not 1 <= number <= 65535:
        raise EnvError(f"{name}={text!r} is not a port; ports go from 1 to 65535.")
    return number


def words(text: str) -> list[str]:
    """Comma separated words without blanks."""
    return [word.strip() for word in text.split(",") if word.strip()]


def site(name: str, text: str) -> tuple[str, str]:
    """An http(s) address without a trailing slash, and its host name."""
    url = text.strip().rstrip("/")
    complaint = EnvError(f"{name}={text!r} is not an address such as https://diary.example.org.")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise complaint from error
    extra = parts.path or parts.query or parts.fragment or parts.username
    if parts.scheme not in {"http", "https"} or not parts.hostname or extra:
        raise complaint
    return url, parts.hostname


def address(name: str, text: str, schemes: Collection[str], example: str) -> str:
    """An address with one of the schemes, or empty. The complaint hides what may be a password."""
    url = text.strip()
    if url and url.partition("://")[0] not in schemes:
        raise EnvError(f"{name} is not an address such as {example}.")
    return url


def dotenv(text: str) -> dict[str, str]:
    """NAME=value lines of a .env file; comments and blank lines are skipped, quotes taken off.

    A name we do not read is refused: a misspelled variable would be silently without effect.
    """
    values = {}
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not name.isidentifier():
            raise EnvError(f".env line {number} is not NAME=value.")
        if name not in NAMES:
            close = get_close_matches(name.upper(), NAMES, 1)
            hint = f" Did you mean {close[0]}?" if close else " .env.example lists them all."
            raise EnvError(f".env line {number}: {name} is not a variable we read.{hint}")
        values[name] = _unquoted(value)
    return values


def merged(file_text: str, environ: Mapping[str, str]) -> dict[str, str]:
    """What the .env file says, under what the process environment says."""
    return dotenv(file_text) | dict(environ)


def _unquoted(value: str) -> str:
    """The value without one pair of equal quotes round it."""
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
