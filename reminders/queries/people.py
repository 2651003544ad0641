"""Who can be written to, and what stands against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Subquery
from django.utils.formats import date_format

from accounts.access import has_consent
from accounts.models import CONSENT_VERSION, HealthConsent, User
from reminders import schedule
from reminders.models import Kind, Preference, Snooze
from reminders.schedule import Evening


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to, with everything that may stand against it."""

    user: User
    # The verified primary address; None: there is none, so nothing is sent.
    address: str | None
    consents: bool
    preference: Preference
    # Kinds that were asked to rest, and until when.
    snoozes: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def evening(self) -> Evening:
        """When they want to hear from us and when not."""
        return Evening(
            zone=self.user.zone_info,
            at=self.preference.evening_at,
            quiet_from=self.preference.quiet_from,
            quiet_to=self.preference.quiet_to,
        )

    def refusal(self, kind: str) -> str:
        """Why no mail of this kind may go out at all, in plain words; empty: it may."""
        if kind not in Kind.values:
            return "This version does not know such e-mails."
        if not self.user.is_active:
            return "The account is closed."
        if not self.consents:
            return "There is no consent to keep health data."
        if self.address is None:
            return "The e-mail address is not confirmed yet."
        if self.user.bounced_address.lower() == self.address.lower():
            return "E-mails to that address came back, so none are sent to it."
        if not self.preference.wants(kind):
            return "These mails were switched off."
        return ""

    def pause(self, now: datetime, kind: str) -> str:
        """Why mails of this kind rest at that time; empty: they do not."""
        until = self.preference.paused_until
        if until is not None and schedule.is_paused(now, until, self.user.zone_info):
            return f"E-mails were paused until {date_format(until, 'j F')}."
        rest = self.snoozes.get(kind)
        if rest is not None and now < rest:
            ends = date_format(rest.astimezone(self.user.zone_info), "j F, H:i")
            return f"You asked for a rest until {ends}."
        return ""

    def free_at(self, now: datetime, kind: str) -> datetime:
        """The first instant from now on that is not paused, resting, quiet or night."""
        rest = self.snoozes.get(kind)
        start = max(now, rest) if rest is not None else now
        awake = schedule.by_day(start, self.evening)
        return schedule.after_pause(start, self.preference.paused_until, awake)


def recipients(pks: Collection[UUID]) -> dict[UUID, Recipient]:
    """Everything that decides whether these people may be written to (2 queries)."""
    address = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True, primary=True)
    consent = HealthConsent.objects.filter(
        user=OuterRef("pk"), version=CONSENT_VERSION, withdrawn_at=None
    )
    users = (
        User.objects.filter(pk__in=pks)
        .select_related("reminder_preference")
        .prefetch_related("snoozes")
        .annotate(address=Subquery(address.values("email")[:1]), consents_now=Exists(consent))
    )
    return {
        user.pk: Recipient(
            user,
            user.address,
            user.consents_now,
            preference_of(user),
            {each.kind: each.until for each in user.snoozes.all()},
        )
        for user in users
    }


def preference_of(user: User) -> Preference:
    """What the user wants to be told; without a row the defaults, not saved."""
    found = getattr(user, "reminder_preference", None)
    return found if isinstance(found, Preference) else Preference(user=user)


def writer(user_id: UUID) -> User | None:
    """Somebody in whose diary may be written: an open account with consent (2 queries)."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return user if user is not None and has_consent(user) else None


def live_snoozes(user: User, now: datetime) -> list[Snooze]:
    """The kinds that rest now, the one that ends first first (1 query)."""
    return list(Snooze.objects.filter(user=user, until__gt=now).order_by("until", "kind"))
