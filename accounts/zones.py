"""IANA time zones and local days: pure, the clock is an argument."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

# Names that IANA keeps but that are not places somebody lives in.
_NOT_PLACES = ("Etc/", "posix/", "right/", "SystemV/")


# Areas whose zones a form offers. Others (US/Pacific, Brazil/East) are old names of the same
# places: accepted and kept when a browser reports them, but not offered a second time.
_AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def _known() -> frozenset[str]:
    # Walks the time zone folder, some 20 ms: once a process.
    return frozenset(available_timezones())


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone a person can choose, sorted: places as Area/City, and UTC."""
    places = (name for name in _known() if "/" in name and not name.startswith(_NOT_PLACES))
    return (*sorted(places), "UTC")


def zones_where(moment: datetime, *, weekday: int) -> tuple[str, ...]:
    """Every zone whose clocks show that day of the week (0 is Monday), sorted."""
    return tuple(
        sorted(name for name in _known() if moment.astimezone(ZoneInfo(name)).weekday() == weekday)
    )


def is_zone(name: str) -> bool:
    """Whether the name is a zone that the time zone database knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return name in _known()


def zone_label(name: str) -> str:
    """The place first, so that typing its first letters finds it: "Buenos Aires, Argentina"."""
    area, _, place = name.partition("/")
    words = [word.replace("_", " ") for word in reversed((place or area).split("/"))]
    return ", ".join(words)


@cache
def zone_groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Zones for a form, by area, each area sorted by the place."""
    groups = []
    for area in _AREAS:
        places = [(name, zone_label(name)) for name in zone_names() if name.startswith(f"{area}/")]
        groups.append((area, tuple(sorted(places, key=lambda place: place[1]))))
    return (*groups, ("No place", (("UTC", "UTC"),)))


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which a local clock shows this time.

    A time skipped by a daylight-saving gap moves forward by the length of the gap; a time that
    happens twice means the first.
    """
    local = datetime.combine(day, clock, tzinfo=zone).replace(fold=0)
    # Inside a gap, fold 0 carries the offset before it, which lands after the gap: forward.
    return local.astimezone(UTC)


def instants(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Every UTC instant at which a local clock shows this time, earliest first.

    One, as `instant` says; two where the clocks go back and the time comes again.
    """
    first = instant(day, clock, zone)
    again = datetime.combine(day, clock, tzinfo=zone).replace(fold=1).astimezone(UTC)
    # In a gap fold 1 is the earlier one, and shows another time.
    return (first, again) if again > first else (first,)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day a clock in the zone shows at this instant."""
    return moment.astimezone(zone).date()


def day_span(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The half-open pair of instants that holds the local days first to last, both included."""
    return instant(first, time.min, zone), instant(last + timedelta(days=1), time.min, zone)
