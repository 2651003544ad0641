"""A brief in words, for the page, Today and the mails alike. Pure.

Where a rule has something to say, its own template says it (headline and reason); what stands
here is the rest: the figures beside it, the line where no rule speaks, and the article's words
with what we make of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts.units import ML_PER_US_FLUID_OUNCE, Units
from advice.article import ROWS
from advice.article.row import Row
from advice.brief import Brief, Heat, Muscles, Pace, Topic
from advice.heat import OF_DAYS, WARM_FROM_C, HeatAdvice, HeatLevel
from advice.heat_index import HeatIndexLevel, heat_index_level
from advice.rules.about import ABOUT
from advice.rules.drinks import SODIUM_MG_PER_L
from advice.rules.effort import LOOK_BACK_DAYS
from advice.rules.finding import Evidence, Finding, Level
from advice.rules.pace import PACE_DAYS
from advice.words import heat_text, joined, length_text, muscle_text, pace_text, temperature_text

# Evidence row 24: g carbohydrate per 100 mL; more is slower to leave the stomach.
CARBOHYDRATE_G_PER_100_ML = (6, 8)
OUNCES_IN_A_SERVING = 8


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of the article behind a part of the plan, and what we do about them here.

    `evidence` is that of the rule which speaks for the part, as its findings show it: of heat it
    is about heat illness. Each row has its own, about cramps.
    """

    title: str
    evidence: Evidence
    rows: tuple[Row, ...]
    ours: str


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a brief in words.

    `found` speak first, by their own templates. `short` is the one line where no rule speaks; ""
    when there is nothing worth a line. `is_grave`: it stands above everything else.
    """

    topic: Topic
    title: str
    found: tuple[Finding, ...]
    short: str
    lines: tuple[str, ...]
    source: Source
    is_grave: bool = False

    @property
    def is_private(self) -> bool:
        """Whether its reason may name a medicine: then a mail gives the headline alone."""
        return any("medication" in ABOUT[finding.rule].reads for finding in self.found)

    @property
    def is_pressing(self) -> bool:
        """Whether Today has a line for it: a rule speaks, or which drink, below what is grave."""
        return not self.is_grave and bool(self.found or (self.short and self.topic == "drink"))


def _source(title: str, rule: str, numbers: tuple[int, ...], ours: str) -> Source:
    rows = tuple(ROWS[number - 1] for number in numbers)
    return Source(title, ABOUT[rule].evidence, rows, ours)


# The steps of drinking, in the order of time.
DRINKING: tuple[Source, ...] = (
    _source(
        "The evening before",
        "workout_tomorrow",
        (19,),
        "A glass or two with dinner, and pale urine in the morning is enough. More is not better.",
    ),
    _source(
        "The last hours",
        "workout_in_hours",
        (20,),
        "We move it earlier and make it smaller, and leave it out where you had enough.",
    ),
    _source(
        "During",
        "workout_within_a_day",
        (21,),
        "A range to start from, and a ceiling, since drinking more than you sweat is dangerous.",
    ),
    _source(
        "After",
        "mass_lost",
        (22, 23),
        "What you really lost and a little more, with food or salt, never above the ceiling.",
    ),
)

SOURCES: dict[Topic, Source] = {
    "drink": _source(
        "Which drink",
        "long_workout_ahead",
        (25, 24, 26, 27),
        "Water for up to an hour. For longer a drink with sodium, or water and a salty snack.",
    ),
    "heat": _source(
        "Heat",
        "hot_workout_ahead",
        (14,),
        "The heat table of sports physicians, for heat illness more than for cramps. It comes"
        " before every tip.",
    ),
    "muscles": _source(
        "Sore and tired muscles",
        "sore_muscles",
        (30, 31),
        "Your morning check beside the muscles of this workout. The rule costs little, so we keep"
        " it.",
    ),
    "pace": _source(
        "Pace and limits",
        "faster_than_usual",
        (28, 11, 29),
        "Your plan beside your own usual. The limits in per cent are our choice.",
    ),
}

LEVELS = {
    HeatLevel.USUAL: "not hot",
    HeatLevel.HOT: "hot",
    HeatLevel.VERY_HOT: "very hot",
    HeatLevel.EXTREME: "extreme",
}
# Row 14, both columns of the table, as the end of “Used to the heat: …”.
TABLE = {
    HeatAdvice.EASIER: "rest more, and keep it shorter",
    HeatAdvice.USUAL: "train as usual",
    HeatAdvice.REST_AS_LONG: "rest as long as you work, nothing hard",
    HeatAdvice.DISCRETION: "plan hard efforts with care",
    HeatAdvice.LIMIT: "less, slower, with breaks",
    HeatAdvice.CANCEL: "move it to a cooler hour, or leave it out",
}


# What weather services call the bands of the heat index.
INDEX = {
    HeatIndexLevel.CAUTION: "caution",
    HeatIndexLevel.EXTREME_CAUTION: "extreme caution",
    HeatIndexLevel.DANGER: "danger",
    HeatIndexLevel.EXTREME_DANGER: "extreme danger",
}


def said(brief: Brief, units: str) -> tuple[Said, ...]:
    """The parts of a brief in the reader's units: what is grave first, then as they are met.

    Empty in an emergency and when its time has passed.
    """
    if brief.is_emergency or brief.is_over:
        return ()
    parts = [_drink(brief, units), _heat(brief, units), _muscles(brief), _pace(brief, units)]
    return tuple(sorted((part for part in parts if part), key=lambda part: not part.is_grave))


def _part(brief: Brief, topic: Topic, short: str, *lines: str) -> Said:
    found = brief.found.get(topic, ())
    source = SOURCES[topic]
    is_grave = any(finding.level >= Level.HEAT_STOP for finding in found)
    told = tuple(line for line in lines if line)
    return Said(topic, source.title, found, short, told, source, is_grave)


def _drink(brief: Brief, units: str) -> Said | None:
    if brief.suits is None:
        return None
    if brief.suits == "water":
        return _part(brief, "drink", "Up to an hour, water is enough.", STRONG_WAITS)
    if brief.suits == "unsalted":
        return _part(brief, "drink", "Water, or a drink with some sugar.", STRONG_WAITS)
    look_for = label_text(units)
    if brief.suits == "length_unknown":
        short = "For up to an hour water is enough; for longer, a drink with some sugar and sodium."
        return _part(brief, "drink", short, look_for, STRONG_WAITS)
    short = "A sports drink, or water and something salty."
    return _part(brief, "drink", short, look_for, STRONG_WAITS)


# Rows 15, 26 and 27.
STRONG_WAITS = (
    "Juice, cola and what else is strong wait until after, or are thinned: juice takes as much"
    " water again and a little more. What somebody takes against low blood sugar never waits."
)


def label_text(units: str) -> str:
    """What to look for on a label (row 24), per serving as labels of the reader have it."""
    sodium = tuple(mg / 10 for mg in SODIUM_MG_PER_L)
    sugar = tuple(float(grams) for grams in CARBOHYDRATE_G_PER_100_ML)
    serving = "100 mL"
    if Units(units) is Units.US:
        share = OUNCES_IN_A_SERVING * ML_PER_US_FLUID_OUNCE / 100
        sodium, sugar = tuple(mg * share for mg in sodium), tuple(g * share for g in sugar)
        serving = f"{OUNCES_IN_A_SERVING} fl oz"
    return (
        f"Look on the label for {sodium[0]:.0f} to {sodium[1]:.0f} mg sodium and {sugar[0]:.0f} to"
        f" {sugar[1]:.0f} g carbohydrate per {serving}. Weaker than blood is taken up fastest."
    )


def _heat(brief: Brief, units: str) -> Said:
    heat = brief.heat
    if heat is None:
        line = "Without its temperature and humidity there is nothing to say about heat."
        return _part(brief, "heat", "", line)
    level = f"Heat level (WBGT) about {heat_text(heat.wbgt_c, units)}, {LEVELS[heat.level]}."
    if heat.wbgt_c < WARM_FROM_C:
        return _part(brief, "heat", "", level)
    # A rule that speaks names the level itself.
    first = () if brief.found.get("heat") else (level,)
    return _part(brief, "heat", level, *first, *_table(heat), _index(heat, units))


def _table(heat: Heat) -> tuple[str, ...]:
    """Both columns, the reader's own named where a rule told it."""
    if heat.unused is heat.used:
        return (f"Used to the heat or not: {TABLE[heat.used]}.",)
    both = f"Not used to the heat: {TABLE[heat.unused]}. Used to it: {TABLE[heat.used]}."
    if heat.is_used is None:
        return (both,)
    own = "as used to it" if heat.is_used else "as not used to it"
    if heat.said is not None:
        return (both, f"We count you {own}, as you said.")
    days = f", with an hour in such heat on {heat.days} of the last {OF_DAYS} days"
    return (both, f"We count you {own}{days if heat.days is not None else ''}.")


def _index(heat: Heat, units: str) -> str:
    """The heat index where the weather service has a word for it, else ""."""
    word = INDEX.get(heat_index_level(heat.index_c * 1.8 + 32))
    if word is None:
        return ""
    felt = temperature_text(heat.index_c, units)
    return f"Shade feels like {felt} (heat index), which weather services call {word}."


def _muscles(brief: Brief) -> Said | None:
    muscles = brief.muscles
    if muscles is None:
        return None
    if not muscles.is_today:
        return _part(brief, "muscles", "", "Your check on that morning tells.", _named(muscles))
    if not muscles.has_check:
        return _part(brief, "muscles", "", "No morning check today.", _named(muscles))
    told = [f"{muscle_text(group)} {value}" for group, value in muscles.soreness]
    sore = f"Soreness this morning, of 10: {joined(told)}." if told else "No soreness told today."
    tired = f"Tiredness {muscles.fatigue} of 10." if muscles.fatigue is not None else ""
    return _part(brief, "muscles", f"{sore} {tired}".strip(), f"{sore} {tired}", _named(muscles))


def _named(muscles: Muscles) -> str:
    if not muscles.named:
        return "It names no muscles, so any may be needed."
    return f"Muscles it works: {joined(muscle_text(group) for group in muscles.named)}."


def _pace(brief: Brief, units: str) -> Said | None:
    pace = brief.pace
    if pace is None:
        return None
    speed, length = _speed(brief, pace, units), _length(brief, pace)
    return _part(brief, "pace", " ".join(filter(None, (speed[0], length[0]))), speed[1], length[1])


def _speed(brief: Brief, pace: Pace, units: str) -> tuple[str, str]:
    """The pace in a line, "" where there is nothing to compare; and in full."""
    sport = brief.planned.sport
    if pace.planned is None:
        return "", "No distance and length planned, so there is no pace to compare."
    planned = f"Planned {pace_text(pace.planned, sport, units)}"
    if pace.usual is None:
        return "", f"{planned}. Too few like it in {PACE_DAYS} days to compare: {pace.likes}."
    usual = f"your usual of this length {pace_text(pace.usual, sport, units)}"
    return f"{planned}, {usual}.", f"{planned}, {usual}: {pace.likes} in {PACE_DAYS} days."


def _length(brief: Brief, pace: Pace) -> tuple[str, str]:
    """The length beside the longest, in a line and in full."""
    minutes = brief.planned.minutes
    if pace.longest is None:
        return "", f"Too few of this sport in {LOOK_BACK_DAYS} days for a longest one."
    longest = f"your longest in {LOOK_BACK_DAYS} days {length_text(pace.longest)}"
    if minutes is None:
        return "", f"No length planned; {longest}."
    told = f"{length_text(minutes).capitalize()} planned, {longest}."
    return told, told
