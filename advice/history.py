"""What advice was shown to athletes and what they answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    F,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from advice.ledger import BESIDE_WORKOUTS
from advice.models import Answer, FindingSnapshot, RetiredRule
from advice.rules.finding import Level
from advice.rules.quiet import MUCH
from journal.queries.statement import Statement

# A finding once a year (evidence row 32) needs the answers of more than a year.
ANSWER_DAYS = 400
# Rule 41 asks for 28 days.
ADHERENCE_DAYS = 28
# Below this many pieces of advice a share says nothing (design choice).
ADHERENCE_FEWEST = 4
# Stands in the answer's column of a rule that was put away.
_RETIRED = "retired"
_COLUMNS = ("athlete_id", "rule", "answer", "level", "much", "until", "at", "on", "recent")


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with the local day it was about, and how grave the finding was then."""

    answer: str
    at: datetime
    on: date
    until: date | None
    level: int
    much: bool


@dataclass(frozen=True, slots=True)
class History:
    """What was shown and answered: rule to answer, and rule to the last local day it was kept."""

    answers: dict[str, Told] = field(default_factory=dict)
    kept_on: dict[str, date] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()
    # Preventive advice of the last 28 days: a rule counts once a day. What was not answered, and
    # what was put off, was shown and not followed.
    shown: int = 0
    followed: int = 0
    # The same by rule: how often it was shown, and how often followed.
    tried: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def adherence(self) -> float | None:
        """Share of the preventive advice that was followed; None while it was too little."""
        return self.followed / self.shown if self.shown >= ADHERENCE_FEWEST else None


def histories(athletes: Iterable[UUID], now: datetime) -> dict[UUID, History]:
    """What these athletes were shown, answered and put away.

    1 query; a row for each rule, answer, gravity and end of a rest. The answer to the day on which
    a rule was last shown stands, so that a late word about an older day changes nothing today.
    """
    found = {athlete: History() for athlete in athletes}
    counts: dict[UUID, list[int]] = {athlete: [0, 0] for athlete in found}
    retired: dict[UUID, set[str]] = {athlete: set() for athlete in found}
    since = (now - timedelta(days=ANSWER_DAYS)).date()
    recent = (now - timedelta(days=ADHERENCE_DAYS)).date()
    told = _TOLD.rows(athletes=list(found), since=since, recent=recent)
    for athlete, rule, answer, level, much, until, at, on, number in told:
        if answer == _RETIRED:
            retired[athlete].add(rule)
            continue
        history = found[athlete]
        history.kept_on[rule] = max(on, history.kept_on.get(rule, on))
        if answer and (rule not in history.answers or on > history.answers[rule].on):
            history.answers[rule] = Told(answer, at, on, until, level, bool(much))
        done = number if answer == Answer.FOLLOWED else 0
        counts[athlete][0] += number
        counts[athlete][1] += done
        if number:
            before = history.tried.get(rule, (0, 0))
            history.tried[rule] = (before[0] + number, before[1] + done)
    return {
        athlete: replace(
            history,
            retired=frozenset(retired[athlete]),
            shown=counts[athlete][0],
            followed=counts[athlete][1],
        )
        for athlete, history in found.items()
    }


def _rows(athletes: Sequence[UUID], since: date, recent: date) -> QuerySet[Any, Any]:
    """Snapshots in groups, and the rules that were put away as rows of the same shape."""
    shown = _shown(since, recent).filter(athlete_id__in=athletes)
    return shown.union(_away().filter(athlete_id__in=athletes), all=True)


def _shown(since: date, recent: date) -> QuerySet[Any, Any]:
    is_recent = Q(shown_on__gt=recent, level=Level.TIP) & ~Q(rule__in=BESIDE_WORKOUTS)
    # Only asked of what was answered, which is read from the row; most rows never were.
    much = Case(
        When(answer="", then=False), When(**{f"inputs__{MUCH}": True}, then=True), default=False
    )
    return (
        FindingSnapshot.objects.filter(shown_on__gte=since)
        .annotate(much=much)
        .values("athlete_id", "rule", "answer", "level", "much", until=F("quiet_until"))
        .annotate(at=Max("answered_at"), on=Max("shown_on"), recent=Count("pk", filter=is_recent))
        .order_by()
        .values_list(*_COLUMNS)
    )


def _away() -> QuerySet[Any, Any]:
    nothing = Value(0, output_field=IntegerField())
    no_day = Cast(Value(None), DateField())
    away = RetiredRule.objects.annotate(
        answer=Value(_RETIRED),
        level=nothing,
        much=Value(value=False, output_field=BooleanField()),
        until=no_day,
        at=F("retired_at"),
        on=no_day,
        recent=nothing,
    )
    return away.order_by().values_list(*_COLUMNS)


_TOLD = Statement(_rows)
