"""Whether a cramp counts as serious, and why (evidence row 2). Pure."""

from __future__ import annotations

from collections.abc import Collection

from journal.muscles import group_of

# Evidence row 2 (design choices): from this pain on, and from so many muscle groups on.
SERIOUS_PAIN = 7
SERIOUS_GROUPS = 2


def why_serious(
    *,
    stopped: str,
    severity: int | None,
    sites: Collection[str],
    signs: Collection[str] | None = None,
) -> list[str]:
    """Reasons in words that follow “We count it so because”; empty: not serious, as far as known.

    Sides do not count: both calves are one muscle group. Every warning sign counts: it is of the
    whole body, or it needs a doctor, and the evidence names both.
    """
    reasons: list[str] = []
    if stopped == "yes":
        reasons.append("it stopped the workout")
    if severity is not None and severity >= SERIOUS_PAIN:
        reasons.append(f"the pain was {severity} of 10")
    groups = {group_of(site) for site in sites}
    if "whole" in groups:
        reasons.append("it was all over the body")
    elif len(groups) >= SERIOUS_GROUPS:
        reasons.append(f"{len(groups)} muscle groups cramped")
    if signs:
        reasons.append("there were warning signs")
    return reasons
