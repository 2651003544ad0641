"""Invitations, to look at."""

from __future__ import annotations

from django.contrib import admin

from accounts.read_only import ReadOnlyAdmin
from coaching.models import Invitation


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Never the hash of the code."""

    list_display = ["sender", "side", "email", "created_at", "expires_at", "accepted_at"]
    list_filter = ["side"]
    list_select_related = ["sender"]
    search_fields = ["sender__email", "email"]
    date_hierarchy = "created_at"
    exclude = ["code_hash"]
