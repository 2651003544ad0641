"""Django's SMTP backend, on a line that remembers how far a message got before it broke."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

# No name, no quotes, nothing to encode.
PLAIN = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+")


class Smtp(smtplib.SMTP):
    """`underway` tells whether the server was offered the message itself.

    Before that, at MAIL and RCPT, a broken line leaves no doubt: the server has nothing.
    """

    underway = False

    def mail(self, sender: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        """A message begins."""
        self.underway = False
        return super().mail(sender, options)

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Its content follows."""
        self.underway = True
        return super().data(msg)


class SmtpOverTls(Smtp, smtplib.SMTP_SSL):
    """The same where TLS comes first."""


class Backend(EmailBackend):
    """For settings.EMAIL_BACKEND."""

    @property
    def connection_class(self) -> type[Smtp]:
        """The line to open."""
        return SmtpOverTls if self.use_ssl else Smtp

    def _send(self, email_message: EmailMessage) -> bool:
        """As Django's, but what is plainly an address is not parsed for the envelope once more."""
        to = email_message.recipients()
        line = self.connection
        if line is None or self.fail_silently or not all(PLAIN.fullmatch(each) for each in to):
            return bool(super()._send(email_message))  # type: ignore[misc] # not in the stubs
        message = email_message.message()
        # Else Python searches the whole text for a mark that is not in it, by a fresh expression.
        message.set_boundary(uuid4().hex)
        line.sendmail(_sender(email_message.from_email), to, message.as_bytes(linesep="\r\n"))
        return True


# Our own address is the same in every mail.
@cache
def _sender(address: str) -> str:
    return sanitize_address(address, "utf-8")
