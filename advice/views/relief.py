"""The steps to ease a cramp: public, and what a stranger did stands in the address."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.http import consent_not_required
from advice.relief import Relief, began_at, is_site, steps_in
from advice.views.screen import Reader, empty_screen, reader_of, screen_of
from journal.muscles import LEG_SITES, group_choices
from journal.queries.relief import open_episode, run_of
from journal.relief import KINDS

# What the page needs without a network.
FILES = (
    "css/site.css",
    "vendor/bootstrap/css/bootstrap.min.css",
    "js/relief-store.js",
    "js/relief.js",
    "icon.svg",
)


@login_not_required
@consent_not_required
@require_safe
def relief(request: HttpRequest, muscle: str = "") -> HttpResponse:
    """The chooser, then the steps for one muscle. Without a start the address gets one: now."""
    now = timezone.now()
    if muscle and not is_site(muscle):
        raise Http404
    reader = reader_of(request, now)
    if not muscle or (reader.athlete is not None and muscle not in LEG_SITES):
        return _chooser(request, reader, muscle, now)
    if reader.athlete is not None:
        going = open_episode(reader.athlete, now, muscle)
        if going is not None:
            return redirect("advice:relief_now", going.form_key)
    return _steps(request, reader, muscle, now)


def _chooser(request: HttpRequest, reader: Reader, group: str, now: datetime) -> HttpResponse:
    """Where is it? `group`: only this one, of which the side is not known."""
    groups = [each for each in group_choices() if not group or each[0] == group]
    context = empty_screen(reader, now) | {"groups": groups, "key": uuid4()}
    if reader.athlete is not None:
        wrong = _wrong(request.GET.get("run", ""))
        changing = run_of(reader.athlete, wrong) if wrong else None
        context["changing"] = changing
        context["going"] = None if changing else open_episode(reader.athlete, now)
    return render(request, "advice/relief.html", context)


def _wrong(key: str) -> UUID | None:
    """The run whose muscle was a slip of the thumb."""
    try:
        return UUID(key)
    except ValueError:
        return None


def _steps(request: HttpRequest, reader: Reader, muscle: str, now: datetime) -> HttpResponse:
    """The steps as the address tells them; what was just tapped is written into the address."""
    began = began_at(request.GET.get("began", ""), now)
    if began is None:
        return redirect(f"{request.path}?began={int(now.timestamp())}")
    steps = steps_in(request.GET.get("did", ""), began, now)
    then, after = request.GET.get("then", ""), int((now - began).total_seconds())
    found = Relief(muscle, began, now, steps, not reader.no_drink, _gone(request, began, now))
    if then in KINDS or then == "gone":
        told = {"began": found.began_epoch, "did": found.did}
        news = {"gone": after} if then == "gone" else {"did": f"{found.did},{then}.{after}"}
        return redirect(f"{request.path}?{urlencode(told | news, safe=',')}")
    key = uuid4() if reader.athlete is not None else None
    return render(request, "advice/relief_steps.html", screen_of(reader, found, key=key))


def _gone(request: HttpRequest, began: datetime, now: datetime) -> datetime | None:
    """When the address says that it let go."""
    seconds = request.GET.get("gone", "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 6):
        return None
    return min(began + timedelta(seconds=int(seconds)), now)


@login_not_required
@consent_not_required
@require_safe
@cache_control(no_cache=True)
def relief_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the relief pages; its address makes /relief/ all that it sees."""
    files = [static(name) for name in FILES]
    context = {
        "page": reverse("advice:relief"),
        "files": files,
        "version": sha256(" ".join(files).encode()).hexdigest()[:12],
    }
    script = render_to_string("advice/relief_worker.js", context)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
