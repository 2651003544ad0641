"""Charts of what happened."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import AuthedRequest
from journal.periods import Span, span_of
from journal.queries.charts import charts as count
from journal.views.reading import open_line_of_time

# The range in words, for the links.
SPANS = ((Span.SHORT, "12 weeks"), (Span.YEAR, "1 year"), (Span.ALL, "All"))


@require_safe
def charts(request: AuthedRequest, athlete_id: UUID | None = None) -> HttpResponse:
    """Sessions and cramps, load, places and times, over the range that the address names."""
    now = timezone.now()
    access = open_line_of_time(request.user, athlete_id, now=now, page="charts")
    page = count(access, span_of(request.GET.get("span", "")), now)
    return render(request, "journal/charts.html", {"access": access, "page": page, "spans": SPANS})
