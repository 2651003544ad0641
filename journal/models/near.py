"""A twinge that stopped short of a cramp."""

from __future__ import annotations

from django.db import models

from accounts.models import Category
from journal.models.entry import Entry, EntryQuerySet, kept_deleted
from journal.models.workout import Workout
from journal.muscles import site_words


class NearCramp(Entry):
    """Twitching or tightness without a cramp (evidence 7.1), counted apart from cramps.

    A table of its own, so that no count of cramps can take it for one.
    """

    CATEGORY = Category.CRAMPS

    workout = models.ForeignKey(
        Workout, on_delete=models.SET_NULL, null=True, blank=True, related_name="near_cramps"
    )
    muscles = models.JSONField()
    started_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form_key"], name="one_near_cramp_a_form"),
        ]
        indexes = [
            kept_deleted("near_cramp"),
            models.Index(fields=["athlete", "started_at"], name="near_cramp_of_athlete"),
        ]

    def __str__(self) -> str:
        return self.where

    @property
    def where(self) -> str:
        """The places in words."""
        return site_words(self.muscles)
