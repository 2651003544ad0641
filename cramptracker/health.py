"""Whether this machine serves: asked by run.py, by load balancers and by whoever is on call."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from cramptracker.celery import app
from reminders.queries import pulse
from reminders.services.watch import ALERT_AFTER

# Beat rings each minute; three that nobody heard are no accident.
BEAT_LATE_AFTER = timedelta(minutes=3)
BROKER_PATIENCE_S = 1


@never_cache
@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 when it does not; says nothing else to anyone.

    With `?all`, what the mails need as well, a line each, and 503 when any of it is wrong: a web
    process that serves must not be taken out because a worker stands still.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        # A view, though not in a module of views.
        lines = _everything(timezone.now()) if "all" in request.GET else {}  # noqa: TID251
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", "text/plain", 503)
    told = "".join(f"{name}: {words}\n" for name, (words, _) in lines.items())
    status = 200 if all(is_well for _, is_well in lines.values()) else 503
    return HttpResponse(told or "ok\n", "text/plain", status)


def _everything(now: datetime) -> dict[str, tuple[str, bool]]:
    """Each part in a few words, and whether it is well (2 queries)."""
    found = pulse(now)
    beat = None if found.rang_at is None else now - found.rang_at
    late = None if found.oldest_due is None else now - found.oldest_due
    broker = broker_answers()
    return {
        "database": ("ok", True),
        "broker": ("ok" if broker else "does not answer", broker),
        "beat": (
            "was never heard" if beat is None else f"heard {_seconds(beat)} s ago",
            beat is not None and beat <= BEAT_LATE_AFTER,
        ),
        "oldest mail due": (
            "none" if late is None else f"{_seconds(late)} s late",
            late is None or late <= ALERT_AFTER,
        ),
    }


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())


def broker_answers() -> bool:
    """Whether the broker takes a connection within a second or so."""
    with app.connection_for_write() as line:
        patience = {"socket_connect_timeout": BROKER_PATIENCE_S}
        line.transport_options = (line.transport_options or {}) | patience
        try:
            line.ensure_connection(
                max_retries=1, interval_start=0, interval_step=0, timeout=BROKER_PATIENCE_S
            )
        except OperationalError:
            return False
    return True
