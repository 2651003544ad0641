"""Writes about the person that have more than one effect, or must be safe to repeat."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from accounts.models import CONSENT_VERSION, HealthConsent, User


@transaction.atomic
def give_consent(user: User, now: datetime) -> HealthConsent:
    """The user's live consent to the current words. Safe to run twice: the first yes stands.

    A live consent to older words ends in the same moment.
    """
    older = HealthConsent.objects.filter(user=user, withdrawn_at=None)
    _end(older.exclude(version=CONSENT_VERSION), now)
    consent, _ = HealthConsent.objects.get_or_create(
        user=user, version=CONSENT_VERSION, withdrawn_at=None, defaults={"given_at": now}
    )
    return consent


def withdraw_consent(user: User, now: datetime) -> bool:
    """Ends the live consent; whether there was one. Safe to run twice: the first no stands.

    Nothing else needs to be told: the pages, the coaches' grants and the reminders all ask for a
    live consent each time.
    """
    return _end(HealthConsent.objects.filter(user=user, withdrawn_at=None), now) > 0


def _end(consents: QuerySet[HealthConsent], now: datetime) -> int:
    # A clock that was set back must not make a consent impossible to withdraw.
    return consents.update(withdrawn_at=Greatest(F("given_at"), now))
