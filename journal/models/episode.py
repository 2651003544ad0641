"""One cramp."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from accounts.models import Category
from journal.limits import SCALE
from journal.models.entry import Entry, EntryQuerySet, kept_deleted
from journal.models.workout import Workout, within
from journal.muscles import site_words


class EndKind(models.TextChoices):
    """How well the end is known."""

    KNOWN = "known", "I know when it ended"
    ABOUT = "about", "About"
    ONGOING = "ongoing", "Still going"
    UNKNOWN = "unknown", "I do not know"


class Phase(models.TextChoices):
    """When it came. After: up to 6 hours after the end (evidence row 5)."""

    BEFORE = "before", "Before or warming up"
    DURING = "during", "During"
    AFTER = "after", "Up to 6 h after"
    NIGHT = "night", "At night"
    REST = "rest", "At rest"


class Stopped(models.TextChoices):
    """What it did to the workout."""

    NO = "no", "No"
    EASED = "eased", "I slowed down"
    YES = "yes", "Yes, I stopped"


class Relief(models.TextChoices):
    """What helped."""

    NOTHING = "nothing", "It went by itself"
    STRETCH = "stretch", "Stretching"
    MASSAGE = "massage", "Massage"
    REST = "rest", "Resting"
    DRINK = "drink", "A drink"
    HEAT = "heat", "Heat"


# Choices are functions so that a new word is no migration.
def end_choices() -> list[tuple[str, str]]:
    """How well the end is known."""
    return EndKind.choices


def phase_choices() -> list[tuple[str, str]]:
    """When it came."""
    return Phase.choices


def stopped_choices() -> list[tuple[str, str]]:
    """What it did to the workout."""
    return Stopped.choices


def relief_choices() -> list[tuple[str, str]]:
    """What helped."""
    return Relief.choices


class CrampEpisode(Entry):
    """Only muscles and start are required; not knowing is None or an empty list."""

    CATEGORY = Category.CRAMPS

    workout = models.ForeignKey(
        Workout, on_delete=models.SET_NULL, null=True, blank=True, related_name="episodes"
    )
    muscles = models.JSONField()
    started_at = models.DateTimeField()
    end_kind = models.CharField(max_length=8, choices=end_choices, default=EndKind.UNKNOWN)
    ended_at = models.DateTimeField(null=True, blank=True)
    severity = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(*SCALE))
    phase = models.CharField(max_length=8, choices=phase_choices, blank=True)
    phase_quarter = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(1, 4))
    stopped = models.CharField(max_length=8, choices=stopped_choices, blank=True)
    helped = models.JSONField(default=list, blank=True)
    # What tells a cramp from other pains (evidence row 5).
    sudden = models.BooleanField(null=True, blank=True)
    painful = models.BooleanField(null=True, blank=True)
    visibly_hard = models.BooleanField(null=True, blank=True)
    twitching_before = models.BooleanField(null=True, blank=True)
    soreness_next_day = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(*SCALE)
    )
    # How much it spoiled the night, NRS 0-10 (features row 1 of section 4).
    sleep_disturbance = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(*SCALE)
    )
    # Codes of the warning signs answered "yes" (evidence 5.1 and 5.2); None: not asked.
    red_flags = models.JSONField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form_key"], name="one_episode_a_form"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="episode_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(severity=None) | Q(severity__range=(0, 10)),
                name="episode_severity_in_range",
            ),
            models.CheckConstraint(
                condition=Q(end_kind__in=["ongoing", "unknown"], ended_at=None)
                | Q(end_kind__in=["known", "about"], ended_at__isnull=False),
                name="episode_end_fits_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(soreness_next_day=None) | Q(soreness_next_day__range=(0, 10)),
                name="episode_soreness_in_range",
            ),
            models.CheckConstraint(
                condition=Q(sleep_disturbance=None) | Q(sleep_disturbance__range=(0, 10)),
                name="episode_sleep_disturbance_in_range",
            ),
        ]
        indexes = [
            kept_deleted("episode"),
            models.Index(fields=["athlete", "started_at"], name="episode_of_athlete"),
            # Every minute somebody asks who wrote about a cramp lately.
            models.Index(
                fields=["changed_at"], condition=Q(deleted_at=None), name="episode_lately"
            ),
            # And which cramps have no end yet.
            models.Index(
                fields=["started_at"],
                condition=Q(end_kind="ongoing", deleted_at=None),
                name="episode_without_end",
            ),
        ]

    def __str__(self) -> str:
        return self.where

    @property
    def where(self) -> str:
        """The places in words."""
        return site_words(self.muscles)

    @property
    def lasted(self) -> timedelta | None:
        """How long it lasted, when the end is known or about known."""
        return self.ended_at - self.started_at if self.ended_at is not None else None

    @property
    def is_ongoing(self) -> bool:
        """Whether it had not ended when last touched."""
        return self.end_kind == EndKind.ONGOING
