"""What pages and mails ask of advice, one noun a file."""

from __future__ import annotations

from advice.queries.doctor import doctor_page, report_files
from advice.queries.findings import doctor_findings, findings, findings_for, findings_of
from advice.queries.insights import insights
from advice.queries.ledger import ledger, ledger_rule
from advice.queries.plans import (
    briefs,
    calls_for_evening_drink,
    drinking_limits,
    plan_of,
    preparations,
    recoveries,
)
from advice.queries.rulebook import rule_states
from advice.queries.shares import links_of
from advice.queries.today import today

__all__ = [
    "briefs",
    "calls_for_evening_drink",
    "doctor_findings",
    "doctor_page",
    "drinking_limits",
    "findings",
    "findings_for",
    "findings_of",
    "insights",
    "ledger",
    "ledger_rule",
    "links_of",
    "plan_of",
    "preparations",
    "recoveries",
    "report_files",
    "rule_states",
    "today",
]
