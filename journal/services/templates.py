"""Writing templates of workouts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from accounts.models import User
from journal.models import WorkoutTemplate


def save_once(owner: User, *, form_key: UUID, values: Mapping[str, Any]) -> WorkoutTemplate:
    """The template of this form: twice is one, and other answers the second time are an edit."""
    made, _ = WorkoutTemplate.objects.update_or_create(
        owner=owner, form_key=form_key, defaults=dict(values)
    )
    return made


def revise(template: WorkoutTemplate, values: Mapping[str, Any]) -> None:
    """Set these fields and no others."""
    for name, value in values.items():
        setattr(template, name, value)
    template.save(update_fields=[*values])
