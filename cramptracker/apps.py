from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from cramptracker import checks


class ProjectConfig(AppConfig):
    """Registers the checks of this installation; the project has no models."""

    name = "cramptracker"

    def ready(self) -> None:
        register(checks.installation)
