"""A mail server with moods, in a process of its own so that it can be killed.

    python -m tests.chaos.post --port 2525 --ledger FILE --seed 1 --faults 0.1

It writes down what it takes before it says so. What goes wrong is drawn from the seed: busy (4xx),
refused (5xx), hung or hung up on, before the message was taken and after.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from email import message_from_bytes, policy
from pathlib import Path
from random import Random

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.chaos.ledger import ACCEPTED, Ledger, Note

# Longer than any client of the chaos waits.
HANG_S = 10.0
# With moods it is slow too, so that whoever is killed is killed in the middle of something.
SLOWEST_S = 0.3
# A refusal at MAIL would speak of the sender, so it would be everybody's.
AT_MAIL = ("busy_at_mail", "drop_at_mail")
AT_RCPT = ("busy_at_rcpt", "refuse_at_rcpt", "drop_at_rcpt")
AT_DATA = (
    "busy_at_data",
    "refuse_at_data",
    "hang_before",
    "hang_after",
    "drop_before",
    "drop_after",
)
SAYS = {
    "busy_at_mail": "451 4.3.2 Busy, try again later",
    "busy_at_rcpt": "450 4.2.1 Mailbox busy, try again later",
    "busy_at_data": "452 4.3.1 No room, try again later",
    "refuse_at_rcpt": "550 5.1.1 No such mailbox",
    "refuse_at_data": "554 5.6.0 We do not want it",
}
OK = "250 2.0.0 OK"
PIPELINES = 0.5


class Post:
    """The handler of aiosmtpd; each of MAIL, RCPT and DATA has its own share of the faults."""

    def __init__(self, ledger: Ledger, rng: Random, faults: float) -> None:
        self._ledger, self._rng, self._faults = ledger, rng, faults

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        """The greeting; half of the lines may be told several things at once."""
        session.host_name = name
        if self._rng.random() < PIPELINES:
            return [lines[0], "250-PIPELINING", *lines[1:]]
        return lines

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        """The sender."""
        if fault := self._draw(AT_MAIL, 0.2):
            self._ledger.write(Note(fault))
            if fault == "drop_at_mail":
                return _hang_up(server)
            return SAYS[fault]
        envelope.mail_from = sender
        return OK

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        """The recipient."""
        if fault := self._draw(AT_RCPT, 0.3):
            self._ledger.write(Note(fault, to))
            if fault == "drop_at_rcpt":
                return _hang_up(server)
            return SAYS[fault]
        envelope.rcpt_tos.append(to)
        return OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The message."""
        if not isinstance(envelope.original_content, bytes):
            raise TypeError("aiosmtpd was asked to decode the message.")
        message = message_from_bytes(envelope.original_content, policy=policy.default)
        about = (envelope.rcpt_tos[0], str(message["Message-ID"]))
        fault = self._draw(AT_DATA, 0.5)
        if fault:
            self._ledger.write(Note(fault, *about))
        if fault in SAYS:
            return SAYS[fault]
        if fault not in {"hang_before", "drop_before"}:
            self._ledger.write(Note(ACCEPTED, *about))
        if fault in {"hang_before", "hang_after"}:
            await asyncio.sleep(HANG_S)
        if fault:
            return _hang_up(server)
        if self._faults:
            await asyncio.sleep(self._rng.uniform(0, SLOWEST_S))
        return OK

    def _draw(self, faults: tuple[str, ...], share: float) -> str:
        """A fault, or none."""
        if self._rng.random() >= self._faults * share:
            return ""
        return self._rng.choice(faults)


def _hang_up(server: SMTP) -> str:
    """Nobody reads what we say after that."""
    if isinstance(server.transport, asyncio.Transport):
        server.transport.abort()
    return OK


async def serve(port: int, post: Post) -> None:
    """Until killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(post, loop=loop), "127.0.0.1", port)
    await server.serve_forever()


def main(arguments: list[str]) -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(description="A mail server with moods.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--faults", type=float, default=0.0, help="share of mails that meet one")
    options = parser.parse_args(arguments)
    post = Post(Ledger(options.ledger), Random(options.seed), options.faults)
    asyncio.run(serve(options.port, post))


if __name__ == "__main__":
    main(sys.argv[1:])
