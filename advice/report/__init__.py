"""The doctor's page, one noun a file: what is counted, in which words, and on which paper."""

from __future__ import annotations

from advice.report.counts import DAYS, WEEKS, Place, Report, report_of

__all__ = ["DAYS", "WEEKS", "Place", "Report", "report_of"]
