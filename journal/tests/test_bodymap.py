from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal import bodymap
from journal.bodymap import BACK, FRONT, VIEWS, Shape, View
from journal.muscles import LEG_SITES

CSS = Path(__file__).resolve().parents[2] / "static" / "css" / "site.css"
# Two drawings side by side on a phone: (390 - 2 gutters of 16 - gap of 6) / 2.
SHOWN_PX = 176


def box(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the control points, which hold the outline."""
    xs: list[float] = []
    ys: list[float] = []
    for verb, text in re.findall(r"([MLCQHVZ])([^MLCQHVZ]*)", shape.path):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]
        if verb == "H":
            xs += numbers
        elif verb == "V":
            ys += numbers
        else:
            xs += numbers[0::2]
            ys += numbers[1::2]
    if shape.mirrored:
        xs = [2 * bodymap.MIDDLE - x for x in xs]
    return min(xs), min(ys), max(xs), max(ys)


def test_every_place_on_the_legs_is_drawn_once_and_can_be_touched_once() -> None:
    drawn = [shape.site for view in VIEWS for shape in view.shapes]
    touched = [area.site for view in VIEWS for area in view.areas]

    assert sorted(drawn) == sorted(touched) == sorted(LEG_SITES)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_each_muscle_lies_in_the_picture_and_left_is_left(view: View) -> None:
    for shape in view.shapes:
        left, top, right, bottom = box(shape)

        assert left >= bodymap.LEFT
        assert top >= bodymap.TOP
        assert right <= bodymap.LEFT + bodymap.WIDTH
        assert bottom <= bodymap.TOP + bodymap.HEIGHT
        assert ((left + right) / 2 < bodymap.MIDDLE) is shape.site.endswith("-l")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_touching_the_middle_of_a_muscle_picks_it(view: View) -> None:
    for shape in view.shapes:
        left, top, right, bottom = box(shape)
        hits = [
            area.site for area in view.areas if area.holds((left + right) / 2, (top + bottom) / 2)
        ]

        assert hits == [shape.site]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_touch_areas_are_wide_enough_for_a_thumb(view: View) -> None:
    scale = SHOWN_PX / bodymap.WIDTH

    assert min(area.width * scale for area in view.areas) >= 44
    assert min(area.height * scale for area in view.areas) >= 44


@given(
    x=st.floats(bodymap.LEFT, bodymap.LEFT + bodymap.WIDTH),
    y=st.floats(bodymap.TOP, bodymap.TOP + bodymap.HEIGHT),
)
def test_no_point_picks_two_muscles(x: float, y: float) -> None:
    for view in VIEWS:
        inside = [
            area
            for area in view.areas
            if area.x < x < area.x + area.width and area.y < y < area.y + area.height
        ]

        assert len(inside) <= 1


def test_the_stylesheet_has_the_same_rows() -> None:
    css = CSS.read_text()
    for view, rows in ((FRONT, bodymap._FRONT_ROWS), (BACK, bodymap._BACK_ROWS)):
        template = " ".join(f"{height}fr" for height, _ in rows)

        assert f".hits-{view.name} {{ grid-template-rows: {template}; }}" in css
        assert sum(height for height, _ in rows) == bodymap.HEIGHT
