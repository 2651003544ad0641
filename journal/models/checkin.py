"""How the morning was: one row a local day, everything optional."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import Category
from journal.limits import MASS_KG, SCALE, SLEEP_HOURS, THIRST, URINE_COLOURS
from journal.models.entry import Entry, EntryQuerySet, kept_deleted
from journal.models.workout import within


class Swelling(models.TextChoices):
    """Swollen this morning (evidence row 13). One leg alone is another matter (5.2)."""

    NONE = "none", "No"
    BOTH = "both", "Ankles, hands or face"
    ONE_LEG = "one_leg", "One leg only"


def swelling_choices() -> list[tuple[str, str]]:
    """A function, so that a new word is no migration."""
    return Swelling.choices


class CheckIn(Entry):
    """Scales: soreness, fatigue, stress 0-10, urine colour 1-8 (Armstrong), thirst 1-9."""

    CATEGORY = Category.WELLNESS

    local_on = models.DateField()
    # Muscle group to 0-10; a group that is missing was not answered.
    soreness = models.JSONField(default=dict, blank=True)
    fatigue = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(*SCALE))
    # One direction for all three, unlike the 1-5 and 1-7 scales of evidence 7.1 (design choice).
    stress = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(*SCALE))
    sleep_hours = models.FloatField(null=True, blank=True, validators=within(*SLEEP_HOURS))
    urine_colour = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(*URINE_COLOURS)
    )
    # Cola or brown is not on the colour scale: it is a warning sign (evidence 5.2).
    brown_urine = models.BooleanField(default=False)
    # Empty: not asked or not answered.
    swelling = models.CharField(max_length=8, choices=swelling_choices, blank=True)
    thirst = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(*THIRST))
    morning_mass_kg = models.FloatField(null=True, blank=True, validators=within(*MASS_KG))

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [kept_deleted("check_in")]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "local_on"], name="one_check_in_a_day"),
            models.CheckConstraint(
                condition=Q(fatigue=None) | Q(fatigue__range=(0, 10)),
                name="check_in_fatigue_in_range",
            ),
            models.CheckConstraint(
                condition=Q(stress=None) | Q(stress__range=(0, 10)),
                name="check_in_stress_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_on}"
