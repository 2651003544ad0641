"""Keeping what was shown, and what the athlete answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from accounts.zones import local_day
from advice.models import Answer, FindingSnapshot, Reason, RetiredRule
from advice.rules.about import version_of
from advice.rules.finding import Finding
from advice.rules.quiet import Given, offer, takes


def keep_snapshots(athlete: User, findings: Iterable[Finding], now: datetime) -> None:
    """Keep what is shown or mailed, once a rule and local day (1 insert, none without findings).

    Safe to run any number of times: the unique key skips what is kept already, and the first
    version of a day stays as it was shown.
    """
    keep_found([(athlete, finding) for finding in findings], now)


def keep_found(found: Iterable[tuple[User, Finding]], now: datetime) -> None:
    """The same for findings of several athletes (1 insert)."""
    FindingSnapshot.objects.bulk_create(
        [
            FindingSnapshot(
                athlete=athlete,
                rule=finding.rule,
                version=version_of(finding.rule),
                level=finding.level,
                inputs=finding.as_json(),
                shown_on=local_day(now, athlete.zone_info),
                shown_at=now,
            )
            for athlete, finding in found
        ],
        ignore_conflicts=True,
    )


def answer(
    athlete: User, rule: str, given: Answer, now: datetime, *, days: int | None = None
) -> FindingSnapshot | None:
    """The athlete's answer to the rule as it was last shown to them.

    None: it never was, or a finding this grave takes no such answer. `days`: how long "not now"
    lasts. Answering again replaces the answer.
    """
    newest = FindingSnapshot.objects.filter(athlete=athlete, rule=rule).order_by("-shown_on")
    return _kept(newest.first(), given, now, days)


def answer_shown(
    athlete: User, pk: UUID, given: Answer, now: datetime, *, days: int | None = None
) -> FindingSnapshot | None:
    """The same for one day on which it was shown, however long ago."""
    return _kept(FindingSnapshot.objects.filter(athlete=athlete, pk=pk).first(), given, now, days)


def _kept(
    snapshot: FindingSnapshot | None, given: Answer, now: datetime, days: int | None
) -> FindingSnapshot | None:
    if snapshot is None:
        return None
    if not takes(offer(snapshot.rule, snapshot.level), Given(given.value, days)):
        return None
    today = local_day(now, snapshot.athlete.zone_info)
    snapshot.answer = given
    snapshot.answered_at = now
    snapshot.reason = Reason.UNTOLD
    snapshot.quiet_until = today + timedelta(days=days) if days is not None else None
    snapshot.save(update_fields=["answer", "answered_at", "reason", "quiet_until"])
    return snapshot


def say_why(athlete: User, pk: UUID, reason: Reason) -> bool:
    """Why it was not followed; False: that is not what the answer says (any more)."""
    told = FindingSnapshot.objects.filter(athlete=athlete, pk=pk, answer=Answer.NOT_FOLLOWED)
    return told.update(reason=reason) == 1


def take_back(athlete: User, pk: UUID, now: datetime) -> bool:
    """The answer was a slip, or is no longer true; again and again is the same.

    The time stays, as that of the last word (see the model). False: there is no such day.
    """
    shown = FindingSnapshot.objects.filter(athlete=athlete, pk=pk)
    shown.exclude(answer=Answer.OPEN).update(
        answer=Answer.OPEN, reason=Reason.UNTOLD, quiet_until=None, answered_at=now
    )
    return shown.exists()


def retire(athlete: User, rule: str, now: datetime) -> bool:
    """Put a rule away for this athlete; twice is once. False: it guards, or never spoke."""
    newest = FindingSnapshot.objects.filter(athlete=athlete, rule=rule).order_by("-shown_on")
    snapshot = newest.first()
    if snapshot is None or not offer(rule, snapshot.level).retire:
        return False
    RetiredRule.objects.get_or_create(athlete=athlete, rule=rule, defaults={"retired_at": now})
    return True


def bring_back(athlete: User, rule: str) -> None:
    """The rule may speak again; a rule that was not put away stays as it is."""
    RetiredRule.objects.filter(athlete=athlete, rule=rule).delete()
