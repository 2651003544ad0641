"""What a log must not keep."""

from __future__ import annotations

import logging
import re

# The rest of such an address is a key to somebody's diary or mails.
_KEY = re.compile(r"(/mail/[a-z]+/)[^/\s]+")


class HidesKeys(logging.Filter):
    """Cuts the key out of addresses from mails, wherever an entry names one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True: every entry is kept."""
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(each) for each in record.args)
        if isinstance(record.msg, str):
            record.msg = _hidden(record.msg)
        return True


def _hidden(part: object) -> object:
    return _KEY.sub(r"\1(key)", part) if isinstance(part, str) else part
