"""Keeping what was shown, and what the athlete answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from accounts.zones import local_day
from advice.models import Answer, FindingSnapshot
from advice.rules.finding import Finding


def keep_snapshots(athlete: User, findings: Iterable[Finding], now: datetime) -> None:
    """Keep what is shown or mailed, once a rule and local day (1 insert, none without findings).

    Safe to run any number of times: the unique key skips what is kept already, and the first
    version of a day stays as it was shown.
    """
    today = local_day(now, athlete.zone_info)
    FindingSnapshot.objects.bulk_create(
        [
            FindingSnapshot(
                athlete=athlete,
                rule=finding.rule,
                level=finding.level,
                inputs=finding.as_json(),
                shown_on=today,
            )
            for finding in findings
        ],
        ignore_conflicts=True,
    )


def answer(athlete: User, rule: str, given: Answer, now: datetime) -> FindingSnapshot | None:
    """The athlete's answer to the rule as it was last shown to them; None: it never was.

    Answering again replaces the answer.
    """
    snapshot = (
        FindingSnapshot.objects.filter(athlete=athlete, rule=rule).order_by("-shown_on").first()
    )
    if snapshot is None:
        return None
    snapshot.answer = given
    snapshot.answered_at = now
    snapshot.save(update_fields=["answer", "answered_at"])
    return snapshot
