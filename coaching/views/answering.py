"""Answering an invitation: what is offered or asked is read before anything is shared."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import has_consent
from accounts.http import AuthedRequest
from accounts.models import Grant
from coaching import limits, queries, services
from coaching.codes import grouped, normalised
from coaching.forms import SharingForm, terms_of
from coaching.models import Invitation
from coaching.terms import last_day
from coaching.words import listed

# The same for a code that is wrong, used, cancelled or too old: it tells a guesser nothing.
CLOSED = "This invitation is no longer valid. Ask for a new one."
TOO_MANY_TRIES = "Too many codes that open nothing. Wait ten minutes, then try again."


@require_http_methods(["GET", "POST"])
def invitation(request: AuthedRequest, code: str) -> HttpResponse:
    """The page a code opens, by link or typed."""
    now = timezone.now()
    if not limits.may_try(request.user, now):
        return _says(request, TOO_MANY_TRIES, HTTPStatus.TOO_MANY_REQUESTS)
    signs = normalised(code)
    found = queries.invitation_behind(signs, now) if signs else None
    if signs is None or found is None:
        return _not_open(request, signs, now)
    if found.sender_id == request.user.pk:
        return _own(request, found, grouped(signs))
    if not services.may_accept(found, request.user):
        return render(request, "coaching/other_address.html", status=HTTPStatus.FORBIDDEN)
    if "decline" in request.POST:
        return _decline(request, found, now)
    return (_offer if found.is_offer else _request)(request, found, now)


def _own(request: AuthedRequest, found: Invitation, code: str) -> HttpResponse:
    """The sender's own invitation: the code to hand over. Sending it to oneself does nothing."""
    context = {
        "invitation": found,
        "code": code,
        "link": request.build_absolute_uri(reverse("coaching:invitation", args=(code,))),
        "words": listed(found.categories),
        "ends_on": _ends_on(found),
    }
    return render(request, "coaching/own_invitation.html", context)


def _ends_on(found: Invitation) -> date | None:
    ends_at = found.grant_ends_at
    return last_day(ends_at, found.sender.zone_info) if ends_at else None


def _offer(request: AuthedRequest, found: Invitation, now: datetime) -> HttpResponse:
    """A coach reads what an athlete offers."""
    if request.method == "POST":
        try:
            services.accept_offer(found, coach=request.user, now=now)
        except services.InvitationError:
            return _closed(request)
        messages.success(request, f"{found.sender} now shares with you.")
        return redirect("coaching:athletes")
    context = {
        "invitation": found,
        "parts": queries.parts(found.categories),
        "ends_on": _ends_on(found),
    }
    return render(request, "coaching/offer.html", context)


def _request(request: AuthedRequest, found: Invitation, now: datetime) -> HttpResponse:
    """An athlete reads what a coach asks for, and chooses what to grant."""
    may_share = has_consent(request.user)
    if request.method == "POST" and not may_share:
        return to_consent(request)
    before = (
        Grant.objects.given_by(request.user)
        .filter(coach=found.sender, revoked_at=None)
        .select_related("athlete")
        .first()
    )
    first = terms_of(before) if before else {"categories": found.categories}
    form = SharingForm(request.POST or None, athlete=request.user, now=now, initial=first)
    if form.is_valid():
        return _share(request, found, form, now)
    context = {
        "invitation": found,
        "words": listed(found.categories),
        "form": form,
        "before": before,
        "may_share": may_share,
    }
    return render(request, "coaching/request.html", context)


def _share(
    request: AuthedRequest, found: Invitation, form: SharingForm, now: datetime
) -> HttpResponse:
    categories = form.cleaned_data["categories"]
    try:
        services.accept_request(
            found, athlete=request.user, categories=categories, ends_at=form.ends_at, now=now
        )
    except services.InvitationError:
        return _closed(request)
    messages.success(request, f"{found.sender} now sees {listed(categories)}.")
    return redirect("coaching:sharing")


def _decline(request: AuthedRequest, found: Invitation, now: datetime) -> HttpResponse:
    if not services.cancel(found, now=now):
        return _closed(request)
    messages.success(request, "Declined. Nothing was shared.")
    return redirect("coaching:sharing")


def _not_open(request: AuthedRequest, signs: str | None, now: datetime) -> HttpResponse:
    """The second half of a double click goes where the first went; the rest is closed."""
    used = queries.used_by(request.user, signs) if signs and request.method == "POST" else None
    if used is not None:
        return redirect("coaching:athletes" if used.is_offer else "coaching:sharing")
    limits.count_wrong(request.user, now)
    return _closed(request)


def _closed(request: HttpRequest) -> HttpResponse:
    return _says(request, CLOSED, HTTPStatus.NOT_FOUND)


def _says(request: HttpRequest, sentence: str, status: HTTPStatus) -> HttpResponse:
    return render(request, "coaching/closed.html", {"sentence": sentence}, status=status)


def to_consent(request: HttpRequest) -> HttpResponse:
    """To the consent page and back: nothing is shared before keeping it is agreed to."""
    back = urlencode({"next": request.path})
    return redirect(f"{reverse('accounts:consent')}?{back}")
