"""Reading what was drunk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Count, Max

from accounts.access import Access
from accounts.models import User
from accounts.paging import Key, behind, cut
from accounts.units import ML_PER_US_FLUID_OUNCE, Units
from journal.models import Drink, Intake
from journal.queries.days import Day, days_of

PAGE_ROWS = 20
# The catalogue's name of plain water, which every athlete is offered.
WATER = "Tap water"
# Design choice: a small and a full cup, round numbers in each unit.
CUPS_ML = {
    Units.METRIC: (150.0, 250.0),
    Units.US: (5 * ML_PER_US_FLUID_OUNCE, 8 * ML_PER_US_FLUID_OUNCE),
}
OWN_CUPS = 3
# What was drunk most lately; years of drinks need not be counted for a chip (design choice).
CUP_DAYS = 90


@dataclass(frozen=True, slots=True)
class Cup:
    """An amount offered for one tap; each offer carries its own key, so a double tap is one row."""

    drink_id: UUID
    name: str
    volume_ml: float
    form_key: UUID = field(default_factory=uuid4, compare=False)


@dataclass(frozen=True, slots=True)
class DrinkPage:
    """Days from the newest on, and the key of the next page if there is one."""

    days: tuple[Day[Intake], ...]
    older: Key | None


def choices(athlete: User) -> list[Drink]:
    """Every drink the athlete can log: their own and the catalogue, by name (1 query)."""
    return list(Drink.objects.for_athlete(athlete.pk).order_by("name", "pk"))


def likely_drink(athlete: User, known: list[Drink]) -> UUID | None:
    """What was drunk last; before the first drink, water, if it is `known` (1 query)."""
    rows = Intake.objects.owned_by(athlete).order_by("-started_at", "-created_at")
    last = rows.values_list("drink_id", flat=True).first()
    return last or next((drink.pk for drink in known if drink.name == WATER), None)


def saved_cups(athlete: User, now: datetime) -> list[Cup]:
    """Chips for one tap: two cups of water, then what the athlete drinks most (2 queries)."""
    water = Drink.objects.filter(owner=None, name=WATER).first()
    cups = [
        Cup(water.pk, water.name, volume)
        for volume in CUPS_ML[Units(athlete.units)]
        if water is not None
    ]
    used = (
        Intake.objects.owned_by(athlete)
        .filter(started_at__gte=now - timedelta(days=CUP_DAYS))
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


def drink_page(access: Access, before: Key | None = None) -> DrinkPage:
    """A page of the opened diary behind the key, grouped by the athlete's days (1 query)."""
    rows = Intake.objects.of(access).select_related("drink", "workout")
    found = rows.filter(behind("started_at", before)).order_by("-started_at", "-pk")
    page, older = cut(
        list(found[: PAGE_ROWS + 1]), PAGE_ROWS, lambda row: Key(row.started_at, row.pk)
    )
    return DrinkPage(days_of(page, access.athlete.zone_info, lambda row: row.started_at), older)
