"""The athlete's side: who sees what, and the end of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import has_consent
from accounts.http import AuthedRequest
from accounts.models import Grant
from coaching import queries, services
from coaching.forms import SharingForm, terms_of
from coaching.glimpse import glimpse
from coaching.words import listed


@require_safe
def sharing(request: AuthedRequest) -> HttpResponse:
    """Who sees the diary, which invitations wait, and whether one coaches."""
    now = timezone.now()
    return render(
        request,
        "coaching/sharing.html",
        {
            "sharings": queries.sharing_of(request.user, now),
            "invitations": queries.invitations_of(request.user, now),
            "has_consent": has_consent(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def grant(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Change what one coach sees, or until when."""
    found = _own_grant(request, pk)
    now = timezone.now()
    form = SharingForm(request.POST or None, athlete=request.user, now=now, initial=terms_of(found))
    if form.is_valid():
        services.renew(found, form.cleaned_data["categories"], form.ends_at, now=now)
        messages.success(request, f"Saved. {found.coach} now sees {listed(found.categories)}.")
        return redirect("coaching:grant", pk)
    context = {
        "form": form,
        "grant": found,
        "has_ended": found.expires_at is not None and found.expires_at <= now,
        "looks": queries.looks(found),
        "glimpse": glimpse(found, now),
    }
    return render(request, "coaching/grant.html", context)


@require_http_methods(["GET", "POST"])
def revoke(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """One page that says what happens, one button that does it."""
    found = _own_grant(request, pk)
    if request.method == "POST":
        services.revoke(found, now=timezone.now())
        messages.success(request, f"Stopped. {found.coach} sees nothing of your diary any more.")
        return redirect("coaching:sharing")
    return render(request, "coaching/revoke.html", {"grant": found})


@require_safe
def preview(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """The diary through the eyes of one coach."""
    found = _own_grant(request, pk)
    context = {"grant": found, "glimpse": glimpse(found, timezone.now())}
    return render(request, "coaching/preview.html", context)


def _own_grant(request: AuthedRequest, pk: UUID) -> Grant:
    """A grant the reader gave and did not take back, with its people, or 404."""
    grants = Grant.objects.given_by(request.user).filter(revoked_at=None)
    return get_object_or_404(grants.select_related("coach", "athlete"), pk=pk)
