"""What can be true of a workout, a body and a morning: both ends of each range. Pure.

Forms refuse what is outside, and advice takes it for "not known" where it came in by another door
(`advice.plausible`). Masses kg, volumes mL, distances m, temperatures °C. All design choices.
"""

from __future__ import annotations

from datetime import timedelta

# A longer one is two.
MAX_MINUTES = 1_440
MASS_KG = (20, 300)
TEMPERATURE_C = (-40, 60)
HUMIDITY_PERCENT = (0, 100)
MAX_DISTANCE_M = 1_000_000
MAX_DRANK_ML = 30_000
# The most that is written down as one drink.
MAX_ONE_DRINK_ML = 5_000
# Nothing is sipped for longer: it is more than one bottle then.
LONGEST_SIP = timedelta(hours=24)
MAX_URINE_ML = 5_000
MAX_FOOD_G = 5_000
# From a sprint to a slow walk, seconds a kilometre.
PACE_S_KM = (60, 3_600)
# Effort, pain, soreness, fatigue; and each answer there is, as buttons.
SCALE = (0, 10)
SCALE_STEPS = range(SCALE[0], SCALE[1] + 1)
# A patch on the forearm, mmol/L; athletes' read 12.6 to 104.8 (evidence 4.2).
PATCH_MMOL_PER_L = (5, 150)
BIRTH_YEARS = (1900, 2100)
# Armstrong's colours; thirst from not at all to very, very (evidence 7.1).
URINE_COLOURS = (1, 8)
THIRST = (1, 9)
SLEEP_HOURS = (0, 24)

# A label, per 100 mL as drunk: grams of each part and of all together, mg of a mineral, per cent of
# alcohol, and what a maker gives as osmolality, mOsm/kg.
LABEL_G = (0, 100)
LABEL_MG = (0, 10_000)
ALCOHOL_PERCENT = (0, 100)
OSMOLALITY = (0, 5_000)

# The kidneys pass at most about a litre an hour (evidence 4.4), after what was there at the start.
URINE_AT_START_ML = 1_000
URINE_ML_PER_H = 1_000


def is_urine_believable(urine_ml: float, minutes: int | None) -> bool:
    """Whether a body can pass so much in so long; of an unknown length only the range is asked."""
    if not 0 <= urine_ml <= MAX_URINE_ML:
        return False
    return minutes is None or urine_ml <= URINE_AT_START_ML + URINE_ML_PER_H * minutes / 60
