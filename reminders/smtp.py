"""Django's SMTP backend, on a line that remembers how far a message got before it broke."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


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
