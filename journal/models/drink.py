"""Drinks from a catalogue or of one's own, and what was drunk when."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Category
from journal.limits import ALCOHOL_PERCENT, LABEL_G, LABEL_MG, MAX_DRANK_ML, OSMOLALITY
from journal.models.entry import Entry, EntryQuerySet, kept_deleted
from journal.models.workout import Workout, within

# The largest bottle that is saved as one tap (design choice).
MAX_CUP_ML = 5_000


class DrinkQuerySet(models.QuerySet["Drink"]):
    """The vocabulary of reading drinks."""

    def for_athlete(self, athlete_id: uuid.UUID) -> DrinkQuerySet:
        """The catalogue and the athlete's own drinks."""
        return self.filter(Q(owner=None) | Q(owner_id=athlete_id))

    def offered(self) -> DrinkQuerySet:
        """Not put away."""
        return self.filter(retired_at=None)


def _per_100_ml(
    span: tuple[int, int] = LABEL_G,
) -> models.FloatField[float | None, float | None]:
    return models.FloatField(null=True, blank=True, validators=within(*span))


class Drink(models.Model):
    """A drink with what its label says per 100 mL as drunk. None: the label does not say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # None: part of the catalogue, the same for everyone.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True
    )
    name = models.CharField(max_length=80)
    mono_g = _per_100_ml()
    sucrose_g = _per_100_ml()
    lactose_g = _per_100_ml()
    malto_g = _per_100_ml()
    protein_g = _per_100_ml()
    fat_g = _per_100_ml()
    sodium_mg = _per_100_ml(LABEL_MG)
    potassium_mg = _per_100_ml(LABEL_MG)
    magnesium_mg = _per_100_ml(LABEL_MG)
    calcium_mg = _per_100_ml(LABEL_MG)
    alcohol_percent = _per_100_ml(ALCOHOL_PERCENT)
    # An own drink's label as it was read, so that it can be edited as it was typed; mono_g to
    # malto_g follow from it, and stay unknown where it does not tell them apart (evidence 3.1).
    carbs_g = _per_100_ml()
    sugars_g = _per_100_ml()
    sugar_kind = models.CharField(max_length=16, blank=True)
    # Mixed by the athlete, so that its sucrose has not split (evidence 3.1); it is in lactose_g.
    is_powder = models.BooleanField(default=False)
    measured_osmolality = models.FloatField(null=True, blank=True, validators=within(*OSMOLALITY))
    source = models.CharField(max_length=120, blank=True)
    # An own drink put away: no longer offered, still what was drunk.
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    form_key = models.UUIDField(null=True, blank=True, editable=False)

    objects = DrinkQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="one_drink_a_form"),
        ]

    def __str__(self) -> str:
        return self.name


class Cup(models.Model):
    """A saved amount of one drink: a cup, a bottle, one tap."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cups"
    )
    drink = models.ForeignKey(Drink, on_delete=models.CASCADE, related_name="cups")
    name = models.CharField(max_length=40)
    volume_ml = models.FloatField(validators=within(1, MAX_CUP_ML))
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="one_cup_a_form"),
            models.CheckConstraint(
                condition=Q(volume_ml__gt=0, volume_ml__lte=MAX_CUP_ML),
                name="cup_volume_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Intake(Entry):
    """An amount drunk at a time: an event, never a daily total."""

    CATEGORY = Category.DRINKS

    # RESTRICT and not PROTECT: an athlete who leaves takes own drinks and their intakes along.
    drink = models.ForeignKey(Drink, on_delete=models.RESTRICT)
    workout = models.ForeignKey(
        Workout, on_delete=models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    started_at = models.DateTimeField()
    # A bottle sipped over hours has an end too; None: drunk at once.
    ended_at = models.DateTimeField(null=True, blank=True)
    volume_ml = models.FloatField(validators=within(1, MAX_DRANK_ML))

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form_key"], name="one_intake_a_form"),
            models.CheckConstraint(
                condition=Q(volume_ml__gt=0, volume_ml__lte=MAX_DRANK_ML),
                name="intake_volume_in_range",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="intake_ends_after_its_start",
            ),
        ]
        indexes = [
            kept_deleted("intake"),
            models.Index(fields=["athlete", "started_at"], name="intake_of_athlete"),
        ]

    def __str__(self) -> str:
        return f"{self.volume_ml:.0f} mL"
