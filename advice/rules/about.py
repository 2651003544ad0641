"""Where each rule comes from: article rows, how sure, a title, and which diary it reads."""

from __future__ import annotations

from dataclasses import dataclass

from advice.rules.finding import Evidence


@dataclass(frozen=True, slots=True)
class About:
    """What is true of a rule whoever it speaks to.

    `rows` are rows or sections of the evidence file. `reads` are the sharing categories (codes
    of accounts.models.Category) whose data the finding shows: a coach without one of them does
    not see it.
    """

    rows: tuple[str, ...]
    evidence: Evidence
    title: str
    reads: tuple[str, ...] = ()


ABOUT: dict[str, About] = {}
