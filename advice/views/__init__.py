"""Pages of advice, one noun a file."""

from __future__ import annotations

from advice.views.doctor import doctor
from advice.views.front import home, rules
from advice.views.insights import insights, preparation
from advice.views.relief import relief, relief_worker
from advice.views.relief_now import relief_now
from advice.views.share import revoke_share, shared_page, shares
from advice.views.today import answer_finding, today

__all__ = [
    "answer_finding",
    "doctor",
    "home",
    "insights",
    "preparation",
    "relief",
    "relief_now",
    "relief_worker",
    "revoke_share",
    "rules",
    "shared_page",
    "shares",
    "today",
]
