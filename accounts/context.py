"""What the page skeleton needs on every page. No query."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.models import Theme, User
from accounts.units import Units


def shell(request: HttpRequest) -> dict[str, Any]:
    """Theme and units of the reader, whether mail to them rests, and the local mailbox is shown."""
    user = getattr(request, "user", None)
    reader = user if isinstance(user, User) else None
    return {
        "theme": reader.theme if reader else Theme.SYSTEM,
        "units": reader.units if reader else Units.METRIC,
        "mail_comes_back": reader is not None and reader.mail_comes_back,
        "local_run": settings.LOCAL_RUN,
    }
