"""Lists that are paged by key: newest first, never by offset, no hidden end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest

RowT = TypeVar("RowT")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The longest number that every database takes for an id.
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ends: instant and id, the order of the list."""

    at: datetime
    pk: UUID | int

    def __str__(self) -> str:
        pk = self.pk.hex if isinstance(self.pk, UUID) else self.pk
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{pk}"


def key_of(text: str, pk_of: Callable[[str], UUID | int] = UUID) -> Key | None:
    """The key an address carries, or None when it is none. `pk_of` reads the id."""
    instant, _, pk = text.rpartition("-")
    try:
        return Key(_EPOCH + timedelta(microseconds=int(instant)), pk_of(pk))
    except (ValueError, OverflowError):
        return None


def key_asked(request: HttpRequest, pk_of: Callable[[str], UUID | int] = UUID) -> Key | None:
    """The key in the address's `before`; None asks for the first page. One not ours is 404."""
    text = request.GET.get("before", "")
    key = key_of(text, pk_of)
    if text and key is None:
        raise Http404
    return key


def number(text: str) -> int:
    """The id of a row that is counted. Raises ValueError for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > _DIGITS:
        raise ValueError(text)
    return int(text)


def behind(field: str, key: Key | None) -> Q:
    """The rows behind the key, all without one; the index of `field` serves the first comparison.

    The rows must be ordered by `-field` and `-pk`.
    """
    if key is None:
        return Q()
    later = Q(**{f"{field}__lt": key.at}) | Q(pk__lt=key.pk)
    return Q(**{f"{field}__lte": key.at}) & later


def cut(
    rows: Sequence[RowT], size: int, key: Callable[[RowT], Key]
) -> tuple[Sequence[RowT], Key | None]:
    """The page, and the key of the next one if there are more rows than `size`."""
    page = rows[:size]
    return page, key(page[-1]) if len(rows) > size else None
