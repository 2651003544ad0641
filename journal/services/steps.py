"""Writing how long each step against a cramp took, as told by hand."""

from __future__ import annotations

from collections.abc import Mapping

from journal.models import CrampEpisode, ReliefStep
from journal.services import entries

Told = list[dict[str, str | int]]


def tell(episode: CrampEpisode, seconds: Mapping[str, int]) -> None:
    """Seconds to relief by kind of step, for a cramp that was made just now."""
    ReliefStep.objects.bulk_create(
        ReliefStep(episode=episode, kind=kind, seconds_to_relief=value)
        for kind, value in seconds.items()
    )


def retell(episode: CrampEpisode, seconds: Mapping[str, int]) -> None:
    """Make the told times these and no others; what changed is kept in the cramp's history.

    Guided steps know their instants and are left alone. Safe to run twice; to be called in the
    transaction of the edit.
    """
    rows = _rows(episode)
    before, after = _before(rows), _told(seconds)
    if before == after:
        return
    kept: set[str] = set()
    for row in rows:
        if row.kind not in seconds or row.kind in kept:
            row.delete()
            continue
        kept.add(row.kind)
        if row.seconds_to_relief != seconds[row.kind]:
            row.seconds_to_relief = seconds[row.kind]
            row.save(update_fields=["seconds_to_relief"])
    tell(episode, {kind: value for kind, value in seconds.items() if kind not in kept})
    entries.keep_change(episode, {"steps": [before, after]})


def changes(episode: CrampEpisode, seconds: Mapping[str, int]) -> bool:
    """Whether telling these times would change any."""
    return _before(_rows(episode)) != _told(seconds)


def _rows(episode: CrampEpisode) -> list[ReliefStep]:
    told = ReliefStep.objects.filter(
        episode=episode, started_at=None, seconds_to_relief__isnull=False
    )
    return list(told.order_by("created_at", "pk"))


def _before(rows: list[ReliefStep]) -> Told:
    return _told({row.kind: row.seconds_to_relief or 0 for row in reversed(rows)})


def _told(seconds: Mapping[str, int]) -> Told:
    """Plain values for the history, in one order."""
    return [{"kind": kind, "seconds": seconds[kind]} for kind in sorted(seconds)]
