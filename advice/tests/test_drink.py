from __future__ import annotations

from dataclasses import fields, replace
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.drink import Bottle, Caution, Fit, Moment, Sodium, judge
from advice.drink_table import FORMULA_ONLY, TABLE, Recipe
from advice.tonicity import DILUTE_TO, Tonicity, osmolality, tonicity, water_parts
from benchmarks import osmolality as benchmark

HYPO, ISO, HYPER = Tonicity.HYPOTONIC, Tonicity.ISOTONIC, Tonicity.HYPERTONIC
GATORADE = Bottle(sucrose_g=4.5, mono_g=1.5, sodium_mg=46, potassium_mg=12)
WATER = Bottle(malto_g=0, sodium_mg=4)
MILK = Bottle(lactose_g=4.7, sodium_mg=43, potassium_mg=150, protein_g=3.3, fat_g=3.6)
ORS = Bottle(mono_g=1.35, sodium_mg=173, potassium_mg=78)
BEER = Bottle(malto_g=3, alcohol_percent=5)
grams = st.floats(0, 20)
mg = st.floats(0, 500)
bottles = st.builds(
    Bottle,
    mono_g=st.none() | grams,
    sucrose_g=st.none() | grams,
    lactose_g=st.none() | grams,
    malto_g=st.none() | grams,
    protein_g=st.none() | st.floats(0, 10),
    fat_g=st.none() | st.floats(0, 10),
    sodium_mg=st.none() | mg,
    potassium_mg=st.none() | mg,
    magnesium_mg=st.none() | mg,
    calcium_mg=st.none() | mg,
    alcohol_percent=st.none() | st.floats(0, 40),
    measured_osmolality=st.none() | st.floats(0, 5_000),
    carbs_g=st.none() | st.floats(0, 80),
    sugars_g=st.none() | st.floats(0, 80),
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_the_formula_prints_what_the_table_prints(row: Any) -> None:
    found = osmolality(row.bottle)

    assert found is not None
    assert found.about == pytest.approx(row.printed, rel=0.01, abs=0.5)
    assert tonicity(found.about) is tonicity(row.published)


def test_the_benchmark_keeps_its_promise_and_the_tables_own_errors() -> None:
    groups = benchmark.groups()

    assert benchmark.wrong() == []
    assert benchmark.main() == 0
    assert groups["read in the source (R)"].rows == 9
    assert groups["read in the source (R)"].mean_error == pytest.approx(0.056, abs=0.002)
    assert groups["all with a recipe"].worst == pytest.approx(0.158, abs=0.001)
    assert all(each.right == each.rows for each in groups.values())
    assert groups["recipe given in full"].rows == sum(
        row.recipe is Recipe.GIVEN and not row.is_water for row in TABLE
    )


def test_the_benchmark_would_say_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [replace(row, published=row.published * 1.3) for row in TABLE]
    monkeypatch.setattr(benchmark, "TABLE", rows)

    found = benchmark.wrong()

    assert "PowerAde (NZ): isotonic and not hypertonic" in found
    assert any("is above 10%" in each for each in found)
    assert benchmark.main() == 1


@pytest.mark.parametrize(
    "drink", [each for each in FORMULA_ONLY if each.bottle], ids=lambda drink: drink.name
)
def test_a_typical_label_meets_what_the_table_computes(drink: Any) -> None:
    found = osmolality(drink.bottle)

    assert found is not None
    low, high = drink.printed
    assert low * 0.98 <= found.about <= high * 1.02 + 0.5
    assert not found.measured


def test_the_catalogue_has_the_typical_labels_of_the_table() -> None:
    migrated = import_module("journal.migrations.0014_computed_drinks").COMPUTED
    known = {each.name: each.bottle for each in FORMULA_ONLY}
    parts = [each.name for each in fields(Bottle)]

    for name, row in migrated.items():
        bottle = known["Energy drink" if name == "Red Bull" else name] or Bottle()
        for part in set(parts) - {"carbs_g"}:
            assert (row.get(part) or None) == getattr(bottle, part), (name, part)


def test_the_ends_of_the_table_before_the_eight_percent() -> None:
    isostar = next(each for each in FORMULA_ONLY if each.name == "Isostar").bottle

    found = judge(isostar) if isostar else None

    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low / 0.92 == pytest.approx(239, rel=0.01)
    assert found.high / 1.08 == pytest.approx(392, rel=0.01)


@pytest.mark.parametrize(
    ("bottle", "classes", "best"),
    [
        pytest.param(WATER, (HYPO,), HYPO, id="water"),
        pytest.param(GATORADE, (HYPO, ISO, HYPER), HYPER, id="old sugar may be anything"),
        pytest.param(Bottle(mono_g=11), (HYPER,), HYPER, id="cola is above blood for sure"),
        pytest.param(Bottle(measured_osmolality=281), (HYPO, ISO), ISO, id="measured, two classes"),
        pytest.param(Bottle(measured_osmolality=327), (HYPER,), HYPER, id="measured, one class"),
        pytest.param(Bottle(), (), None, id="a silent label"),
        pytest.param(Bottle(sodium_mg=50), (), None, id="sodium tells no class"),
        pytest.param(Bottle(carbs_g=3), (HYPO,), HYPO, id="so little that any sugar is weak"),
        pytest.param(Bottle(carbs_g=6), (HYPO, ISO, HYPER), None, id="carbohydrate of any kind"),
        pytest.param(
            Bottle(carbs_g=12, sugars_g=12), (HYPER,), HYPER, id="so much that any sugar is strong"
        ),
        pytest.param(Bottle(sugars_g=5), (HYPO, ISO, HYPER), None, id="sugars of any kind"),
    ],
)
def test_classes(bottle: Bottle, classes: tuple[Tonicity, ...], best: Tonicity | None) -> None:
    found = judge(bottle)

    assert found.classes == classes
    assert found.tonicity is best
    assert found.is_uncertain is (len(classes) > 1)
    assert found.is_known is bool(classes)


@pytest.mark.parametrize(
    ("bottle", "before", "short", "long", "after"),
    [
        pytest.param(
            WATER, Fit.SUITS, Fit.WATER_DOES, Fit.WITH_SALT, Fit.WITH_SALT, id="plain water"
        ),
        pytest.param(
            Bottle(malto_g=6, sodium_mg=46),
            Fit.SUITS, Fit.WATER_DOES, Fit.SUITS, Fit.SUITS,
            id="a weak sports drink",
        ),
        pytest.param(GATORADE, Fit.THIN, Fit.THIN, Fit.FUEL, Fit.SUITS, id="probably stronger"),
        pytest.param(
            Bottle(mono_g=6, sodium_mg=46), Fit.THIN, Fit.THIN, Fit.THIN, Fit.SUITS,
            id="stronger than sports drinks are",
        ),
        pytest.param(
            Bottle(mono_g=5), Fit.PROBABLY, Fit.PROBABLY, Fit.PROBABLY, Fit.SUITS,
            id="like blood, probably",
        ),
        pytest.param(ORS, Fit.SUITS, Fit.WATER_DOES, Fit.SUITS, Fit.SUITS, id="rehydration"),
        pytest.param(
            Bottle(sucrose_g=4.5, sodium_mg=46),
            Fit.PROBABLY, Fit.PROBABLY, Fit.PROBABLY, Fit.SUITS,
            id="probably weaker",
        ),
        pytest.param(
            Bottle(measured_osmolality=430), Fit.THIN, Fit.THIN, Fit.THIN, Fit.SUITS,
            id="stronger for sure",
        ),
        pytest.param(
            Bottle(mono_g=6, sodium_mg=46, measured_osmolality=330),
            Fit.THIN, Fit.THIN, Fit.FUEL, Fit.SUITS,
            id="as strong as sports drinks may be",
        ),
        pytest.param(
            Bottle(mono_g=6, sodium_mg=46, measured_osmolality=331),
            Fit.THIN, Fit.THIN, Fit.THIN, Fit.SUITS,
            id="stronger than that",
        ),
        pytest.param(
            Bottle(carbs_g=8, sugars_g=8, sodium_mg=400),
            Fit.LATER, Fit.LATER, Fit.LATER, Fit.SUITS,
            id="stronger whichever sugars it holds",
        ),
        pytest.param(MILK, Fit.LATER, Fit.LATER, Fit.LATER, Fit.SUITS, id="milk"),
        pytest.param(
            Bottle(malto_g=8.1, sodium_mg=46), Fit.LATER, Fit.LATER, Fit.LATER, Fit.SUITS,
            id="weak, and too sweet all the same",
        ),
        pytest.param(BEER, Fit.NO, Fit.NO, Fit.NO, Fit.NO, id="alcohol"),
        pytest.param(Bottle(), Fit.UNKNOWN, Fit.UNKNOWN, Fit.UNKNOWN, Fit.SUITS, id="silent"),
        pytest.param(
            Bottle(carbs_g=6), Fit.UNKNOWN, Fit.UNKNOWN, Fit.UNKNOWN, Fit.SUITS, id="any sugar"
        ),
    ],
)  # fmt: skip
def test_when_it_suits(bottle: Bottle, before: Fit, short: Fit, long: Fit, after: Fit) -> None:
    found = judge(bottle).suits

    assert [found[moment] for moment in Moment] == [before, short, long, after]


@pytest.mark.parametrize(
    ("bottle", "cautions"),
    [
        (Bottle(malto_g=8), ()),
        (Bottle(malto_g=8.01), (Caution.CARBS,)),
        (Bottle(malto_g=30), (Caution.CARBS,)),
        (Bottle(malto_g=30.1), (Caution.CARBS, Caution.THICK)),
        (Bottle(carbs_g=12, sugars_g=12), (Caution.CARBS, Caution.SUGARS)),
        (Bottle(malto_g=0, alcohol_percent=0.5), ()),
        (Bottle(malto_g=0, alcohol_percent=0.51), (Caution.ALCOHOL,)),
        (Bottle(malto_g=0, protein_g=0.5, fat_g=0.5), (Caution.MEAL,)),
        (Bottle(malto_g=0, protein_g=0.9), ()),
        (Bottle(mono_g=1, sodium_mg=100), (Caution.MIXED,)),
        (Bottle(mono_g=1, sodium_mg=99), ()),
        (Bottle(mono_g=4.1, sodium_mg=100), ()),
        (Bottle(malto_g=0, sodium_mg=575), ()),
    ],
)
def test_cautions_at_their_edges(bottle: Bottle, cautions: tuple[Caution, ...]) -> None:
    assert judge(bottle).cautions == cautions


@pytest.mark.parametrize(
    "bottle",
    [
        Bottle(carbs_g=300, sugars_g=300),
        Bottle(carbs_g=300),
        Bottle(mono_g=300, carbs_g=300),
        Bottle(mono_g=6, sodium_mg=-1),
        Bottle(sugars_g=-3),
    ],
)
def test_a_label_that_cannot_be_has_no_class_and_no_figures(bottle: Bottle) -> None:
    found = judge(bottle)

    assert (found.classes, found.low, found.carbs_percent) == ((), None, None)
    assert found.sodium_mg_per_l is None


def test_a_powder_asks_how_much_water() -> None:
    assert judge(GATORADE, is_mixed=True).cautions == (Caution.MIXED,)


@pytest.mark.parametrize(
    ("sodium_mg", "beside"),
    [
        (None, None),
        (0, Sodium.BELOW),
        (45.9, Sodium.BELOW),
        (46, Sodium.WITHIN),
        (115, Sodium.WITHIN),
        (116, Sodium.ABOVE),
    ],
)
def test_sodium_beside_sports_drinks(sodium_mg: float | None, beside: Sodium | None) -> None:
    assert judge(Bottle(sodium_mg=sodium_mg)).sodium is beside


@pytest.mark.parametrize(
    ("osm", "ours", "european"),
    [
        (274, HYPO, ISO),
        (269, HYPO, HYPO),
        (270, HYPO, ISO),
        (301, HYPER, ISO),
        (330, HYPER, ISO),
        (331, HYPER, HYPER),
    ],
)
def test_two_scales(osm: float, ours: Tonicity, european: Tonicity) -> None:
    found = judge(Bottle(measured_osmolality=osm))

    assert (found.tonicity, found.efsa) == (ours, european)


def test_what_has_no_best_guess_is_on_no_scale_and_is_not_thinned() -> None:
    found = judge(Bottle(carbs_g=6))

    assert (found.strength, found.efsa, found.thin_ml) == (None, None, None)
    assert found.low is not None
    assert found.carbs_percent == 6
    assert judge(Bottle()).carbs_percent is None
    assert judge(Bottle(sugars_g=5)).carbs_percent == 5


@pytest.mark.parametrize(
    ("bottle", "ml"),
    [
        (Bottle(measured_osmolality=640), 120),
        (Bottle(measured_osmolality=300), None),
        (Bottle(measured_osmolality=300.1), 5),
        (BEER, None),
        (WATER, None),
    ],
)
def test_thinning(bottle: Bottle, ml: int | None) -> None:
    assert judge(bottle).thin_ml == ml


@pytest.mark.parametrize(
    ("bottle", "has_badge"),
    [
        (WATER, False),
        (Bottle(), False),
        (Bottle(sodium_mg=46), True),
        (GATORADE, True),
        (BEER, True),
        (Bottle(alcohol_percent=5), True),
    ],
)
def test_what_needs_no_badge(bottle: Bottle, has_badge: bool) -> None:
    assert judge(bottle).has_badge is has_badge


def test_water_and_alcohol() -> None:
    assert judge(WATER).is_nearly_water
    assert not judge(GATORADE).is_nearly_water
    assert not judge(BEER).is_known
    assert judge(BEER).is_alcoholic


@given(bottle=bottles)
def test_about_and_its_class_are_inside_the_interval(bottle: Bottle) -> None:
    found = judge(bottle)

    if found.strength is not None:
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.strength.about <= found.high
        assert found.tonicity in found.classes
        assert found.is_uncertain is found.strength.is_uncertain
    assert (found.low is None) is (found.high is None) is (not found.classes)
    assert set(found.suits) == set(Moment)
    assert (Fit.NO in found.suits.values()) is found.is_alcoholic


def thinned(osmolality_mosm_per_kg: float, water_ml_per_100_ml: float) -> float:
    """A drink with water added, mOsm/kg (row 26: it thins like its volume)."""
    return osmolality_mosm_per_kg * 100 / (100 + water_ml_per_100_ml)


@given(osm=st.floats(300.1, 5_000))
def test_thinning_gets_to_like_blood(osm: float) -> None:
    exact = 100 * water_parts(osm)
    told = judge(Bottle(measured_osmolality=osm)).thin_ml

    assert thinned(osm, exact) == pytest.approx(DILUTE_TO)
    assert told is not None
    # Rounded to 5 mL it stays like blood.
    assert tonicity(thinned(osm, told)) is ISO


@pytest.mark.parametrize("part", ["mono_g", "sucrose_g", "lactose_g", "malto_g"])
@given(less=grams, more=grams)
def test_more_sugar_is_never_weaker(part: str, less: float, more: float) -> None:
    less, more = sorted((less, more))
    weak = judge(Bottle(**{part: less}, sodium_mg=40)).strength
    strong = judge(Bottle(**{part: more}, sodium_mg=40)).strength

    assert weak is not None
    assert strong is not None
    assert weak.about <= strong.about
    assert weak.low <= strong.low
    assert weak.high <= strong.high


@given(carbs=st.floats(0, 40), share=st.floats(0, 1), mono=st.floats(0, 1))
def test_the_range_of_unknown_sugars_covers_every_kind(
    carbs: float, share: float, mono: float
) -> None:
    sugars = carbs * share
    for told in (Bottle(carbs_g=carbs, sugars_g=sugars), Bottle(carbs_g=carbs)):
        span = judge(told)
        for kind in ("sucrose_g", "lactose_g"):
            truth = osmolality(
                Bottle(mono_g=sugars * mono, malto_g=carbs - sugars, **{kind: sugars * (1 - mono)})
            )
            assert truth is not None
            assert span.low is not None
            assert span.high is not None
            assert span.low <= truth.low + 1e-6
            assert truth.high <= span.high + 1e-6
