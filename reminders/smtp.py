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
REFUSED = range(400, 600)


class Smtp(smtplib.SMTP):
    """`underway` tells whether the server was offered the message itself.

    Before that a broken line leaves no doubt: the server has nothing. To one that allows it MAIL,
    RCPT and DATA are said in one breath (PIPELINING, RFC 2920): two ways there and back for a mail
    instead of four.
    """

    underway = False
    # To whom the message goes, where all was said at once and only the answers are to be read.
    _ahead: str | None = None

    def post(self, sender: str, to: list[str], content: bytes, *, at_once: bool = True) -> None:
        """As `sendmail`, which knows no pipelining; `at_once` False: without it."""
        self.ehlo_or_helo_if_needed()
        is_plain = len(to) == 1 and all(PLAIN.fullmatch(each) for each in (sender, *to))
        may = at_once and is_plain and self.has_extn("pipelining")
        self._ahead = to[0] if may else None
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
        if answer[0] != OK:
            self._call_off(answer[0], left=2)
        return answer

    def rcpt(self, recip: str, options: Sequence[str] = ()) -> tuple[int, bytes]:
        """Whom it is for."""
        if self._ahead is None:
            return super().rcpt(recip, options)
        answer = self.getreply()
        if answer[0] not in TAKEN:
            self._call_off(answer[0], left=1)
        return answer

    def _call_off(self, code: int, left: int) -> None:
        """Read the answers to what else was said at once, so that the line can go on.

        Where one of them is no plain refusal the server may wait for a message to somebody, or the
        answers be out of step: hung up before its end, a message is to be thrown away (RFC 5321,
        4.1.1.4). The next one opens a new line.
        """
        with suppress(smtplib.SMTPException):
            if code in REFUSED and all(self.getreply()[0] in REFUSED for _ in range(left)):
                return
        self.close()

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Its content follows."""
        self.underway = True
        try:
            return super().data(msg)
        except smtplib.SMTPDataError:
            # Refused before the content, which smtplib leaves open: the next message would meet it.
            with suppress(smtplib.SMTPServerDisconnected):
                self.rset()
            raise

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Say a command, unless it was said already."""
        if self._ahead is None or cmd != "data":
            super().putcmd(cmd, args)


class SmtpOverTls(Smtp, smtplib.SMTP_SSL):
    """The same where TLS comes first."""


class Backend(EmailBackend):
    """For settings.EMAIL_BACKEND.

    `at_once`: whether lines may pipeline. Something between us and a server may not let through
    what the server says it allows, so after a line that broke they do not.
    """

    at_once = True

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
        content = written(email_message.message())
        try:
            line.post(_sender(email_message.from_email), to, content, at_once=self.at_once)
        except smtplib.SMTPServerDisconnected:
            self.at_once = False
            raise
        return True


# Our own address is the same in every mail.
@cache
def _sender(address: str) -> str:
    return parseaddr(sanitize_address(address, "utf-8"))[1]
