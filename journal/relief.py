"""What the taps of a guided relief make of its steps (evidence rows 33 to 40). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Evidence row 39 (design choice within 20 to 30 minutes, each hour): 20 on, 40 off, three rounds.
HEAT_ON = timedelta(minutes=20)
HEAT_EVERY = timedelta(minutes=60)
HEAT_ROUNDS = 3
# A phone's clock and ours differ a little (design choice); more than that is a mistake.
BEFORE_START = timedelta(minutes=1)
AHEAD = timedelta(minutes=2)
# A phone that was without network so long still tells what was done (design choice).
KEPT_ON_PHONE = timedelta(days=30)
# What the screen leads through; a code is a `journal.models.episode.Relief`.
KINDS = ("stretch", "massage", "drink", "heat")

TO_COME = "It lies in the future. Is the clock of this phone right?"
TOO_OLD = "It is more than 30 days ago."
TOO_EARLY = "It lies before the cramp began."
OVER = "The cramp was over by then."


class RefusedError(ValueError):
    """What was tapped cannot have been so; the message tells a person why."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A step as it was tapped."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step. None: it still runs, or nobody said."""

    ended_at: datetime | None
    eased: bool | None


def check_start(began: datetime, now: datetime) -> None:
    """Raise RefusedError for a cramp that is to come or long ago."""
    if began > now + AHEAD:
        raise RefusedError(TO_COME)
    if began < now - KEPT_ON_PHONE:
        raise RefusedError(TOO_OLD)


def check_tap(at: datetime, began: datetime, now: datetime) -> None:
    """Raise RefusedError for an instant before the cramp, or to come."""
    if at > now + AHEAD:
        raise RefusedError(TO_COME)
    if at < began - BEFORE_START:
        raise RefusedError(TOO_EARLY)


def outcomes(steps: Sequence[Tapped], gone_at: datetime | None) -> list[Outcome]:
    """What became of each step, given in the order of their instants.

    A step ends where the next begins, warmth after 20 minutes at the latest: the cramp was still
    there, so it had not eased it. The step that ran when the cramp let go eased it. It depends on
    the instants only, so taps may arrive in any order.
    """
    found = []
    for number, step in enumerate(steps):
        later = steps[number + 1].at if number + 1 < len(steps) else None
        if gone_at is not None and step.at > gone_at:
            found.append(Outcome(None, None))
        elif gone_at is not None and (later is None or later > gone_at):
            found.append(Outcome(gone_at, eased=True))
        elif later is not None:
            longest = step.at + HEAT_ON if step.kind == "heat" else later
            found.append(Outcome(min(later, longest), eased=False))
        else:
            found.append(Outcome(None, None))
    return found
