from __future__ import annotations

from django.apps import AppConfig

from accounts.mistakes import speak_plainly


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Forms speak in our words."""
        speak_plainly()
