"""Conditions that change what advice may say. Codes are stored; the words are for people. Pure."""

from __future__ import annotations

from collections.abc import Iterable

# Set by `fluid_limited` alone, in rows from before there were codes.
DOCTOR_LIMIT = "doctor_limit"

# Evidence 4.4: with one of these no drinking advice is given.
LIMITS_FLUID: dict[str, str] = {
    "heart_failure": "Heart failure",
    "kidney_disease": "Kidney disease or dialysis",
    "cirrhosis": "Cirrhosis of the liver",
    "low_sodium": "Low blood sodium before, or SIADH",
    DOCTOR_LIMIT: "A limit for drinking set by a doctor",
}
# Evidence 5.3 (who should mention cramps to a doctor), 5.2 (what makes a clot likelier) and row 37
# (salty and acid drinks).
OTHER: dict[str, str] = {
    "high_blood_pressure": "High blood pressure",
    "reflux": "Reflux or heartburn",
    "diabetes": "Diabetes",
    "thyroid": "Thyroid disease",
    "liver_disease": "Liver disease",
    "nerve_disease": "Nerve disease",
    "artery_disease": "Artery disease",
    "lumbar_stenosis": "Narrow spinal canal",
    "clot": "A blood clot before",
    "muscle_breakdown": "Muscle breakdown before",
    "weaker_muscle": "A muscle getting thinner or weaker, twitching or numb",
    "walking_pain": "Leg pain when walking that goes when you stand still",
    "muscle_family": "A muscle disease in the family, or cola-coloured urine after little effort",
    "collapse": "A collapse in sport, or heart trouble with cramps",
    "eating": "Eating far less than you need, or an eating disorder",
    "pregnancy": "Pregnant now",
    "under_16": "Under 16 years old",
}
CONDITIONS: dict[str, str] = LIMITS_FLUID | OTHER


def condition_choices() -> list[tuple[str, str]]:
    """Every condition, those that limit drinking first."""
    return list(CONDITIONS.items())


def limit_choices() -> list[tuple[str, str]]:
    """Those that limit drinking."""
    return list(LIMITS_FLUID.items())


def limits_fluid(codes: Iterable[str]) -> bool:
    """Whether one of these conditions limits drinking; codes we no longer know do not."""
    return any(code in LIMITS_FLUID for code in codes)


def in_order(codes: Iterable[str]) -> list[str]:
    """Each known code once, in the order of asking."""
    ticked = set(codes)
    return [code for code in CONDITIONS if code in ticked]


def shown(codes: Iterable[str], *, fluid_limited: bool) -> list[str]:
    """What to tick: a limit without a condition was set by a doctor."""
    known = in_order(codes)
    if fluid_limited and not limits_fluid(known):
        return in_order([*known, DOCTOR_LIMIT])
    return known
