"""Signed links, one salt a purpose."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing


def sign(purpose: str, value: str) -> str:
    """A token that only `unsign` with the same purpose accepts."""
    return signing.TimestampSigner(salt=f"cramptracker.{purpose}").sign(value)


def unsign(purpose: str, token: str, *, max_age: timedelta | None = None) -> str | None:
    """The signed value, or None when the token is forged, for another purpose or too old."""
    signer = signing.TimestampSigner(salt=f"cramptracker.{purpose}")
    try:
        return signer.unsign(token, max_age=max_age)
    except signing.BadSignature:
        return None
