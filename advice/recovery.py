"""What to drink after one workout, or why nothing is said of it. Pure.

The amount is the rule's own finding (row 22), so that the mail and the card on Today are one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from advice.ceiling import MOUTHFUL_ML
from advice.rules.after import mass_lost
from advice.rules.facts import Facts
from advice.rules.finding import Finding
from advice.rules.fluids import gain_kg, silence
from advice.rules.quiet import is_quiet

# "unknown": not weighed before and after. "no_loss": not lighter by more than a mouthful. "drunk":
# what was logged since the end reaches the lower amount. "other": the rule speaks of a later
# workout. "over": too long ago, or the next start is too near. "answered": the athlete answered to
# it, or put it away.
Why = Literal[
    "fluid_limit",
    "gained",
    "swollen",
    "emergency",
    "unknown",
    "no_loss",
    "drunk",
    "other",
    "over",
    "answered",
]


@dataclass(frozen=True, slots=True)
class Recovery:
    """Either the rule's finding about this workout, or why there is none."""

    finding: Finding | None
    why_not: str = ""


def recovery_of(key: str, facts: Facts) -> Recovery:
    """What the rule says after the session of this key, as things stand at `facts.now`."""
    silent = silence(facts)
    if silent is not None:
        return Recovery(None, silent)
    session = next((each for each in facts.sessions if each.key == key), None)
    gain = gain_kg(session) if session is not None else None
    if gain is None or gain >= 0:
        return _no("unknown" if gain is None else "no_loss")
    dry = mass_lost(replace(facts, drinks=()))
    if dry is None:
        return _no("over")
    if dry.inputs["workout_key"] != key:
        return _no("other")
    if dry.volumes["high"].ml < MOUTHFUL_ML:
        return _no("no_loss")
    found = mass_lost(facts)
    # Without its lower end an amount reads "up to": that much was drunk already.
    if found is None or "low" not in found.volumes or found.volumes["high"].ml < MOUTHFUL_ML:
        return _no("drunk")
    return _no("answered") if is_quiet(found, facts) else Recovery(found)


def _no(why: Why) -> Recovery:
    return Recovery(None, why)
