"""What the mail server took and did: a line each, on disk before the server answers.

Plain Python: the server writes it, the verdict reads it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Note:
    """A message that was taken (`what` is ACCEPTED), or a fault: what the server did instead.

    What came before the fault is known; a message refused at RCPT has not said its Message-ID.
    """

    what: str
    to: str = ""
    message_id: str = ""


class Ledger:
    """Appends notes. One write each, so a kill leaves whole lines.

    It need not wait for the disk: only processes die here, not the machine.
    """

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def write(self, note: Note) -> None:
        """Keep a note."""
        os.write(self._file, (json.dumps(asdict(note)) + "\n").encode())


def read(file: Path) -> Iterator[Note]:
    """All notes, oldest first."""
    with file.open() as lines:
        for line in lines:
            yield Note(**json.loads(line))
