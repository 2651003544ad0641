"""Who is asking."""

from __future__ import annotations

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import ValidationError

from accounts.access import consented
from accounts.models import User


class Backend(AuthenticationBackend):
    """Allauth's, which knows of each reader whether their consent stands: every page asks it."""

    def get_user(self, user_id: UUID | str) -> User | None:
        """The user of a session, `consented` said (1 query)."""
        try:
            user = User.objects.annotate(consented=consented()).get(pk=user_id)
        except (User.DoesNotExist, ValidationError):
            return None
        return user if self.user_can_authenticate(user) else None
