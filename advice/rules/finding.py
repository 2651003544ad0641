"""What a rule says. The words live in templates/advice/findings/<rule>.html."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

Scalar = str | int | float | bool | None


class Level(IntEnum):
    """How grave a finding is; higher speaks first (evidence section 0, precedence)."""

    INFO = 10
    TIP = 20
    HEAT_STOP = 30
    SEE_A_DOCTOR = 40
    SAME_DAY = 50
    CEILING = 60
    EMERGENCY = 70


class Evidence(Enum):
    """How far the evidence agrees: a grade of the evidence file, in words for people."""

    STRONG = "Strong evidence"
    SOME = "Some evidence"
    WEAK = "Weak evidence"
    NONE = "No study found"
    AGAINST = "Studies point the other way"
    EXPERT = "Expert advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict with the athlete's own numbers.

    `rule` is the name of the function and of the template. `inputs` holds plain values only, so
    that a snapshot can be stored as JSON and explained next year.
    """

    rule: str
    level: Level
    inputs: Mapping[str, Scalar | list[Scalar]] = field(default_factory=dict)
