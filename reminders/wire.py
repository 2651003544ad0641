"""How a mail of ours is written for the line: byte for byte as Python's `email` does, but faster.

Python looks for a place to fold in each header and writes a body line by line. Our headers are
short, and our two bodies only need their line ends.
"""

from __future__ import annotations

from email.message import Message
from email.policy import compat32
from uuid import uuid4

CRLF = "\r\n"
# Name, colon, blank and value of a header of one line (RFC 5322: 78 at most).
LONGEST_LINE = 78
# Encodings of a body that goes as it is.
AS_THEY_ARE = {"7bit", "8bit"}

_policy = compat32.clone(linesep=CRLF)


def written(message: Message) -> bytes:
    """The message with CRLF line ends, as its own `as_bytes` gives it. What is not of plain texts
    is left to that.

    A message of several parts gets a boundary here; else Python would search its whole text for
    one that is not in it.
    """
    if not message.is_multipart():
        return _as_python(message)
    boundary = uuid4().hex
    message.set_boundary(boundary)
    parts = [part for part in message.get_payload() if isinstance(part, Message)]
    if not all(_is_plain(part) for part in parts):
        return _as_python(message)
    between = f"--{boundary}{CRLF}".encode("ascii")
    pieces = [_headers(message)]
    for part in parts:
        pieces += (between, _headers(part), _body(part), b"\r\n")
    return b"".join((*pieces, f"--{boundary}--{CRLF}".encode("ascii")))


def _as_python(message: Message) -> bytes:
    # Django's messages take the line's end; the type stubs know Python's only.
    return message.as_bytes(linesep=CRLF)  # type: ignore[call-arg]


def _is_plain(part: Message) -> bool:
    return not part.is_multipart() and part["Content-Transfer-Encoding"] in AS_THEY_ARE


def _headers(message: Message) -> bytes:
    """The headers, and the empty line after them."""
    return b"".join((*(_header(name, value) for name, value in message.items()), b"\r\n"))


def _header(name: str, value: str) -> bytes:
    line = f"{name}: {value}"
    if line.isascii() and line.isprintable() and len(line) <= LONGEST_LINE:
        return f"{line}{CRLF}".encode("ascii")
    return _policy.fold_binary(name, value)


def _body(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        raise TypeError("A part that is not of several has bytes.")
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return body.replace(b"\n", b"\r\n")
