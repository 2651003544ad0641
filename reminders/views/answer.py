"""An open question about a workout, answered from the mail without a log-in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import consent_not_required, kept_private
from journal.forms.unanswered import UnansweredForm
from journal.models import Workout
from journal.queries.unanswered import Open, still_open
from journal.services.workouts import Answers
from journal.services.workouts import answer as keep
from reminders import emails, limits, links, queries
from reminders.links import Shut
from reminders.views.shut import shut, too_often

ONWARD = "journal:unanswered"


# Not exempt from the check of forged forms, as views.log_drink.
@login_not_required
@consent_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks and writes nothing; POST keeps what was answered, as the buttons of the diary do.

    Only what is still open is asked and filled in, so a second time changes nothing.
    """
    question, now = links.asked(token), timezone.now()
    if isinstance(question, Shut):
        return shut(request, question, ONWARD)
    athlete = queries.writer(question.user_id)
    if athlete is None:
        return shut(request, Shut.EXPIRED, ONWARD)
    rows = still_open(athlete, [question.workout_id], now)
    if not rows or "kept" in request.GET:
        context = {"is_kept": "kept" in request.GET}
        return kept_private(render(request, "reminders/answered.html", context))
    if request.method == "POST" and not limits.may_try(athlete.pk, now):
        return too_often(request)
    form = _form(request, rows)
    if form.is_valid() and (told := form.answers()):
        for workout, answers in told:
            keep(workout, answers, now)
        return kept_private(redirect(_after(request, *told[0])))
    return kept_private(_page(request, form))


def _page(request: HttpRequest, form: UnansweredForm) -> HttpResponse:
    row = form.rows()[0]
    context = {
        "form": form,
        "row": row,
        "nothing": form.is_bound and not form.errors,
        "zone_words": emails.zone_words(row.workout.zone_info),
    }
    return render(request, "reminders/answer.html", context)


def _form(request: HttpRequest, rows: tuple[Open, ...]) -> UnansweredForm:
    """The questions; the address may choose the answer of the button in the mail beforehand."""
    initial = {}
    if request.GET.get("cramp") in {"yes", "no"}:
        initial = {f"cramp-{row.workout.pk.hex}": request.GET["cramp"] for row in rows}
    data = request.POST if request.method == "POST" else None
    return UnansweredForm(data, rows=rows, initial=initial)


def _after(request: HttpRequest, workout: Workout, answers: Answers) -> str:
    """A cramp leads to its own form, behind the log-in; else a page that says it is kept."""
    if answers.cramped:
        return f"{reverse('journal:log_cramp')}?{urlencode({'workout': workout.pk})}"
    return f"{request.path}?kept=1"
