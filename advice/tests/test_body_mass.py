from __future__ import annotations

import pytest

from advice.body_mass import MassBand, below_usual_percent, dry_signs, is_dry, mass_band


@pytest.mark.parametrize(
    ("lost_percent", "band"),
    [
        (-1.5, MassBand.GAINED_MUCH),
        (-1.0, MassBand.GAINED_MUCH),
        (-0.99, MassBand.GAINED),
        (-0.01, MassBand.GAINED),
        (0.0, MassBand.GREEN),
        (0.99, MassBand.GREEN),
        (1.0, MassBand.NOTE),
        (1.99, MassBand.NOTE),
        (2.0, MassBand.AMBER),
        (2.99, MassBand.AMBER),
        (3.0, MassBand.RED),
        (4.99, MassBand.RED),
        (5.0, MassBand.SERIOUS),
        (12.0, MassBand.SERIOUS),
    ],
)
def test_bands(lost_percent: float, band: MassBand) -> None:
    assert mass_band(lost_percent) is band


@pytest.mark.parametrize(
    ("today", "before", "percent"),
    [
        (69.3, [70.0, 70.0, 70.0], 1.0),
        (70.7, [70.0, 71.0, 69.0], -1.0),
        (69.3, [70.0, 70.0], None),
        (None, [70.0, 70.0, 70.0], None),
        (69.3, [], None),
        (63.0, [70.0, 70.0, 70.0], 10.0),
        (62.9, [70.0, 70.0, 70.0], None),
        (90.0, [70.0, 70.0, 70.0], None),
    ],
)
def test_a_morning_is_held_against_the_median(
    today: float | None, before: list[float], percent: float | None
) -> None:
    assert below_usual_percent(today, before) == percent


@pytest.mark.parametrize(
    ("below", "urine", "thirst", "signs"),
    [
        (1.0, 4, 4, ()),
        (1.01, 4, 4, ("mass",)),
        (1.01, 5, 4, ("mass", "urine")),
        (1.0, 5, 5, ("urine", "thirst")),
        (1.01, None, 5, ("mass", "thirst")),
        (2.0, 8, 9, ("mass", "urine", "thirst")),
        (None, None, None, ()),
        (None, 8, None, ("urine",)),
    ],
)
def test_two_signs_of_three_make_a_dry_morning(
    below: float | None, urine: int | None, thirst: int | None, signs: tuple[str, ...]
) -> None:
    found = dry_signs(below, urine, thirst)

    assert found == signs
    assert is_dry(found) is (len(signs) >= 2)
