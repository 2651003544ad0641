"""Every row of the evidence at its edges: the tables are in advice/tests/rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advice import ceiling
from advice.heat import heat_advice, heat_level, wbgt_c
from advice.rules import FLUID_RULES, RULES, evaluate, fluids
from advice.rules.about import ABOUT
from advice.rules.facts import Facts
from advice.tests.build import facts, just_done
from advice.tests.examples import FIRING
from advice.tests.rows import doctor, drinking, training
from advice.tests.rows.case import Case
from advice.tonicity import tonicity
from advice.words import dilution_text
from journal.length import band_of

CASES = (*doctor.CASES, *training.CASES, *drinking.CASES)
BY_NAME = {rule.__name__: rule for rule in RULES}
# Row 42, "information, not medical advice", stands on the pages; every other row has a rule.
ROWS = {str(number) for number in range(1, 42)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_at_its_edge(case: Case) -> None:
    found = BY_NAME[case.rule](case.known)

    assert (found.level if found else None) == case.level
    if found is not None:
        assert {name: found.inputs[name] for name, _ in case.says} == dict(case.says)


@pytest.mark.parametrize("rule", sorted(BY_NAME))
def test_every_rule_is_asked_to_speak_to_be_silent_and_about_the_unknown(rule: str) -> None:
    assert {case.kind for case in CASES if case.rule == rule} == {"fires", "silent", "unknown"}


def test_every_row_but_the_disclaimer_has_a_rule() -> None:
    told = {row for about in ABOUT.values() for row in about.rows}

    assert told >= ROWS
    assert {row for row in told if "." not in row} == ROWS


def test_no_edge_comes_twice() -> None:
    assert len({str(case) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("rule", sorted(FLUID_RULES))
def test_a_fluid_limit_silences_whatever_advises_drinking(rule: str) -> None:
    limited = replace(FIRING[rule], fluid_limited=True)

    assert rule not in {found.rule for found in evaluate(limited)}


@pytest.mark.parametrize("known", [case.known for case in CASES], ids=map(str, CASES))
def test_only_what_is_silenced_by_a_limit_has_amounts(known: Facts) -> None:
    for found in evaluate(known):
        assert not found.volumes or found.rule in FLUID_RULES


# What section 1 asks to be tested, word for word.


def test_seventy_kilos_drink_350_to_490_four_hours_before() -> None:
    step = ceiling.before(70.0, ["four_hours", "two_hours"])

    assert step["four_hours"].low is not None
    assert (step["four_hours"].low.ml, step["four_hours"].high.ml) == (350, 490)
    assert step["two_hours"].low is not None
    assert (step["two_hours"].low.ml, step["two_hours"].high.ml) == (210, 350)


@pytest.mark.parametrize(
    ("celsius", "humidity", "wbgt", "new_to_heat", "used_to_heat"),
    [
        (30, 50, 29.3, "rest_as_long", "discretion"),
        (30, 80, 34.2, "cancel", "cancel"),
        (20, 50, 19.9, "easier", "usual"),
        (25, 60, 25.6, "easier", "usual"),
        (35, 40, 32.6, "cancel", "cancel"),
    ],
)
def test_the_heat_of_section_one(
    celsius: float, humidity: float, wbgt: float, new_to_heat: str, used_to_heat: str
) -> None:
    found = wbgt_c(celsius, humidity)

    assert found == wbgt
    assert heat_advice(heat_level(found), used_to_heat=False) == new_to_heat
    assert heat_advice(heat_level(found), used_to_heat=True) == used_to_heat


@pytest.mark.parametrize(
    ("seconds", "band"),
    [(59, "short"), (60, "usual"), (180, "usual"), (181, "long"), (600, "long"), (601, "longer")],
)
def test_how_long_is_long(seconds: float, band: str) -> None:
    assert band_of(seconds).code == band


@pytest.mark.parametrize(
    ("mosm", "name"),
    [
        (218, "hypotonic"),
        (274.9, "hypotonic"),
        (275, "isotonic"),
        (281, "isotonic"),
        (300, "isotonic"),
        (300.1, "hypertonic"),
        (327, "hypertonic"),
    ],
)
def test_the_classes_of_section_three(mosm: float, name: str) -> None:
    assert tonicity(mosm) == name


def test_the_worked_sweat_test_of_section_four() -> None:
    run = just_done(
        mass_before_kg=70.0,
        mass_after_kg=69.0,
        drank_ml=600.0,
        urine_ml=200.0,
        distance_m=10_000,
        temperature_c=20.0,
    )

    assert fluids.tested_rate(run) == pytest.approx(1.26)
    assert fluids.loss_percent(run) == pytest.approx(1.43, abs=0.005)


def test_a_recipe_for_a_strong_drink_speaks_the_readers_units() -> None:
    assert dilution_text(1.2, "metric") == "about 120 mL of water to each 100 mL"
    assert dilution_text(1.2, "us") == "about 1.2 fl oz of water to each fl oz"


def test_nothing_known_is_never_nothing_drunk_or_lost() -> None:
    assert evaluate(facts(body_mass_kg=None)) == ()
