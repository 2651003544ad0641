"""Which rules speak to an athlete today."""

from __future__ import annotations

from datetime import datetime

from accounts.access import Access
from advice.facts import facts_of
from advice.rulebook import State, states_of


def rule_states(access: Access, now: datetime) -> dict[str, State] | None:
    """Whether each rule speaks to the athlete now, by code; None for anybody else (6 queries)."""
    if not access.is_own:
        return None
    return states_of(facts_of([access.athlete], now)[access.athlete.pk])
