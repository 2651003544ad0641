"""What the diary asks about cramps: is it over, and how sore is it the day after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from journal.models.episode import EndKind
from journal.muscles import LEG_SITES, site_words

# All four are design choices. A cramp is asked about once it lasts longer than most do;
ONGOING_AFTER = timedelta(minutes=15)
# after two weeks nobody remembers when it ended;
ONGOING_UNTIL = timedelta(days=14)
# "the next day" is from the next morning on, until another night has passed.
SORE_AFTER = timedelta(hours=12)
SORE_UNTIL = timedelta(hours=48)
# More questions of a kind than this stand on no page; answered, they make room for the next.
MOST = 3


class Asked(Protocol):
    """What of a cramp the questions look at."""

    @property
    def pk(self) -> UUID: ...
    @property
    def muscles(self) -> list[str]: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def end_kind(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def soreness_next_day(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one cramp. `since` is on the clock it was lived by."""

    pk: UUID
    muscles: tuple[str, ...]
    since: datetime

    @property
    def spot(self) -> str:
        """“left calf” when it was one place of the legs, else nothing."""
        where = site_words([*self.muscles])
        one = len(self.muscles) == 1 and self.muscles[0] in LEG_SITES
        return where[0].lower() + where[1:] if one else ""

    @property
    def where(self) -> str:
        """Every place in words."""
        return site_words([*self.muscles])

    @property
    def relief_site(self) -> str:
        """The first place that the relief steps know, or nothing."""
        return next((site for site in self.muscles if site in LEG_SITES), "")


@dataclass(frozen=True, slots=True)
class Questions:
    """At most MOST of each, newest first."""

    ongoing: tuple[Question, ...] = ()
    soreness: tuple[Question, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ongoing or self.soreness)


def questions_of(rows: Iterable[Asked], now: datetime) -> Questions:
    """The questions that these cramps raise, in their order (no query)."""
    known = list(rows)
    return Questions(
        ongoing=tuple(_question(row) for row in known if _is_it_over(row, now))[:MOST],
        soreness=tuple(_question(row) for row in known if _is_it_sore(row, now))[:MOST],
    )


def _question(row: Asked) -> Question:
    return Question(row.pk, tuple(row.muscles), row.started_at.astimezone(ZoneInfo(row.zone)))


def _is_it_over(row: Asked, now: datetime) -> bool:
    age = now - row.started_at
    return row.end_kind == EndKind.ONGOING and ONGOING_AFTER <= age <= ONGOING_UNTIL


def _is_it_sore(row: Asked, now: datetime) -> bool:
    """A cramp that may still be going is asked about that first."""
    if row.end_kind == EndKind.ONGOING or row.soreness_next_day is not None:
        return False
    return SORE_AFTER <= now - row.started_at <= SORE_UNTIL
