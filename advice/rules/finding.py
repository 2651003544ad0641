"""What a rule says. The words live in templates/advice/findings/<rule>.html."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from advice.ceiling import SafeVolume

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
    that a snapshot can be stored as JSON and explained next year. An advised amount is never an
    input: it is in `volumes`, where only the ceiling can have put it.
    """

    rule: str
    level: Level
    inputs: Mapping[str, Scalar | list[Scalar]] = field(default_factory=dict)
    volumes: Mapping[str, SafeVolume] = field(default_factory=dict)

    def as_json(self) -> dict[str, Scalar | list[Scalar] | dict[str, float]]:
        """The inputs of a snapshot; amounts as mL under `volumes`, a record and not advice."""
        return {
            **self.inputs,
            **(
                {"volumes": {name: found.ml for name, found in self.volumes.items()}}
                if self.volumes
                else {}
            ),
        }
