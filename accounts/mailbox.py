"""The mails a local run has written to files: bytes in, messages out. Pure; never raises.

Django's file backend writes one file a connection. It may hold several messages, each followed by
a line of 79 dashes.
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

_RULE = re.compile(rb"^-{79}\r?$", re.MULTILINE)
_HEADER = re.compile(rb"\A\s*[!-9;-~]+:[ \t]")
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mail:
    """One message as a person reads it."""

    index: int
    subject: str
    sender: str
    to: str
    at: datetime | None
    text: str
    html: str | None


def messages(content: bytes) -> tuple[Mail, ...]:
    """The messages of one file, oldest first. A part that is no mail is shown as its text."""
    return tuple(_read(index, part) for index, part in enumerate(_parts(content)))


def opening_links_outside(html: str) -> str:
    """The same page, its links opening in a new tab: a sandboxed frame cannot show ours."""
    return _HEAD.sub(lambda head: f'{head[0]}<base target="_blank">', html, count=1)


def _parts(content: bytes) -> list[bytes]:
    """Cut at the rules; a rule inside a text is followed by no header and so is no cut."""
    parts: list[bytes] = []
    for piece in _RULE.split(content):
        if parts and piece.strip() and not _HEADER.match(piece):
            parts[-1] += b"-" * 79 + piece
        elif piece.strip():
            parts.append(piece.lstrip())
    return parts


def _read(index: int, part: bytes) -> Mail:
    message = email.message_from_bytes(part, policy=email.policy.default)
    return Mail(
        index=index,
        subject=_header(message, "Subject") or "(no subject)",
        sender=_header(message, "From"),
        to=_header(message, "To"),
        at=_instant(_header(message, "Date")),
        text=_body(message, "plain") or "",
        html=_body(message, "html"),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        # The standard library still trips over some broken headers.
        return ""


def _instant(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _body(message: EmailMessage, kind: str) -> str | None:
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}":
            payload = part.get_payload(decode=True)
            raw = payload if isinstance(payload, bytes) else b""
            return _decoded(raw, part.get_content_charset() or "utf-8")
    return None


def _decoded(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset, errors="replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", errors="replace")
