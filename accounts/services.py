"""Writes about the person that have more than one effect, or must be safe to repeat."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
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


def mail_came_back(user_id: UUID, address: str) -> bool:
    """Remember that no mail reaches an address, while it is their confirmed main one (1 query).

    Whether it is. Safe to run twice. Another main address is not held back by it.
    """
    theirs = EmailAddress.objects.filter(
        user=OuterRef("pk"), verified=True, primary=True, email__iexact=address
    )
    people = User.objects.filter(Exists(theirs), pk=user_id)
    return people.update(bounced_address=address.lower()) == 1


def mail_arrived(user_id: UUID, address: str) -> bool:
    """A code was read at the address, so mail reaches it; whether it was held dead (1 query)."""
    dead = User.objects.filter(pk=user_id, bounced_address__iexact=address)
    return dead.update(bounced_address="") == 1


def forget_that_mail_came_back(user: User) -> bool:
    """Let mail go to the address again (1 query); whether it rested. Safe to run twice."""
    rested = User.objects.filter(pk=user.pk).exclude(bounced_address="")
    user.bounced_address = ""
    return rested.update(bounced_address="") == 1


def _end(consents: QuerySet[HealthConsent], now: datetime) -> int:
    # A clock that was set back must not make a consent impossible to withdraw.
    return consents.update(withdrawn_at=Greatest(F("given_at"), now))
