"""A mail server that takes every message and forgets it, in a process of its own.

It speaks as little SMTP as a client needs, so that it takes less time than what is measured, and
allows pipelining, as usual mail servers do.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

HOST = "127.0.0.1"
PATIENCE_S = 60
END_OF_DATA = b"\r\n.\r\n"


class Sink:
    """How the rest of the benchmark sees it: where it listens, and what it has counted."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.host = HOST
        self.port: int = self._answer()

    def counts(self) -> tuple[int, int]:
        """Connections and messages so far."""
        self._pipe.send("counts")
        connections, messages = self._answer()
        return connections, messages

    def _answer(self) -> Any:
        if not self._pipe.poll(PATIENCE_S):
            raise SystemExit("The mail server of the benchmark does not answer.")
        return self._pipe.recv()


@contextmanager
def running() -> Iterator[Sink]:
    """The server, until the block ends."""
    # A fresh interpreter: it shall not carry our settings and connections.
    fresh = multiprocessing.get_context("spawn")
    ours, its = fresh.Pipe()
    process = fresh.Process(target=serve, args=(its,), daemon=True)
    process.start()
    try:
        yield Sink(ours)
    finally:
        process.terminate()
        process.join(PATIENCE_S)


def serve(pipe: Connection) -> None:
    """Listen on a free port, tell it through the pipe, and answer there what was counted."""
    loop = asyncio.new_event_loop()
    tally = _Tally()

    def tell() -> None:
        try:
            pipe.recv()
        except EOFError:
            # Whoever started us is gone, and may not have had the time to say so.
            loop.stop()
            return
        pipe.send((tally.connections, tally.messages))

    server = loop.run_until_complete(loop.create_server(lambda: _Talk(tally), HOST, 0))
    pipe.send(server.sockets[0].getsockname()[1])
    loop.add_reader(pipe.fileno(), tell)
    loop.run_forever()


class _Tally:
    connections = 0
    messages = 0


class _Talk(asyncio.Protocol):
    """One connection: a line a command, and what follows DATA up to the single dot."""

    def __init__(self, tally: _Tally) -> None:
        self._tally = tally
        self._held = b""
        self._in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("A connection can be written to.")
        self._line = transport
        self._tally.connections += 1
        self._say(b"220 sink")

    def data_received(self, data: bytes) -> None:
        self._held += data
        while self._step():
            pass

    def _step(self) -> bool:
        """Deal with one whole thing that was said; False: none is whole yet."""
        end = END_OF_DATA if self._in_data else b"\r\n"
        said, found, rest = self._held.partition(end)
        if not found:
            return False
        self._held = rest
        if self._in_data:
            self._in_data = False
            self._tally.messages += 1
            self._say(b"250 taken")
        else:
            self._obey(said[:4].upper())
        return True

    def _obey(self, verb: bytes) -> None:
        if verb == b"EHLO":
            self._say(b"250-sink\r\n250-8BITMIME\r\n250 PIPELINING")
        elif verb == b"DATA":
            self._in_data = True
            self._say(b"354 go on")
        elif verb == b"QUIT":
            self._say(b"221 bye")
            self._line.close()
        else:
            self._say(b"250 fine")

    def _say(self, words: bytes) -> None:
        self._line.write(words + b"\r\n")
