"""The morning check."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest
from accounts.zones import local_day
from journal.forms.checkin import CheckInForm
from journal.queries import wellness
from journal.services import wellness as services
from journal.undo import say


@require_http_methods(["GET", "POST"])
def check_in(request: AuthedRequest) -> HttpResponse:
    """Today's answers; brown urine stays on the page and says who should look at it."""
    day = local_day(timezone.now(), request.user.zone_info)
    there = wellness.check_in_on(request.user, day)
    form = CheckInForm(request.POST or None, athlete=request.user, entry=there)
    if form.is_valid():
        saved = services.check_in(request.user, day=day, values=form.values)
        say(request, "Morning check saved.")
        return redirect("journal:check_in" if saved.brown_urine else "advice:today")
    return render(request, "journal/check_in.html", {"form": form, "there": there, "day": day})
