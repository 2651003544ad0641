"""Answers to findings. Only the athlete gives them: to everybody else the finding is read-only."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthedRequest, way_back
from advice import services
from advice.forms.answers import AnswerForm, ReasonForm
from advice.models import Answer, FindingSnapshot, Reason
from advice.rules.about import ABOUT
from advice.rules.quiet import Given


@require_POST
def answer_finding(request: AuthedRequest, rule: str) -> HttpResponse:
    """Keep the answer to a finding as it was last shown."""
    given, now = _given(request), timezone.now()
    kept = services.answer(request.user, rule, Answer(given.answer), now, days=given.days)
    return _noted(request, kept, given)


@require_POST
def answer_shown(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Keep the answer to a finding of one day, from the ledger."""
    given, now = _given(request), timezone.now()
    kept = services.answer_shown(request.user, pk, Answer(given.answer), now, days=given.days)
    return _noted(request, kept, given)


@require_http_methods(["GET", "POST"])
def why_shown(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Why not this time; nobody has to say."""
    back = way_back(request, reverse("advice:today"))
    shown = get_object_or_404(FindingSnapshot, athlete=request.user, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if services.say_why(request.user, pk, reason) and reason:
            _say(request, f"Noted: {Reason(reason).label}.", _take_back(pk, back))
        return redirect(back)
    if shown.answer != Answer.NOT_FOLLOWED:
        return redirect(back)
    context = {"shown": shown, "title": _title(shown.rule), "reasons": _reasons(), "back": back}
    return render(request, "advice/why.html", context)


@require_POST
def take_back_shown(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """The answer is open again."""
    if not services.take_back(request.user, pk, timezone.now()):
        raise Http404
    _say(request, "Your answer is taken back.")
    return redirect(way_back(request, reverse("advice:today")))


@require_POST
def retire(request: AuthedRequest, rule: str) -> HttpResponse:
    """Put a rule away, until it is brought back."""
    if not services.retire(request.user, rule, timezone.now()):
        raise Http404
    back = way_back(request, reverse("advice:today"))
    undo = _and_back("advice:bring_back", rule, back)
    _say(request, f"“{_title(rule)}” is put away. It waits in your ledger.", undo)
    return redirect(back)


@require_POST
def bring_back(request: AuthedRequest, rule: str) -> HttpResponse:
    """The rule may speak again; twice is once."""
    if rule not in ABOUT:
        raise Http404
    services.bring_back(request.user, rule)
    _say(request, f"“{_title(rule)}” is back. It speaks when it has something to say.")
    return redirect(way_back(request, reverse("advice:ledger")))


def _given(request: AuthedRequest) -> Given:
    """The answer that was tapped; what is none does not exist."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    given: Given = form.cleaned_data["answer"]
    return given


def _noted(request: AuthedRequest, kept: FindingSnapshot | None, given: Given) -> HttpResponse:
    """Back to the page that asked; "not this time" may say why on the way."""
    if kept is None:
        raise Http404
    back = way_back(request, reverse("advice:today"))
    until = f", until {kept.quiet_until:%A %-d %B}" if kept.quiet_until else ""
    _say(request, f"Noted: {Answer(given.answer).label}{until}.", _take_back(kept.pk, back))
    if kept.answer == Answer.NOT_FOLLOWED:
        return redirect(
            f"{reverse('advice:why_shown', args=[kept.pk])}?{urlencode({'next': back})}"
        )
    return redirect(back)


def _take_back(pk: UUID, back: str) -> str:
    return _and_back("advice:take_back_shown", pk, back)


def _and_back(route: str, key: UUID | str, back: str) -> str:
    """An address that knows where its page or act leads back to."""
    return f"{reverse(route, args=[key])}?{urlencode({'next': back})}"


def _say(request: AuthedRequest, text: str, undo: str = "") -> None:
    """A toast; an address becomes its Undo button (`_toast.html`)."""
    messages.success(request, text, extra_tags=undo)


def _title(rule: str) -> str:
    """What the rule is called; a rule of old that is no more, by its name."""
    about = ABOUT.get(rule)
    return about.title if about is not None else rule.replace("_", " ").capitalize()


def _reasons() -> list[tuple[str, str]]:
    return [(reason.value, reason.label) for reason in Reason if reason != Reason.UNTOLD]
