"""Read-mostly: what support may look at. Notes, weights and illnesses stay the athlete's."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.read_only import ReadOnlyAdmin
from journal.models import (
    Change,
    CheckIn,
    CrampEpisode,
    Cup,
    Drink,
    HealthProfile,
    Intake,
    Medication,
    NearCramp,
    Workout,
    WorkoutTemplate,
)


class DiaryAdmin(ReadOnlyAdmin):
    """Entries without their notes."""

    list_select_related = ["athlete"]
    exclude = ["note"]


@admin.register(Workout)
class WorkoutAdmin(DiaryAdmin):
    """When and what; measured bodies are not shown."""

    list_display = ["athlete", "sport", "state", "starts_at", "duration_minutes"]
    list_filter = ["state", "sport"]
    search_fields = ["athlete__email"]
    date_hierarchy = "starts_at"
    fields = [
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
    ]


@admin.register(CrampEpisode)
class CrampEpisodeAdmin(DiaryAdmin):
    """Cramps."""

    list_display = ["athlete", "where", "started_at", "severity", "deleted_at"]
    list_select_related = ["athlete", "workout"]


@admin.register(NearCramp)
class NearCrampAdmin(DiaryAdmin):
    """Near-cramps."""

    list_display = ["athlete", "where", "started_at", "deleted_at"]
    list_select_related = ["athlete", "workout"]


@admin.register(Intake)
class IntakeAdmin(DiaryAdmin):
    """What was drunk."""

    list_display = ["athlete", "drink", "volume_ml", "started_at", "deleted_at"]
    list_select_related = ["athlete", "drink"]


@admin.register(CheckIn)
class CheckInAdmin(DiaryAdmin):
    """Morning checks."""

    list_display = ["athlete", "local_on", "deleted_at"]
    exclude = ["note", "morning_mass_kg"]


@admin.register(Medication)
class MedicationAdmin(DiaryAdmin):
    """Medicines: that there is one; which one is between the athlete and a doctor."""

    list_display = ["athlete", "changed_at", "deleted_at"]
    list_display_links = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list only: the page of one medicine would name it."""
        return obj is None and super().has_view_permission(request, obj)


@admin.register(HealthProfile)
class HealthProfileAdmin(DiaryAdmin):
    """Body pages: that there is one; weight and conditions are between the athlete and a doctor."""

    list_display = ["athlete", "emergency_number", "welcomed_at"]
    fields = ["athlete", "emergency_number", "welcomed_at"]


@admin.register(WorkoutTemplate)
class WorkoutTemplateAdmin(ReadOnlyAdmin):
    """Templates without the names they were given."""

    list_display = ["owner", "sport", "minutes"]
    list_select_related = ["owner"]
    fields = ["owner", "sport", "minutes", "clock", "part_of_day"]


@admin.register(Cup)
class CupAdmin(ReadOnlyAdmin):
    """Saved cups without the names they were given."""

    list_display = ["owner", "drink", "volume_ml"]
    list_select_related = ["owner", "drink"]
    fields = ["owner", "drink", "volume_ml"]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """What was done when, for "my entry is gone"; what it said is the owner's."""

    list_display = ["athlete", "kind", "entry_id", "act", "at"]
    list_select_related = ["athlete"]
    search_fields = ["athlete__email", "=entry_id"]
    fields = ["athlete", "kind", "entry_id", "act", "at"]


@admin.register(Drink)
class DrinkAdmin(admin.ModelAdmin[Drink]):
    """The catalogue can be mended here; drinks of one's own are seen only."""

    list_display = ["name", "owner", "measured_osmolality", "source"]
    list_select_related = ["owner"]
    search_fields = ["name"]

    def has_change_permission(self, request: HttpRequest, obj: Drink | None = None) -> bool:
        """The catalogue only."""
        ours = obj is None or obj.owner_id is None
        return ours and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Drink | None = None) -> bool:
        """The catalogue only; a drink that was logged is protected by the database."""
        ours = obj is None or obj.owner_id is None
        return ours and super().has_delete_permission(request, obj)
