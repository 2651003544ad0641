"""Warning signs beside a cramp: codes are stored, the sentences are asked and shown. Pure.

Evidence 5.1 and 5.2, every item of it, in our own words. The order is the order of asking.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

# Evidence 5.1: call the emergency number now, any one of them.
EMERGENCY: dict[str, str] = {
    "heat_stroke": (
        "Confused, acting strangely, collapsed, a fit, or very hot to the touch, during exercise or"
        " after it"
    ),
    "low_sodium": (
        "Headache, vomiting, bloating, puffy hands or confusion after drinking a lot"
        " or gaining weight"
    ),
    "clot_or_heart": (
        "Sudden breathlessness, chest pain, or coughing blood, with a swollen leg or without"
    ),
    "sickling": (
        "Slumped with weak rather than rock-hard muscles in the first minutes of an all-out effort,"
        " above all with sickle-cell trait, known or possible"
    ),
    "whole_body": (
        "Cramps all over that will not stop, a locked jaw or face, or hard to breathe or swallow"
    ),
    "no_blood_flow": (
        "Leg cold, pale or blue, or without feeling, after exercise or an injury; or a tense leg"
        " with extreme pain when somebody stretches it"
    ),
    "nerves": (
        "One leg or both suddenly weak, numb between the legs, or bladder or bowel control lost"
    ),
}

# Evidence 5.2: a doctor or the out-of-hours service within 24 hours.
SAME_DAY: dict[str, str] = {
    "dark_urine": (
        "Urine dark like cola or tea, or hardly any, after hard exercise; or severe pain with"
        " swelling and weakness for more than a day"
    ),
    "one_sided_swelling": (
        "One leg throbbing or cramping and swollen, warm, red or darker than the other, or with"
        " hard veins"
    ),
    "not_easing": "It lasts longer than ten minutes and stretching does not ease it",
    "wound_or_poison": (
        "It came after a wound or dirty cut, or after contact with a poison such as lead or mercury"
    ),
    "possible_tear": "A pop, a bruise or a gap in the muscle, or you cannot push off",
    "whole_body_heat": "Cramps all over the body in the heat, even if wide awake",
    "fever_or_vomiting": "Fever, or vomiting or diarrhoea for more than a day",
    "dialysis_or_palpitations": (
        "New cramps with a pounding or uneven heartbeat, on dialysis or after a change of potassium"
        " or water tablets this week"
    ),
}

QUESTIONS: dict[str, str] = EMERGENCY | SAME_DAY

# What to do until help is there; only where there is something to do (evidence 5.1, 4.4).
UNTIL_HELP_COMES: dict[str, str] = {
    "heat_stroke": "Cool first: cold water over the whole body, shade, clothes off.",
    "low_sodium": "Do not drink water. Salty broth only if fully awake.",
    "sickling": "Stop all effort, lie down, and say “sickle-cell trait” on the phone.",
    "clot_or_heart": "Sit down and do not walk on.",
}

# What the doctor needs to hear besides (evidence 5.2: what to ask, and when it is graver).
TELL_THE_DOCTOR: dict[str, str] = {
    "dark_urine": "With vomiting or confusion: call the emergency number now.",
    "one_sided_swelling": (
        "Say so if you had a long journey or bed rest, surgery in the last four weeks, cancer or an"
        " earlier clot, or take oestrogen or are pregnant."
    ),
}

# Evidence row 6: a usual cramp is over within ten minutes; longer means advice today.
USUAL_SECONDS = 600


class Gravity(IntEnum):
    """How soon somebody has to look at it; higher speaks first."""

    SAME_DAY = 1
    EMERGENCY = 2


def gravity(signs: Collection[str], seconds: float | None = None) -> Gravity | None:
    """The gravest answer to the signs and to how long the cramp has lasted; None: neither.

    Dark urine together with vomiting is treated as an emergency (evidence 5.2, first line).
    """
    if any(sign in EMERGENCY for sign in signs) or {"dark_urine", "fever_or_vomiting"} <= set(
        signs
    ):
        return Gravity.EMERGENCY
    if any(sign in SAME_DAY for sign in signs) or (seconds is not None and seconds > USUAL_SECONDS):
        return Gravity.SAME_DAY
    return None


def sentences(signs: Collection[str]) -> list[str]:
    """The signs in words, in the order of asking; codes we do not know are left out."""
    return [words for code, words in QUESTIONS.items() if code in signs]


def until_help_comes(signs: Collection[str]) -> list[str]:
    """What to do meanwhile, for these signs."""
    return [words for code, words in UNTIL_HELP_COMES.items() if code in signs]


def tell_the_doctor(signs: Collection[str]) -> list[str]:
    """What to say when these signs are looked at."""
    return [words for code, words in TELL_THE_DOCTOR.items() if code in signs]
