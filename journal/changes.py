"""What was changed in an entry, in words. No query; the names of other rows are handed in.

Labels are those of the forms. A column that is missing here makes a test complain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import TextChoices

from accounts.units import M_PER_KM, M_PER_MILE, Units, unit
from journal.conditions import CONDITIONS
from journal.labels import SUGAR_KINDS
from journal.models.checkin import Swelling
from journal.models.episode import EndKind, Phase, Relief, Stopped
from journal.models.profile import Sex
from journal.models.workout import Match, PartOfDay, Sport, State
from journal.muscles import GROUPS, site_words
from journal.warning_signs import sentences

NOTHING = "nothing"
# A longer text stands on lines of its own (design choice).
LONG = 60


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the clock and the units to speak in, and names of drinks and workouts by key."""

    zone: ZoneInfo
    units: str = Units.METRIC
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a change, both sides in words."""

    label: str
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        """Whether the two sides need lines of their own."""
        return len(self.before) + len(self.after) > LONG or "\n" in self.before + self.after


Say = Callable[[Any, Reader], str]


def _text(value: Any, _: Reader) -> str:
    return str(value)


def _counted(suffix: str) -> Say:
    return lambda value, _: f"{value:g} {suffix}"


def _amount(quantity: str) -> Say:
    def say(value: Any, reader: Reader) -> str:
        shown = unit(quantity, reader.units)
        return f"{shown.text(value)} {shown.name}"

    return say


def _pace(value: Any, reader: Reader) -> str:
    miles = reader.units == Units.US
    seconds = round(value * (M_PER_MILE / M_PER_KM if miles else 1))
    return f"{seconds // 60}:{seconds % 60:02d} min/{'mi' if miles else 'km'}"


def _moment(value: Any, reader: Reader) -> str:
    local = datetime.fromisoformat(value).astimezone(reader.zone)
    return f"{local:%a %-d %b %Y, %H:%M}"


def _day(value: Any, _: Reader) -> str:
    return f"{date.fromisoformat(value):%-d %B %Y}"


def _one_of(choices: type[TextChoices]) -> Say:
    return _of(dict(choices.choices))


def _of(words: Mapping[str, str]) -> Say:
    return lambda value, _: str(words.get(value, value))


def _several_of(words: Mapping[str, str]) -> Say:
    def say(value: Any, _: Reader) -> str:
        return ", ".join(words.get(code, code.replace("_", " ")).lower() for code in value)

    return say


def _answer(yes: str = "yes", no: str = "no") -> Say:
    return lambda value, _: yes if value else no


def _named(gone: str) -> Say:
    return lambda value, reader: reader.names.get(str(value), gone)


def _soreness(value: Any, _: Reader) -> str:
    return ", ".join(f"{GROUPS.get(group, group)} {pain}" for group, pain in value.items())


def _steps(value: Any, _: Reader) -> str:
    words = dict(Relief.choices)
    return ", ".join(f"{words[one['kind']].lower()} {one['seconds']} s" for one in value)


_scale = _counted("of 10")
Words = Mapping[str, tuple[str, Say]]
_ANY: Words = {"note": ("Note", _text), "zone": ("Time zone", _text)}
_WORKOUT = ("Workout", _named("a workout that is gone"))
_WHERE: tuple[str, Say] = ("Where", lambda value, _: site_words(value))

# By the model's name, then by the column's.
FIELDS: Mapping[str, Words] = {
    "workout": {
        **_ANY,
        "sport": ("Sport", _one_of(Sport)),
        "title": ("Name", _text),
        "state": ("State", _one_of(State)),
        "is_race": ("Race", _answer()),
        "target_muscles": ("Muscles it works most", _several_of(GROUPS)),
        "planned_start_at": ("Planned start", _moment),
        "part_of_day": ("Part of the day", _one_of(PartOfDay)),
        "planned_minutes": ("Planned length", _counted("min")),
        "planned_effort": ("Planned effort", _scale),
        "planned_distance_m": ("Planned distance", _amount("distance")),
        "planned_pace_s_km": ("Planned pace", _pace),
        "series": ("One of a repeat", _answer()),
        "started_at": ("Start", _moment),
        "minutes": ("How long", _counted("min")),
        "rpe": ("How hard was it", _scale),
        "rpe_at": ("Effort told", _moment),
        "distance_m": ("Distance", _amount("distance")),
        "first_half_minutes": ("First half of the distance", _counted("min")),
        "acclimatised": ("Used to the heat", _answer()),
        "temperature_c": ("Temperature", _amount("temperature")),
        "humidity_percent": ("Humidity", _counted("%")),
        "mass_before_kg": ("Weight before", _amount("mass")),
        "mass_after_kg": ("Weight after", _amount("mass")),
        "drank_ml": ("Drank during it", _amount("volume")),
        "urine_ml": ("Urine", _amount("volume")),
        "food_g": ("Eaten during it", _counted("g")),
        "soreness_before": ("Sore before it", _scale),
        "fatigue_before": ("Tired before it", _scale),
        "cramped": ("Any cramp", _answer("yes", "no cramp")),
        "match": ("Plan and workout", _one_of(Match)),
    },
    "crampepisode": {
        **_ANY,
        "workout": _WORKOUT,
        "muscles": _WHERE,
        "started_at": ("Start", _moment),
        "end_kind": ("How it ended", _one_of(EndKind)),
        "ended_at": ("End", _moment),
        "severity": ("How bad", _scale),
        "phase": ("When was it", _one_of(Phase)),
        "phase_quarter": ("Quarter of the workout", lambda value, _: f"{value} of 4"),
        "stopped": ("Did it stop you", _one_of(Stopped)),
        "helped": ("What helped", _several_of(dict(Relief.choices))),
        "sudden": ("It came suddenly", _answer()),
        "painful": ("It was painful", _answer()),
        "visibly_hard": ("The muscle was hard or bulged", _answer()),
        "twitching_before": ("Just before it", _answer("twitching", "nothing")),
        "soreness_next_day": ("Sore the next day", _scale),
        "sleep_disturbance": ("Spoiled the night", _scale),
        "red_flags": (
            "Warning signs",
            lambda value, _: "\n".join(sentences(value)) or "none of these",
        ),
    },
    "nearcramp": {
        **_ANY,
        "workout": _WORKOUT,
        "muscles": _WHERE,
        "started_at": ("When", _moment),
    },
    "intake": {
        **_ANY,
        "workout": _WORKOUT,
        "drink": ("Drink", _named("a drink that is gone")),
        "started_at": ("When", _moment),
        "ended_at": ("Until", _moment),
        "volume_ml": ("How much", _amount("volume")),
    },
    "checkin": {
        **_ANY,
        "local_on": ("Day", _day),
        "soreness": ("Soreness", _soreness),
        "fatigue": ("How tired", _scale),
        "stress": ("Stress", _scale),
        "sleep_hours": ("Sleep", _counted("h")),
        "urine_colour": ("Colour of the first urine", lambda value, _: f"{value} of 8"),
        "brown_urine": ("Urine like cola or brown", _answer()),
        "swelling": ("Swollen", _one_of(Swelling)),
        "thirst": ("How thirsty", lambda value, _: f"{value} of 9"),
        "morning_mass_kg": ("Weight", _amount("mass")),
    },
    "medication": {
        **_ANY,
        "name": ("Name", _text),
        "started_on": ("Taken since", _day),
        "changed_on": ("Dose changed", _day),
        "ended_on": ("Taken until", _day),
        "asked_on": ("You asked about it", _day),
    },
    "drink": {
        "name": ("Name", _text),
        "carbs_g": ("Carbohydrate in 100 mL", _counted("g")),
        "sugars_g": ("Sugars in 100 mL", _counted("g")),
        "sugar_kind": ("Kind of sugar", _of(dict(SUGAR_KINDS))),
        "is_powder": ("Mixed from powder", _answer()),
        "mono_g": ("Glucose and fructose in 100 mL", _counted("g")),
        "sucrose_g": ("Sucrose in 100 mL", _counted("g")),
        "lactose_g": ("Sugar that stays whole in 100 mL", _counted("g")),
        "malto_g": ("Maltodextrin in 100 mL", _counted("g")),
        "protein_g": ("Protein in 100 mL", _counted("g")),
        "fat_g": ("Fat in 100 mL", _counted("g")),
        "sodium_mg": ("Sodium in 100 mL", _counted("mg")),
        "potassium_mg": ("Potassium in 100 mL", _counted("mg")),
        "magnesium_mg": ("Magnesium in 100 mL", _counted("mg")),
        "calcium_mg": ("Calcium in 100 mL", _counted("mg")),
        "alcohol_percent": ("Alcohol", _counted("%")),
        "measured_osmolality": ("Osmolality as the maker gives it", _counted("mOsm/kg")),
        "source": ("Source", _text),
        "retired_at": ("Put away", _moment),
    },
    "healthprofile": {
        "body_mass_kg": ("Weight", _amount("mass")),
        "fluid_limited": ("Fluid limit", _answer()),
        "conditions": ("Conditions", _several_of(CONDITIONS)),
        "sickle_trait": ("Sickle-cell trait", _answer()),
        "salty_sweat": ("Salty sweat", _answer()),
        "sweat_sodium_mmol_l": ("Sodium of a sweat patch", _counted("mmol/L")),
        "birth_year": ("Year of birth", _text),
        "sex": ("Sex", _one_of(Sex)),
        "emergency_number": ("Emergency number", _text),
    },
}
# What belongs to an entry and is no column of it.
BESIDE: Words = {"steps": ("Time until it let go", _steps)}
# Kept by the machine for itself; no act of a person changes them.
UNSAID = frozenset(
    {"id", "athlete", "form_key", "created_at", "changed_at", "deleted_at", "starts_at"}
    | {"welcomed_at", "done_key", "owner"}
)
# The answer “none of these” is an answer; an empty list of anything else is none.
_EMPTY_SPEAKS = frozenset({"red_flags"})


def told(kind: str, fields: Mapping[str, list[Any]], reader: Reader) -> tuple[Told, ...]:
    """The fields of one change in the order of the forms.

    A field we no longer know speaks its own name; one that reads the same before and after (a
    second, a rounding) is left out.
    """
    words = {**FIELDS.get(kind, {}), **BESIDE}
    known = [name for name in words if name in fields]
    rest = [name for name in fields if name not in words and name not in UNSAID]
    lines = (_line(name, words.get(name), fields[name], reader) for name in [*known, *rest])
    return tuple(line for line in lines if line.before != line.after)


def _line(name: str, word: tuple[str, Say] | None, pair: list[Any], reader: Reader) -> Told:
    label, say = word or (name.replace("_", " ").capitalize(), _text)
    before, after = (_said(name, say, value, reader) for value in pair)
    return Told(label, before, after)


def _said(name: str, say: Say, value: Any, reader: Reader) -> str:
    empty = value is None or (value in ("", [], {}) and name not in _EMPTY_SPEAKS)
    return NOTHING if empty else say(value, reader)
