"""The ledger: what became of each rule, and each day it was shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count as CountRows
from django.db.models import ExpressionWrapper, F, Max, QuerySet, TextField

from accounts.models import User
from accounts.zones import local_day
from advice import ledger as counting
from advice.ledger import Done, Line, Reply
from advice.models import Answer, FindingSnapshot, RetiredRule
from advice.rules.about import ABOUT
from advice.rules.quiet import Offer, offer
from journal.models import CrampEpisode, Workout

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
    """The athlete's ledger of the last year (5 queries)."""
    since = local_day(now, athlete.zone_info) - COUNTED
    shown = FindingSnapshot.objects.filter(athlete=athlete, shown_on__gt=since)
    retired = RetiredRule.objects.filter(athlete=athlete, rule__in=ABOUT).order_by("rule")
    return Ledger(_lines(athlete, shown), tuple(retired))


def ledger_rule(
    athlete: User, rule: str, now: datetime, before: date | None = None
) -> RulePage | None:
    """One rule of it, the days shown before `before` (at most 8 queries); None: never.

    Counted is the year up to the day on which it was last shown.
    """
    shown = FindingSnapshot.objects.filter(athlete=athlete, rule=rule)
    newest = shown.order_by("-shown_on").first()
    if newest is None:
        return None
    found = _lines(athlete, shown.filter(shown_on__gt=newest.shown_on - COUNTED))
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


def _lines(athlete: User, shown: QuerySet[FindingSnapshot]) -> tuple[Line, ...]:
    """The lines of these snapshots (4 queries)."""
    counts = (
        shown.order_by()
        .values_list("rule", "answer", "reason")
        .annotate(times=CountRows("pk"), last=Max("shown_on"))
    )
    told = shown.filter(answer__in=[Answer.FOLLOWED, Answer.NOT_FOLLOWED]).order_by("shown_on")
    replies = [
        Reply(rule, on, _instant(at), answer == Answer.FOLLOWED)
        for rule, on, at, answer in told.values_list(
            "rule", "shown_on", _as_stored("shown_at"), "answer"
        )
    ]
    since = replies[0].on if replies else None
    return counting.lines(
        (counting.Count(*row) for row in counts),
        replies,
        _done(athlete, since) if since is not None else [],
    )


def _as_stored(column: str) -> ExpressionWrapper[F]:
    """A column as the driver of the database hands it over.

    Django's own way to an instant with a zone costs more than all the counting of ten years.
    """
    return ExpressionWrapper(F(column), output_field=TextField())


def _instant(stored: datetime | None) -> datetime | None:
    """SQLite keeps UTC and does not say so."""
    if stored is None or stored.tzinfo is not None:
        return stored
    return stored.replace(tzinfo=UTC)


def _done(athlete: User, since: date) -> list[Done]:
    """Workouts done from about this day on; a logged cramp answers for its workout (2 queries)."""
    # In other zones a day begins up to a day earlier; what is too early finds no advice.
    earliest = datetime.combine(since, time.min, UTC) - _DAY
    lived = Workout.objects.owned_by(athlete).done().filter(starts_at__gte=earliest)
    rows = lived.values_list(_as_stored("pk"), _as_stored("starts_at"), "zone", "cramped")
    # Few or none: logging a cramp says so in its workout.
    contradicted = CrampEpisode.objects.owned_by(athlete).exclude(workout__cramped=True)
    crampy = set(
        contradicted.filter(workout__starts_at__gte=earliest).values_list(_as_stored("workout_id"))
    )
    return [
        Done(local_day(at, ZoneInfo(zone)), at, True if (pk,) in crampy else cramped)
        for pk, stored, zone, cramped in rows.order_by("starts_at")
        if (at := _instant(stored)) is not None
    ]
