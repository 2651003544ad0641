"""Reading what was changed, by whom it belongs to only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import User
from accounts.paging import Key, behind, cut
from journal.changes import Reader, Told, told
from journal.models import (
    Change,
    CheckIn,
    CrampEpisode,
    Drink,
    Entry,
    EntryQuerySet,
    Intake,
    Medication,
    NearCramp,
    Workout,
)
from journal.models.change import Act
from journal.muscles import site_words

PAGE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: its word in an address, its model, its name for people."""

    slug: str
    model: type[Entry]
    words: str

    @property
    def code(self) -> str:
        """As changes are filed."""
        return self.model.__name__.lower()

    @property
    def rows(self) -> EntryQuerySet:
        """Every entry of the kind, in the vocabulary of its own."""
        return cast("EntryQuerySet", self.model._default_manager.all())  # noqa: SLF001 public


KINDS: tuple[Kind, ...] = (
    Kind("workout", Workout, "Workout"),
    Kind("cramp", CrampEpisode, "Cramp"),
    Kind("near-cramp", NearCramp, "Near-cramp"),
    Kind("drink", Intake, "Drink"),
    Kind("check-in", CheckIn, "Morning check"),
    Kind("medicine", Medication, "Medicine"),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}
# What is no entry of a day and is still kept.
LASTING = {"healthprofile": "Your body", "drink": "Your own drink"}
BY_CODE = {kind.code: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Deed:
    """One act in words. `slug` is empty for what is no entry (the page about the body)."""

    at: datetime
    act: str
    kind: str
    slug: str
    entry_id: UUID
    title: str
    lines: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class DeedPage:
    """Newest first, and the key of the next page if there is one."""

    deeds: tuple[Deed, ...]
    older: Key | None


def entry_of(athlete: User, kind: Kind, pk: UUID) -> Entry | None:
    """The athlete's entry, deleted or not (1 query)."""
    found: Entry | None = EntryQuerySet(kind.model).filter(athlete=athlete, pk=pk).first()
    return found


def deeds_of(entry: Entry, athlete: User, before: Key | None = None) -> DeedPage:
    """What was done to one entry (1 query, and 2 for names of other rows)."""
    changes = Change.objects.filter(behind("at", before), athlete=athlete, entry_id=entry.pk)
    page, older = _page(changes.order_by("-at", "-pk")[: PAGE_ROWS + 1])
    reader = _reader(page, athlete, entry.zone_info)
    return DeedPage(tuple(_deed(change, reader, "") for change in page), older)


def deeds(athlete: User, before: Key | None = None) -> DeedPage:
    """What was done in the whole diary (1 query, and at most 6 for what it was done to)."""
    changes = Change.objects.filter(behind("at", before), athlete=athlete)
    page, older = _page(changes.order_by("-at", "-pk")[: PAGE_ROWS + 1])
    titles = _titles(page, athlete)
    names = {str(pk): title for pk, title in titles.items()} | _drinks(page)
    reader = Reader(athlete.zone_info, athlete.units, names)
    rows = (_deed(change, reader, names.get(str(change.entry_id), "")) for change in page)
    return DeedPage(tuple(rows), older)


def told_all(changes: Sequence[Change], entry: Entry, athlete: User) -> list[Told]:
    """The fields of several changes of one entry, in the order of the changes (2 queries)."""
    reader = _reader(changes, athlete, entry.zone_info)
    return [line for change in changes for line in told(change.kind, change.fields, reader)]


def _page(rows: Iterable[Change]) -> tuple[Sequence[Change], Key | None]:
    return cut(list(rows), PAGE_ROWS, lambda change: Key(change.at, change.pk))


def _deed(change: Change, reader: Reader, title: str) -> Deed:
    kind = BY_CODE.get(change.kind)
    return Deed(
        at=change.at,
        act=Act(change.act).label,
        kind=kind.words if kind else LASTING.get(change.kind, ""),
        slug=kind.slug if kind else "",
        entry_id=change.entry_id,
        title=title,
        lines=told(change.kind, change.fields, reader),
    )


def _reader(changes: Sequence[Change], athlete: User, zone: ZoneInfo) -> Reader:
    """Who reads the changes of one entry, by the clock it was lived by."""
    keys = _pointed(changes, "workout")
    rows = Workout.objects.filter(athlete=athlete, pk__in=keys) if keys else ()
    names = {str(row.pk): _workout(row) for row in rows}
    return Reader(zone, athlete.units, names | _drinks(changes))


def _pointed(changes: Iterable[Change], name: str) -> set[str]:
    """Keys of other rows that a field of these changes had or got."""
    return {str(key) for change in changes for key in change.fields.get(name, ()) if key}


def _drinks(changes: Sequence[Change]) -> dict[str, str]:
    keys = _pointed(changes, "drink")
    keys |= {str(change.entry_id) for change in changes if change.kind == "drink"}
    rows = Drink.objects.filter(pk__in=keys).values_list("pk", "name") if keys else ()
    return {str(pk): name for pk, name in rows}


def _titles(changes: Sequence[Change], athlete: User) -> dict[UUID, str]:
    """What these changes are about, a query a kind; both kinds of cramps in one."""
    keys: dict[str, set[UUID]] = defaultdict(set)
    for change in changes:
        keys[change.kind].add(change.entry_id)
    keys["workout"] |= {UUID(key) for key in _pointed(changes, "workout")}

    def rows(model: type[Entry]) -> EntryQuerySet:
        found = keys[model.__name__.lower()]
        return EntryQuerySet(model).filter(athlete=athlete, pk__in=found)

    columns = ("pk", "muscles", "started_at", "zone")
    cramps = rows(CrampEpisode).values_list(*columns).union(rows(NearCramp).values_list(*columns))
    return (
        {row.pk: _workout(row) for row in rows(Workout)}
        | {pk: f"{site_words(muscles)}, {_on(at, zone)}" for pk, muscles, at, zone in cramps}
        | {row.pk: _on(row.started_at, row.zone) for row in rows(Intake)}
        | {row.pk: f"{row.local_on:%-d %B %Y}" for row in rows(CheckIn)}
        | {row.pk: row.name for row in rows(Medication)}
    )


def _workout(row: Workout) -> str:
    return f"{row.name}, {_on(row.starts_at, row.zone)}"


def _on(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%-d %B %Y}"


def title_of(entry: Entry) -> str:
    """What a person calls this entry (1 query more for a drink whose name is not loaded)."""
    if isinstance(entry, Workout):
        return _workout(entry)
    if isinstance(entry, CrampEpisode | NearCramp):
        return f"{entry.where}, {_on(entry.started_at, entry.zone)}"
    if isinstance(entry, Intake):
        return f"{entry.drink.name}, {_on(entry.started_at, entry.zone)}"
    if isinstance(entry, CheckIn):
        return f"{entry.local_on:%-d %B %Y}"
    return str(entry)
