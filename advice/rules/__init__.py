"""The rules in reading order, and the one function that asks them all. Pure Python."""

from __future__ import annotations

from collections.abc import Callable

from advice.rules.facts import Facts
from advice.rules.finding import Finding

Rule = Callable[[Facts], Finding | None]

RULES: tuple[Rule, ...] = ()


def evaluate(facts: Facts) -> tuple[Finding, ...]:
    """Gravest first, precedence of evidence section 0 applied; same facts, same findings."""
    found = [finding for rule in RULES if (finding := rule(facts)) is not None]
    return tuple(sorted(found, key=lambda finding: -finding.level))
