"""What Today offers to log at once: the muscles that cramp most, and cups of a drink."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.units import Units
from advice.facts import Portrait
from journal.muscles import SITES
from journal.queries.batch import EpisodeRow
from journal.queries.drinks import CUPS_ML, WATER, Chip, together

# Chips of one tap on Today (design choice).
MOST_CUPS = 4
MOST_SPOTS = 4
# Offered while the diary knows too few: the most common place (evidence row 7).
USUAL_SITES = ("calf-l", "calf-r")


@dataclass(frozen=True, slots=True)
class Spot:
    """A muscle as a chip: it opens the form with the muscle picked and the time set to now."""

    site: str
    name: str


def spots(episodes: Sequence[EpisodeRow]) -> tuple[Spot, ...]:
    """The places that cramped most, most first, filled up with the calves; at most four.

    Equal counts keep the order of the rows, which are newest first.
    """
    counted = Counter(site for row in episodes for site in row.muscles if site in SITES)
    own = [site for site, _ in counted.most_common(MOST_SPOTS)]
    usual = [site for site in USUAL_SITES if site not in own and len(own) < len(USUAL_SITES)]
    return tuple(Spot(site, SITES[site]) for site in (own + usual)[:MOST_SPOTS])


def cups(portrait: Portrait) -> tuple[Chip, ...]:
    """Saved cups, two cups of water, then what was drunk in the last day, newest first.

    Each amount once. However many cups are saved, they and the water are offered.
    """
    diary = portrait.diary
    saved = diary.cups
    water = [(diary.water_id, WATER, ml) for ml in CUPS_ML[Units(portrait.athlete.units)]]
    drunk = [(row.drink_id, row.drink__name, row.volume_ml) for row in diary.intakes]
    known = [Chip(pk, name, ml) for pk, name, ml in (*water, *drunk) if pk is not None]
    alike: dict[tuple[UUID, int], Chip] = {}
    for chip in known:
        alike.setdefault((chip.drink_id, round(chip.volume_ml)), chip)
    offered = together(saved, tuple(alike.values()))
    return tuple(offered[: max(MOST_CUPS, len(saved) + len(water))])
