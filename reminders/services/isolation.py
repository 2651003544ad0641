"""One diary that breaks a rule must not silence everybody else's mails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")


def isolated(
    work: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    *,
    named: Callable[[Item], object],
) -> tuple[list[Result], list[Item]]:
    """The work on all items at once; where it breaks, on halves, down to the one it breaks on.

    Returns what the work gave, and the items that broke it: each is logged under its name with the
    error, and left out. A database that does not answer breaks all work alike, so it is raised.
    """
    try:
        return [work(items)], []
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # What breaks is not known beforehand: advice works on whatever people wrote.
        if len(items) == 1:
            logger.exception("Left out: %s", named(items[0]))
            return [], list(items)
    middle = len(items) // 2
    first, broken = isolated(work, items[:middle], named=named)
    second, also_broken = isolated(work, items[middle:], named=named)
    return first + second, broken + also_broken
