"""The queue of mails, to read."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from reminders.models import Preference, Reminder


class ReadOnly:
    """Whoever looks after the server may see what became of a mail, not change it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Planning makes rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Workers change rows."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Rows go with their recipient."""
        return False


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, admin.ModelAdmin[Reminder]):
    """Newest first."""

    list_display = ["due_at", "kind", "recipient", "state", "reason", "attempts", "sent_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["recipient"]
    search_fields = ["recipient__email", "message_id"]
    ordering = ["-due_at"]
    show_full_result_count = False


@admin.register(Preference)
class PreferenceAdmin(ReadOnly, admin.ModelAdmin[Preference]):
    """What people chose."""

    list_display = ["user", "hydration", "doctor", "evening_at", "quiet_from", "paused_until"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    show_full_result_count = False
