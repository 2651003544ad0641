#!/usr/bin/env python3
"""Django's command line for CrampTracker."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from cramptracker.env import EnvError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cramptracker.settings")
    try:
        execute_from_command_line(sys.argv)
    except EnvError as error:
        sys.exit(f"The environment is not usable: {error}")
