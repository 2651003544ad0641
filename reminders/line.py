"""One open line to the mail server, and how sure we are of what became of a message."""

from __future__ import annotations

import logging
import re
import smtplib
from email.errors import MessageError
from enum import Enum
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self

from django.core.mail import EmailMessage, get_connection

from reminders.bounces import blames_address, one_line
from reminders.smtp import Smtp

logger = logging.getLogger(__name__)

# The mail server spoke of a temporary trouble (RFC 5321: 4yz) or a lasting one (5yz).
TEMPORARY = range(400, 500)
LASTING = range(500, 600)
# A server that answered so lately is not asked whether it is still there. Seconds.
FRESH = 5.0
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']{1,250}@[^\s<>()\[\],;:\"']{1,250}")


class Fate(Enum):
    """What became of a message."""

    ACCEPTED = "accepted"
    # Surely not accepted, and worth another try.
    PUT_OFF = "put off"
    # Surely not accepted, and another try would meet the same answer.
    REFUSED = "refused"
    # Surely not accepted, because the reader's address takes no mail at all.
    NO_SUCH_ADDRESS = "no such address"
    # It cannot be put on the wire as it is, so the server heard nothing of it.
    UNWRITABLE = "unwritable"
    # The line broke: the server may or may not have it.
    UNSURE = "unsure"


class Delivery(NamedTuple):
    """A fate, and the server's words for the record, in one line."""

    fate: Fate
    words: str = ""

    @property
    def told(self) -> str:
        """The words for a log, which keeps nobody's address."""
        return _ADDRESS.sub("(address)", self.words)


class Line:
    """A connection for a batch, opened when the first message needs it.

    `ready` is called before a row is claimed and between two messages: a server that cannot be
    reached then costs nobody a mail. One that hung up in between is called again, once a message,
    as long as it was not offered that message.
    """

    def __init__(self) -> None:
        self._backend = get_connection()
        # When it last answered, by the monotonic clock. Seconds.
        self._heard_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    def ready(self) -> bool:
        """Whether there is an open line that answers; opens one when needed."""
        # Only Django's SMTP backend holds a line that can go dead.
        smtp = getattr(self._backend, "connection", None)
        if isinstance(smtp, smtplib.SMTP) and smtp.sock is not None and self._is_fresh():
            return True
        if isinstance(smtp, smtplib.SMTP) and not _answers(smtp):
            self._hang_up()
        try:
            self._backend.open()
        except OSError as error:  # SMTPException is one too
            logger.warning("The mail server cannot be reached: %s", error)
            return False
        self._heard_at = monotonic()
        return True

    def send(self, message: EmailMessage) -> Delivery:
        """Hand one message over; raises neither what a mail server can do to us nor what is wrong
        with the message: the others of the batch still wait."""
        delivery, hung_up = self._try(message)
        if hung_up and delivery.fate is Fate.PUT_OFF and self.ready():
            delivery, _ = self._try(message)
        return delivery

    def _try(self, message: EmailMessage) -> tuple[Delivery, bool]:
        """What became of it, and whether the line broke."""
        message.connection = self._backend
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            delivery = self._answered(code, words)
            is_dead = delivery.fate is Fate.REFUSED and blames_address(delivery.words)
            return delivery._replace(fate=Fate.NO_SUCH_ADDRESS) if is_dead else delivery, False
        except smtplib.SMTPResponseException as error:
            return self._answered(error.smtp_code, error.smtp_error), False
        except smtplib.SMTPNotSupportedError as error:
            return Delivery(Fate.REFUSED, one_line(str(error))), False
        except OSError as error:  # SMTPException is one too
            fate = Fate.UNSURE if self._is_underway() else Fate.PUT_OFF
            self._hang_up()
            return Delivery(fate, one_line(str(error))), True
        except (ValueError, MessageError) as error:
            # Of an address or a header; the error would quote it. The server may be half told.
            self._hang_up()
            return Delivery(Fate.UNWRITABLE, type(error).__name__), False
        self._heard_at = monotonic()
        return Delivery(Fate.ACCEPTED), False

    def _answered(self, code: int, words: bytes | str) -> Delivery:
        """What a refusal means; what was not understood leaves the line out of step."""
        if code not in (*TEMPORARY, *LASTING):
            self._hang_up()
        text = words.decode(errors="replace") if isinstance(words, bytes) else words
        fate = Fate.REFUSED if code in LASTING else Fate.PUT_OFF
        return Delivery(fate, one_line(f"{code} {text}"))

    def _is_fresh(self) -> bool:
        return monotonic() - self._heard_at < FRESH

    def _is_underway(self) -> bool:
        """Whether the server may have the message; only our own SMTP backend can say no."""
        smtp = getattr(self._backend, "connection", None)
        return smtp.underway if isinstance(smtp, Smtp) else True

    def _hang_up(self) -> None:
        try:
            self._backend.close()
        except OSError:
            # The line is gone already; the backend forgets it either way.
            return


def _answers(smtp: smtplib.SMTP) -> bool:
    try:
        code, _ = smtp.noop()
    except OSError:
        return False
    return 200 <= code < 300
