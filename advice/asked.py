"""What the page Today asks: few things at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from advice.facts import workout_name
from journal.queries.batch import Diary, WorkoutRow
from journal.queries.questions import Questions, questions_of
from journal.unanswered import questions

# A question about a session is asked this long (design choice); afterwards it rests in the diary.
ASK_DAYS = 14
# Design choice: so many questions stand on Today beside the cramps that still go on; an answer
# makes room for the next.
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of Today. `workouts`: how many workouts ask something, shown or not."""

    cramps: Questions
    overdue: WorkoutRow | None
    unanswered: WorkoutRow | None
    # The newest session whose effort is still to be told, half an hour or so after it (7.1).
    effort: WorkoutRow | None
    workouts: int

    def __bool__(self) -> bool:
        return bool(self.cramps or self.overdue or self.unanswered or self.effort)

    @property
    def has_others(self) -> bool:
        """Whether more than one workout asks, or one whose question does not stand here."""
        is_shown = bool(self.overdue or self.unanswered or self.effort)
        return self.workouts > is_shown

    @property
    def overdue_name(self) -> str:
        """“long run”, for a sentence."""
        return _spoken(self.overdue)

    @property
    def unanswered_name(self) -> str:
        """“easy ride”, for a sentence."""
        return _spoken(self.unanswered)

    @property
    def effort_name(self) -> str:
        """“easy ride”, for a sentence."""
        return _spoken(self.effort)


def asked(diary: Diary, now: datetime) -> Asked:
    """What this diary asks now (no query): cramps that go on, then the first AT_ONCE others."""
    cramps = questions_of(diary.episodes, now)
    asking = [(row, asks) for row in diary.workouts if (asks := questions(row, now))]
    lately = [one for one in asking if now - one[0].starts_at < timedelta(days=ASK_DAYS)]
    room = max(AT_ONCE - len(cramps.ongoing), 0)
    unanswered = next((row for row, asks in lately if asks.cramp), None) if room else None
    room -= unanswered is not None
    overdue = next((row for row, asks in lately if asks.doing), None) if room else None
    room -= overdue is not None
    effort = next((row for row, asks in lately if asks.effort), None) if room else None
    room -= effort is not None
    return Asked(
        cramps=replace(cramps, soreness=cramps.soreness[:room]),
        overdue=overdue,
        unanswered=unanswered,
        effort=effort,
        workouts=len(asking),
    )


def _spoken(row: WorkoutRow | None) -> str:
    name = workout_name(row) if row is not None else ""
    return name[:1].lower() + name[1:]
