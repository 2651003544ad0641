"""What we mail, and when."""

from __future__ import annotations

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from kombu.exceptions import OperationalError

from accounts.http import AuthedRequest
from accounts.models import User
from accounts.zones import local_day
from journal.queries.welcome import is_new
from reminders import emails, queries, services, tasks
from reminders.forms.preference import PreferenceForm, WelcomeForm
from reminders.models import Kind

# One test e-mail a minute is enough to see whether they arrive. Seconds.
TEST_EVERY = 60


@require_http_methods(["GET", "POST"])
def settings(request: AuthedRequest) -> HttpResponse:
    """Switches and hours, what rests, the next five and what became of the last fifty."""
    now = timezone.now()
    overview = queries.overview(request.user, now)
    form = PreferenceForm(
        request.POST or None,
        instance=overview.recipient.preference,
        today=local_day(now, request.user.zone_info),
        is_coach=request.user.is_coach,
    )
    if form.is_valid():
        services.choose(request.user, form.cleaned_data, now)
        messages.success(request, "Your e-mails are saved.")
        return redirect("reminders:settings")
    context = {
        "form": form,
        "overview": overview,
        "zone_words": emails.zone_words(request.user.zone_info),
    }
    return render(request, "reminders/settings.html", context)


@require_http_methods(["GET", "POST"])
def welcome(request: AuthedRequest) -> HttpResponse:
    """The third step of the welcome: what is mailed, and when."""
    if not is_new(request.user):
        return redirect("advice:today")
    now = timezone.now()
    recipient = queries.recipients([request.user.pk])[request.user.pk]
    form = WelcomeForm(
        request.POST or None,
        instance=recipient.preference,
        today=local_day(now, request.user.zone_info),
    )
    if form.is_valid():
        services.choose(request.user, form.cleaned_data, now)
        return redirect("journal:welcome_first")
    # Whoever leaves the welcome now goes on from here (journal.views.welcome).
    request.session["welcome"] = "reminders:welcome"
    context = {"form": form, "zone_words": emails.zone_words(request.user.zone_info)}
    return render(request, "reminders/welcome.html", context)


@require_POST
def send_test(request: AuthedRequest) -> HttpResponse:
    """Send the reader a test e-mail, by a worker as every e-mail."""
    recipient = queries.recipients([request.user.pk])[request.user.pk]
    if recipient.address is None:
        messages.warning(request, "Confirm your e-mail address first.")
    elif not cache.add(_test_key(request.user), 1, TEST_EVERY):
        messages.warning(request, "One is on its way already. Try again in a minute.")
    elif _ring(request.user):
        messages.success(request, f"A test e-mail is on its way to {recipient.address}.")
    else:
        messages.warning(request, "E-mails wait at the moment. Try again in a few minutes.")
    return redirect("reminders:settings")


@require_POST
def try_again(request: AuthedRequest) -> HttpResponse:
    """Write again to an address from which e-mails came back, a test first."""
    services.try_again(request.user, timezone.now())
    return send_test(request)


@require_POST
def end_snooze(request: AuthedRequest, mail: str) -> HttpResponse:
    """End the rest of one kind; a second time changes nothing."""
    if mail not in Kind.values:
        raise Http404
    kind = Kind(mail)
    if services.wake(request.user, kind, timezone.now()):
        messages.success(request, f"They come again: {kind.label[0].lower()}{kind.label[1:]}.")
    return redirect("reminders:settings")


def _ring(user: User) -> bool:
    """Ask a worker for the test; False when the broker does not answer."""
    try:
        # celery-types does not know Celery's own Django task.
        tasks.send_test.delay_on_commit(str(user.pk))  # type: ignore[attr-defined]
    except OperationalError:
        cache.delete(_test_key(user))
        return False
    return True


def _test_key(user: User) -> str:
    return f"reminders.test.{user.pk}"
