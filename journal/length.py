"""How long a cramp lasted, in bands and words (evidence row 6). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from journal.warning_signs import USUAL_SECONDS


@dataclass(frozen=True, slots=True)
class Band:
    """A span of lengths, in seconds: above `over` up to `upto`; None: no end.

    `typical` stands for a length nobody timed. It is a design choice: about the middle.
    """

    code: str
    label: str
    words: str
    over: int
    upto: int | None
    typical: int


BANDS: tuple[Band, ...] = (
    Band("short", "under 1 min", "short", 0, 59, 30),
    Band("usual", "1–3", "usual", 59, 180, 120),
    Band("long", "3–10", "long", 180, USUAL_SECONDS, 360),
    Band("longer", "longer", "longer than usual", USUAL_SECONDS, None, 900),
)


def band_of(seconds: float) -> Band:
    """The band a length falls into: 60 s and 180 s are usual, 600 s is long, 601 s is longer."""
    for band in BANDS:
        if band.upto is None or round(seconds) <= band.upto:
            return band
    raise AssertionError("the last band has no end")


def length_figure(seconds: float) -> tuple[str, str]:
    """A figure and its unit: 90 s, 2:30 min, 6 min, 1:05 h."""
    whole = round(seconds)
    if whole < 120:
        return str(whole), "s"
    big, small, unit = (
        (whole // 60, whole % 60, "min")
        if whole < 3600
        else (whole // 3600, whole % 3600 // 60, "h")
    )
    return (f"{big}:{small:02d}" if small else str(big)), unit
