"""Invitation codes: ten signs a person can read out, type and get slightly wrong. Pure but for the
server's key.

Crockford's base 32 has no I, L, O or U; what looks like a sign is read as that sign. Fifty bits.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.crypto import salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_LOOKALIKES = str.maketrans("OIL", "011")


def normalised(typed: str) -> str | None:
    """The ten signs somebody meant, whatever the case, spaces and dashes; None for no code."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_LOOKALIKES)
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else None


def grouped(code: str) -> str:
    """A code as people read it: XXXXX-XXXXX."""
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def code_of(invitation_id: UUID) -> str:
    """The code of an invitation, from its random id and the server's key.

    Deriving it instead of storing it keeps it out of the database and lets a form that was sent
    twice show the same code twice.
    """
    bits = int.from_bytes(_keyed("code", str(invitation_id)))
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH))


def hashed(code: str) -> str:
    """What the database keeps of a normalised code: SHA-256 keyed with the server's secret.

    Keyed, since fifty bits alone could be tried one by one against a stolen table.
    """
    return _keyed("hash", code).hex()


def _keyed(purpose: str, value: str) -> bytes:
    return salted_hmac(f"coaching.{purpose}", value, algorithm="sha256").digest()
