from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from accounts.units import Units
from journal.changes import FIELDS, UNSAID, Reader, told
from journal.models import Drink, Entry, HealthProfile
from journal.queries.history import KINDS

LISBON = ZoneInfo("Europe/Lisbon")
READER = Reader(LISBON, names={"1": "Long run, 4 May 2026"})
ENTRIES = [model for model in apps.get_models() if issubclass(model, Entry)]


@pytest.mark.parametrize(
    "model", [*ENTRIES, HealthProfile, Drink], ids=lambda model: model.__name__
)
def test_every_column_has_words_or_is_no_act_of_a_person(model: Any) -> None:
    columns = {field.name for field in model._meta.concrete_fields}

    said = set(FIELDS[model._meta.model_name])

    assert said <= columns
    assert columns - said <= UNSAID
    assert not said & UNSAID


def test_every_kind_of_entry_has_a_history() -> None:
    assert {kind.model for kind in KINDS} == set(ENTRIES)
    assert {kind.code for kind in KINDS} == {model._meta.model_name for model in ENTRIES}


WORDS = [
    ("workout", "sport", ["run", "court"], "Sport", "Run", "Court game"),
    ("drink", "sugar_kind", ["", "mono"], "Kind of sugar", "nothing",
     "Glucose, fructose, honey or juice"),
    ("healthprofile", "conditions", [[], ["reflux"]], "Conditions", "nothing",
     "reflux or heartburn"),
    ("crampepisode", "steps", [[], [{"kind": "stretch", "seconds": 90}]], "Time until it let go",
     "nothing", "stretching 90 s"),
    ("workout", "title", ["", "Long run"], "Name", "nothing", "Long run"),
    ("workout", "cramped", [None, False], "Any cramp", "nothing", "no cramp"),
    ("workout", "minutes", [60, 75], "How long", "60 min", "75 min"),
    ("workout", "rpe", [None, 0], "How hard was it", "nothing", "0 of 10"),
    ("workout", "distance_m", [10_000.0, 12_400.0], "Distance", "10 km", "12.4 km"),
    ("workout", "planned_pace_s_km", [None, 330.0], "Planned pace", "nothing", "5:30 min/km"),
    ("workout", "target_muscles", [[], ["calf", "ham"]], "Muscles it works most", "nothing",
     "calf, hamstring"),
    ("workout", "state", ["planned", "skipped"], "State", "Planned", "Not done"),
    ("workout", "started_at", [None, "2026-07-14T11:00:00Z"], "Start", "nothing",
     "Tue 14 Jul 2026, 12:00"),
    ("workout", "temperature_c", [None, -3.0], "Temperature", "nothing", "-3 °C"),
    ("workout", "is_race", [False, True], "Race", "no", "yes"),
    ("crampepisode", "muscles", [["calf-l"], ["calf-l", "ham-r"]], "Where", "Left calf",
     "Left calf and right hamstring"),
    ("crampepisode", "helped", [[], ["stretch", "rest"]], "What helped", "nothing",
     "stretching, resting"),
    ("crampepisode", "red_flags", [None, []], "Warning signs", "nothing", "none of these"),
    ("crampepisode", "phase", ["", "after"], "When was it", "nothing", "Up to 6 h after"),
    ("crampepisode", "workout", ["1", "2"], "Workout", "Long run, 4 May 2026",
     "a workout that is gone"),
    ("intake", "volume_ml", [250.0, 300.0], "How much", "250 mL", "300 mL"),
    ("checkin", "soreness", [{}, {"calf": 4}], "Soreness", "nothing", "calf 4"),
    ("checkin", "sleep_hours", [7.5, 8.0], "Sleep", "7.5 h", "8 h"),
    ("medication", "asked_on", [None, "2026-01-14"], "You asked about it", "nothing",
     "14 January 2026"),
    ("healthprofile", "conditions", [[], ["heart_failure"]], "Conditions", "nothing",
     "heart failure"),
    ("workout", "no_such_column", [1, 2], "No such column", "1", "2"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "pair", "label", "before", "after"), WORDS)
def test_a_change_speaks_as_the_forms_do(
    kind: str, name: str, pair: list[Any], label: str, before: str, after: str
) -> None:
    line = told(kind, {name: pair}, READER)[0]

    assert (line.label, line.before, line.after) == (label, before, after)


def test_amounts_are_in_the_readers_units() -> None:
    reader = Reader(LISBON, Units.US)

    lines = told(
        "workout",
        {"distance_m": [None, 1609.344], "planned_pace_s_km": [None, 300.0]},
        reader,
    )

    assert [line.after for line in lines] == ["8:03 min/mi", "1 mi"]


def test_a_rounding_is_not_told_as_a_change() -> None:
    lines = told("workout", {"mass_before_kg": [60.41, 60.42], "form_key": ["a", "b"]}, READER)

    assert lines == ()


def test_a_long_note_stands_on_lines_of_its_own() -> None:
    line = told("intake", {"note": ["", "word " * 40]}, READER)[0]

    assert line.is_long
    assert line.after == "word " * 40
