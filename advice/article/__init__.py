"""The article's 42 claims in order, one part a file, and what it leaves out. Pure Python."""

from __future__ import annotations

from advice.article import cramps, limits, relief, steps, triggers
from advice.article.row import Row
from advice.article.sections import SECTIONS

ROWS: tuple[Row, ...] = (
    *cramps.ROWS,
    *triggers.ROWS,
    *steps.ROWS,
    *limits.ROWS,
    *relief.ROWS,
)

__all__ = ["ROWS", "SECTIONS"]
