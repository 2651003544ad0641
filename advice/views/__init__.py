"""Pages of advice, one noun a file."""

from __future__ import annotations

from advice.views.answers import (
    answer_finding,
    answer_shown,
    bring_back,
    retire,
    take_back_shown,
    why_shown,
)
from advice.views.doctor import doctor
from advice.views.drink import drink
from advice.views.front import home, rules
from advice.views.insights import insights, preparation
from advice.views.ledger import ledger, ledger_rule
from advice.views.relief import relief, relief_worker
from advice.views.relief_now import relief_now
from advice.views.report import delete_report, report_file, report_files_page, report_pdf
from advice.views.share import revoke_share, shared_page, shares
from advice.views.today import today

__all__ = [
    "answer_finding",
    "answer_shown",
    "bring_back",
    "delete_report",
    "doctor",
    "drink",
    "home",
    "insights",
    "ledger",
    "ledger_rule",
    "preparation",
    "relief",
    "relief_now",
    "relief_worker",
    "report_file",
    "report_files_page",
    "report_pdf",
    "retire",
    "revoke_share",
    "rules",
    "shared_page",
    "shares",
    "take_back_shown",
    "today",
    "why_shown",
]
