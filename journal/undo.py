"""A message with a way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

_FIRST = "first_entry_expected"
WHAT_COMES_NEXT = (
    "That was your first entry. Today now shows what matters for your next workout; after a few"
    " workouts, Insights shows what goes with your cramps. No hurry."
)


def say(request: HttpRequest, text: str, restore_url: str = "") -> None:
    """Tell what was done; with an address, the toast carries an Undo button that posts there.

    The address travels in the message's `extra_tags`, which `_toast.html` reads; no message of
    ours uses them for anything else. After the first entry of all, also what comes next.
    """
    messages.success(request, text, extra_tags=restore_url)
    if request.session.pop(_FIRST, False):
        messages.success(request, WHAT_COMES_NEXT)


def expect_first_entry(request: HttpRequest) -> None:
    """The next thing that is said will be about the first entry."""
    request.session[_FIRST] = True
