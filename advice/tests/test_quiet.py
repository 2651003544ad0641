from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.models import Answer
from advice.rules import RULES, evaluate
from advice.rules.facts import Answered
from advice.rules.finding import Finding, Level
from advice.rules.quiet import (
    DONE,
    GIVEN,
    NEVER_RETIRED,
    RESTS,
    TELLING,
    VISIT,
    VISIT_RULES,
    Given,
    is_quiet,
    offer,
    takes,
)
from advice.tests.build import facts
from advice.tests.examples import FIRING

TODAY = facts().today


@pytest.mark.parametrize(
    ("rule", "level", "answers", "rests", "retire"),
    [
        ("x", Level.EMERGENCY, (), (), False),
        ("x", Level.CEILING, (), (), False),
        ("x", Level.SAME_DAY, (), (), False),
        ("x", Level.SEE_A_DOCTOR, VISIT, (1, 7, 28), False),
        ("x", Level.HEAT_STOP, DONE, (1,), False),
        ("x", Level.TIP, DONE, (1, 7, 28), True),
        ("x", Level.INFO, DONE, (1, 7, 28), True),
        ("gained_in_workout", Level.TIP, DONE, (1, 7, 28), False),
        ("cramps_are_common", Level.INFO, (), (1, 7, 28), True),
        ("medicine_to_ask_about", Level.TIP, VISIT, (1, 7, 28), False),
    ],
)
def test_what_can_be_answered_goes_by_how_grave_it_is(
    rule: str, level: Level, answers: tuple[str, ...], rests: tuple[int, ...], retire: bool
) -> None:
    offered = offer(rule, level)

    assert (offered.answers, offered.rests, offered.retire) == (answers, rests, retire)


def test_every_button_is_an_answer_that_some_finding_takes() -> None:
    offers = [offer("x", level) for level in Level]

    assert {given.answer for given in GIVEN.values()} == {*Answer.values} - {""}
    for given_answer in GIVEN.values():
        assert any(takes(offered, given_answer) for offered in offers)
    assert {rule.__name__ for rule in RULES} >= NEVER_RETIRED | TELLING | VISIT_RULES


@pytest.mark.parametrize(
    ("level", "told", "taken"),
    [
        (Level.TIP, Given("followed"), True),
        (Level.TIP, Given("seen"), False),
        (Level.TIP, Given("not_now", 28), True),
        (Level.TIP, Given("not_now", 3), False),
        (Level.HEAT_STOP, Given("not_now", 1), True),
        (Level.HEAT_STOP, Given("not_now", 7), False),
        (Level.HEAT_STOP, Given("not_now"), True),
        (Level.SEE_A_DOCTOR, Given("booked"), True),
        (Level.SEE_A_DOCTOR, Given("followed"), False),
        (Level.SAME_DAY, Given("not_now"), False),
    ],
)
def test_only_an_answer_that_was_offered_is_taken(level: Level, told: Given, taken: bool) -> None:
    assert takes(offer("x", level), told) is taken


@pytest.mark.parametrize(
    ("level", "answered", "quiet"),
    [
        (Level.TIP, Answered("not_now", 0, until=TODAY + timedelta(days=1)), True),
        (Level.TIP, Answered("not_now", 27, until=TODAY + timedelta(days=1)), True),
        (Level.TIP, Answered("not_now", 1, until=TODAY), False),
        (Level.HEAT_STOP, Answered("not_now", 0, until=TODAY + timedelta(days=28)), True),
        (Level.HEAT_STOP, Answered("not_now", 1, until=TODAY + timedelta(days=27)), False),
        (Level.TIP, Answered("not_followed", 0), True),
        (Level.TIP, Answered("not_followed", 1), False),
        (Level.SAME_DAY, Answered("not_now", 0, until=TODAY + timedelta(days=28)), False),
        (Level.TIP, Answered("not_now", 0, level=Level.TIP), True),
        (Level.HEAT_STOP, Answered("not_now", 0, level=Level.TIP), False),
        (Level.TIP, Answered("not_now", 0, level=Level.HEAT_STOP), True),
    ],
)
def test_an_answer_rests_as_long_as_it_says_and_no_graver_word_is_silenced(
    level: Level, answered: Answered, quiet: bool
) -> None:
    assert is_quiet(Finding("x", level), facts(answers={"x": answered})) is quiet


@pytest.mark.parametrize(
    ("much_then", "much_now", "quiet"),
    [(False, False, True), (False, True, False), (True, True, True), (True, False, True)],
)
def test_a_bigger_step_than_the_one_put_off_is_told(
    much_then: bool, much_now: bool, quiet: bool
) -> None:
    told = Answered("not_now", 1, TODAY + timedelta(days=20), Level.TIP, much=much_then)
    known = facts(answers={"load_jump": told})

    assert is_quiet(Finding("load_jump", Level.TIP, {"much": much_now}), known) is quiet


@pytest.mark.parametrize(
    ("rule", "level", "quiet"),
    [
        ("x", Level.INFO, True),
        ("x", Level.TIP, True),
        ("x", Level.HEAT_STOP, False),
        ("x", Level.SEE_A_DOCTOR, False),
        ("x", Level.EMERGENCY, False),
        ("y", Level.TIP, False),
        ("gained_in_workout", Level.TIP, False),
    ],
)
def test_a_rule_that_was_put_away_is_silent_until_it_warns(
    rule: str, level: Level, quiet: bool
) -> None:
    known = facts(retired=frozenset({"x", "gained_in_workout"}))

    assert is_quiet(Finding(rule, level), known) is quiet


def test_a_fuller_week_that_was_put_away_is_not_shown() -> None:
    known = FIRING["load_jump"]

    assert "load_jump" in [each.rule for each in evaluate(known)]
    away = replace(known, retired=frozenset({"load_jump"}))
    assert "load_jump" not in [each.rule for each in evaluate(away)]


@given(
    answer=st.sampled_from(Answer.values),
    day=st.integers(-1, 400),
    rest=st.one_of(st.none(), st.sampled_from(RESTS)),
    level=st.one_of(st.none(), st.sampled_from(list(Level))),
    now=st.sampled_from([Level.SAME_DAY, Level.CEILING, Level.EMERGENCY]),
)
def test_nothing_makes_a_warning_quiet(
    answer: str, day: int, rest: int | None, level: Level | None, now: Level
) -> None:
    until = TODAY + timedelta(days=rest) if rest is not None else None
    told = Answered(answer, day, until, level)

    assert not is_quiet(Finding("x", now), facts(answers={"x": told}, retired=frozenset({"x"})))
