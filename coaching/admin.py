from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from coaching.models import Invitation


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin[Invitation]):
    """To look at. Never the hash of the code."""

    list_display = ["sender", "side", "email", "created_at", "expires_at", "accepted_at"]
    list_filter = ["side"]
    list_select_related = ["sender"]
    search_fields = ["sender__email", "email"]
    date_hierarchy = "created_at"
    exclude = ["code_hash"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Invitations are written by people, on their own pages."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Nobody changes what somebody else offered."""
        return False
