from __future__ import annotations

from typing import Any

import pytest

from advice.rules import doctor, fluids
from advice.rules.facts import Cramp, Session
from advice.rules.finding import Level
from advice.rules.medicines import class_of
from advice.tests.build import cramp, facts, just_done, medicine, morning, session
from journal.medicines import NAMES
from journal.warning_signs import EMERGENCY, SAME_DAY


def _cramp_sessions(*days: int) -> tuple[Session, ...]:
    return tuple(session(day, cramped=True) for day in days)


def _ten(*cramped: int) -> tuple[Session, ...]:
    """Fifteen answered sessions, four days apart, so that three cramps in 28 days are rare."""
    return tuple(
        session(day, cramped=number in cramped) for number, day in enumerate(range(0, 56, 5))
    )


@pytest.mark.parametrize(
    ("fields", "because"),
    [
        pytest.param({"sessions": _cramp_sessions(0, 13, 27)}, ["sessions"], id="days 0, 13, 27"),
        pytest.param({"sessions": _cramp_sessions(0, 13, 28)}, None, id="days 0, 13, 28"),
        pytest.param({"sessions": _cramp_sessions(0, 1)}, None, id="two are not enough"),
        pytest.param({"sessions": _ten(0, 6, 9)}, ["last"], id="three of the last ten"),
        pytest.param({"sessions": _ten(0, 6, 10)}, None, id="the third fell out of the ten"),
        pytest.param({"sessions": _ten(0, 6, 8)[:9]}, None, id="nine sessions are not ten"),
        pytest.param(
            {"sessions": tuple(session(day) for day in range(28))}, None, id="unanswered is not yes"
        ),
        pytest.param(
            {"cramps": tuple(cramp(day) for day in (0, 13, 27))},
            ["sessions"],
            id="cramps without a workout count by day",
        ),
        pytest.param(
            {"cramps": tuple(cramp(day, phase="night") for day in (0, 13, 27))},
            None,
            id="nights are not workouts",
        ),
        pytest.param(
            {"cramps": tuple(cramp(3.1 + n / 100, key=f"{n}") for n in range(4))},
            None,
            id="many on one day are one",
        ),
        pytest.param(
            {
                "sessions": tuple(session(day) for day in (0, 13, 27)),
                "cramps": tuple(cramp(day, session_key=f"s{day}") for day in (0, 13, 27)),
            },
            ["sessions"],
            id="cramps tied to workouts nobody answered",
        ),
        pytest.param(
            {"cramps": (cramp(0, stopped="yes"), cramp(27, severity=7))},
            ["serious"],
            id="two serious",
        ),
        pytest.param(
            {"cramps": (cramp(0, stopped="yes"), cramp(28, severity=7))}, None, id="one too old"
        ),
        pytest.param(
            {"cramps": (cramp(0, stopped="eased"), cramp(5, severity=6))}, None, id="not serious"
        ),
        pytest.param(
            {"cramps": tuple(cramp(day, phase="night") for day in (6, 13, 20, 27, 34, 41))},
            ["weeks"],
            id="six weeks running",
        ),
        pytest.param(
            {"cramps": tuple(cramp(day, phase="night") for day in (6, 13, 20, 27, 34, 42))},
            None,
            id="a week without",
        ),
        pytest.param({}, None, id="nothing known"),
    ],
)
def test_consistent_cramps(fields: dict[str, Any], because: list[str] | None) -> None:
    found = doctor.consistent_cramps(facts(**fields))

    assert (found.inputs["because"] if found else None) == because
    if found is not None:
        assert found.level is Level.SEE_A_DOCTOR


def test_cramps_are_told_of_how_many_answered_workouts() -> None:
    found = doctor.consistent_cramps(
        facts(
            sessions=(
                *(session(day, cramped=True) for day in (0, 13, 27)),
                *(session(day, cramped=False) for day in (1, 2, 28)),
                session(3),
            ),
            cramps=(cramp(20),),
        )
    )

    assert found is not None
    assert (found.inputs["sessions"], found.inputs["answered"]) == (4, 6)


def test_consistent_cramps_tells_its_numbers() -> None:
    found = doctor.consistent_cramps(facts(sessions=_cramp_sessions(0, 13, 27)))

    assert found is not None
    assert found.inputs["sessions"] == 3
    assert found.inputs["dates"] == ["2025-12-18", "2026-01-01", "2026-01-14"]
    assert found.inputs["last"] is None


@pytest.mark.parametrize(
    ("fields", "serious"),
    [
        ({"stopped": "yes"}, True),
        ({"stopped": "eased"}, False),
        ({"severity": 7}, True),
        ({"severity": 6}, False),
        ({"sites": frozenset({"calf-l", "calf-r"})}, False),
        ({"sites": frozenset({"calf-l", "ham-l"})}, True),
        ({"red_flags": frozenset({"possible_tear"})}, True),
        ({"red_flags": frozenset()}, False),
        ({}, False),
    ],
)
def test_what_is_serious(fields: dict[str, Any], serious: bool) -> None:
    assert doctor.is_serious(cramp(**fields)) is serious


@pytest.mark.parametrize(
    ("adherence", "days", "speaks"),
    [
        pytest.param(0.7, (0, 13, 27), True, id="seven in ten"),
        pytest.param(0.69, (0, 13, 27), False, id="less"),
        pytest.param(None, (0, 13, 27), False, id="not known"),
        pytest.param(1.0, (0, 13, 28), False, id="not consistent"),
    ],
)
def test_consistent_despite_steps(
    adherence: float | None, days: tuple[int, ...], speaks: bool
) -> None:
    known = facts(sessions=_cramp_sessions(*days), adherence=adherence)

    assert (doctor.consistent_despite_steps(known) is not None) is speaks


@pytest.mark.parametrize(
    ("phases", "speaks"),
    [
        pytest.param(("night", "rest", "night", "rest"), True, id="four in 28 days"),
        pytest.param(("night", "rest", "night", "during"), False, id="three and one in exercise"),
        pytest.param(("night", "rest", "night", None), False, id="a phase not told"),
    ],
)
def test_cramps_at_rest(phases: tuple[str | None, ...], speaks: bool) -> None:
    cramps = tuple(cramp(7 * week + 6, phase=phase) for week, phase in enumerate(phases))

    assert (doctor.cramps_at_rest(facts(cramps=cramps)) is not None) is speaks


@pytest.mark.parametrize("sign", [*SAME_DAY, *EMERGENCY])
def test_every_same_day_sign_speaks_for_two_days(sign: str) -> None:
    def found(days: float) -> bool:
        known = facts(cramps=(cramp(days, red_flags=frozenset({sign})),))
        return doctor.same_day_sign(known) is not None

    assert found(0)
    assert found(2)
    assert not found(2.01)


def test_no_sign_and_signs_not_asked_are_silent() -> None:
    for signs in (None, frozenset[str]()):
        known = facts(cramps=(cramp(0.1, red_flags=signs),))
        assert doctor.same_day_sign(known) is None
        assert fluids.emergency_signs(known) == []


@pytest.mark.parametrize("sign", EMERGENCY)
def test_every_emergency_sign_speaks_for_a_day(sign: str) -> None:
    def found(days: float) -> bool:
        known = facts(cramps=(cramp(days, red_flags=frozenset({sign})),))
        return bool(fluids.emergency_signs(known))

    assert found(0)
    assert found(1)
    assert not found(1.01)


@pytest.mark.parametrize(
    ("sessions", "emergency"),
    [
        pytest.param((), False, id="nothing drunk"),
        pytest.param((just_done(mass_before_kg=70.0, mass_after_kg=70.0),), True, id="no loss"),
        pytest.param((just_done(mass_before_kg=70.0, mass_after_kg=69.9),), False, id="lighter"),
        pytest.param((just_done(drank_ml=801.0),), True, id="above 0.8 L/h"),
        pytest.param((just_done(drank_ml=800.0),), False, id="0.8 L/h"),
        pytest.param((just_done(drank_ml=3001.0, minutes=None),), True, id="above 3 L"),
        pytest.param((just_done(drank_ml=3000.0, minutes=None),), False, id="3 L, length unknown"),
        pytest.param((session(2, drank_ml=5000.0),), False, id="long ago"),
    ],
)
def test_vomiting_after_much_drinking_is_an_emergency(
    sessions: tuple[Session, ...], emergency: bool
) -> None:
    ill = cramp(0.1, red_flags=frozenset({"fever_or_vomiting"}))

    assert bool(fluids.emergency_signs(facts(cramps=(ill,), sessions=sessions))) is emergency


@pytest.mark.parametrize(
    ("day", "brown", "speaks"), [(0, True, True), (1, True, False), (0, False, False)]
)
def test_brown_urine(day: int, brown: bool, speaks: bool) -> None:
    known = facts(mornings=(morning(day, brown_urine=brown),))

    assert (doctor.brown_urine(known) is not None) is speaks


@pytest.mark.parametrize(
    ("values", "speaks"),
    [
        pytest.param((7, 8, 7), True, id="three mornings at seven or more"),
        pytest.param((7, 6, 7), False, id="better in between"),
        pytest.param((6, 9, 9), False, id="better today"),
        pytest.param((7, None, 7), False, id="a morning not answered"),
        pytest.param((7, 7), False, id="two mornings"),
    ],
)
def test_sore_for_days(values: tuple[int | None, ...], speaks: bool) -> None:
    mornings = tuple(
        morning(day, soreness={} if value is None else {"calf": value})
        for day, value in enumerate(values)
    )

    assert (doctor.sore_for_days(facts(mornings=mornings)) is not None) is speaks


@pytest.mark.parametrize(
    ("medicine_fields", "cramps", "level"),
    [
        pytest.param({}, (), Level.TIP, id="on the list, never asked"),
        pytest.param({"name": "Paracetamol"}, (), None, id="not on the list"),
        pytest.param({"asked_day": 365}, (), None, id="asked a year ago"),
        pytest.param({"asked_day": 366}, (), Level.TIP, id="more than a year"),
        pytest.param({"asked_day": 30, "changed_day": 5}, (), Level.TIP, id="changed since"),
        pytest.param({"asked_day": 5, "changed_day": 30}, (), None, id="asked since"),
        pytest.param({"asked_day": 5, "changed_day": 5}, (), None, id="changed and asked in a day"),
        pytest.param({"started_day": 30}, (cramp(30),), Level.SEE_A_DOCTOR, id="on the same day"),
        pytest.param({"started_day": 114}, (cramp(30),), Level.SEE_A_DOCTOR, id="12 weeks before"),
        pytest.param({"started_day": 115}, (cramp(30),), Level.TIP, id="earlier"),
        pytest.param({"started_day": 29}, (cramp(30),), Level.TIP, id="after the first cramp"),
        pytest.param({"started_day": 30}, (), Level.TIP, id="no cramp"),
    ],
)
def test_medicine_to_ask_about(
    medicine_fields: dict[str, Any], cramps: tuple[Cramp, ...], level: Level | None
) -> None:
    known = facts(medicines=(medicine(**medicine_fields),), cramps=cramps)

    found = doctor.medicine_to_ask_about(known)

    assert (found.level if found else None) is level


def test_medicines_are_known_by_the_stem_of_their_name() -> None:
    names = ("Seretide (salmeterol)", "HYDROCHLOROTHIAZIDE 25 mg", "Torasemid", "ibuprofen")

    assert [found.name if (found := class_of(name)) else None for name in names] == [
        "long-acting asthma spray",
        "thiazide water tablet",
        "loop water tablet",
        None,
    ]


def test_every_name_that_is_offered_is_known() -> None:
    # These two are about low sodium: no class of cramps.
    nothing = {"Diclofenac", "Ibuprofen"}

    assert {name for name in NAMES if class_of(name) is None} == nothing


def test_four_weeks_end_before_their_twenty_eighth_day() -> None:
    nights = (cramp(28, phase="night"), *(cramp(day, phase="night") for day in (1, 8, 15)))
    crampy = tuple(session(day, cramped=True) for day in (1, 5, 9, 28))

    found = doctor.consistent_cramps(facts(sessions=crampy))

    assert doctor.cramps_at_rest(facts(cramps=nights)) is None
    assert found is not None
    assert found.inputs["dates"] == ["2026-01-05", "2026-01-09", "2026-01-13"]
