"""What an athlete and a coach are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from accounts.access import Access
from accounts.models import Category, User
from advice.facts import facts_of, visible
from advice.models import Answer
from advice.rules import FLUID_RULES, evaluate
from advice.rules.about import ABOUT
from advice.rules.facts import Facts
from advice.rules.finding import Finding
from advice.rules.fluids import silence
from advice.rules.quiet import QUIET_DAYS

DOCTOR_RULE = "consistent_cramps"

# Once somebody has seen a doctor, the advice to see one rests this long (evidence row 4).
DOCTOR_REST_DAYS = QUIET_DAYS["seen"]


def findings(athlete: User, now: datetime) -> tuple[Finding, ...]:
    """The athlete's findings, gravest first (6 queries)."""
    return findings_of([athlete], now)[athlete.pk]


def findings_of(athletes: Sequence[User], now: datetime) -> dict[UUID, tuple[Finding, ...]]:
    """Findings of each athlete, gravest first (6 queries, however many athletes)."""
    return {pk: evaluate(facts) for pk, facts in facts_of(athletes, now).items()}


def findings_for(access: Access, facts: Facts) -> tuple[Finding, ...]:
    """Findings of the opened diary as this reader may see them; nothing hidden shines through.

    Who may not know of a doctor's limit gets no advice on drinking: it could break the limit, and
    leaving it out only where there is one would tell of it. Nor does anybody while drinking
    advice is silent for the athlete: a stranger to the reason must not pass an amount on. Nor is
    anything said that follows from an exact weight, which sharing opens in bands only, or that is
    the athlete's own whatever is shared (`About.own_only`).
    """
    if access.is_own:
        return evaluate(facts)
    knows_limits = access.can(Category.MEDICATION) and silence(facts) is None
    return tuple(
        # How much is between the athlete and the scales, whatever else is shared.
        replace(finding, volumes={})
        for finding in evaluate(visible(facts, access.categories))
        if access.categories.issuperset(ABOUT[finding.rule].reads)
        and (knows_limits or finding.rule not in FLUID_RULES)
        and not ABOUT[finding.rule].exact_weight
        and not ABOUT[finding.rule].own_only
    )


def doctor_findings(athletes: Sequence[User], now: datetime) -> dict[UUID, Finding]:
    """Who should hear that a doctor is worth a visit, and why (6 queries).

    Only athletes of whom rule 4 is true, who are in no emergency, and who have not answered
    "I have seen a doctor" in the last 28 days.
    """
    found = {}
    for pk, facts in facts_of(athletes, now).items():
        finding = next((each for each in evaluate(facts) if each.rule == DOCTOR_RULE), None)
        if finding is not None and not has_seen_doctor(facts):
            found[pk] = finding
    return found


def has_seen_doctor(facts: Facts) -> bool:
    """Whether the athlete said so in the last 28 days."""
    answered = facts.answers.get(DOCTOR_RULE)
    return (
        answered is not None and answered.answer == Answer.SEEN and answered.day < DOCTOR_REST_DAYS
    )
