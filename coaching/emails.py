"""One function a mail. Subject and first lines name nothing that is kept in a diary."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from accounts.mail import compose
from accounts.models import Grant
from coaching.codes import code_of, grouped
from coaching.models import Invitation
from coaching.words import listed, name_in_mail


def invitation(sent: Invitation) -> EmailMultiAlternatives:
    """The mail that carries an invitation to its address."""
    code = grouped(code_of(sent.pk))
    return compose(
        "coach_invitation" if sent.is_offer else "athlete_invitation",
        sent.email,
        {
            "name": name_in_mail(sent.sender),
            "categories": listed(sent.categories),
            "invitation": sent,
            "code": code,
            "link": _absolute(reverse("coaching:invitation", args=(code,))),
            "site": settings.SITE_URL,
        },
    )


def sharing_ended(grant: Grant) -> EmailMultiAlternatives:
    """The mail to a coach whose grant was revoked. Never a reason."""
    return compose(
        "sharing_ended",
        grant.coach.email,
        {
            "name": name_in_mail(grant.athlete),
            "link": _absolute(reverse("coaching:athletes")),
            "site": settings.SITE_URL,
        },
    )


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
