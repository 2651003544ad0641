"""Geometry of the muscle picker: two views of the legs and their touch areas. Pure.

Both views are drawn so that the left leg is on the left: the front is a mirror image. Only the
left half is stored; the right half is its reflection about the middle line.
"""

from __future__ import annotations

from dataclasses import dataclass

from journal.muscles import group_of

# The part of the drawing that is shown: x, y, width, height.
LEFT, TOP, WIDTH, HEIGHT = 34, 0, 132, 252
MIDDLE = 100
MIRROR = f"matrix(-1 0 0 1 {2 * MIDDLE} 0)"

SKIN = (
    "M100.6 4H58C54 20 39 30 37 52C35 80 45 116 50 138C52 150 46 162 47 178C49 200 58 214 58 228"
    "C58 236 50 240 49 246Q49 249 53 249H80Q84 249 84 246C84 238 79 234 79 226C81 210 91 196 90 176"
    "C89 162 85 152 87 140C91 118 98 94 99 70L100.6 69Z"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One muscle of one leg; `mirrored` is the right leg."""

    site: str
    path: str
    mirrored: bool

    @property
    def group(self) -> str:
        """The muscle without its side."""
        return group_of(self.site)


@dataclass(frozen=True, slots=True)
class Area:
    """A touch area over a muscle: its cell on a grid of four columns, in units of the drawing."""

    site: str
    columns: int
    x: float
    y: float
    width: float
    height: float

    @property
    def group(self) -> str:
        """The muscle without its side."""
        return group_of(self.site)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the drawing is inside."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True, slots=True)
class View:
    """One drawing: the muscles, thin lines inside them, and what a finger can touch."""

    name: str
    label: str
    shapes: tuple[Shape, ...]
    seam: str
    areas: tuple[Area, ...]


# Muscle group to outline, left leg, in the order of drawing.
_FRONT = {
    "quad": "M50 42C42 60 44 94 55 126C59 134 72 134 76 126C80 108 80 84 74 64C69 53 61 46 50 42Z",
    "inner": "M77 58C83 67 90 72 97 73C96 92 93 110 87 124Q84 128 82 123C82 100 82 78 77 58Z",
    "shin": (
        "M57 156C52 170 53 188 61 208C63 215 74 215 76 208C85 188 86 170 81 156C75 150 63 150 57"
        " 156Z"
    ),
    "foot": (
        "M61 226C60 233 54 238 53 243Q53 246 56 246H78Q81 246 80 243C80 237 76 233 75 226"
        "C71 223 65 223 61 226Z"
    ),
}
_BACK = {
    "glute": "M56 25C44 32 39 52 45 66C53 78 85 80 97 68V35C90 24 70 19 56 25Z",
    "ham": (
        "M45 76C56 83 82 84 95 77C93 98 89 114 84 130C78 136 62 136 55 130C49 112 45 94 45 77Z"
    ),
    "calf": (
        "M56 152C46 164 47 182 55 195C61 204 65 212 66 221H72C73 212 77 204 83 195"
        "C91 182 91 164 83 152C76 158 63 158 56 152Z"
    ),
    "arch": (
        "M61 227C59 234 55 238 55 243Q55 246 58 246H79Q82 246 82 243C81 237 78 234 76 227"
        "C72 224 65 224 61 227Z"
    ),
}
# Rows of the touch grid from the top: height and the sites from left to right. The first row is
# belly or lower back, where nothing is picked. The same numbers stand in site.css (.hits-front,
# .hits-back); a test holds them together.
_FRONT_ROWS = (
    (40, ()),
    (96, ("quad-l", "inner-l", "inner-r", "quad-r")),
    (78, ("shin-l", "shin-r")),
    (38, ("foot-l", "foot-r")),
)
_BACK_ROWS = (
    (20, ()),
    (55, ("glute-l", "glute-r")),
    (66, ("ham-l", "ham-r")),
    (75, ("calf-l", "calf-r")),
    (36, ("arch-l", "arch-r")),
)
Rows = tuple[tuple[int, tuple[str, ...]], ...]


def _shapes(outlines: dict[str, str]) -> tuple[Shape, ...]:
    return tuple(
        Shape(f"{group}-{side}", path, side == "r")
        for group, path in outlines.items()
        for side in "lr"
    )


def _areas(rows: Rows) -> tuple[Area, ...]:
    areas: list[Area] = []
    top = float(TOP)
    for height, sites in rows:
        width = WIDTH / (len(sites) or 1)
        areas += [
            Area(site, 4 // len(sites), LEFT + at * width, top, width, height)
            for at, site in enumerate(sites)
        ]
        top += height
    return tuple(areas)


FRONT = View(
    "front",
    "Front",
    _shapes(_FRONT),
    "M66 62C70 84 70 106 66 124",
    _areas(_FRONT_ROWS),
)
BACK = View("back", "Back", _shapes(_BACK), "M69.5 163V190M70 88V124", _areas(_BACK_ROWS))
VIEWS: tuple[View, ...] = (FRONT, BACK)
