"""The morning check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest
from accounts.zones import local_day
from journal.forms.checkin import CheckInForm
from journal.models import CheckIn
from journal.queries import wellness
from journal.services import wellness as services
from journal.services.versions import Save
from journal.undo import say
from journal.views.saving import saved


@require_http_methods(["GET", "POST"])
def check_in(request: AuthedRequest) -> HttpResponse:
    """Today's answers; brown urine stays on the page and says who should look at it."""
    day = local_day(timezone.now(), request.user.zone_info)
    there = wellness.check_in_on(request.user, day)
    form = CheckInForm(request.POST or None, athlete=request.user, entry=there)

    def save(values: Mapping[str, Any]) -> None:
        services.check_in(request.user, day=day, values=values)

    if form.is_valid() and _saved(form, there, save):
        say(request, "Morning check saved.")
        is_brown = form.values["brown_urine"]
        return redirect("journal:check_in" if is_brown else "advice:today")
    return render(request, "journal/check_in.html", {"form": form, "there": there, "day": day})


def _saved(form: CheckInForm, there: CheckIn | None, save: Save) -> bool:
    if there is not None:
        return saved(form, there, form.values, save)
    save(form.values)
    return True
