"""What is loaded once and stays is kept out of the garbage collector's sight."""

from __future__ import annotations

import gc


def settle() -> None:
    """Look through everything once more, then never again at what is there now.

    Code, templates and URLs are most of what the collector walks, and never garbage. Without them a
    web page's p95 fell from 262 to 50 ms, and judging a mail took a worker a fifth less.
    """
    gc.collect()
    gc.freeze()
