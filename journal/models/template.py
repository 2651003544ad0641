"""A workout that comes back: saved once, planned with one tap."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from journal.limits import MAX_DISTANCE_M, MAX_MINUTES, PACE_S_KM, SCALE
from journal.models.workout import part_choices, sport_choices, within


class WorkoutTemplate(models.Model):
    """What a plan is made from; it is no entry of the diary and is seen by its owner only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="workout_templates"
    )
    name = models.CharField(max_length=80)
    sport = models.CharField(max_length=16, choices=sport_choices)
    clock = models.TimeField(null=True, blank=True)
    part_of_day = models.CharField(max_length=12, choices=part_choices, blank=True)
    minutes = models.PositiveSmallIntegerField(validators=within(1, MAX_MINUTES))
    effort = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(*SCALE))
    distance_m = models.FloatField(null=True, blank=True, validators=within(1, MAX_DISTANCE_M))
    pace_s_km = models.FloatField(null=True, blank=True, validators=within(*PACE_S_KM))
    target_muscles = models.JSONField(default=list, blank=True)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="one_template_a_form"),
        ]

    def __str__(self) -> str:
        return self.name
