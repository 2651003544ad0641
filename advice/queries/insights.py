"""The page Insights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.access import Access
from advice.facts import (
    portraits,
)
from advice.ledger import ENOUGH_CRAMPS
from advice.marks import COMPARED, HISTORY, Marks, marks
from advice.queries.findings import findings_for
from advice.report import DAYS as REPORT_DAYS
from advice.report import Report, report_of
from advice.rules.finding import Finding
from advice.week_load import WeekLoad, week_load


@dataclass(frozen=True, slots=True)
class Insights:
    """Everything on the page Insights."""

    findings: tuple[Finding, ...]
    recent: Marks
    recent_unanswered: int
    weeks: Marks
    load: WeekLoad
    report: Report
    emergency_number: str
    # Findings that were not kept yet on this local day.
    unkept: tuple[Finding, ...]
    enough: int = ENOUGH_CRAMPS

    @property
    def is_enough(self) -> bool:
        """Whether there are so many cramps that a pattern could be told from chance."""
        return self.report.sessions.with_cramp >= self.enough

    @property
    def without(self) -> int:
        """Answered sessions without a cramp."""
        return self.report.sessions.answered - self.report.sessions.with_cramp


def insights(access: Access, now: datetime) -> Insights:
    """The page Insights as this reader may see it (6 queries)."""
    portrait = portraits([access.athlete], now, days=REPORT_DAYS)[access.athlete.pk]
    report = report_of(portrait.shown(access), access.athlete.zone_info, now)
    found = findings_for(access, portrait.facts)
    kept = portrait.history.kept_on
    return Insights(
        findings=found,
        recent=marks(report.answers[len(report.answers) - report.recent.answered :], HISTORY),
        recent_unanswered=report.recent.unanswered,
        weeks=marks(report.answers, COMPARED),
        load=week_load(portrait.facts.sessions),
        report=report,
        emergency_number=portrait.diary.body.emergency_number,
        unkept=tuple(each for each in found if kept.get(each.rule) != portrait.facts.today),
    )
