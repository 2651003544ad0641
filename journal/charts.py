"""Numbers to the geometry of columns. Pure: what is drawn is decided here, templates only write it.

A column of 0 has no height; one that is not known is None and becomes a gap with its own mark.
Every layer of a column differs from the others in its outline, not only in its colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 336
# Room for the figures of the scale.
LEFT = 40
RIGHT = 4
# Numbers stand above columns while they have room.
NUMBERED = 13
# About how wide a character is at the size of the drawing's text.
_CHARACTER = 8.0
_TICKS = 4
_FILL = 0.68
_BETWEEN = 12.0
_ROOM_ABOVE = 16
_LABEL_BELOW = 17
_GAP_HALF = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A column, or a part of one; its top is `y`."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words or a number at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Layer:
    """The same part of every column: its boxes, and all of them as one path."""

    kind: str
    boxes: tuple[Box | None, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Columns:
    """A drawing of columns that stand on `base`; `gaps` is the path of what is not known."""

    width: int
    height: float
    base: float
    layers: tuple[Layer, ...]
    gaps: str
    ticks: tuple[Label, ...]
    grid: str
    axis: str
    numbers: tuple[Label, ...]
    labels: tuple[Label, ...]


def ticks(most: float) -> tuple[float, ...]:
    """The figures of a scale from 0 up to at least `most`, at most five, steps of 1, 2 or 5."""
    if not (math.isfinite(most) and most > 0):
        return (0.0, 1.0)
    # Of sessions there is no half.
    rough = max(1.0, most / _TICKS)
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(
        (factor * magnitude for factor in (1, 2, 5) if factor * magnitude >= rough), 10 * magnitude
    )
    steps = max(1, math.ceil(most / step - 1e-9))
    return tuple(step * number for number in range(steps + 1))


def columns(
    layers: Sequence[tuple[str, Sequence[float | None]]],
    labels: Sequence[str],
    *,
    tall: float = 96,
) -> Columns:
    """Columns whose layers stand on each other, the first at the foot.

    Every layer has as many values as there are `labels`. A column with one value that is not
    known is a gap.
    """
    count = len(labels)
    totals = [_total([values[n] for _, values in layers]) for n in range(count)]
    scale = ticks(max((total for total in totals if total is not None), default=0))
    base = _ROOM_ABOVE + tall
    step = (WIDTH - LEFT - RIGHT) / max(1, count)
    lefts = [LEFT + step * n + step * (1 - _FILL) / 2 for n in range(count)]
    unit = tall / scale[-1]
    feet = [0.0] * count
    drawn = []
    for kind, values in layers:
        boxes: list[Box | None] = []
        for n, value in enumerate(values):
            if value is None or totals[n] is None:
                boxes.append(None)
                continue
            top = base - (feet[n] + value) * unit
            boxes.append(Box(lefts[n], top, step * _FILL, value * unit))
            feet[n] += value
        drawn.append(Layer(kind, tuple(boxes), _path(boxes)))
    middles = [left + step * _FILL / 2 for left in lefts]
    return Columns(
        width=WIDTH,
        height=base + _LABEL_BELOW + 3,
        base=base,
        layers=tuple(drawn),
        gaps="".join(
            _cross(middle, base - 7)
            for middle, total in zip(middles, totals, strict=True)
            if total is None
        ),
        ticks=tuple(Label(LEFT - 5, base - each * unit + 4, f"{each:,.0f}") for each in scale),
        grid="".join(f"M{LEFT} {base - each * unit:.5g}H{WIDTH}" for each in scale[1:]),
        axis=f"M{LEFT} {base:.5g}H{WIDTH}",
        numbers=_numbers(middles, totals, base, unit),
        labels=_labels(middles, labels, base + _LABEL_BELOW),
    )


def _total(parts: Sequence[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def _path(boxes: Sequence[Box | None]) -> str:
    return "".join(
        f"M{box.x:.5g} {box.y:.5g}h{box.width:.4g}v{box.height:.5g}h-{box.width:.4g}z"
        for box in boxes
        if box is not None and box.height > 0
    )


def _cross(x: float, y: float) -> str:
    half = _GAP_HALF
    return (
        f"M{x - half:.5g} {y - half:.5g}l{2 * half:g} {2 * half:g}m0 -{2 * half:g}"
        f"l-{2 * half:g} {2 * half:g}"
    )


def _numbers(
    middles: Sequence[float], totals: Sequence[float | None], base: float, unit: float
) -> tuple[Label, ...]:
    texts = [short(total) for total in totals if total]
    room = (WIDTH - LEFT - RIGHT) / max(1, len(totals))
    if len(totals) > NUMBERED or max(map(len, texts), default=0) * _CHARACTER > room:
        return ()
    return tuple(
        Label(middle, base - total * unit - 4, short(total))
        for middle, total in zip(middles, totals, strict=True)
        if total
    )


def _labels(middles: Sequence[float], texts: Sequence[str], y: float) -> tuple[Label, ...]:
    widest = max(map(len, texts), default=0) * _CHARACTER + _BETWEEN
    every = max(1, math.ceil(len(texts) * widest / (WIDTH - LEFT)))
    return tuple(
        Label(middle, y, text)
        for n, (middle, text) in enumerate(zip(middles, texts, strict=True))
        if n % every == 0
    )


def short(value: float) -> str:
    """A figure in little room: “12”, “940”, “1.7k”, “23k”."""
    if value < 1_000:
        return f"{value:.0f}"
    return f"{value / 1000:.0f}k" if value >= 9_950 else f"{value / 1000:.1f}k"
