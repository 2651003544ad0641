"""A rest for one kind of e-mail, from the e-mail itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.http import consent_not_required, kept_private
from accounts.models import User
from reminders import limits, links, queries, services
from reminders.forms.snooze import SnoozeForm
from reminders.models import Kind
from reminders.views.shut import shut, too_often
from reminders.words import WORDS


# Exempt as unsubscribing is: the signed address is the credential and no cookie counts, so there
# is nothing that another site could borrow; and a rest is all it can do.
@csrf_exempt
@login_not_required
@consent_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def snooze(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the choices and writes nothing; POST lets the kind rest. The last wish counts."""
    found = links.rests(token)
    user = User.objects.filter(pk=found[0]).first() if found else None
    if found is None or user is None:
        return shut(request, links.Shut.BROKEN, "reminders:settings")
    kind, now = found[1], timezone.now()
    form = SnoozeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not limits.may_try(user.pk, now):
        return too_often(request)
    if form.is_valid():
        services.rest(user, kind, days=form.cleaned_data["days"], now=now)
        return kept_private(redirect(request.path))
    return kept_private(_page(request, form, user, kind))


def _page(request: HttpRequest, form: SnoozeForm, user: User, kind: Kind) -> HttpResponse:
    live = {each.kind: each.until for each in queries.live_snoozes(user, timezone.now())}
    context = {"form": form, "words": WORDS[kind], "until": live.get(kind), "zone": user.zone}
    return render(request, "reminders/snooze.html", context)
