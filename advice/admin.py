"""Read-mostly: what was shown and answered."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from advice.models import FindingSnapshot


@admin.register(FindingSnapshot)
class FindingSnapshotAdmin(admin.ModelAdmin[FindingSnapshot]):
    """Snapshots are a record: nobody writes them by hand."""

    list_display = ["shown_on", "athlete", "rule", "level", "answer", "answered_at"]
    list_filter = ["rule", "answer"]
    list_select_related = ["athlete"]
    search_fields = ["athlete__email"]
    readonly_fields = [
        "athlete",
        "rule",
        "version",
        "level",
        "inputs",
        "shown_on",
        "answer",
        "answered_at",
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False
