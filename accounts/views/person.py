"""Pages about the person: more, settings, who looked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import queries
from accounts.access import has_consent
from accounts.forms import SettingsForm
from accounts.http import AuthedRequest
from accounts.models import User
from accounts.paging import key_asked, number
from accounts.zones import zone_label


@require_safe
def more(request: AuthedRequest) -> HttpResponse:
    """Everything that has no place in the five links."""
    return render(request, "accounts/more.html", {"consented": has_consent(request.user)})


@require_http_methods(["GET", "POST"])
def settings(request: AuthedRequest) -> HttpResponse:
    """Name, clock, units and theme."""
    # A copy from the database: a form that is refused must not colour the page around it.
    form = SettingsForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        if "zone" in form.changed_data:
            place = zone_label(saved.zone)
            messages.success(request, f"Saved. Reminders and new entries now follow {place} time.")
        else:
            messages.success(request, "Settings saved.")
        return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form})


@require_safe
def access_log(request: AuthedRequest) -> HttpResponse:
    """Who opened what of the diary, newest first (1 query besides the person's)."""
    before = key_asked(request, number)
    page = queries.openings(request.user, timezone.now(), before)
    context = {"openings": page, "before": before}
    return render(request, "accounts/access_log.html", context)
