"""Writing an invitation, taking it back, and typing the code of somebody else's."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import has_consent
from accounts.http import AuthedRequest
from coaching import limits, queries, services
from coaching.codes import code_of, grouped
from coaching.forms import CodeForm, OfferForm, RequestForm
from coaching.models import Invitation, Side
from coaching.views.answering import CLOSED, TOO_MANY_TRIES, to_consent
from coaching.words import listed

TOO_MANY_INVITATIONS = "That is enough invitations for one day. Try again tomorrow."


@require_http_methods(["GET", "POST"])
def invite_coach(request: AuthedRequest) -> HttpResponse:
    """An athlete offers parts of the diary."""
    if not has_consent(request.user):
        return to_consent(request)
    form = OfferForm(request.POST or None, athlete=request.user, now=timezone.now())
    if form.is_valid() and (code := _invite(request, Side.ATHLETE, form)):
        return redirect("coaching:invitation", code)
    return render(request, "coaching/invite_coach.html", {"form": form})


@require_http_methods(["GET", "POST"])
def invite_athlete(request: AuthedRequest) -> HttpResponse:
    """A coach asks for parts of a diary."""
    if not request.user.is_coach:
        return redirect("coaching:turn_coaching")
    form = RequestForm(request.POST or None, coach=request.user)
    if form.is_valid() and (code := _invite(request, Side.COACH, form)):
        return redirect("coaching:invitation", code)
    return render(request, "coaching/invite_athlete.html", {"form": form})


@require_http_methods(["GET", "POST"])
def enter_code(request: AuthedRequest) -> HttpResponse:
    """From a code that was told to the page of its invitation."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "coaching/enter_code.html", {"form": form})
    now = timezone.now()
    code = form.cleaned_data["code"]
    if not limits.may_try(request.user, now):
        form.add_error("code", TOO_MANY_TRIES)
        status = HTTPStatus.TOO_MANY_REQUESTS
        return render(request, "coaching/enter_code.html", {"form": form}, status=status)
    if queries.invitation_behind(code, now) is None:
        limits.count_wrong(request.user, now)
        form.add_error("code", CLOSED)
        return render(request, "coaching/enter_code.html", {"form": form})
    return redirect("coaching:invitation", grouped(code))


@require_http_methods(["GET", "POST"])
def cancel_invitation(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """The sender takes an open invitation back."""
    now = timezone.now()
    waiting = Invitation.objects.open(now).filter(sender=request.user)
    found = get_object_or_404(waiting, pk=pk)
    if request.method == "POST":
        services.cancel(found, now=now)
        messages.success(request, "Cancelled. The code opens nothing any more.")
        return redirect("coaching:sharing")
    context = {"invitation": found, "words": listed(found.categories)}
    return render(request, "coaching/cancel_invitation.html", context)


def _invite(request: AuthedRequest, side: Side, form: OfferForm | RequestForm) -> str | None:
    """The code of the invitation that was made, or None with the reason on the form."""
    data = form.cleaned_data
    try:
        made = services.invite(
            request.user,
            side=side,
            categories=data["categories"],
            email=data["email"],
            ends_on=data.get("ends_on"),
            form_key=data["form_key"],
            now=timezone.now(),
        )
    except services.TooManyError:
        form.add_error(None, TOO_MANY_INVITATIONS)
        return None
    except services.InvitationError as error:
        raise Http404 from error
    return grouped(code_of(made.pk))
