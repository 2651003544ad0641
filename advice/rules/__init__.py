"""The rules in reading order, and the one function that asks them all. Pure Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from advice.rules import (
    after,
    before,
    cramps,
    doctor,
    drinks,
    during,
    effort,
    emergency,
    heat,
    morning,
    pace,
    referral,
    relief,
    salt,
)
from advice.rules.facts import Facts
from advice.rules.finding import Finding, Level
from advice.rules.fluids import silence
from advice.rules.quiet import is_quiet

Rule = Callable[[Facts], Finding | None]

# Gravest first, then as the athlete meets them: now, before, during, after, which drink.
RULES: tuple[Rule, ...] = (
    emergency.emergency_sign,
    emergency.drank_more_than_lost,
    doctor.same_day_sign,
    doctor.brown_urine,
    morning.one_leg_swollen,
    cramps.unusual_place,
    relief.cramp_not_easing,
    relief.cramps_keep_returning,
    doctor.sore_for_days,
    doctor.consistent_despite_steps,
    doctor.consistent_cramps,
    doctor.cramps_at_rest,
    referral.cramps_elsewhere,
    referral.condition_to_mention,
    referral.pregnant_with_cramps,
    referral.young_with_cramps,
    referral.first_cramps_after_fifty,
    morning.sore_over_three_days,
    heat.hot_workout_ahead,
    relief.cramp_going_on,
    relief.cramp_still_there,
    emergency.gained_in_workout,
    doctor.medicine_to_ask_about,
    morning.heavier_morning,
    pace.faster_than_usual,
    effort.hard_workout_ahead,
    effort.longer_than_lately,
    pace.fast_first_half,
    effort.load_jump,
    effort.sore_muscles,
    effort.tired_muscles,
    before.workout_in_hours,
    after.mass_lost,
    after.lost_two_percent,
    after.lost_one_percent,
    after.dry_morning,
    before.workout_tomorrow,
    relief.sip_while_cramping,
    during.workout_within_a_day,
    during.careful_with_drinking,
    heat.warm_workout_ahead,
    salt.sodium_for_long_sweat,
    drinks.hypertonic_near_workout,
    drinks.sugary_near_workout,
    drinks.strong_drinks_now,
    drinks.hypertonic_before_next_workout,
    drinks.long_workout_ahead,
    drinks.drink_with_sodium,
    cramps.serious_cramp,
    cramps.cramps_are_common,
)

# Findings that advise on drinking: silent under a fluid limit and above the ceiling.
FLUID_RULES = frozenset(
    {
        "workout_in_hours",
        "mass_lost",
        "lost_two_percent",
        "dry_morning",
        "workout_tomorrow",
        "sip_while_cramping",
        "workout_within_a_day",
        "hypertonic_near_workout",
        "hypertonic_before_next_workout",
        "long_workout_ahead",
        "drink_with_sodium",
        "lost_one_percent",
        "careful_with_drinking",
        "sodium_for_long_sweat",
        "sugary_near_workout",
        "strong_drinks_now",
    }
)

# Said better by another: the first is left out beside the second.
REPEATS: dict[str, str] = {
    "hypertonic_before_next_workout": "hypertonic_near_workout",
    "longer_than_lately": "hard_workout_ahead",
    "sugary_near_workout": "hypertonic_near_workout",
    "sore_over_three_days": "sore_for_days",
    # Breakfast counts among the drinks before a start, and sips are sips.
    "dry_morning": "workout_in_hours",
}
# ... but "hard" says nothing about length unless it is for length.
ONLY_BECAUSE: dict[str, str] = {"longer_than_lately": "length"}


def evaluate(facts: Facts) -> tuple[Finding, ...]:
    """Gravest first, precedence of evidence section 0 applied; same facts, same findings.

    An emergency stands alone. With a fluid limit, or for twelve hours above the ceiling, nothing
    advises on drinking. What the athlete has answered stays away for a while.
    """
    found = [finding for rule in RULES if (finding := rule(facts)) is not None]
    return precedence(found, facts)


def precedence(found: list[Finding], facts: Facts) -> tuple[Finding, ...]:
    """The findings that may be shown together, gravest first, else in the order given."""
    emergencies = tuple(finding for finding in found if finding.level is Level.EMERGENCY)
    if emergencies:
        return emergencies
    above = any(finding.level is Level.CEILING for finding in found)
    if above or silence(facts) is not None:
        found = [finding for finding in found if finding.rule not in FLUID_RULES]
    found = [finding for finding in found if not is_quiet(finding, facts)]
    heard = {finding.rule: finding for finding in found}
    kept = (finding for finding in found if not _is_repeat(finding, heard))
    return tuple(sorted(kept, key=lambda finding: -finding.level))


def _is_repeat(finding: Finding, heard: Mapping[str, Finding]) -> bool:
    """Whether another finding says it better."""
    better = heard.get(REPEATS.get(finding.rule, ""))
    if better is None:
        return False
    reason, because = ONLY_BECAUSE.get(finding.rule), better.inputs.get("because")
    return reason is None or (isinstance(because, list) and reason in because)
