"""Django's SMTP backend, on a line that remembers how far a message got before it broke."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Sequence
from contextlib import suppress
from email.utils import parseaddr
from functools import cache
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from reminders.wire import written

# No name, no quotes, nothing to encode.
PLAIN = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+")
# Answers of the server (RFC 5321, 4.2.3).
OK = 250
TAKEN = (250, 251)
GO_ON = 354
GOODBYE = 421


class Smtp(smtplib.SMTP):
    """`underway` tells whether the server was offered the message itself.

    Before that a broken line leaves no doubt: the server has nothing. To one that allows it MAIL,
    RCPT and DATA are said in one breath (PIPELINING, RFC 2920): two ways there and back for a mail
    instead of four.
    """

    underway = False
    # To whom the message goes, where all was said at once and only the answers are to be read.
    _ahead: str | None = None

    def post(self, sender: str, to: list[str], content: bytes) -> None:
        """As `sendmail`, which knows no pipelining."""
        self.ehlo_or_helo_if_needed()
        is_plain = len(to) == 1 and all(PLAIN.fullmatch(each) for each in (sender, *to))
        self._ahead = to[0] if is_plain and self.has_extn("pipelining") else None
        try:
            self.sendmail(sender, to, content)
        finally:
            self._ahead = None

    def mail(self, sender: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        """A message begins."""
        self.underway = False
        if self._ahead is None:
            return super().mail(sender, options)
        said = " ".join((f"FROM:<{sender}>", *options))
        self.send(f"mail {said}\r\nrcpt TO:<{self._ahead}>\r\ndata\r\n")
        answer = self.getreply()
        if answer[0] not in (OK, GOODBYE):
            self._call_off(left=2)
        return answer

    def rcpt(self, recip: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        """Whom it is for."""
        if self._ahead is None:
            return super().rcpt(recip, options)
        answer = self.getreply()
        if answer[0] not in (*TAKEN, GOODBYE):
            self._call_off(left=1)
        return answer

    def _call_off(self, left: int) -> None:
        """Read the answers to what else was said at once, so that the line can go on.

        A server that waits for a message to nobody gets an empty one (RFC 2920, 3.1). One that
        hung up has answered what counts; smtplib notices with the next message.
        """
        with suppress(smtplib.SMTPServerDisconnected):
            codes = [self.getreply()[0] for _ in range(left)]
            if codes[-1] == GO_ON:
                self.send(".\r\n")
                self.getreply()

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Its content follows."""
        self.underway = True
        return super().data(msg)

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Say a command, unless it was said already."""
        if self._ahead is None or cmd != "data":
            super().putcmd(cmd, args)


class SmtpOverTls(Smtp, smtplib.SMTP_SSL):
    """The same where TLS comes first."""


class Backend(EmailBackend):
    """For settings.EMAIL_BACKEND."""

    @property
    def connection_class(self) -> type[Smtp]:
        """The line to open."""
        return SmtpOverTls if self.use_ssl else Smtp

    def _send(self, email_message: EmailMessage) -> bool:
        """As Django's, but what is plainly an address is not parsed for the envelope once more,
        and the message is written at once."""
        to = email_message.recipients()
        line = self.connection
        is_plain = all(PLAIN.fullmatch(each) for each in to)
        if not isinstance(line, Smtp) or self.fail_silently or not is_plain:
            return bool(super()._send(email_message))  # type: ignore[misc] # not in the stubs
        line.post(_sender(email_message.from_email), to, written(email_message.message()))
        return True


# Our own address is the same in every mail.
@cache
def _sender(address: str) -> str:
    return parseaddr(sanitize_address(address, "utf-8"))[1]
