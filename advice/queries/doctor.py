"""The page for a doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.access import Access
from advice.facts import (
    portraits,
)
from advice.queries.findings import DOCTOR_REST_DAYS, DOCTOR_RULE, findings_for
from advice.report import DAYS as REPORT_DAYS
from advice.report import Report, report_of
from advice.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class DoctorPage:
    """The report, and rule 4 where it is true or was answered."""

    report: Report
    finding: Finding | None
    answer: str
    has_been_kept: bool
    unkept: tuple[Finding, ...]


def doctor_page(access: Access, now: datetime) -> DoctorPage:
    """The page for a doctor (6 queries)."""
    portrait = portraits([access.athlete], now, days=REPORT_DAYS)[access.athlete.pk]
    found = findings_for(access, portrait.facts)
    finding = next((each for each in found if each.rule == DOCTOR_RULE), None)
    kept = portrait.history.kept_on.get(DOCTOR_RULE)
    answered = portrait.facts.answers.get(DOCTOR_RULE)
    is_new = finding is not None and kept != portrait.facts.today
    return DoctorPage(
        report=report_of(portrait.shown(access), access.athlete.zone_info, now),
        finding=finding,
        answer=answered.answer if answered is not None and answered.day < DOCTOR_REST_DAYS else "",
        has_been_kept=kept is not None,
        unkept=(finding,) if finding is not None and is_new else (),
    )
