"""Everything that still waits for a word, on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest
from accounts.paging import key_asked, key_of
from journal.forms.unanswered import UnansweredForm, pks_in
from journal.queries.unanswered import still_open, unanswered
from journal.services import workouts as services
from journal.undo import say


@require_http_methods(["GET", "POST"])
def unanswered_workouts(request: AuthedRequest) -> HttpResponse:
    """A page of open questions; sent, what was answered is kept and the rest left open."""
    now = timezone.now()
    page = None
    if request.method == "POST":
        form = UnansweredForm(
            request.POST, rows=still_open(request.user, pks_in(request.POST), now)
        )
        if form.is_valid():
            answers = form.answers()
            kept = sum(services.answer(workout, told, now) for workout, told in answers)
            say(request, _kept(kept))
            older = key_of(request.POST.get("older", ""))
            onward = f"?before={older}" if older is not None else ""
            return redirect(reverse("journal:unanswered") + onward)
    else:
        page = unanswered(request.user, now, key_asked(request))
        form = UnansweredForm(rows=page.rows)
    context = {"form": form, "page": page, "before": request.GET.get("before", ""), "now": now}
    return render(request, "journal/unanswered.html", context)


def _kept(count: int) -> str:
    if not count:
        return "Nothing was answered, nothing is changed."
    return "Saved." if count == 1 else f"Saved for {count} workouts."
