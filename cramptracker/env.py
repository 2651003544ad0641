"""Environment strings to values. Pure; refuses to guess."""

from __future__ import annotations

from urllib.parse import urlsplit

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})


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


def words(text: str) -> list[str]:
    """Comma separated words without blanks."""
    return [word.strip() for word in text.split(",") if word.strip()]


def site(name: str, text: str) -> tuple[str, str]:
    """An http(s) address without a trailing slash, and its host name."""
    url = text.strip().rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise EnvError(f"{name}={text!r} is not an address such as https://diary.example.org.")
    return url, parts.hostname


def dotenv(text: str) -> dict[str, str]:
    """NAME=value lines of a .env file; comments and blank lines are skipped, quotes taken off."""
    values = {}
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().isidentifier():
            raise EnvError(f".env line {number} is not NAME=value.")
        values[name.strip()] = value.strip().strip("\"'")
    return values
