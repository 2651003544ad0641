"""The way out of one kind of e-mail, from the e-mail itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.http import consent_not_required, kept_private
from accounts.models import User
from reminders import emails, services
from reminders.links import Shut
from reminders.views.shut import shut
from reminders.words import WORDS


@csrf_exempt
@login_not_required
@consent_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one kind of e-mail, from the e-mail itself (RFC 8058).

    GET shows a page with a button and writes nothing, since scanners follow links. POST needs
    neither log-in nor cookie: the signed token says who and what, and stopping is all it can do.
    """
    subject = emails.stop_subject(token)
    user = User.objects.filter(pk=subject[0]).first() if subject else None
    if subject is None or user is None:
        return shut(request, Shut.BROKEN, "reminders:settings")
    kind = subject[1]
    is_done = request.method == "POST"
    if is_done:
        services.stop(user.pk, kind)
    context = {"words": WORDS[kind], "is_done": is_done}
    return kept_private(render(request, "reminders/unsubscribe.html", context))
