"""Who you are and who may see you."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.units import Units
from accounts.zones import is_zone

# Raised whenever the words of the consent change; everybody is then asked again.
CONSENT_VERSION = 1


def validate_zone(name: str) -> None:
    """Refuse what the time zone database does not know."""
    if not is_zone(name):
        raise ValidationError(
            "“%(name)s” is not a time zone we know. Pick one such as Europe/Lisbon.",
            params={"name": name},
        )


class Theme(models.TextChoices):
    """Light or dark."""

    SYSTEM = "system", "As my device"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class Level(models.TextChoices):
    """How far a grant goes."""

    VIEW = "view", "Look"
    COMMENT = "comment", "Look and comment"
    PLAN = "plan", "Look, comment and plan"


# Choices are functions so that a new word is no migration.
def unit_choices() -> list[tuple[str, str]]:
    """Ways to show numbers."""
    return [
        (Units.METRIC, "Metric: mL, kg, km, °C"),
        (Units.US, "US: fl oz, lb, miles, °F"),
    ]


def theme_choices() -> list[tuple[str, str]]:
    """Light, dark or as the device."""
    return Theme.choices


def level_choices() -> list[tuple[str, str]]:
    """How far a grant goes."""
    return Level.choices


class UserManager(BaseUserManager["User"]):
    """Makes users from an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user; without a password nobody can log in as them."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user who may enter the admin.

        The address counts as verified: whoever has a shell on the server vouches for it, and a
        server whose mail does not work yet can still be entered.
        """
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        EmailAddress.objects.using(self._db).create(
            user=user, email=user.email.lower(), verified=True, primary=True
        )
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """By e-mail, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Everyone is an athlete; anyone may turn on coaching."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    zone = models.CharField("time zone", max_length=64, default="UTC", validators=[validate_zone])
    units = models.CharField(max_length=8, default=Units.METRIC, choices=unit_choices)
    theme = models.CharField(max_length=8, default=Theme.SYSTEM, choices=theme_choices)
    is_coach = models.BooleanField("coaching", default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # The address from which mail came back for good; mail to it rests while it is theirs.
    bounced_address = models.EmailField(blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_without_case"),
        ]
        indexes = [
            # On Monday mornings somebody asks which coaches of a zone to write to.
            models.Index(fields=["zone", "id"], condition=Q(is_coach=True), name="coach_of_zone"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def zone_info(self) -> ZoneInfo:
        """The zone as an object."""
        return ZoneInfo(self.zone)

    @property
    def mail_comes_back(self) -> bool:
        """Whether mail to their main address came back, so that none is sent to it."""
        return self.bounced_address != "" and self.bounced_address.lower() == self.email.lower()


class HealthConsent(models.Model):
    """One explicit yes to keeping health data, of one version of the words."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    version = models.PositiveSmallIntegerField(default=CONSENT_VERSION)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(withdrawn_at=None), name="one_live_consent"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} v{self.version}"


class Category(models.TextChoices):
    """What an athlete can share, one switch each."""

    WORKOUTS = "workouts", "Workouts"
    CRAMPS = "cramps", "Cramps"
    DRINKS = "drinks", "Drinks"
    WELLNESS = "wellness", "Soreness, tiredness and sleep"
    NOTES = "notes", "Notes"
    MEDICATION = "medication", "Medicines and conditions"
    WEIGHT = "weight", "Weight"


class GrantQuerySet(models.QuerySet["Grant"]):
    """The vocabulary of reading grants."""

    def live(self, now: datetime) -> Self:
        """Not revoked, not expired, and the athlete still consents to health data being kept."""
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=now),
            revoked_at=None,
            athlete__is_active=True,
            athlete__consents__version=CONSENT_VERSION,
            athlete__consents__withdrawn_at=None,
        )

    def given_by(self, athlete: User) -> Self:
        """What this athlete shares, past and present."""
        return self.filter(athlete=athlete)

    def held_by(self, coach: User) -> Self:
        """What this coach has been given, past and present."""
        return self.filter(coach=coach)


class Grant(models.Model):
    """An athlete lets a coach read categories of the diary, until revoked or expired."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants_given")
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants_held")
    workouts = models.BooleanField(default=True)
    cramps = models.BooleanField(default=True)
    drinks = models.BooleanField(default=True)
    wellness = models.BooleanField(default=False)
    notes = models.BooleanField(default=False)
    medication = models.BooleanField(default=False)
    weight = models.BooleanField(default=False)
    level = models.CharField(max_length=8, default=Level.VIEW, choices=level_choices)
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "coach"], condition=Q(revoked_at=None), name="one_live_grant"
            ),
            models.CheckConstraint(
                condition=~Q(athlete=models.F("coach")), name="grant_to_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["coach", "revoked_at"], name="grant_of_coach")]

    def __str__(self) -> str:
        return f"{self.athlete} → {self.coach}"

    @property
    def categories(self) -> frozenset[Category]:
        """What this grant opens."""
        return frozenset(category for category in Category if getattr(self, category.value))


class AccessLog(models.Model):
    """Somebody opened a page of an athlete's diary. The athlete can read it."""

    athlete = models.ForeignKey(User, on_delete=models.CASCADE, related_name="opened_by")
    reader = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="opened")
    page = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["athlete", "-at"], name="access_log_of_athlete")]

    def __str__(self) -> str:
        return f"{self.reader} {self.page} {self.at:%Y-%m-%d %H:%M}"
