"""Delivery reports as mail servers write them."""

from __future__ import annotations

MESSAGE_ID = "<0123456789abcdef@diary.example.org>"
GONE = "550 5.1.1 <ana@example.org>: Recipient address rejected: User unknown"

_REPORT = """\
From: MAILER-DAEMON@mail.example.org
To: diary@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <of.the.report@mail.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: {kind}

Reporting-MTA: dns; mail.example.org
Arrival-Date: Wed, 14 Jan 2026 20:00:02 +0000 (UTC)

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; {words}

--b
Content-Type: {returned}

Return-Path: <diary@example.org>
From: CT diary <diary@example.org>
To: {to}
Subject: Tomorrow, 10:00
Message-ID: {message_id}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

A text with Message-ID: <of.the.text@example.org> in it.

--b--
"""


def report(
    *,
    message_id: str = MESSAGE_ID,
    to: str = "ana@example.org",
    action: str = "failed",
    status: str = "5.1.1",
    words: str = GONE,
    kind: str = "message/delivery-status",
    returned: str = "message/rfc822",
) -> bytes:
    """What a server sends back when an address is not there; each part can say something else."""
    values = {
        "message_id": message_id,
        "to": to,
        "action": action,
        "status": status,
        "words": words,
        "kind": kind,
        "returned": returned,
    }
    return _REPORT.format(**values).replace("\n", "\r\n").encode()
