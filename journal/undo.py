"""A message with a way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, text: str, restore_url: str = "") -> None:
    """Tell what was done; with an address, the toast carries an Undo button that posts there.

    The address travels in the message's `extra_tags`, which `_toast.html` reads; no message of
    ours uses them for anything else.
    """
    messages.success(request, text, extra_tags=restore_url)
