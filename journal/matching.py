"""Which plan a logged workout belongs to. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

# Design choice: two plans whose lengths are off by amounts nearer to each other than this share of
# the length that was done cannot be told apart, and the athlete is asked.
TOO_NEAR = 0.10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan of the same day and sport; minutes None: no length was planned."""

    pk: UUID
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The plan it is, or whether the athlete has to say; neither: there was no plan."""

    plan: UUID | None = None
    asks: bool = False


def choose(minutes: int | None, candidates: Sequence[Candidate]) -> Verdict:
    """The only plan, else the one whose length is clearly nearest to what was done.

    Several plans of which one has no length, or a doing without a length, are asked about.
    """
    if len(candidates) <= 1:
        return Verdict(plan=candidates[0].pk if candidates else None)
    lengths = [(one.minutes, one.pk) for one in candidates if one.minutes is not None]
    if minutes is None or len(lengths) < len(candidates):
        return Verdict(asks=True)
    off = sorted((abs(planned - minutes), pk) for planned, pk in lengths)
    (nearest, plan), (second, _) = off[:2]
    return Verdict(asks=True) if second - nearest <= TOO_NEAR * minutes else Verdict(plan=plan)
