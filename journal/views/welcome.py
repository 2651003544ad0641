"""The first minutes: four short steps, each can be skipped, the last one is a first entry."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import AuthedRequest
from accounts.models import User
from journal.forms.welcome import YouForm
from journal.queries import welcome as queries
from journal.queries import wellness
from journal.services import welcome as services
from journal.undo import expect_first_entry

# Steps after the consent, which is the first, by the route that shows each.
ROUTES = ("journal:welcome_you", "reminders:welcome", "journal:welcome_first")
FIRST = {
    "plan": "journal:plan_workout",
    "cramp": "journal:log_cramp",
    "workout": "journal:log_workout",
}
# In the session: the route of the step that was reached; reminders.views writes it too.
_REACHED = "welcome"


@require_safe
def welcome(request: AuthedRequest) -> HttpResponse:
    """To the step that was reached in this browser; to Today for whoever is not new."""
    if not queries.is_new(request.user):
        return redirect("advice:today")
    reached = request.session.get(_REACHED)
    return redirect(reached if reached in ROUTES else ROUTES[0])


@require_http_methods(["GET", "POST"])
def welcome_you(request: AuthedRequest) -> HttpResponse:
    """Clock, units, weight, a fluid limit."""
    if not queries.is_new(request.user):
        return redirect("advice:today")
    # A copy from the database: a form that is refused must not change the page around it.
    athlete = User.objects.get(pk=request.user.pk)
    form = YouForm(request.POST or None, athlete=athlete, profile=wellness.profile_of(athlete))
    if form.is_valid():
        told = form.cleaned_data
        services.tell(
            athlete, zone=told["zone"], units=told["units"], body=form.body, now=timezone.now()
        )
        request.session[_REACHED] = ROUTES[1]
        return redirect(ROUTES[1])
    return render(request, "journal/welcome_you.html", {"form": form})


@require_http_methods(["GET", "POST"])
def welcome_first(request: AuthedRequest) -> HttpResponse:
    """Three ways to a first entry, or none yet; any answer ends the welcome."""
    if not queries.is_new(request.user):
        return redirect("advice:today")
    if request.method == "GET":
        request.session[_REACHED] = ROUTES[2]
        return render(request, "journal/welcome_first.html")
    services.leave(request.user, timezone.now())
    request.session.pop(_REACHED, None)
    route = FIRST.get(request.POST.get("first", ""))
    if route is None:
        return redirect("advice:today")
    expect_first_entry(request)
    return redirect(route)
