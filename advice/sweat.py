"""Sweat: what was lost, how fast, and what to expect (evidence 4.1 to 4.3). Pure.

One kilogram is one litre. A guess is never accepted: people guess half (evidence 4.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# Evidence 4.1: breath and gas exchange weigh this much for a kilocalorie.
NONSWEAT_KG_PER_KCAL = 0.00020
RUNNING_KCAL_PER_KG_KM = 1.0
# Evidence 4.1 (design choice): what makes a test worth keeping.
TEST_MINUTES = 30
TEST_RATES_L_PER_H = (0.1, 4.0)
TESTS_FOR_MEDIAN = 3
# Evidence 4.1 (design choice): every result is shown with this much either way.
ERROR_SHARE = 0.15
SAME_HEAT_C = 8.0
# 1 mmol of sodium.
MG_PER_MMOL_SODIUM = 22.99
# Evidence row 12: a forearm patch above this is that of a salty sweater (mean and one SD of 4.2).
SALTY_MMOL_PER_L = 60.0
# Evidence 4.2: what a sweat test of the forearm says of the whole body.
FOREARM_SLOPE = 0.57
FOREARM_OFFSET_MMOL_PER_L = 11.05
# Evidence row 12 and 4.2: never the whole loss is to be replaced, only this much.
SODIUM_ADVICE_MG_PER_H = (300.0, 600.0)
# Evidence 4.3: an own result this far from the prediction should be repeated.
PLAUSIBLE_SHARES = (0.4, 2.5)
# Evidence 4.3: the edges of the table; outside them the lower answer is taken (design choice).
TABLE_MASS_KG = 90.0
TABLE_SPEEDS_KM_PER_H = (8.5, 15.0)
# Evidence 4.2: 15.3 ± 6.8 mL/kg/h in 506 athletes; mean less one SD is the careful choice where
# nothing was measured. For gentle sports: what the fit of 4.3 says at 5 km/h (design choice).
CAREFUL_L_PER_KG_H = 0.0085
GENTLE_L_PER_KG_H = 0.0045
GENTLE_SPORTS = frozenset({"walk", "swim", "strength", "other"})
# Evidence row 23 (design choice from the SDs of 4.2).
SWEATERS: tuple[tuple[float, str], ...] = (
    (0.8, "light"),
    (1.5, "normal"),
    (2.0, "heavy"),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """A sweat rate to plan with; `measured` only from three own tests in such heat."""

    l_per_h: float
    measured: bool
    tests: int


def lost_kg(before_kg: float, after_kg: float) -> float:
    """Lighter by this much; negative is a gain. To a gram, so that scales' decimals stay clean."""
    return round(before_kg - after_kg, 3)


def mass_loss_percent(before_kg: float, after_kg: float) -> float:
    """Share of body mass lost, in per cent; negative is a gain (BML% of 4.1, no correction)."""
    return round(100 * (before_kg - after_kg) / before_kg, 6)


def running_kcal(body_mass_kg: float, km: float) -> float:
    """Energy of a run (evidence 4.1)."""
    return RUNNING_KCAL_PER_KG_KM * body_mass_kg * km


def sweat_l(
    before_kg: float,
    after_kg: float,
    *,
    drank_ml: float,
    urine_ml: float,
    food_g: float = 0.0,
    kcal: float | None = None,
) -> float:
    """Litres sweated in a test (evidence 4.1), never negative. Food counts by its mass.

    Without kcal the breath is not taken off, and the result may read 5-15 % high.
    """
    total = before_kg - after_kg + (drank_ml - urine_ml + food_g) / 1000
    return max(0.0, total - NONSWEAT_KG_PER_KCAL * (kcal or 0.0))


def is_accepted(minutes: float, rate_l_per_h: float, temperature_c: float | None) -> bool:
    """Whether a test is good enough: half an hour, a believable rate, a known temperature."""
    low, high = TEST_RATES_L_PER_H
    return minutes >= TEST_MINUTES and low <= rate_l_per_h <= high and temperature_c is not None


def predicted_running_l_per_h(
    body_mass_kg: float, km_per_h: float, temperature_c: float | None
) -> float:
    """Expected sweat rate of a run: the smooth fit of evidence 4.3, never negative.

    Above the table's mass and speed it stays at the table's edge, and an unknown temperature
    counts as cool: both make less to drink.
    """
    m = min(body_mass_kg, TABLE_MASS_KG)
    v = min(km_per_h, TABLE_SPEEDS_KM_PER_H[1])
    warm = 0.0 if temperature_c is None else min(max((temperature_c - 18) / 10, 0.0), 1.5)
    base = -0.0996 - 0.00074 * m - 0.00107 * v + 0.00135 * m * v
    return max(0.0, base + warm * (0.0692 + 0.0005 * m))


def predicted_l_per_h(
    body_mass_kg: float, sport: str, km_per_h: float | None, temperature_c: float | None
) -> float:
    """Expected sweat rate of any sport, on the careful side where nothing was measured.

    A run without a pace is taken at the table's slowest speed.
    """
    if sport == "run":
        speed = km_per_h if km_per_h is not None else TABLE_SPEEDS_KM_PER_H[0]
        return predicted_running_l_per_h(body_mass_kg, speed, temperature_c)
    share = GENTLE_L_PER_KG_H if sport in GENTLE_SPORTS else CAREFUL_L_PER_KG_H
    return share * body_mass_kg


def is_plausible(rate_l_per_h: float, predicted: float) -> bool:
    """Whether an own result is near enough to the prediction to be believed (evidence 4.3)."""
    low, high = PLAUSIBLE_SHARES
    return low * predicted <= rate_l_per_h <= high * predicted


def planning_rate(
    tests: Sequence[tuple[float, float]], temperature_c: float | None, predicted: float
) -> Rate:
    """The rate to plan with. `tests`: (rate L/h, temperature °C) of accepted own tests.

    Three tests within 8 °C: their median (evidence 4.1). Fewer: the lower of their median and
    the prediction, and an unknown temperature takes the lowest test (design choices: both make
    less to drink). None: the prediction.
    """
    near = near_tests(tests, temperature_c)
    if not near:
        return Rate(predicted, measured=False, tests=0)
    if temperature_c is None:
        return Rate(min(*near, predicted), measured=False, tests=len(near))
    measured = measured_rate(tests, temperature_c)
    if measured is None:
        return Rate(min(median(near), predicted), measured=False, tests=len(near))
    return Rate(measured, measured=True, tests=len(near))


def measured_rate(
    tests: Sequence[tuple[float, float]], temperature_c: float | None
) -> float | None:
    """Median rate, L/h, of the tests within 8 °C of this temperature (evidence 4.1).

    `tests`: (rate L/h, temperature °C) of accepted own tests. None: fewer than three of them, or
    the temperature is not known. A test is never carried further than those 8 °C.
    """
    near = near_tests(tests, temperature_c) if temperature_c is not None else []
    return median(near) if len(near) >= TESTS_FOR_MEDIAN else None


def near_tests(tests: Sequence[tuple[float, float]], temperature_c: float | None) -> list[float]:
    """Rates, L/h, of the tests in the same heat; of all where the temperature is not known."""
    return [
        rate
        for rate, tested_c in tests
        if temperature_c is None or abs(tested_c - temperature_c) <= SAME_HEAT_C
    ]


def with_error(rate_l_per_h: float) -> tuple[float, float]:
    """The rate less and more 15 %: how every result is shown (evidence 4.1)."""
    return rate_l_per_h * (1 - ERROR_SHARE), rate_l_per_h * (1 + ERROR_SHARE)


def whole_body_sodium_mmol_per_l(forearm_mmol_per_l: float) -> float:
    """Sodium of the whole body's sweat from a patch on the forearm (evidence 4.2).

    Patches read 12.6 to 104.8 mmol/L in 506 athletes. ValueError below 0.
    """
    if forearm_mmol_per_l < 0:
        msg = "A concentration is 0 or more"
        raise ValueError(msg)
    return FOREARM_SLOPE * forearm_mmol_per_l + FOREARM_OFFSET_MMOL_PER_L


def sodium_loss_mg_per_h(sweat_l_per_h: float, sodium_mmol_per_l: float) -> float:
    """Sodium lost with sweat, mg/h (row 12). What is lost, not what to take. ValueError below 0."""
    if sweat_l_per_h < 0 or sodium_mmol_per_l < 0:
        msg = "A sweat rate and a concentration are 0 or more"
        raise ValueError(msg)
    return sweat_l_per_h * sodium_mmol_per_l * MG_PER_MMOL_SODIUM


def is_salty(forearm_mmol_per_l: float) -> bool:
    """Whether a patch on the forearm is that of a salty sweater (row 12)."""
    return forearm_mmol_per_l > SALTY_MMOL_PER_L


def sweater(rate_l_per_h: float) -> str:
    """light, normal, heavy or very heavy (evidence row 23)."""
    for below, word in SWEATERS:
        if rate_l_per_h < below or (below == SWEATERS[-1][0] and rate_l_per_h <= below):
            return word
    return "very heavy"
