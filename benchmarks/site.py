"""The real site over an empty database of its own, with the floor page beside it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


@contextmanager
def opened() -> Iterator[None]:
    """SQLite in a temporary folder, or the PostgreSQL named by DATABASE_URL, which must be empty.

    The settings are those of a run: cached templates, kept connections, no debugging.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["LOCAL_RUN"] = "1"
        os.environ.setdefault("DATABASE_MAX_AGE", "60")
        os.environ["DJANGO_SETTINGS_MODULE"] = "cramptracker.settings"
        django.setup()
        settings.ROOT_URLCONF = "benchmarks.urls"
        _template_folders().append(Path(__file__).parent / "templates")
        call_command("migrate", verbosity=0)
        yield
        connection.close()


def _template_folders() -> list[Path]:
    engine: Any = settings.TEMPLATES[0]
    folders: list[Path] = engine["DIRS"]
    return folders
