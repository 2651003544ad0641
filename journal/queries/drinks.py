"""Reading what was drunk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q

from accounts.access import Access
from accounts.models import User
from accounts.units import ML_PER_US_FLUID_OUNCE, Units
from accounts.zones import local_day
from journal.models import Drink, Intake

PAGE_ROWS = 40
# The catalogue's name of plain water, which every athlete is offered.
WATER = "Tap water"
# Design choice: a small and a full cup, round numbers in each unit.
CUPS_ML = {
    Units.METRIC: (150.0, 250.0),
    Units.US: (5 * ML_PER_US_FLUID_OUNCE, 8 * ML_PER_US_FLUID_OUNCE),
}
OWN_CUPS = 3


@dataclass(frozen=True, slots=True)
class Cup:
    """An amount offered for one tap; each offer carries its own key, so a double tap is one row."""

    drink_id: UUID
    name: str
    volume_ml: float
    form_key: UUID = field(default_factory=uuid4, compare=False)


@dataclass(frozen=True, slots=True)
class DrinkDay:
    """The rows of one local day, newest first."""

    on: date
    rows: tuple[Intake, ...]


@dataclass(frozen=True, slots=True)
class DrinkPage:
    """Some days, and where the older ones begin; empty: these are the oldest."""

    days: tuple[DrinkDay, ...]
    older: str


def choices(athlete: User) -> list[Drink]:
    """Every drink the athlete can log: their own and the catalogue, by name (1 query)."""
    return list(Drink.objects.for_athlete(athlete.pk).order_by("name", "pk"))


def likely_drink(athlete: User, known: list[Drink]) -> UUID | None:
    """What was logged last; before the first drink, water, if it is `known` (1 query)."""
    rows = Intake.objects.owned_by(athlete).order_by("-created_at")
    last = rows.values_list("drink_id", flat=True).first()
    return last or next((drink.pk for drink in known if drink.name == WATER), None)


def saved_cups(athlete: User) -> list[Cup]:
    """Chips for one tap: two cups of water, then the athlete's most used amounts (2 queries)."""
    water = Drink.objects.filter(owner=None, name=WATER).first()
    cups = [
        Cup(water.pk, water.name, volume)
        for volume in CUPS_ML[Units(athlete.units)]
        if water is not None
    ]
    used = (
        Intake.objects.owned_by(athlete)
        .values("drink_id", "drink__name", "volume_ml")
        .annotate(times=Count("pk"), latest=Max("started_at"))
        .filter(times__gte=2)
        .order_by("-times", "-latest")[: OWN_CUPS + len(cups)]
    )
    own = [Cup(row["drink_id"], row["drink__name"], row["volume_ml"]) for row in used]
    fresh = [cup for cup in own if not any(_alike(cup, offered) for offered in cups)]
    return cups + fresh[:OWN_CUPS]


def _alike(one: Cup, other: Cup) -> bool:
    return one.drink_id == other.drink_id and abs(one.volume_ml - other.volume_ml) < 1


def drink_page(access: Access, before: str = "") -> DrinkPage:
    """A page of the opened diary from `before` on, grouped by the athlete's days (1 query)."""
    rows = Intake.objects.of(access).select_related("drink", "workout")
    start = _read(before)
    if start is not None:
        moment, key = start
        rows = rows.filter(Q(started_at__lt=moment) | Q(started_at=moment, pk__lt=key))
    found = list(rows.order_by("-started_at", "-pk")[: PAGE_ROWS + 1])
    shown = found[:PAGE_ROWS]
    older = _written(shown[-1]) if len(found) > PAGE_ROWS else ""
    return DrinkPage(tuple(_days(shown, access.athlete.zone_info)), older)


def _days(rows: Iterable[Intake], zone: ZoneInfo) -> Iterable[DrinkDay]:
    for day, group in groupby(rows, lambda row: local_day(row.started_at, zone)):
        yield DrinkDay(day, tuple(group))


def _written(row: Intake) -> str:
    return f"{row.started_at.astimezone(UTC):%Y%m%dT%H%M%S.%f}_{row.pk.hex}"


def _read(text: str) -> tuple[datetime, UUID] | None:
    """The place in the list, or None for an address that says none: then the first page."""
    moment, _, key = text.partition("_")
    try:
        return datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), UUID(key)
    except ValueError:
        return None
