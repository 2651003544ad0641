"""One line of the table: a rule, facts at an edge, and what it says to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advice.rules.facts import Facts
from advice.rules.finding import Level, Scalar

Kind = Literal["fires", "silent", "unknown"]


@dataclass(frozen=True, slots=True)
class Case:
    """`unknown`: an input is not known, and the rule must not take it for 0 or for "no"."""

    rule: str
    kind: Kind
    edge: str
    known: Facts
    level: Level | None = None
    says: tuple[tuple[str, Scalar | list[Scalar]], ...] = ()

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}: {self.edge}"


def fires(rule: str, level: Level, edge: str, known: Facts, **says: Scalar | list[Scalar]) -> Case:
    """It speaks at this level; `says` are inputs it must carry."""
    return Case(rule, "fires", edge, known, level, tuple(says.items()))


def silent(rule: str, edge: str, known: Facts) -> Case:
    """It knows all it needs and has nothing to say."""
    return Case(rule, "silent", edge, known)


def unknown(rule: str, edge: str, known: Facts) -> Case:
    """Something is not known, so it says nothing."""
    return Case(rule, "unknown", edge, known)
