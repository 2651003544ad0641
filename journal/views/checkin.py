"""The morning check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest
from accounts.zones import local_day
from journal.forms.checkin import CheckInForm
from journal.forms.fields import DAYS
from journal.models import CheckIn
from journal.queries import wellness
from journal.services import wellness as services
from journal.undo import say
from journal.views.saving import saved


@require_http_methods(["GET", "POST"])
def check_in(request: AuthedRequest, on: date | None = None) -> HttpResponse:
    """The answers of today or of a day that has been; brown urine stays on the page and says who
    should look at it."""
    today = local_day(timezone.now(), request.user.zone_info)
    day = on or today
    if not DAYS[0] <= day <= today:
        raise Http404
    there = wellness.check_in_on(request.user, day)
    form = CheckInForm(request.POST or None, athlete=request.user, entry=there)
    if form.is_valid() and _saved(request, form, there, day):
        say(request, "Morning check saved.")
        stays = form.values["brown_urine"] or day != today
        return redirect("journal:check_in", day) if stays else redirect("advice:today")
    return render(request, "journal/check_in.html", _context(request, form, day, today))


def _saved(request: AuthedRequest, form: CheckInForm, there: CheckIn | None, day: date) -> bool:
    """Whether it is kept. What was answered on another page meanwhile is not overwritten unseen."""

    def save(values: Mapping[str, Any]) -> None:
        knows = form.cleaned_data["knows_earlier"]
        services.check_in(request.user, day=day, values=values, knows_earlier=knows)

    if there is not None and form.overwrites(there):
        return saved(form, there, form.values, save)
    save(form.values)
    return True


def _context(
    request: AuthedRequest, form: CheckInForm, day: date, today: date
) -> dict[str, object]:
    brown = form.entry is not None and form.entry.brown_urine
    return {
        "form": form,
        "there": form.entry,
        "day": day,
        "is_today": day == today,
        "earlier": day - timedelta(days=1) if day > DAYS[0] else None,
        "later": day + timedelta(days=1) if day < today else None,
        "emergency_number": wellness.emergency_number(request.user) if brown else "",
    }
