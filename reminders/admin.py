"""The queue of mails, to read."""

from __future__ import annotations

from django.contrib import admin

from accounts.read_only import ReadOnlyAdmin
from reminders.models import Preference, Reminder


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    """Newest first, by the key: no index has the hours of all mails in order."""

    list_display = ["due_at", "kind", "recipient", "state", "reason", "attempts", "sent_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["recipient"]
    search_fields = ["recipient__email", "message_id"]
    ordering = ["-pk"]


@admin.register(Preference)
class PreferenceAdmin(ReadOnlyAdmin):
    """What people chose."""

    list_display = ["user", "hydration", "doctor", "heat", "evening_at", "paused_until"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
