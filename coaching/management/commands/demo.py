"""Adds the demo athletes and their coach."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from coaching import demo


class Command(BaseCommand):
    """Prints each demo log-in with a password made just now."""

    help = "Adds a made-up year of two athletes and a coach, with generated passwords."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs once; a second run says that the demo is there."""
        passwords = demo.make(timezone.now())
        if not passwords:
            self.stdout.write(
                "The demo is already here. Its passwords were shown when it was made."
            )
            return
        self.stdout.write("Demo log-ins, made just now and shown only here:")
        for email, password in passwords.items():
            self.stdout.write(f"  {email}   {password}")
