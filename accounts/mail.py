"""Three templates into one message. Every mail goes to a user or to an invited address."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def compose(
    name: str,
    to: str,
    context: dict[str, Any],
    *,
    headers: dict[str, str] | None = None,
) -> EmailMultiAlternatives:
    """A text and HTML message from `emails/<name>.subject.txt`, `.txt` and `.html`.

    Text parts go through the engine that does not escape, so O'Brien stays O'Brien; the HTML part
    escapes as usual. Nothing is sent here.
    """
    subject = " ".join(
        render_to_string(f"emails/{name}.subject.txt", context, using="text").split()
    )
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"emails/{name}.txt", context, using="text"),
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    message.attach_alternative(
        render_to_string(f"emails/{name}.html", context, using="django"), "text/html"
    )
    return message
