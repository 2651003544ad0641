"""Where cramps were, drawn on the legs: the journal's shapes with a shade and a count. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journal.bodymap import MIDDLE, MIRROR, SKIN, VIEWS, Area, View
from journal.muscles import SITES

_SHADES = 4
_INWARD = 2.5
_BASELINE = 5


@dataclass(frozen=True, slots=True)
class Muscle:
    """One muscle as it is drawn; `shade` 0 is none, 4 the most."""

    site: str
    path: str
    mirrored: bool
    count: int
    shade: int
    x: float
    y: float

    @property
    def is_dark(self) -> bool:
        """Whether its number must be pale."""
        return self.shade > _SHADES // 2


@dataclass(frozen=True, slots=True)
class Side:
    """Front or back, with the sentence that says the same."""

    label: str
    says: str
    muscles: tuple[Muscle, ...]
    seam: str


@dataclass(frozen=True, slots=True)
class Map:
    """Both sides and what they share."""

    sides: tuple[Side, ...]
    skin: str = SKIN
    mirror: str = MIRROR


def body_map(counts: Mapping[str, int]) -> Map:
    """Both views for cramps counted by site; sites that are not on the legs are left out."""
    most = max(counts.values(), default=0)
    return Map(tuple(_side(view, counts, most) for view in VIEWS))


def _side(view: View, counts: Mapping[str, int], most: int) -> Side:
    centres = {area.site: _centre(area) for area in view.areas}
    muscles = tuple(
        Muscle(
            shape.site,
            shape.path,
            shape.mirrored,
            counts.get(shape.site, 0),
            _shade(counts.get(shape.site, 0), most),
            *centres[shape.site],
        )
        for shape in view.shapes
    )
    hit = [f"{SITES[each.site].lower()} {each.count}" for each in muscles if each.count]
    return Side(view.label, f"{view.label}: {', '.join(hit) or 'none'}", muscles, view.seam)


def _centre(area: Area) -> tuple[float, float]:
    """Where the number stands: a touch area reaches past the leg's outer edge, the muscle not."""
    x, y = area.x + area.width / 2, area.y + area.height / 2
    inward = _INWARD if area.columns > 1 else 0
    return x + (inward if x < MIDDLE else -inward), y + _BASELINE


def _shade(count: int, most: int) -> int:
    return -(-_SHADES * count // most) if count else 0
