"""The relief screen of an athlete: the server's rows are its state.

Every button posts a form; with JavaScript the same fields come as JSON, later and again where the
network was away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import AuthedRequest
from advice.relief import Relief
from advice.rules.relief import forbids_steps
from advice.views.screen import reader_of, screen_of, site_of, state_of
from journal.models import CrampEpisode
from journal.queries.relief import run_of
from journal.relief import KINDS, RefusedError, Tapped
from journal.services import relief as services
from journal.undo import say

UNREADABLE = "This could not be read."
SOMEBODY_ELSE = "Somebody else is logged in here."
SAVED = "Saved. Add more if you feel like it."


@require_http_methods(["GET", "POST"])
def relief_now(request: AuthedRequest, run: UUID) -> HttpResponse:
    """One run: its steps as they are saved, and every tap on them."""
    now = timezone.now()
    if request.method == "POST":
        return _tapped(request, run, now)
    found = run_of(request.user, run)
    if found is None:
        raise Http404
    site = site_of(found)
    episode = found.episode
    if not episode.is_ongoing or not site or forbids_steps(episode.red_flags or ()):
        return redirect("journal:episode", episode.pk)
    reader = reader_of(request, now)
    steps = found.steps or (Tapped("stretch", now),)
    relief = Relief(site, episode.started_at, now, steps, not reader.no_drink)
    context = screen_of(reader, relief, key=run, run=found)
    return render(request, "advice/relief_steps.html", context)


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap as the browser told it."""

    fields: Mapping[str, str]
    now: datetime

    def moment(self, name: str) -> datetime | None:
        """An instant; None when nothing is told."""
        text = self.fields.get(name, "")
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError as error:
            raise RefusedError(UNREADABLE) from error
        if found.tzinfo is None:
            raise RefusedError(UNREADABLE)
        return found

    @property
    def at(self) -> datetime:
        """When it was tapped; a form without script does not say, and means now."""
        return self.moment("at") or self.now

    @property
    def step(self) -> UUID:
        """The key of the step."""
        try:
            return UUID(self.fields.get("step", ""))
        except ValueError as error:
            raise RefusedError(UNREADABLE) from error


def _tapped(request: AuthedRequest, key: UUID, now: datetime) -> HttpResponse:
    """Write one tap, and answer with the state as it is saved."""
    is_json = request.content_type == "application/json"
    try:
        tap = Tap(_fields(request), now)
        if _is_somebody_elses(request, tap):
            return JsonResponse({"error": SOMEBODY_ELSE}, status=403)
        episode, is_over = _write(request, key, tap)
    except RefusedError as refused:
        if is_json:
            return JsonResponse({"error": str(refused)}, status=400)
        messages.warning(request, f"Not saved. {refused}")
        return redirect("advice:relief")
    except CrampEpisode.DoesNotExist as error:
        raise Http404 from error
    if is_over:
        say(request, SAVED)
    if is_json:
        found = run_of(request.user, key)
        return JsonResponse(state_of(found) if found else {})
    if episode.is_ongoing:
        began = "heat" if tap.fields.get("act") == "mail" else tap.fields.get("kind", "")
        where = f"#step-{began}" if began in KINDS else ""
        return redirect(reverse("advice:relief_now", args=[key]) + where)
    return redirect("journal:episode", episode.pk)


def _is_somebody_elses(request: AuthedRequest, tap: Tap) -> bool:
    """Whether the screen was opened by another athlete, before this one logged in here.

    A screen in an old tab, or one kept for a time without a network, sends with the cookies of
    whoever is logged in now. Forms carry a token that a log-in renews; JSON says whose it is.
    """
    owner = tap.fields.get("owner", "")
    return bool(owner) and owner != str(request.user.pk)


def _fields(request: AuthedRequest) -> Mapping[str, str]:
    """The fields of the form, or of the JSON object; only text counts."""
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(UNREADABLE) from error
    if not isinstance(told, dict):
        raise RefusedError(UNREADABLE)
    return {name: value for name, value in told.items() if isinstance(value, str)}


def _write(request: AuthedRequest, key: UUID, tap: Tap) -> tuple[CrampEpisode, bool]:
    """Do what was tapped; whether it has just ended."""
    act, began = tap.fields.get("act", ""), tap.moment("began")
    if act == "begin" and began is None:
        began = tap.now
    run = services.Run(request.user, key, tap.fields.get("muscle", ""), began)
    if act == "gone":
        return services.gone(run, at=tap.at, now=tap.now)
    if act not in ACTS:
        raise RefusedError(UNREADABLE)
    return ACTS[act](run, tap), False


def _step(run: services.Run, tap: Tap) -> CrampEpisode:
    """A step; the form of warmth asks in the same breath whether to mail."""
    kind = tap.fields.get("kind", "")
    made = services.take(run, step=tap.step, kind=kind, at=tap.at, now=tap.now)
    return _mail(run, tap) if "mail_shown" in tap.fields else made


def _mail(run: services.Run, tap: Tap) -> CrampEpisode:
    return services.ask_mail(run, wanted=bool(tap.fields.get("mail")), now=tap.now)


ACTS: dict[str, Callable[[services.Run, Tap], CrampEpisode]] = {
    "begin": lambda run, tap: services.begin(run, tap.now),
    "step": _step,
    "move": lambda run, tap: services.move(run, site=tap.fields.get("site", ""), now=tap.now),
    "mail": _mail,
    "still": lambda run, tap: services.still(run, tap.now),
    "seen": lambda run, tap: services.see(run, tap.now),
}
