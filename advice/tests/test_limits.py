"""No advised amount passes the limits of evidence 4.4 in any path, for a hundred thousand athletes.

The invariants are in invariants.py, the athletes in athletes.py; both are pure.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields, replace
from random import Random
from typing import Any

import pytest
from django.template import Context
from hypothesis import given
from hypothesis import strategies as st

from accounts.access import Access
from accounts.models import Category, User
from accounts.models import Level as Reach
from advice.facts import visible, weightless
from advice.hydration import prepare
from advice.queries import findings_for
from advice.rules import RULES, evaluate
from advice.rules.about import ABOUT
from advice.rules.facts import Cramp, Drunk, Facts, Label, Morning, Planned, Session
from advice.rules.finding import Finding
from advice.tests.athletes import athletes
from advice.tests.examples import FIRING
from advice.tests.invariants import check
from advice.tests.test_words_of_findings import CARD
from script.environment import ROOT

A_FEW = 2_000
SHAPES = 400


@pytest.mark.processes
def test_nobody_of_a_hundred_thousand_is_told_what_must_not_be() -> None:
    """In processes of their own, so that every core of the machine helps."""
    command = [sys.executable, "-m", "benchmarks.athletes", "--count", "100000"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout.startswith("100,000 athletes")


@given(st.integers(0, 2**32))
def test_nor_is_anybody_else(seed: int) -> None:
    for facts in athletes(seed, 1):
        check(facts)


def test_the_athletes_know_and_do_not_know_everything_that_rules_read() -> None:
    """A fact that is added is drawn too, or its rules would never be tried."""
    seen: dict[str, set[bool]] = {}
    for facts in athletes(seed=1, count=A_FEW):
        rows: list[Any] = [facts, *facts.sessions, *facts.planned, *facts.cramps, *facts.mornings]
        for row in rows:
            for each in (each for each in fields(row) if each.init):
                empty = getattr(row, each.name) in (None, False, (), frozenset(), {})
                seen.setdefault(f"{type(row).__name__}.{each.name}", set()).add(empty)

    assert {name for name, told in seen.items() if False not in told} == set()


@pytest.fixture(scope="module")
def heard() -> list[Finding]:
    """One finding of every rule and shape of inputs that some athletes come upon."""
    found: dict[tuple[Any, ...], Finding] = {}
    for facts in athletes(seed=3, count=A_FEW):
        for finding in evaluate(facts):
            found.setdefault(_shape(finding), finding)
    return list(found.values())


def _shape(finding: Finding) -> tuple[Any, ...]:
    """What its words may ask: which inputs are there, and the ones that are words themselves."""
    told = tuple(
        (
            name,
            value if isinstance(value, str | bool | None) and len(str(value)) < 15 else bool(value),
        )
        for name, value in sorted(finding.inputs.items())
    )
    return finding.rule, finding.level, told, tuple(sorted(finding.volumes))


def test_every_finding_has_its_words(heard: list[Finding]) -> None:
    sample = Random(1).sample(heard, min(SHAPES, len(heard)))  # noqa: S311 - nothing secret
    for_each_rule = {finding.rule: finding for finding in heard}.values()

    for finding in (*sample, *for_each_rule):
        html = CARD.render(Context({"f": finding, "units": "metric", "request": {"path": "/"}}))

        assert "MISSING" not in html.replace("MISSING(access)", ""), finding
        assert "None" not in html, finding


def test_almost_every_rule_is_heard_by_somebody(heard: list[Finding]) -> None:
    quiet = {rule.__name__ for rule in RULES} - {finding.rule for finding in heard}

    assert len(quiet) <= len(RULES) // 4, quiet


# What is known of everybody: that something happened, and when. These speak of that alone, and
# the plan's drinking rules in words without an amount.
OF_EVENTS = {
    "cramps_keep_returning",
    "consistent_cramps",
    "cramps_are_common",
    "long_workout_ahead",
    "workout_in_hours",
    "workout_tomorrow",
    "workout_within_a_day",
}


def test_who_tells_nothing_is_told_nothing_that_needs_to_be_known() -> None:
    for facts in athletes(seed=4, count=A_FEW):
        known = _blank(facts)

        found = evaluate(known)

        assert {finding.rule for finding in found} <= OF_EVENTS
        assert not any(finding.volumes for finding in found)
        for planned in known.planned:
            assert all(step.high is None for step in prepare(planned, known).steps)


def _blank(facts: Facts) -> Facts:
    """The same events, and no answer to any question about them."""
    return Facts(
        now=facts.now,
        today=facts.today,
        sessions=tuple(
            Session(each.key, each.day, each.started_at, each.sport, each.name)
            for each in facts.sessions
        ),
        planned=tuple(
            Planned(each.key, each.days_ahead, each.starts_at, each.sport, each.name)
            for each in facts.planned
        ),
        cramps=tuple(
            Cramp(each.key, each.day, each.started_at, frozenset({"calf-l"}))
            for each in facts.cramps
        ),
        drinks=tuple(
            Drunk(each.started_at, each.volume_ml, Label(each.label.name)) for each in facts.drinks
        ),
        mornings=tuple(Morning(each.day) for each in facts.mornings),
    )


def test_a_coach_is_never_told_an_amount_whatever_is_shared() -> None:
    draw = Random(5)  # noqa: S311 - nothing secret
    ana, kim = User(email="ana@example.org"), User(email="kim@example.org", is_coach=True)
    told = 0
    for facts in athletes(seed=5, count=A_FEW):
        shared = frozenset(each for each in Category if draw.random() < 0.8)
        access = Access(ana, kim, shared, Reach.VIEW)

        found = findings_for(access, facts)

        told += len(found)
        assert not any(finding.volumes for finding in found)
        seen = weightless(visible(facts, shared))
        for planned in seen.planned:
            preparation = prepare(planned, seen)
            assert preparation.ceiling is None
            assert all(step.high is step.ceiling is None for step in preparation.steps)
    assert told > A_FEW


def test_the_words_for_a_coach_hold_without_an_amount() -> None:
    """Every finding that carries an amount, with the amount taken out."""
    coach = {"access": type("Access", (), {"is_own": False})()}
    for rule in RULES:
        finding = next((each for each in [rule(FIRING[rule.__name__])] if each is not None), None)
        if finding is None or not finding.volumes or ABOUT[finding.rule].exact_weight:
            continue
        bare = replace(finding, volumes={})

        html = CARD.render(Context({"f": bare, "units": "metric", **coach}))

        assert "None" not in html
        assert not re.search(r"\d mL", html.split("Your numbers")[0]), html
