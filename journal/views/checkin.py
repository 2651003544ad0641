"""The morning check."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest
from accounts.zones import local_day
from journal.forms.checkin import CheckInForm
from journal.forms.fields import DAYS
from journal.queries import wellness
from journal.services import wellness as services
from journal.undo import say


@require_http_methods(["GET", "POST"])
def check_in(
    request: AuthedRequest, year: int | None = None, month: int = 1, day: int = 1
) -> HttpResponse:
    """The answers of today or of a day that has been; brown urine stays on the page and says who
    should look at it."""
    today = local_day(timezone.now(), request.user.zone_info)
    on = today if year is None else _past_day(year, month, day, today)
    there = wellness.check_in_on(request.user, on)
    form = CheckInForm(request.POST or None, athlete=request.user, entry=there)
    if form.is_valid():
        saved = services.check_in(
            request.user,
            day=on,
            values=form.values,
            knows_earlier=form.cleaned_data["knows_earlier"],
        )
        say(request, "Morning check saved.")
        if saved.brown_urine or on != today:
            return redirect("journal:check_in", on.year, on.month, on.day)
        return redirect("advice:today")
    return render(request, "journal/check_in.html", _context(request, form, on, today))


def _past_day(year: int, month: int, day: int, today: date) -> date:
    try:
        on = date(year, month, day)
    except (ValueError, OverflowError) as wrong:
        raise Http404 from wrong
    if not DAYS[0] <= on <= today:
        raise Http404
    return on


def _context(request: AuthedRequest, form: CheckInForm, on: date, today: date) -> dict[str, object]:
    brown = form.entry is not None and form.entry.brown_urine
    return {
        "form": form,
        "there": form.entry,
        "day": on,
        "is_today": on == today,
        "earlier": on - timedelta(days=1) if on > DAYS[0] else None,
        "later": on + timedelta(days=1) if on < today else None,
        "emergency_number": wellness.emergency_number(request.user) if brown else "",
    }
