"""The diary as a week, and copying one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import AuthedRequest
from accounts.zones import local_day
from journal.forms.repeat import CopyWeekForm, copy_initial, first_targets
from journal.queries.copying import REASONS, WeekCopy, week_copy
from journal.queries.templates import template_chips
from journal.queries.week import week_sheet
from journal.services import planning
from journal.undo import say
from journal.views.planning import undo_later
from journal.views.reading import open_line_of_time
from journal.weeks import week_of, week_on


@require_GET
def week(
    request: AuthedRequest,
    athlete_id: UUID | None = None,
    year: int | None = None,
    week: int | None = None,
) -> HttpResponse:
    now = timezone.now()
    access = open_line_of_time(request.user, athlete_id, now=now, page="calendar")
    today = local_day(now, access.athlete.zone_info)
    shown = week_on(today) if year is None or week is None else week_of(year, week)
    if shown is None:
        raise Http404
    sheet = week_sheet(access, shown, today=today)
    can_plan = access.is_own and sheet.plan_on is not None
    context = {
        "access": access,
        "sheet": sheet,
        "today": today,
        # The month that most of its days are in.
        "month": shown.days[3],
        "templates": template_chips(request.user) if can_plan else [],
    }
    return render(request, "journal/week.html", context)


@require_http_methods(["GET", "POST"])
def copy_week(request: AuthedRequest, year: int, week: int) -> HttpResponse:
    source, now = week_of(year, week), timezone.now()
    if source is None:
        raise Http404
    today = local_day(now, request.user.zone_info)
    initial = copy_initial(source, today, request.GET.get("to", ""))
    form = CopyWeekForm(
        request.POST or None, athlete=request.user, source=source, now=now, initial=initial
    )
    if form.is_valid():
        return _copy(request, form, now)
    target = week_on(initial["to"]) or source
    context = {
        "form": form,
        "source": source,
        "target": target,
        "found": week_copy(request.user, source, target, now=now),
        "targets": first_targets(source, today),
    }
    return render(request, "journal/copy_week.html", context)


def _copy(request: AuthedRequest, form: CopyWeekForm, now: datetime) -> HttpResponse:
    target = form.target
    found = week_copy(request.user, form.source, target, now=now, act=form.key)
    done = planning.copy_week(request.user, found.copies, target=target, form_key=form.key)
    mine = [one for one in done if one.series == form.key]
    there = reverse("journal:week", args=[target.year, target.number])
    say(request, _copied(len(done), found), undo_later(mine[0], there) if mine else "")
    return redirect(there)


def _copied(count: int, found: WeekCopy) -> str:
    """What was copied, and what was left out and why."""
    plural = "" if count == 1 else "s"
    text = f"{count} workout{plural} planned." if count else "Nothing new was planned."
    reasons = [left.why for left in found.left_out]
    told = [f"{reasons.count(why)} {why}" for why in REASONS if why in reasons]
    return f"{text} Left out: {', '.join(told)}." if told else text
