from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advice.marks import CELL, marks


@given(st.lists(st.booleans(), max_size=200), st.integers(1, 30))
def test_one_mark_a_session_and_all_inside_the_picture(answers: list[bool], columns: int) -> None:
    drawn = marks(answers, columns)

    assert drawn.diamonds.count("M") == drawn.cramped == sum(answers)
    assert drawn.rings.count("M") == len(answers) - sum(answers)
    assert drawn.total == len(answers)
    assert drawn.width == CELL * columns
    assert drawn.height == CELL * -(-len(answers) // columns)


def test_the_geometry_is_the_one_of_the_drawing() -> None:
    drawn = marks([False, True], 10)

    assert drawn.rings == "M3.4 9a5.6 5.6 0 1 0 11.2 0a5.6 5.6 0 1 0 -11.2 0z"
    assert drawn.diamonds == "M27 1.44l7.56 7.56-7.56 7.56-7.56-7.56z"


def test_the_picture_says_its_sentence() -> None:
    assert marks([True, False, False]).rate == "3 sessions, 1 with a cramp"
    assert marks([False]).rate == "1 session, none with a cramp"
