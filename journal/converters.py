"""Parts of an address that are more than text."""

from __future__ import annotations

from datetime import date


class DayConverter:
    """A calendar day as 2026-01-14; a day that is none has no page."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day. Raises ValueError, which makes it another address."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """As it is read."""
        return value.isoformat()
