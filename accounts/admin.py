"""What a person who runs the server may see: accounts and consents, never diaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.account.decorators import secure_admin_login
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import AccessLog, Grant, HealthConsent, User
from accounts.read_only import ReadOnlyAdmin

# The admin is entered through the same log-in, second factor and rate limits as everything else.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "CrampTracker"


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """Accounts: shut one, or make somebody staff. People change the rest themselves."""

    list_display = ("email", "name", "joined_at", "is_active", "is_coach", "is_staff")
    list_filter = (
        "is_active",
        "is_coach",
        "is_staff",
        ("bounced_address", admin.EmptyFieldListFilter),
    )
    search_fields = ("email", "name")
    ordering = ("-joined_at",)
    fields = (
        "email",
        "bounced_address",
        "name",
        "zone",
        "is_active",
        "is_coach",
        "is_staff",
        "is_superuser",
        "joined_at",
        "last_login",
    )
    readonly_fields = (
        "email",
        "bounced_address",
        "name",
        "zone",
        "is_coach",
        "joined_at",
        "last_login",
    )
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Accounts are made by signing up, or by `manage.py createsuperuser`."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only a superuser makes staff: whoever may shut an account must not raise their own."""
        fixed = tuple(self.readonly_fields)
        return fixed if request.user.is_superuser else (*fixed, "is_staff", "is_superuser")

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """How many rows go with a person; not what is in them, for that is their diary.

        Diaries are read-only in the admin, yet they go with whoever wrote them: permission to
        delete a person is enough.
        """
        _, counts, _, held = super().get_deleted_objects(objs, request)
        people = [str(person) for person in objs]
        kept = [f"{len(held)} rows are held by others"] if held else []
        return people, dict(counts), set(), kept


@admin.register(HealthConsent)
class HealthConsentAdmin(ReadOnlyAdmin):
    """Who said yes to which words, and when."""

    list_display = ("user", "version", "given_at", "withdrawn_at")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    ordering = ("-given_at",)


@admin.register(Grant)
class GrantAdmin(ReadOnlyAdmin):
    """Who shares with whom."""

    list_display = ("athlete", "coach", "level", "granted_at", "expires_at", "revoked_at")
    list_select_related = ("athlete", "coach")
    search_fields = ("athlete__email", "coach__email")
    ordering = ("-granted_at",)


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnlyAdmin):
    """Who opened whose pages."""

    list_display = ("athlete", "reader", "page", "at")
    list_select_related = ("athlete", "reader")
    search_fields = ("athlete__email", "reader__email")
    ordering = ("-at",)


# allauth's own page shows the secrets of the second factors.
admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Second factors: to take one off for somebody who lost it; their secrets stay unseen."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    ordering = ("-created_at",)
    fields = ("user", "type", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Yes: a lost phone must not shut somebody out for good."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
