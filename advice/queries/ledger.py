"""The ledger: what became of each rule, and each day it was shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, F, Max, OuterRef, QuerySet, When
from django.db.models import Count as CountRows

from accounts.models import User
from accounts.zones import local_day
from advice import ledger as counting
from advice.ledger import Done, Line, Reply
from advice.models import Answer, FindingSnapshot, RetiredRule
from advice.rules.about import ABOUT
from advice.rules.quiet import Offer, offer
from journal.models import CrampEpisode, Workout
from journal.queries.statement import Row, Statement

PAGE = 20
# What is counted: each season once, and no longer, since athlete and advice change, and since
# counting ten years at each look takes its time (design choice). A rule's page has every day.
COUNTED = timedelta(days=365)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every rule that ever spoke, the last one first, and the rules that were put away."""

    lines: tuple[Line, ...]
    retired: tuple[RetiredRule, ...]

    @property
    def answered(self) -> tuple[Line, ...]:
        """Rules with at least one answer."""
        return tuple(line for line in self.lines if line.unanswered < line.shown)

    @property
    def silent(self) -> tuple[Line, ...]:
        """Rules that were shown and never answered."""
        return tuple(line for line in self.lines if line.unanswered == line.shown)

    @property
    def followed(self) -> int:
        """How often advice was followed, of `told`."""
        return sum(line.followed for line in self.lines)

    @property
    def told(self) -> int:
        """How often it was said whether advice was followed."""
        return sum(line.answered for line in self.lines)

    @property
    def shown(self) -> int:
        """How often anything was shown; a rule counts once a day."""
        return sum(line.shown for line in self.lines)


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule of the ledger with a page of the days it was shown, the newest first."""

    line: Line
    retired: RetiredRule | None
    # Dismissed until this local day.
    resting: FindingSnapshot | None
    offered: Offer
    days: Sequence[FindingSnapshot]
    older: date | None


def ledger(athlete: User, now: datetime) -> Ledger:
    """The athlete's ledger of the last year (4 queries)."""
    since = local_day(now, athlete.zone_info) - COUNTED
    retired = RetiredRule.objects.filter(athlete=athlete, rule__in=ABOUT).order_by("rule")
    return Ledger(_lines(athlete, since), tuple(retired))


def ledger_rule(
    athlete: User, rule: str, now: datetime, before: date | None = None
) -> RulePage | None:
    """One rule of it, the days shown before `before` (at most 7 queries); None: never.

    Counted is the year up to the day on which it was last shown.
    """
    shown = FindingSnapshot.objects.filter(athlete=athlete, rule=rule)
    newest = shown.order_by("-shown_on").first()
    if newest is None:
        return None
    found = _lines(athlete, newest.shown_on - COUNTED, rule=rule)
    until = {"shown_on__lt": before} if before is not None else {}
    days = list(shown.filter(**until).order_by("-shown_on")[: PAGE + 1])
    today = local_day(now, athlete.zone_info)
    resting = shown.filter(answer=Answer.NOT_NOW, quiet_until__gt=today).order_by("-shown_on")
    return RulePage(
        line=found[0],
        retired=RetiredRule.objects.filter(athlete=athlete, rule=rule).first(),
        resting=resting.first(),
        offered=offer(rule, newest.level),
        days=days[:PAGE],
        older=days[PAGE - 1].shown_on if len(days) > PAGE else None,
    )


def _lines(athlete: User, since: date, **of: str) -> tuple[Line, ...]:
    """The lines of what was shown after `since`, or `of` one rule of it (3 queries)."""
    counts = _COUNTS.rows(athlete=athlete.pk, since=since, **of)
    told = _TOLD.rows(athlete=athlete.pk, since=since, **of)
    replies = [Reply(rule, on, at, answer == Answer.FOLLOWED) for rule, on, at, answer in told]
    return counting.lines(
        (counting.Count(*row) for row in counts),
        replies,
        _done(athlete, replies[0].on) if replies else [],
    )


def _done(athlete: User, since: date) -> list[Done]:
    """Workouts done from about this day on, oldest first (1 query)."""
    # In other zones a day begins up to a day earlier; what is too early finds no advice.
    earliest = datetime.combine(since, time.min, UTC) - _DAY
    return [
        Done(local_day(at, ZoneInfo(zone)), at, cramped)
        for at, zone, cramped in _DONE.rows(athlete=athlete.pk, earliest=earliest)
    ]


def _shown(athlete: UUID, since: date, **of: str) -> QuerySet[FindingSnapshot]:
    return FindingSnapshot.objects.filter(athlete=athlete, shown_on__gt=since, **of).order_by()


def _counted(**values: Any) -> QuerySet[Any, Row]:
    columns = _shown(**values).values_list("rule", "answer", "reason")
    return columns.annotate(times=CountRows("pk"), last=Max("shown_on"))


def _answered(**values: Any) -> QuerySet[Any, Row]:
    told = _shown(**values).filter(answer__in=[Answer.FOLLOWED, Answer.NOT_FOLLOWED])
    return told.order_by("shown_on").values_list("rule", "shown_on", "shown_at", "answer")


def _lived(athlete: UUID, earliest: datetime) -> QuerySet[Any, Row]:
    """A logged cramp answers for its workout, whatever was said of it."""
    cramps = CrampEpisode.objects.filter(athlete=athlete, workout=OuterRef("pk"), deleted_at=None)
    lived = Workout.objects.done().filter(athlete=athlete, deleted_at=None, starts_at__gte=earliest)
    cramped = Case(
        When(cramped=True, then=True), When(Exists(cramps), then=True), default=F("cramped")
    )
    return lived.order_by("starts_at").values_list("starts_at", "zone", cramped)


_COUNTS = Statement(_counted)
_TOLD = Statement(_answered)
_DONE = Statement(_lived)
