"""The cramp itself: common (rows 1, 3, 8, 9), serious (row 2), in an unusual place (row 7)."""

from __future__ import annotations

from advice.heat import HeatLevel, heat_level
from advice.rules import fluids
from advice.rules.diary import clock, is_cramp, is_exercise, on_day, recent_cramps
from advice.rules.doctor import consistency, first_cramp_day
from advice.rules.facts import Cramp, Facts, Session
from advice.rules.finding import Finding, Level, Scalar
from journal.muscles import ELSEWHERE
from journal.serious import why_serious
from journal.warning_signs import gravity

# Staleness (design choice): a cramp is news for a week.
NEWS_DAYS = 7
# Rows 1 and 8: of a hundred, so many to so many have had cramps, by sport.
HOW_COMMON: dict[str, tuple[str, int, int]] = {
    "run": ("marathon runners", 30, 50),
    "triathlon": ("triathletes", 67, 67),
    "ride": ("cyclists in long races", 31, 31),
}


def _news(facts: Facts) -> list[Cramp]:
    return [cramp for cramp in facts.cramps if cramp.day < NEWS_DAYS and is_cramp(cramp)]


def _session_of(facts: Facts, cramp: Cramp) -> Session | None:
    """The workout a cramp is tied to."""
    if cramp.session_key is None:
        return None
    return next((each for each in facts.sessions if each.key == cramp.session_key), None)


def cramps_are_common(facts: Facts) -> Finding | None:
    """A cramp of exercise in the last week: common, and what we will do with it (rows 1, 3, 8, 9).

    Not while cramps keep coming, nor beside a warning sign or a cramp of over ten minutes, nor
    while one still goes on: another rule speaks, and "common" would play it down.
    """
    news = [cramp for cramp in _news(facts) if is_exercise(facts, cramp)]
    if not news or consistency(facts) is not None or any(_is_grave(cramp) for cramp in news):
        return None
    session = _session_of(facts, news[0])
    group, low, high = HOW_COMMON.get(session.sport if session else "", (None, None, None))
    return Finding(
        "cramps_are_common",
        Level.INFO,
        {
            "started_at": clock(facts, news[0].started_at),
            "count": len([cramp for cramp in facts.cramps if is_cramp(cramp)]),
            "first_on": on_day(facts, first_cramp_day(facts) or 0),
            "group": group,
            "share_low": low,
            "share_high": high,
        },
    )


def _is_grave(cramp: Cramp) -> bool:
    return cramp.ongoing or gravity(cramp.red_flags or frozenset(), cramp.seconds) is not None


def serious_cramp(facts: Facts) -> Finding | None:
    """The newest cramp of the last week counts as serious, and why (row 2)."""
    news = _news(facts)
    if not news:
        return None
    newest = news[0]
    why = why_serious(
        stopped=newest.stopped or "",
        severity=newest.severity,
        sites=newest.sites,
        signs=newest.red_flags,
    )
    if not why:
        return None
    inputs: dict[str, Scalar | list[Scalar]] = {
        "why": [*why],
        "sites": [*sorted(newest.sites)],
        "started_at": clock(facts, newest.started_at),
    }
    return Finding("serious_cramp", Level.INFO, inputs)


def unusual_place(facts: Facts) -> Finding | None:
    """A cramp of the last two days in the face, an arm or hand, the trunk, or all over (row 7).

    All over the body in known heat is for a doctor today (evidence 5.2). Else the warning signs
    are to be answered, and once they are, they speak for themselves.
    """
    for cramp in recent_cramps(facts, fluids.SAME_DAY_HOURS):
        sites = sorted(cramp.sites & ELSEWHERE.keys())
        if not sites or gravity(cramp.red_flags or frozenset()) is not None:
            continue
        hot = "whole" in sites and _was_hot(facts, cramp)
        if not hot and cramp.red_flags is not None:
            continue
        inputs: dict[str, Scalar | list[Scalar]] = {
            "sites": [*sites],
            "started_at": clock(facts, cramp.started_at),
            "hot": hot,
        }
        level = Level.SAME_DAY if hot else Level.SEE_A_DOCTOR
        return Finding("unusual_place", level, inputs)
    return None


def _was_hot(facts: Facts, cramp: Cramp) -> bool:
    """Whether its workout is known to have been in a hot band (row 14)."""
    session = _session_of(facts, cramp)
    wbgt = fluids.planned_wbgt_c(session) if session is not None else None
    return wbgt is not None and heat_level(wbgt) >= HeatLevel.HOT
