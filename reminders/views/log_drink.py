"""“I had it”: a drink that a mail spoke of, written down without a log-in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import consent_not_required, kept_private
from accounts.models import User
from accounts.units import unit
from journal.models import Drink, Intake
from journal.queries.drinks import choices, likely_drink, water
from journal.undo import say
from reminders import emails, limits, links, queries, services
from reminders.forms.log import LogForm
from reminders.links import Offer, Shut
from reminders.views.shut import shut, too_often

ONWARD = "journal:log_drink"


# Not exempt from the check of forged forms: it writes into a diary, and people send it, no machine.
@login_not_required
@consent_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_drink(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the amount of the mail in a form and writes nothing; POST saves it once.

    The address stands for a log-in to this one act: nothing of the diary is shown but what the mail
    said. Own drinks are offered to their owner's session only.
    """
    offer, now = links.offered(token), timezone.now()
    if isinstance(offer, Shut):
        return shut(request, offer, ONWARD)
    athlete = queries.writer(offer.user_id)
    if athlete is None:
        return shut(request, Shut.EXPIRED, ONWARD)
    there = services.written(offer)
    if there is not None:
        return _done(request, there)
    if request.method == "POST" and not limits.may_try(athlete.pk, now):
        return too_often(request)
    form = _form(request, athlete, offer)
    if form.is_valid():
        _save(request, form, offer)
        return kept_private(redirect(request.path))
    zone = emails.zone_words(athlete.zone_info)
    context = {"form": form, "is_own": request.user == athlete, "zone_words": zone}
    return kept_private(render(request, "reminders/log_drink.html", context))


def _form(request: HttpRequest, athlete: User, offer: Offer) -> LogForm:
    known: list[Drink] = [water()]
    # “Other amount” is the same form with the amount left out.
    initial: dict[str, Any] = {"volume": None} if "other" in request.GET else {}
    if request.user == athlete:
        known = choices(athlete)
        initial["drink"] = likely_drink(athlete, known)
    return LogForm(
        request.POST if request.method == "POST" else None,
        athlete=athlete,
        now=timezone.now(),
        drinks=known,
        offer=offer,
        initial=initial,
    )


def _save(request: HttpRequest, form: LogForm, offer: Offer) -> None:
    intake, made = services.write_down(offer, form.athlete, drink=form.chosen, **form.values)
    if made and request.user == form.athlete:
        shown = unit("volume", form.athlete.units)
        text = f"{shown.text(intake.volume_ml)} {shown.name} of {intake.drink.name} saved."
        say(request, text, reverse("journal:delete_drink", args=[intake.pk]))


def _done(request: HttpRequest, intake: Intake) -> HttpResponse:
    """That it is in the diary; how much and when only its owner's own pages say."""
    context = {
        "is_own": request.user.pk == intake.athlete_id,
        "is_back": intake.deleted_at is not None,
        "intake": intake,
    }
    return kept_private(render(request, "reminders/drink_logged.html", context))
