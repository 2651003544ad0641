"""Whether a cramp counts as serious, and why (evidence row 2). Pure."""

from __future__ import annotations

from collections.abc import Collection

from journal.muscles import group_of
from journal.warning_signs import EMERGENCY

# Evidence row 2: from this pain on.
SERIOUS_PAIN = 7
_BODY_WIDE = frozenset(EMERGENCY) | {"whole_body_heat"}


def why_serious(
    *,
    stopped: str,
    severity: int | None,
    sites: Collection[str],
    signs: Collection[str] | None = None,
) -> list[str]:
    """Reasons in words that follow “We count it as serious:”; empty: not serious, as far as known.

    Sides do not count: both calves are one muscle group.
    """
    reasons: list[str] = []
    if stopped == "yes":
        reasons.append("it stopped the workout")
    if severity is not None and severity >= SERIOUS_PAIN:
        reasons.append(f"the pain was {severity} of 10")
    groups = {group_of(site) for site in sites}
    if "whole" in groups:
        reasons.append("it was all over the body")
    elif len(groups) >= 2:
        reasons.append(f"{len(groups)} muscle groups cramped")
    if _BODY_WIDE.intersection(signs or ()):
        reasons.append("there were warning signs")
    return reasons
