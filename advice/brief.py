"""The plan of one workout in one place: page, Today and mail show parts of the same brief. Pure.

What the rules say to heat, muscles, pace and drink is asked of the rules themselves; the figures
beside it come from the same functions the rules use.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from statistics import median
from typing import Literal

from advice.ceiling import SafeVolume
from advice.cups import Measure
from advice.heat import ADVICE, HeatAdvice, HeatLevel, heat_level
from advice.heat_index import heat_index_c
from advice.hydration import Preparation, prepare
from advice.plan import Row, plan_rows
from advice.rules import RULES, precedence
from advice.rules.about import ABOUT
from advice.rules.diary import AHEAD_HOURS, MIN_SESSIONS, longest_minutes
from advice.rules.drinks import long_workout_ahead
from advice.rules.effort import LOOK_BACK_DAYS
from advice.rules.facts import Facts, Planned
from advice.rules.finding import Finding
from advice.rules.fluids import planned_wbgt_c, silence
from advice.rules.pace import planned_pace, usual_paces
from journal.muscles import group_of
from journal.unanswered import UNKNOWN_LENGTH

Topic = Literal["heat", "drink", "muscles", "pace"]
# "length_unknown" also for a reader who may not see what it goes by.
Suits = Literal["water", "sports", "unsalted", "length_unknown"]

# Which part of the plan a rule speaks to, by the row of the article it stands for. A rule of
# these rows that names a workout is part of its plan, also one that is made later.
TOPIC_OF_ROW: Mapping[str, Topic] = {
    "11": "pace",
    "12": "drink",
    "14": "heat",
    "15": "drink",
    "25": "drink",
    "26": "drink",
    "28": "pace",
    "29": "pace",
    "30": "muscles",
    "31": "muscles",
}
# A rule of section 4.4, which is about no single row.
TOPIC_OF_RULE: Mapping[str, Topic] = {"careful_with_drinking": "drink"}
EMERGENCY = "emergency"
# Today shows this many rows at once; the others are folded (design choice).
NEAR = 2
# Sharing categories without which a reader gets no drinking parts: of who may not know about a
# doctor's limit nobody can say whether they were told an amount that breaks it.
DRINKING_NEEDS = frozenset({"drinks", "medication"})


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat of a workout and both columns of the table (row 14).

    `index_c` is the heat index, how hot shade feels. `is_used` None: no rule spoke, since it is
    not hot. `said` is what the athlete answered on the workout, which counts before `days`.
    """

    wbgt_c: float
    index_c: float
    level: HeatLevel
    unused: HeatAdvice
    used: HeatAdvice
    is_used: bool | None = None
    said: bool | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Muscles:
    """This morning beside the muscles that the workout names (rows 30 and 31).

    `soreness` holds what was answered, of the named groups or, where none is named, of all.
    """

    is_today: bool
    has_check: bool
    named: tuple[str, ...]
    soreness: tuple[tuple[str, int], ...] = ()
    fatigue: int | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """The plan beside what this athlete usually does (rows 28 and 29); seconds per km, minutes.

    `usual` is the median of `likes` like workouts; None: too few. `longest` is of 28 days and
    this sport.
    """

    planned: float | None
    usual: float | None
    likes: int
    longest: int | None


@dataclass(frozen=True, slots=True)
class Brief:
    """All there is to say before a workout, as far as the reader may see.

    `drinking` None: not shared with this reader. A part that is None: not shared or not known.
    `found` has the rules' findings of each part, gravest first. `is_emergency`: a warning sign
    stands alone, and there are no parts; `is_over`: its time has passed, so neither.
    """

    planned: Planned
    measure: Measure
    drinking: Preparation | None
    rows: tuple[Row, ...] = ()
    is_over: bool = False
    is_emergency: bool = False
    suits: Suits | None = None
    heat: Heat | None = None
    muscles: Muscles | None = None
    pace: Pace | None = None
    found: Mapping[Topic, tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def near(self) -> tuple[Row, ...]:
        """The row that is due, or the first, and the one after it."""
        return self.rows[:NEAR]

    @property
    def later(self) -> tuple[Row, ...]:
        """The rows after those."""
        return self.rows[NEAR:]

    @property
    def ceiling(self) -> SafeVolume | None:
        """All that may be drunk in the session; None: not known, or nothing is advised."""
        return self.drinking.ceiling if self.drinking is not None else None

    @property
    def ceiling_to_come(self) -> SafeVolume | None:
        """The ceiling of the session while the row that names it is among the later ones."""
        return self.ceiling if any(row.step.kind == "during" for row in self.later) else None


def brief_of(
    planned: Planned,
    facts: Facts,
    measure: Measure,
    opened: AbstractSet[str] | None = None,
) -> Brief:
    """The brief of a workout as things stand at `facts.now`, in the athlete's own zone.

    `opened` are the sharing categories of a reader who is not the athlete; the facts hold no
    others. What was answered to a finding does not matter here: an answer keeps a card away, and
    not a part of the plan. A rule that was put away is silent here as well.
    """
    drinking = prepare(planned, facts) if opened is None or opened >= DRINKING_NEEDS else None
    brief = Brief(planned, measure, drinking, is_emergency=silence(facts) == EMERGENCY)
    if ends_at(planned) <= facts.now:
        return replace(brief, drinking=_without_steps(drinking), is_over=True)
    if brief.is_emergency:
        return brief
    found = _found(planned, facts, opened)
    return replace(
        brief,
        rows=plan_rows(drinking, planned, facts) if drinking is not None else (),
        suits=_suits(planned, facts, drinking, opened),
        heat=_heat(planned, found.get("heat", ())),
        muscles=_muscles(planned, facts) if opened is None or "wellness" in opened else None,
        pace=_pace(planned, facts),
        found=found,
    )


def hushed(brief: Brief, because: str) -> Brief:
    """The brief without any drinking advice, for a reason that the facts do not show."""
    if brief.drinking is None:
        return brief
    silent = replace(brief.drinking, silent_because=because, steps=(), ceiling=None)
    found: dict[Topic, tuple[Finding, ...]] = dict(brief.found)
    found.pop("drink", None)
    return replace(brief, drinking=silent, rows=(), suits=None, found=found)


def _without_steps(drinking: Preparation | None) -> Preparation | None:
    return replace(drinking, steps=(), ceiling=None) if drinking is not None else None


def ends_at(planned: Planned) -> datetime:
    """When a plan is over, going by its length or an hour."""
    minutes = planned.minutes
    return planned.starts_at + (timedelta(minutes=minutes) if minutes else UNKNOWN_LENGTH)


def _found(
    planned: Planned, facts: Facts, opened: AbstractSet[str] | None
) -> dict[Topic, tuple[Finding, ...]]:
    """What the rules say to this workout, as they would in the day before its start."""
    seen = _as_the_next(planned, facts)
    named = [
        finding
        for rule in RULES
        if _may_say(rule.__name__, opened)
        and (finding := rule(seen)) is not None
        and finding.inputs.get("workout_key") == planned.key
    ]
    by_topic: dict[Topic, tuple[Finding, ...]] = {}
    for finding in precedence(named, replace(facts, answers={})):
        topic = _topic(finding.rule)
        if topic is not None:
            by_topic[topic] = (*by_topic.get(topic, ()), finding)
    return by_topic


def _may_say(rule: str, opened: AbstractSet[str] | None) -> bool:
    """Whether a rule belongs to a part of the brief that this reader may see."""
    topic, about = _topic(rule), ABOUT[rule]
    if topic is None or opened is None:
        return topic is not None
    needs = frozenset(about.reads) | (DRINKING_NEEDS if topic == "drink" else frozenset())
    return opened >= needs and not about.exact_weight


# Asked of every rule for every workout, and always the same.
@cache
def _topic(rule: str) -> Topic | None:
    rows = ABOUT[rule].rows
    of_row = next((TOPIC_OF_ROW[row] for row in rows if row in TOPIC_OF_ROW), None)
    return TOPIC_OF_RULE.get(rule, of_row)


def _as_the_next(planned: Planned, facts: Facts) -> Facts:
    """The facts with this workout as the next one, seen from the day before it at the earliest.

    Rules look a day ahead; a plan for next week is looked at as if nothing came between.
    """
    earliest = planned.starts_at - timedelta(hours=AHEAD_HOURS)
    now = min(max(facts.now, earliest), planned.starts_at).astimezone(facts.now.tzinfo)
    others = tuple(plan for plan in facts.planned if plan.key != planned.key)
    return replace(facts, now=now, planned=(planned, *others))


def _suits(
    planned: Planned, facts: Facts, drinking: Preparation | None, opened: AbstractSet[str] | None
) -> Suits | None:
    """Which drink suits (row 25); None while there is no drinking advice.

    The rule is asked itself: put away it has no card, but water is then no more enough than before.
    """
    if drinking is None or drinking.silent_because not in (None, "no_mass"):
        return None
    may_say = _may_say(long_workout_ahead.__name__, opened)
    more = long_workout_ahead(_as_the_next(planned, facts)) if may_say else None
    if more is not None:
        return "sports" if more.inputs["salty"] else "unsalted"
    return "water" if may_say and planned.minutes is not None else "length_unknown"


def _heat(planned: Planned, found: tuple[Finding, ...]) -> Heat | None:
    wbgt, temperature, humidity = (
        planned_wbgt_c(planned),
        planned.temperature_c,
        planned.humidity_percent,
    )
    if wbgt is None or temperature is None or humidity is None:
        return None
    level = heat_level(wbgt)
    inputs = found[0].inputs if found else {}
    is_used, days = inputs.get("used_to_heat"), inputs.get("days_in_heat")
    return Heat(
        wbgt,
        heat_index_c(temperature, humidity),
        level,
        *ADVICE[level],
        is_used=is_used if isinstance(is_used, bool) else None,
        said=planned.acclimatised,
        days=days if isinstance(days, int) else None,
    )


def _muscles(planned: Planned, facts: Facts) -> Muscles:
    named = tuple(sorted({group_of(site) for site in planned.muscles}))
    is_today = planned.days_ahead <= 0
    check = next((morning for morning in facts.mornings if morning.day == 0), None)
    if check is None or not is_today:
        return Muscles(is_today, check is not None, named)
    soreness = tuple(
        (group, value)
        for group, value in sorted(check.soreness.items())
        if not named or group in named
    )
    return Muscles(is_today, has_check=True, named=named, soreness=soreness, fatigue=check.fatigue)


def _pace(planned: Planned, facts: Facts) -> Pace:
    pace = planned_pace(planned)
    likes = usual_paces(facts, planned) if pace is not None else []
    return Pace(
        planned=pace,
        usual=median(likes) if len(likes) >= MIN_SESSIONS else None,
        likes=len(likes),
        longest=longest_minutes(facts, LOOK_BACK_DAYS, planned.sport),
    )
