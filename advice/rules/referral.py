"""When a visit in the next weeks is a good idea for other reasons than row 4 (evidence 5.3)."""

from __future__ import annotations

from advice.rules.diary import clock, is_cramp, on_day
from advice.rules.doctor import CONSISTENT_DAYS, first_cramp_day
from advice.rules.effort import load_jump
from advice.rules.facts import Cramp, Facts
from advice.rules.finding import Finding, Level, Scalar
from journal.conditions import CONDITIONS
from journal.muscles import ELSEWHERE

# Evidence 5.3: "repeatedly" (design choice), within the 28 days of row 4.
ELSEWHERE_CRAMPS = 2
# Evidence 5.3.
YOUNG_BELOW = 16
FIRST_AT_AGE = 50
# "First cramps" are those of the last twelve weeks (design choice, as for a new medicine).
FIRST_WITHIN_DAYS = 84
# Evidence 5.3: with one of these, cramps are worth a visit. Codes of journal.conditions.
TO_MENTION = frozenset(
    {
        "heart_failure",
        "kidney_disease",
        "cirrhosis",
        "diabetes",
        "thyroid",
        "liver_disease",
        "nerve_disease",
        "artery_disease",
        "lumbar_stenosis",
        "muscle_breakdown",
        "weaker_muscle",
        "walking_pain",
        "muscle_family",
        "collapse",
        "eating",
    }
)
PREGNANT, UNDER_16 = "pregnancy", "under_16"


def _lately(facts: Facts) -> list[Cramp]:
    """The cramps of 28 days, newest first."""
    return [cramp for cramp in facts.cramps if cramp.day < CONSISTENT_DAYS and is_cramp(cramp)]


def _about(facts: Facts, cramps: list[Cramp]) -> dict[str, Scalar | list[Scalar]]:
    return {
        "count": len(cramps),
        "days": CONSISTENT_DAYS,
        "started_at": clock(facts, cramps[0].started_at),
    }


def condition_to_mention(facts: Facts) -> Finding | None:
    """Cramps beside a condition that may have to do with them (row 18, evidence 5.3)."""
    told, cramps = facts.conditions & TO_MENTION, _lately(facts)
    if not told or not cramps:
        return None
    names: list[Scalar] = [name for code, name in CONDITIONS.items() if code in told]
    inputs = _about(facts, cramps) | {"conditions": names}
    return Finding("condition_to_mention", Level.SEE_A_DOCTOR, inputs)


def pregnant_with_cramps(facts: Facts) -> Finding | None:
    """Cramps in pregnancy: a word at the next visit (evidence 5.3)."""
    cramps = _lately(facts)
    if PREGNANT not in facts.conditions or not cramps:
        return None
    return Finding("pregnant_with_cramps", Level.SEE_A_DOCTOR, _about(facts, cramps))


def _age(facts: Facts) -> int | None:
    """The age reached in this calendar year; None: not told."""
    return facts.today.year - facts.birth_year if facts.birth_year is not None else None


def is_young(facts: Facts) -> bool:
    """Under sixteen: told so, or by the year of birth; not told is not young."""
    age = _age(facts)
    return UNDER_16 in facts.conditions or (age is not None and age < YOUNG_BELOW)


def young_with_cramps(facts: Facts) -> Finding | None:
    """Cramps under sixteen (evidence 5.3): told so, or by the year of birth."""
    cramps = _lately(facts)
    if not is_young(facts) or not cramps:
        return None
    return Finding("young_with_cramps", Level.SEE_A_DOCTOR, _about(facts, cramps))


def first_cramps_after_fifty(facts: Facts) -> Finding | None:
    """The first cramps of the diary came at fifty or later, lately, without a fuller week (5.3)."""
    age, first, cramps = _age(facts), first_cramp_day(facts), _lately(facts)
    if age is None or first is None or not cramps:
        return None
    is_new = first < FIRST_WITHIN_DAYS
    if age < FIRST_AT_AGE or not is_new or load_jump(facts) is not None:
        return None
    inputs = _about(facts, cramps) | {"first_on": on_day(facts, first), "age": age}
    return Finding("first_cramps_after_fifty", Level.SEE_A_DOCTOR, inputs)


def cramps_elsewhere(facts: Facts) -> Finding | None:
    """Cramps in arms, trunk or face, or in more than the legs, twice in 28 days (row 7, 5.3)."""
    cramps = [cramp for cramp in _lately(facts) if cramp.sites & ELSEWHERE.keys()]
    if len(cramps) < ELSEWHERE_CRAMPS:
        return None
    sites = {site for cramp in cramps for site in cramp.sites if site in ELSEWHERE}
    inputs = _about(facts, cramps) | {
        "sites": [*sorted(sites)],
        "dates": [on_day(facts, day) for day in sorted({c.day for c in cramps}, reverse=True)],
    }
    return Finding("cramps_elsewhere", Level.SEE_A_DOCTOR, inputs)
