"""The secrets of a shared page: a token in the address and a passcode told apart from it.

Both follow from the share's random id and the server's key, so that its owner can read them again
while the database keeps only hashes.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import salted_hmac

# Eight digits, and ten tries a link: one guess in ten million gets in.
PASSCODE_DIGITS = 8
TOKEN_BYTES = 24


def token_of(share_id: UUID) -> str:
    """The last part of the link; 192 bits."""
    return urlsafe_b64encode(_keyed("token", str(share_id))[:TOKEN_BYTES]).decode()


def passcode_of(share_id: UUID) -> str:
    """The passcode without its gap."""
    number = int.from_bytes(_keyed("passcode", str(share_id))) % 10**PASSCODE_DIGITS
    return f"{number:0{PASSCODE_DIGITS}d}"


def grouped(passcode: str) -> str:
    """A passcode as people read it: 1234 5678."""
    half = PASSCODE_DIGITS // 2
    return f"{passcode[:half]} {passcode[half:]}"


def normalised(typed: str) -> str:
    """The digits somebody meant, whatever stands between them."""
    return "".join(sign for sign in typed if sign.isascii() and sign.isdigit())


def hashed(token: str) -> str:
    """What the database keeps of a token."""
    return _keyed("hash", token).hex()


def _keyed(purpose: str, value: str) -> bytes:
    return salted_hmac(f"advice.share.{purpose}", value, algorithm="sha256").digest()
