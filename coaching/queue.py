"""A coach's live grants in the order of the list, which the standings decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, PositiveSmallIntegerField, Q, QuerySet, Subquery, When
from django.db.models.functions import Lower

from accounts.models import Category, Grant, User
from coaching import standings
from coaching.models import Standing
from journal.queries.sketch import Sketch
from journal.queries.statement import Row, Statement

# The least place of a diary that was written in since its standing was found: below what needs a
# doctor today, above all else, so that it is looked at on the first page (design choice).
JUST_WRITTEN = 45
# The place of a grant whose diary nobody looked at yet: on top, where it is looked at.
UNKNOWN = 100

# The place and the athlete that ended a page.
Key = tuple[int, UUID]


@dataclass(frozen=True, slots=True)
class Placed:
    """A grant with athlete, coach and standing, its place, and how many grants there are."""

    grant: Grant
    place: int
    total: int

    @property
    def key(self) -> str:
        """Asks for what follows; see `key_of`."""
        return f"{self.place}-{self.grant.athlete_id.hex}"


def key_of(text: str) -> Key | None:
    """The place and the athlete that ended a page, or None for what never did."""
    place, _, pk = text.partition("-")
    if not (place.isascii() and place.isdigit() and len(place) <= len(str(UNKNOWN))):
        return None
    try:
        return int(place), UUID(pk)
    except ValueError:
        return None


def queue(coach: User, now: datetime, key: Key | None, size: int) -> list[Placed]:
    """So many grants behind the key, in order (1 query)."""
    place, behind = (key[0], {"pk": key[1]}) if key is not None else (None, {})
    return [
        _placed(row, coach) for row in _asked(place, size).rows(coach=coach.pk, now=now, **behind)
    ]


# The list is sorted with all columns that are asked for, so these are few.
_GRANT = Sketch(
    Grant,
    *(category.value for category in Category),
    *("id", "athlete_id", "coach_id", "level", "expires_at"),
)
_ATHLETE = Sketch(User, "id", "name", "email", "zone")
_STANDING = Sketch(Standing, "grant_id", "findings", "cramp_goes_on", "version", "found_at")
# Keeps None too, so that nobody asks for a standing that is not there.
_OF_GRANT: Any = Grant._meta.get_field("standing")  # noqa: SLF001
_COLUMNS = (
    *_GRANT.columns(),
    *_ATHLETE.columns("athlete__"),
    *_STANDING.columns("standing__"),
)


# Places are a few levels; whoever types others into the address fills no memory.
@lru_cache(maxsize=32)
def _asked(place: int | None, size: int) -> Statement:
    def build(coach: UUID, now: datetime, pk: UUID | None = None) -> QuerySet[Any, Row]:
        behind = _behind(coach, place, pk) if place is not None and pk is not None else Q()
        return _in_order(coach, now).filter(behind).values_list("place", "total", *_COLUMNS)[:size]

    return Statement(build)


def _in_order(coach: UUID, now: datetime) -> QuerySet[Grant]:
    held = Grant.objects.live(now).filter(coach=coach)
    count = held.order_by().values("coach").annotate(count=Count("pk")).values("count")
    place = Case(
        When(standing__gravity=None, then=UNKNOWN),
        When(standing__gravity__gte=JUST_WRITTEN, then="standing__gravity"),
        When(standing__change=standings.newest_change("athlete_id"), then="standing__gravity"),
        default=JUST_WRITTEN,
        output_field=PositiveSmallIntegerField(),
    )
    placed = held.annotate(place=place, called=Lower("athlete__name"), total=Subquery(count))
    return placed.order_by("-place", "called", "athlete_id")


def _behind(coach: UUID, place: int, pk: UUID) -> Q:
    """The grants behind the key; nobody behind an athlete the coach never had."""
    known = User.objects.filter(pk=pk, grants_given__coach=coach).order_by()
    name = Subquery(known.values(called=Lower("name"))[:1])
    same_name = Q(called=name, athlete_id__gt=pk)
    return Q(place__lte=place) & (Q(place__lt=place) | Q(called__gt=name) | same_name)


def _placed(row: Row, coach: User) -> Placed:
    place, total, *values = row
    grant = _GRANT.of(values)
    del values[: len(_GRANT.names)]
    grant.athlete, grant.coach = _ATHLETE.of(values), coach
    del values[: len(_ATHLETE.names)]
    standing = _STANDING.of(values) if values[0] is not None else None
    _OF_GRANT.set_cached_value(grant, standing)
    return Placed(grant, place, total)
