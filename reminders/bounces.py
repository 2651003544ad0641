"""What a mail that came back says: bytes in, a verdict out. Pure, and raises for nothing.

Delivery reports are RFC 3464, their codes RFC 3463 and its registry. Which of them mean that an
address takes no mail at all is our reading of both (design choice): a server that refuses *us*
must not make everybody's address look dead.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

# The part that reports, and the part that returns the mail or its head (RFC 3462, RFC 6533).
REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
ORIGINALS = frozenset(
    {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
)
# No such mailbox or domain, or one that is shut. 5.1.7 and 5.1.8 speak of the sender; 5.2.2 is a
# full mailbox, 5.3 a machine in trouble, 5.6 the contents, 5.7 a policy.
NO_SUCH_ADDRESS = frozenset(
    {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.1", "5.4.4", "5.4.310"}
)
# Replies without a code of three numbers that may speak of the recipient (RFC 5321, 4.2.3).
REPLIES = frozenset({"550", "551", "553"})

_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
_REPLY = re.compile(r"(?<![\d.])[45]\d\d(?![\d.])")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,200}>")
_UNKNOWN = re.compile(
    r"(no such|unknown|invalid|bad|non-?existent) (\w+ )?(user|recipient|mailbox|address|account)"
    r"|(user|recipient|mailbox|address|account)\b.{0,80}?"
    r"(unknown|not found|does ?n.t exist|does not exist|invalid|unavailable|disabled|inactive)"
)
_NOT_THE_ADDRESS = re.compile(
    r"spam|block|black.?list|listed|policy|relay|spf|dkim|dmarc|reputation|authenticat|sender"
    r"|virus|full|quota|too (large|big|many)|temporar|try again"
)
_EMPTY_LINES = re.compile(rb"(?:\r\n?|\n){3,}")
WORDS_LENGTH = 150
# What is read of a message, in bytes: anybody may write to the mailbox, and to parse a message
# costs more than to send one. Reports that return all of a mail of ours are a few times shorter.
LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Returned:
    """A mail that did not reach its reader.

    `message_id` is that of the mail, with its brackets; `addresses` whom it was for, in lower
    case, as the mail and the report say; `code` three numbers (“5.1.1”), or "". `is_hard`: no
    mail can reach the address.
    """

    message_id: str
    addresses: frozenset[str]
    code: str
    words: str
    is_hard: bool


def read(raw: bytes) -> Returned | None:
    """What a report says about a mail that failed; None: it is no such report.

    A report that a mail is late, or has arrived, is none. Of several recipients the first that
    failed counts: our mails have one. What stands beyond LONGEST is not read.
    """
    # Of nothing but empty lines the standard library makes a part each.
    short = _EMPTY_LINES.sub(b"\n\n", raw[:LONGEST])
    try:
        return _read(message_from_bytes(short))
    except (RecursionError, LookupError, TypeError, ValueError, AttributeError):
        # The standard library's parser stumbles over some forgeries; what it cannot read is none.
        return None


def _read(message: Message) -> Returned | None:
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return None
    parts = [part for part in message.get_payload() if isinstance(part, Message)]
    failed = next(
        (
            block
            for part in parts
            if part.get_content_type() in REPORTS
            for block in _blocks(part)
            if _field(block, "Action").lower().startswith("failed")
        ),
        None,
    )
    heads = (
        head for part in parts if part.get_content_type() in ORIGINALS for head in _heads(part)
    )
    original = next(
        (head for head in heads if _MESSAGE_ID.search(_field(head, "Message-ID"))), None
    )
    if failed is None or original is None:
        return None
    said = _field(failed, "Diagnostic-Code")
    code = _code_of(_field(failed, "Status"), said)
    return Returned(
        message_id=_MESSAGE_ID.findall(_field(original, "Message-ID"))[0],
        addresses=frozenset(_addresses(original, failed)),
        code=code,
        words=(said.partition(";")[2] or said).strip()[:WORDS_LENGTH],
        is_hard=blames_address(said, code),
    )


def blames_address(words: str, code: str = "") -> bool:
    """Whether a lasting refusal is about the recipient's address; False when that is unclear.

    `code` is what a report says beside the server's words. Where neither has a telling code (none,
    or one that ends in 0: “other”), the reply and the words decide.
    """
    told = code or _code_of("", words)
    if told and not told.endswith(".0"):
        return told in NO_SUCH_ADDRESS
    if told and not told.startswith("5"):
        return False
    reply = _REPLY.search(words)
    if (reply[0] if reply else None) not in (REPLIES if not told else REPLIES | {None}):
        return False
    plain = " ".join(words.lower().split())
    return bool(_UNKNOWN.search(plain)) and not _NOT_THE_ADDRESS.search(plain)


def _code_of(status: str, words: str) -> str:
    """The most telling code: the report's own, or the words' when that is “other”."""
    codes = [".".join(found) for text in (status, words) for found in _CODE.findall(text)]
    telling = (code for code in codes if not code.endswith(".0"))
    return next(telling, codes[0] if codes else "")


def _blocks(part: Message) -> Iterator[Message]:
    """The groups of fields of a report: one about the report, then one a recipient."""
    inner = part.get_payload()
    if part.get_content_type() == "message/delivery-status" and isinstance(inner, list):
        yield from (block for block in inner if isinstance(block, Message))
    for head in _heads(part):
        yield head
        rest = head.get_payload()
        if isinstance(rest, str):
            for block in re.split(r"\r?\n[ \t]*\r?\n", rest):
                yield message_from_bytes(block.lstrip().encode(errors="replace"))


def _heads(part: Message) -> Iterator[Message]:
    """The head of a returned mail, however it was packed."""
    inner = part.get_payload()
    if isinstance(inner, list):
        for each in inner:
            if isinstance(each, Message):
                yield each
                packed = each.get_payload()
                if isinstance(packed, str) and not each.keys():
                    yield message_from_bytes(_unpacked(packed))
    else:
        decoded = part.get_payload(decode=True)
        if isinstance(decoded, bytes):
            yield message_from_bytes(decoded)


def _unpacked(text: str) -> bytes:
    """A part that should not have been packed in base 64, and was."""
    try:
        return b64decode(text.encode(errors="replace"), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _addresses(original: Message, failed: Message) -> Iterator[str]:
    told = [_field(failed, name).rpartition(";")[2] for name in _RECIPIENTS]
    for _, address in getaddresses([_field(original, "To"), *told]):
        if "@" in address:
            yield address.strip().lower()


_RECIPIENTS: Iterable[str] = ("Original-Recipient", "Final-Recipient")


def one_line(text: str) -> str:
    """What another machine said, in one line of printable characters, fit for a row and a log."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _field(message: Message, name: str) -> str:
    """A field in one line of printable characters; "" when it is not there."""
    return one_line(str(message.get(name, "")))
