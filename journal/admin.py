"""Read-mostly: what support may look at. Notes and weights stay the athlete's."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from journal.models import Workout


@admin.register(Workout)
class WorkoutAdmin(admin.ModelAdmin[Workout]):
    """No adding and no editing; notes and measured bodies are not shown."""

    list_display = ["athlete", "sport", "state", "starts_at", "duration_minutes"]
    list_select_related = ["athlete"]
    list_filter = ["state", "sport"]
    search_fields = ["athlete__email"]
    date_hierarchy = "starts_at"
    fields = (
        "athlete",
        "sport",
        "state",
        "planned_start_at",
        "planned_minutes",
        "started_at",
        "minutes",
        "zone",
        "created_at",
        "changed_at",
        "deleted_at",
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Diaries are written by athletes."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Workout | None = None) -> bool:
        """Looking only."""
        return False
