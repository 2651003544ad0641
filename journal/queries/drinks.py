"""Reading what was drunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Count, Max, Q, Subquery

from accounts.access import Access
from accounts.models import User
from accounts.paging import Key, behind, cut
from accounts.units import ML_PER_US_FLUID_OUNCE, Units
from journal.models import Cup, Drink, Intake
from journal.queries.days import Day, days_of
from journal.queries.packed import PackedRows, unpacked

PAGE_ROWS = 20
# The catalogue's name of plain water, which every athlete is offered.
WATER = "Tap water"
# Design choice: a small and a full cup, round numbers in each unit.
CUPS_ML = {
    Units.METRIC: (150.0, 250.0),
    Units.US: (5 * ML_PER_US_FLUID_OUNCE, 8 * ML_PER_US_FLUID_OUNCE),
}
OWN_CUPS = 3
# Saved cups that Today offers, by name; the page of drinks offers all (design choice).
MOST_SAVED = 4
# What was drunk most lately; years of drinks need not be counted for a chip (design choice).
CUP_DAYS = 90


@dataclass(frozen=True, slots=True)
class Chip:
    """An amount offered for one tap; each offer carries its own key, so a double tap is one row.

    `name` is that of a saved cup or, where it was not saved, of the drink.
    """

    drink_id: UUID
    name: str
    volume_ml: float
    form_key: UUID = field(default_factory=uuid4, compare=False)


@dataclass(frozen=True, slots=True)
class DrinkPage:
    """Days from the newest on, and the key of the next page if there is one."""

    days: tuple[Day[Intake], ...]
    older: Key | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every drink there is for one athlete."""

    own: tuple[Drink, ...]
    put_away: tuple[Drink, ...]
    shared: tuple[Drink, ...]


def shelf(athlete: User) -> Shelf:
    """The athlete's own drinks, those put away, and the catalogue, by name (1 query)."""
    known = list(Drink.objects.for_athlete(athlete.pk).order_by("name", "pk"))
    own = [drink for drink in known if drink.owner_id]
    return Shelf(
        own=tuple(drink for drink in own if drink.retired_at is None),
        put_away=tuple(drink for drink in own if drink.retired_at is not None),
        shared=tuple(drink for drink in known if not drink.owner_id),
    )


def common() -> list[Drink]:
    """The drinks that everybody is offered, by name (1 query)."""
    return list(Drink.objects.offered().filter(owner=None).order_by("name", "pk"))


def water() -> Drink:
    """Plain water, which every athlete is offered (1 query)."""
    return Drink.objects.get(owner=None, name=WATER)


def choices(athlete: User, *, also: UUID | None = None) -> list[Drink]:
    """Every drink the athlete can log: their own and the catalogue, by name (1 query).

    `also` is the drink of the row being edited, which may have been put away since.
    """
    offered = Q(retired_at=None) | Q(pk=also)
    return list(Drink.objects.for_athlete(athlete.pk).filter(offered).order_by("name", "pk"))


def names_in_use(athlete: User) -> dict[str, tuple[UUID, UUID | None]]:
    """The athlete's own drinks by casefolded name, without those put away (1 query).

    Each with its key and the key of the form that made it.
    """
    own = Drink.objects.offered().filter(owner=athlete).values_list("name", "pk", "form_key")
    return {name.casefold(): (pk, form_key) for name, pk, form_key in own}


def likely_drink(athlete: User, known: list[Drink]) -> UUID | None:
    """What was drunk last; before the first drink, water, if it is `known` (1 query)."""
    rows = Intake.objects.owned_by(athlete).order_by("-started_at", "-created_at")
    last = rows.values_list("drink_id", flat=True).first()
    if last not in {drink.pk for drink in known}:
        last = None
    return last or next((drink.pk for drink in known if drink.name == WATER), None)


def cups(athlete: User) -> list[Cup]:
    """The saved cups by name, with their drinks; not those of a drink put away (1 query)."""
    saved = Cup.objects.filter(owner=athlete, drink__retired_at=None)
    return list(saved.select_related("drink").order_by("name", "pk"))


def cups_column(owner: Any) -> Subquery:
    """Somebody's saved cups as a column of another query, for `first_chips`."""
    saved = Cup.objects.filter(owner=owner, drink__retired_at=None).order_by().values("owner")
    return Subquery(
        saved.annotate(rows=PackedRows("drink_id", "volume_ml", "name", "pk")).values("rows")
    )


def first_chips(column: str | None) -> tuple[Chip, ...]:
    """The first MOST_SAVED chips by name of such a column, which is None without a cup."""
    saved = sorted(unpacked(column), key=lambda cup: (cup[2], cup[3]))
    return tuple(Chip(UUID(pk), name, volume) for pk, volume, name, _ in saved[:MOST_SAVED])


def saved_chips(athlete: User) -> list[Chip]:
    """The saved cups as chips (1 query)."""
    return [Chip(cup.drink_id, cup.name, cup.volume_ml) for cup in cups(athlete)]


def chips(athlete: User, now: datetime) -> list[Chip]:
    """One tap each: saved cups, two cups of water, then what is drunk most (3 queries).

    An amount that is saved as a cup is not offered once more under the name of its drink.
    """
    water = Drink.objects.filter(owner=None, name=WATER).first()
    usual = [
        Chip(water.pk, water.name, volume)
        for volume in CUPS_ML[Units(athlete.units)]
        if water is not None
    ]
    used = (
        Intake.objects.owned_by(athlete)
        .filter(started_at__gte=now - timedelta(days=CUP_DAYS), drink__retired_at=None)
        .values("drink_id", "drink__name", "volume_ml")
        .annotate(times=Count("pk"), latest=Max("started_at"))
        .filter(times__gte=2)
        .order_by("-times", "-latest")[: OWN_CUPS + MOST_SAVED + len(usual)]
    )
    own = [Chip(row["drink_id"], row["drink__name"], row["volume_ml"]) for row in used]
    offered = together(saved_chips(athlete), usual)
    return together(offered, own)[: len(offered) + OWN_CUPS]


def together(first: Sequence[Chip], then: Sequence[Chip]) -> list[Chip]:
    """All of the first, and those of the others that offer something else."""
    return [*first, *(chip for chip in then if not any(_alike(chip, one) for one in first))]


def _alike(one: Chip, other: Chip) -> bool:
    return one.drink_id == other.drink_id and abs(one.volume_ml - other.volume_ml) < 1


def drink_page(access: Access, before: Key | None = None) -> DrinkPage:
    """A page of the opened diary behind the key, grouped by the athlete's days (1 query)."""
    rows = Intake.objects.of(access).select_related("drink", "workout")
    found = rows.filter(behind("started_at", before)).order_by("-started_at", "-pk")
    page, older = cut(
        list(found[: PAGE_ROWS + 1]), PAGE_ROWS, lambda row: Key(row.started_at, row.pk)
    )
    return DrinkPage(days_of(page, access.athlete.zone_info, lambda row: row.started_at), older)
