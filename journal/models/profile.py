"""Lasting facts about the athlete's body, and medicines."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.models import Category
from journal.limits import BIRTH_YEARS, MASS_KG, PATCH_MMOL_PER_L
from journal.models.entry import Entry, EntryQuerySet, kept_deleted
from journal.models.workout import within


class Sex(models.TextChoices):
    """For the page a doctor reads; told only if wanted."""

    UNTOLD = "", "Not told"
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Another"


def sex_choices() -> list[tuple[str, str]]:
    """A function, so that a new word is no migration."""
    return Sex.choices


class HealthProfile(models.Model):
    """What advice needs to know about a body. None: not told."""

    athlete = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="health",
    )
    body_mass_kg = models.FloatField(null=True, blank=True, validators=within(*MASS_KG))
    # Heart failure, kidney disease, cirrhosis, low sodium before, or a limit set by a doctor
    # (evidence 4.4): then no drinking advice is given at all.
    fluid_limited = models.BooleanField(default=False)
    # Codes of conditions.py; `fluid_limited` follows from those that limit drinking.
    conditions = models.JSONField(default=list, blank=True)
    # When the last step of the welcome was left; None: it is still offered.
    welcomed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Evidence 5.1: the emergency of sickling needs to be asked differently.
    sickle_trait = models.BooleanField(null=True, blank=True)
    # Evidence row 12: white marks on clothes, sweat that stings; or a patch from a laboratory.
    salty_sweat = models.BooleanField(null=True, blank=True)
    sweat_sodium_mmol_l = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(*PATCH_MMOL_PER_L)
    )
    # For the page a doctor reads (evidence 5.5). None: not told.
    birth_year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(*BIRTH_YEARS)
    )
    sex = models.CharField(max_length=8, choices=sex_choices, blank=True)
    emergency_number = models.CharField(max_length=8, default="112")

    def __str__(self) -> str:
        return f"{self.athlete}"


class Medication(Entry):
    """A medicine the athlete takes. Never a word about stopping it."""

    CATEGORY = Category.MEDICATION

    name = models.CharField(max_length=80)
    started_on = models.DateField(null=True, blank=True)
    changed_on = models.DateField("dose changed on", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # When the athlete asked a doctor or pharmacist about it (evidence row 32).
    asked_on = models.DateField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [kept_deleted("medication")]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form_key"], name="one_medicine_a_form"),
        ]

    def __str__(self) -> str:
        return self.name
