"""What was shown and answered, to look at."""

from __future__ import annotations

from django.contrib import admin

from accounts.read_only import ReadOnlyAdmin
from advice.models import FindingSnapshot


@admin.register(FindingSnapshot)
class FindingSnapshotAdmin(ReadOnlyAdmin):
    """A record: an old mail can be explained from it."""

    list_display = ["shown_on", "athlete", "rule", "level", "answer", "answered_at"]
    list_filter = ["rule", "answer"]
    list_select_related = ["athlete"]
    search_fields = ["athlete__email"]
