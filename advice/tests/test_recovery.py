from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.recovery import recovery_of
from advice.rules.after import mass_lost
from advice.rules.facts import Answered
from advice.tests.build import TODAY, cramp, drunk, facts, just_done, planned, session

LIGHTER = {"mass_before_kg": 70.0, "mass_after_kg": 69.0}


def test_the_amount_is_the_rules_own() -> None:
    known = facts(sessions=(just_done(**LIGHTER),))

    found = recovery_of("s0", known)

    assert found.finding == mass_lost(known)
    assert found.finding is not None
    assert found.why_not == ""
    assert [volume.ml for volume in found.finding.volumes.values()] == [1250, 1500, 800]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        pytest.param({"sessions": ()}, "unknown", id="not among what was done"),
        pytest.param({"sessions": (just_done(),)}, "unknown", id="not weighed"),
        pytest.param(
            {"sessions": (just_done(mass_before_kg=70.0),)}, "unknown", id="weighed before only"
        ),
        pytest.param(
            {"sessions": (just_done(mass_before_kg=70.0, mass_after_kg=70.0),)},
            "no_loss",
            id="as heavy as before",
        ),
        pytest.param(
            {"sessions": (just_done(mass_before_kg=70.0, mass_after_kg=70.1),)},
            "no_loss",
            id="a little heavier",
        ),
        pytest.param(
            {"sessions": (just_done(mass_before_kg=70.0, mass_after_kg=69.97),)},
            "no_loss",
            id="less than a mouthful",
        ),
        pytest.param(
            {"sessions": (just_done(mass_before_kg=70.0, mass_after_kg=70.8),)},
            "gained",
            id="heavier by more than one per cent",
        ),
        pytest.param({"fluid_limited": True}, "fluid_limit", id="a doctor's limit"),
        pytest.param(
            {"cramps": (cramp(0, red_flags=frozenset({"heat_stroke"})),)},
            "emergency",
            id="an emergency",
        ),
        pytest.param({"drinks": (drunk(5, 1250),)}, "drunk", id="the lower amount was drunk"),
        pytest.param({"drinks": (drunk(5, 2000),)}, "drunk", id="more was drunk"),
        pytest.param({"planned": (planned(0.4),)}, "over", id="sips before the next start"),
        pytest.param(
            {"sessions": (session(0, key="s0", started_at=just_done().started_at.replace(hour=4),
                                  **LIGHTER),)},
            "over",
            id="more than four hours ago",
        ),
        pytest.param(
            {"sessions": (just_done(key="s9", **LIGHTER),
                          session(0, key="s0", started_at=just_done().started_at.replace(hour=9),
                                  **LIGHTER))},
            "other",
            id="a later one was weighed",
        ),
        pytest.param(
            {"answers": {"mass_lost": Answered("followed", 0)}}, "answered", id="done by their word"
        ),
        pytest.param({"retired": frozenset({"mass_lost"})}, "answered", id="put away"),
    ],
)  # fmt: skip
def test_why_nothing_is_said(fields: dict[str, Any], why: str) -> None:
    known = facts(**({"sessions": (just_done(**LIGHTER),)} | fields))

    found = recovery_of("s0", known)

    assert (found.finding, found.why_not) == (None, why)


def test_what_was_drunk_since_is_taken_off() -> None:
    known = facts(sessions=(just_done(**LIGHTER),), drinks=(drunk(5, 500),))

    found = recovery_of("s0", known).finding

    assert found is not None
    assert (found.volumes["low"].ml, found.volumes["high"].ml) == (750, 1000)


@given(
    before=st.floats(40, 120),
    lost=st.floats(-3, 6),
    since=st.lists(st.floats(1, 2000), max_size=4),
)
def test_it_never_passes_what_was_lost(before: float, lost: float, since: list[float]) -> None:
    done = just_done(mass_before_kg=before, mass_after_kg=before - lost)
    known = facts(sessions=(done,), drinks=tuple(drunk(3, volume) for volume in since))

    found = recovery_of("s0", known).finding

    if found is not None:
        most = min(1500 * lost, 3000, 40 * before)
        assert lost > 0
        assert found.volumes["high"].ml + sum(since) <= most + 1e-6
        assert known.today == TODAY
