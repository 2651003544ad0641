"""What was written into the diary, by whom and when."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Act(models.TextChoices):
    """What was done to an entry."""

    MADE = "made", "Saved"
    CHANGED = "changed", "Changed"
    DELETED = "deleted", "Deleted"
    RESTORED = "restored", "Brought back"


def act_choices() -> list[tuple[str, str]]:
    """A function, so that a new act is no migration."""
    return Act.choices


class Change(models.Model):
    """One act on one entry; shown to its owner only and never edited."""

    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="changes"
    )
    # Model name and key and no relation: entries live in several tables.
    kind = models.CharField(max_length=16)
    entry_id = models.UUIDField()
    act = models.CharField(max_length=8, choices=act_choices)
    # Field name to [before, after], as JSON values.
    fields = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    # The entry's own `changed_at` of this act, so that a form can ask what came after it.
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["entry_id", "-at"], name="change_of_entry"),
            models.Index(fields=["athlete", "-at"], name="change_of_athlete"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.act}"
