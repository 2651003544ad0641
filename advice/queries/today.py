"""The page Today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from advice.asked import Asked, asked
from advice.facts import (
    portraits,
)
from advice.marks import HISTORY, Marks, marks
from advice.queries.plans import Plan, next_of
from advice.quick import Spot, cups, spots
from advice.rules import evaluate
from advice.rules.facts import Facts
from advice.rules.finding import Finding, Level
from journal.queries.drinks import Chip

# Today shows this many findings, gravest first; Insights shows all.
SHOWN_ON_TODAY = 3

MARKS_DAYS = 28


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page Today."""

    facts: Facts
    asked: Asked
    next: Plan | None
    emergency: Finding | None
    shown: tuple[Finding, ...]
    more: int
    marks: Marks
    sessions_unanswered: int
    emergency_number: str
    is_new: bool
    spots: tuple[Spot, ...]
    cups: tuple[Chip, ...]
    # Findings that were not kept yet on this local day.
    unkept: tuple[Finding, ...]

    @property
    def grave(self) -> tuple[Finding, ...]:
        """What stands above the next workout: do not drink more, see a doctor today."""
        return tuple(each for each in self.shown if each.level >= Level.SAME_DAY)

    @property
    def others(self) -> tuple[Finding, ...]:
        """What can be read after it."""
        return tuple(each for each in self.shown if each.level < Level.SAME_DAY)


def today(athlete: User, now: datetime) -> Today:
    """The page Today (6 queries)."""
    portrait = portraits([athlete], now, with_cups=True)[athlete.pk]
    facts, diary = portrait.facts, portrait.diary
    found = evaluate(facts)
    emergency = next((each for each in found if each.level == Level.EMERGENCY), None)
    shown = found if emergency is not None else found[:SHOWN_ON_TODAY]
    recent = [session for session in facts.sessions if session.day < MARKS_DAYS]
    kept = portrait.history.kept_on
    return Today(
        facts=facts,
        asked=asked(diary, now),
        next=next_of(portrait, now),
        emergency=emergency,
        shown=shown,
        more=len(found) - len(shown),
        marks=marks(_answers(facts, MARKS_DAYS), HISTORY),
        sessions_unanswered=sum(1 for session in recent if session.cramped is None),
        emergency_number=diary.body.emergency_number,
        is_new=not (diary.workouts or diary.episodes or diary.mornings),
        spots=spots(diary.episodes),
        cups=cups(portrait),
        unkept=tuple(each for each in shown if kept.get(each.rule) != facts.today),
    )


def _answers(facts: Facts, days: int) -> list[bool]:
    """Answered sessions, oldest first; a logged cramp answers for its session."""
    crampy = {cramp.session_key for cramp in facts.cramps}
    answers = [
        True if session.key in crampy else session.cramped
        for session in reversed(facts.sessions)
        if session.day < days
    ]
    return [answer for answer in answers if answer is not None]
