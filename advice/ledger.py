"""What became of each rule: how often shown, followed or not, and cramps on either side. Pure.

A piece of advice is laid to the account of the first workout that was begun after it, on its day
or on the next (design choice). One workout counts once a rule; told twice about it, the later
answer counts. Only workouts whose cramp question was answered are counted; the others are told.
Nothing here says that a rule did anything: the days differ in more than the advice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import attrgetter

from advice.marks import COMPARED, Marks, marks
from advice.rules import RULES

# Evidence 6.2 and 6.3: below any of these, counts are shown and nothing is said about them.
ENOUGH_CRAMPS = 5
ENOUGH_A_SIDE = 5
ENOUGH_WORKOUTS = 20
# The newest so many are drawn, so that ten years are no heavier than two (design choice).
DRAWN = 2 * COMPARED
# Advice for a cramp that is there or was, or for seeing somebody: not done before a workout, so no
# workout can be laid to its account, and no preventive step (row 41).
_BESIDE = ("emergency", "doctor", "referral", "morning", "cramps", "relief")
BESIDE_WORKOUTS = frozenset(
    rule.__name__ for rule in RULES if rule.__module__.rpartition(".")[2] in _BESIDE
)

_DAY = timedelta(days=1)
_BEGAN = attrgetter("at")
_ON = attrgetter("on")

FOLLOWED = "followed"
NOT_FOLLOWED = "not_followed"


@dataclass(frozen=True, slots=True)
class Count:
    """So many times shown with this answer and reason, the last of them on `last`."""

    rule: str
    answer: str
    reason: str
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Reply:
    """Advice that was followed or not; `at`: when it was shown, None: only the day is known."""

    rule: str
    on: date
    at: datetime | None
    followed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """A workout that was done, with the local day it began; `cramped` None: not answered.

    Two that began at the same time are two.
    """

    on: date
    at: datetime
    cramped: bool | None


@dataclass(frozen=True, slots=True)
class Side:
    """The workouts on one side; True is one with a cramp, oldest first."""

    cramped: tuple[bool, ...] = ()
    unanswered: int = 0

    @property
    def total(self) -> int:
        """Workouts whose cramp question was answered."""
        return len(self.cramped)

    @property
    def with_cramp(self) -> int:
        """How many of them had a cramp."""
        return sum(self.cramped)

    @property
    def marks(self) -> Marks:
        """The newest as an icon array, twenty a row so that lengths compare."""
        return marks(self.cramped[-DRAWN:], COMPARED)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are drawn."""
        return self.total > DRAWN


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came after a rule; `without`: answers after which no workout came within a day."""

    followed: Side = field(default_factory=Side)
    not_followed: Side = field(default_factory=Side)
    without: int = 0

    @property
    def total(self) -> int:
        """Counted workouts on both sides."""
        return self.followed.total + self.not_followed.total

    @property
    def with_cramp(self) -> int:
        """Those with a cramp."""
        return self.followed.with_cramp + self.not_followed.with_cramp

    @property
    def unanswered(self) -> int:
        """Workouts whose cramp question is still open."""
        return self.followed.unanswered + self.not_followed.unanswered

    @property
    def is_enough(self) -> bool:
        """Whether the gates of evidence 6.2 and 6.3 are passed."""
        return (
            min(self.followed.total, self.not_followed.total) >= ENOUGH_A_SIDE
            and self.with_cramp >= ENOUGH_CRAMPS
            and self.total >= ENOUGH_WORKOUTS
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One rule of the ledger. Days it was shown are parted by what was answered."""

    rule: str
    last: date
    followed: int
    not_followed: int
    put_off: int
    visits: int
    unanswered: int
    # Why it was not followed, the most frequent first.
    reasons: tuple[tuple[str, int], ...] = ()
    # None: the rule is not about a workout.
    outcome: Outcome | None = None

    @property
    def shown(self) -> int:
        """Days on which it was shown."""
        return self.followed + self.not_followed + self.put_off + self.visits + self.unanswered

    @property
    def answered(self) -> int:
        """Followed or not: the denominator of what was followed."""
        return self.followed + self.not_followed

    @property
    def counts_workouts(self) -> bool:
        """Whether there is a workout on either side."""
        return self.outcome is not None and self.outcome.total > 0


def lines(
    counts: Iterable[Count], answered: Iterable[Reply], workouts: Sequence[Done]
) -> tuple[Line, ...]:
    """Every rule that ever spoke, the last one first. `workouts` in any order."""
    by_rule: dict[str, list[Count]] = {}
    for count in counts:
        by_rule.setdefault(count.rule, []).append(count)
    came = outcomes(answered, workouts)
    found = [
        _line(rule, some, None if rule in BESIDE_WORKOUTS else came.get(rule, Outcome()))
        for rule, some in by_rule.items()
    ]
    return tuple(sorted(found, key=lambda line: (-line.last.toordinal(), line.rule)))


def outcomes(replies: Iterable[Reply], workouts: Sequence[Done]) -> dict[str, Outcome]:
    """Workouts with a cramp when a rule was followed and when not, by rule."""
    by_day: dict[date, list[Done]] = {}
    for workout in sorted(workouts, key=_BEGAN):
        by_day.setdefault(workout.on, []).append(workout)
    told: dict[str, dict[Done, bool]] = {}
    without = Counter[str]()
    for reply in sorted(replies, key=_ON):
        about = told.setdefault(reply.rule, {})
        its = _next(reply, by_day)
        if its is None:
            without[reply.rule] += 1
        else:
            about[its] = reply.followed
    return {
        rule: Outcome(
            followed=_side(about, followed=True),
            not_followed=_side(about, followed=False),
            without=without[rule],
        )
        for rule, about in told.items()
    }


def _next(reply: Reply, by_day: dict[date, list[Done]]) -> Done | None:
    """The workout that the advice was for: the first after it, on its day or the next."""
    for day in (reply.on, reply.on + _DAY):
        for workout in by_day.get(day, ()):
            if reply.at is None or workout.at >= reply.at:
                return workout
    return None


def _side(about: dict[Done, bool], *, followed: bool) -> Side:
    workouts = sorted((each for each, told in about.items() if told is followed), key=_BEGAN)
    cramped = [each.cramped for each in workouts]
    return Side(
        cramped=tuple(answer for answer in cramped if answer is not None),
        unanswered=cramped.count(None),
    )


def _line(rule: str, counts: list[Count], outcome: Outcome | None) -> Line:
    times, reasons = Counter[str](), Counter[str]()
    for count in counts:
        times[count.answer] += count.times
        if count.answer == NOT_FOLLOWED and count.reason:
            reasons[count.reason] += count.times
    return Line(
        rule=rule,
        last=max(count.last for count in counts),
        followed=times[FOLLOWED],
        not_followed=times[NOT_FOLLOWED],
        put_off=times["not_now"],
        visits=times["booked"] + times["seen"],
        unanswered=times[""],
        reasons=tuple(sorted(reasons.items(), key=lambda each: (-each[1], each[0]))),
        outcome=outcome,
    )
