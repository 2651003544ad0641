"""Since when each rule asks for a coach's eye, so that a mail tells of it once. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from advice.rules.finding import Level

# From this level on the coach's list carries a tag (coaching.roster) and a mail may say so.
EYE = Level.HEAT_STOP
# What needs a doctor today is news whenever it comes, however lately it came before; lesser advice
# that goes and comes back is not, for so long (both are design choices; the doctor mail of the
# athlete rests as long, evidence 8).
ALWAYS_NEWS = Level.SAME_DAY
REST = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How grave a rule is, and since when it has been."""

    level: int
    at: datetime


Arrivals = Mapping[str, Arrival]


def after(before: Arrivals, levels: Mapping[str, int], now: datetime) -> Arrivals:
    """The arrivals after a look at the diary that found rules of these levels.

    New is what was not there, or was less grave. What went away is forgotten: at once when it is
    always news, else when its rest is over. An emergency speaks alone, so what is heard once it has
    gone, and is no graver, stood behind it: that came when it came.
    """
    grave = {rule: level for rule, level in levels.items() if level >= EYE}
    found = {rule: one for rule, one in before.items() if rule in grave or _rests(one, now)}
    gone = [one for rule, one in before.items() if rule not in found]
    for rule, level in grave.items():
        one = found.get(rule)
        if one is not None and level <= one.level:
            found[rule] = Arrival(level, one.at)
            continue
        in_front = (each.at for each in gone if each.level >= level)
        found[rule] = Arrival(level, max(in_front, default=now))
    return found


def newest(arrivals: Arrivals, levels: Mapping[str, int]) -> datetime | None:
    """When the newest came of the rules that are there now; None: none asks for an eye."""
    there = (one.at for rule, one in arrivals.items() if levels.get(rule, 0) >= EYE)
    return max(there, default=None)


def packed(arrivals: Arrivals) -> dict[str, list[int | str]]:
    """As JSON."""
    return {rule: [int(one.level), one.at.isoformat()] for rule, one in arrivals.items()}


def unpacked(rows: Mapping[str, tuple[int, str]]) -> Arrivals:
    """From JSON."""
    return {rule: Arrival(level, datetime.fromisoformat(at)) for rule, (level, at) in rows.items()}


def _rests(one: Arrival, now: datetime) -> bool:
    """Whether what went away would be no news if it came back now."""
    return one.level < ALWAYS_NEWS and now - one.at < REST
