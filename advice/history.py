"""What advice was shown to athletes and what they answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q

from advice.models import Answer, FindingSnapshot
from advice.rules.finding import Level

# A finding once a year (evidence row 32) needs the answers of more than a year.
ANSWER_DAYS = 400
# Rule 41 asks for 28 days.
ADHERENCE_DAYS = 28
# Below this many pieces of advice a share says nothing (design choice).
ADHERENCE_FEWEST = 4


@dataclass(frozen=True, slots=True)
class History:
    """What was shown and answered: rule to answer, and rule to the last local day it was kept."""

    answers: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    kept_on: dict[str, date] = field(default_factory=dict)
    # Preventive advice of the last 28 days: a rule counts once a day.
    shown: int = 0
    followed: int = 0
    # The same by rule: how often it was shown, and how often followed.
    tried: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def adherence(self) -> float | None:
        """Share of the preventive advice that was followed; None while it was too little."""
        return self.followed / self.shown if self.shown >= ADHERENCE_FEWEST else None


def histories(athletes: Iterable[UUID], now: datetime) -> dict[UUID, History]:
    """What these athletes were shown and answered (1 query, a row per rule and answer)."""
    found = {athlete: History() for athlete in athletes}
    recent = Q(shown_on__gt=(now - timedelta(days=ADHERENCE_DAYS)).date(), level=Level.TIP)
    rows = (
        FindingSnapshot.objects.filter(
            athlete_id__in=list(found), shown_on__gte=(now - timedelta(days=ANSWER_DAYS)).date()
        )
        .values_list("athlete_id", "rule", "answer")
        .annotate(at=Max("answered_at"), on=Max("shown_on"), recent=Count("pk", filter=recent))
        .order_by()
    )
    counts: dict[UUID, list[int]] = {athlete: [0, 0] for athlete in found}
    for athlete, rule, answer, at, on, number in rows:
        history = found[athlete]
        history.kept_on[rule] = max(on, history.kept_on.get(rule, on))
        if answer and (rule not in history.answers or at > history.answers[rule][1]):
            history.answers[rule] = (answer, at)
        done = number if answer == Answer.FOLLOWED else 0
        counts[athlete][0] += number
        counts[athlete][1] += done
        if number:
            before = history.tried.get(rule, (0, 0))
            history.tried[rule] = (before[0] + number, before[1] + done)
    return {
        athlete: replace(history, shown=counts[athlete][0], followed=counts[athlete][1])
        for athlete, history in found.items()
    }
