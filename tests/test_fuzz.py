"""Random answers to every form: never an error of ours, never a row that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.forms import FORMS, KEPT, Answers, FormDoor
from tests.sheet import Sheet

pytestmark = pytest.mark.django_db

EXAMPLES = 12
# What people slip into: near the ends, in another notation, in another alphabet.
SLIPS = (
    "",
    "0",
    "-1",
    "11",
    "140",
    "1440",
    "1,5",
    "1.500,5",
    "1e9",
    "00:00",
    "23:59:59",
    "7:60",
    "2026-01-14",
    "2026-03-29",
    "1950-01-01",
    "2100-12-31",
    "9999-12-31",
    "none",
    "other",
    "end",
    "still",
    "calf-l",
    "elsewhere",
    "UTC",
    "Pacific/Kiritimati",
    "on",
)
ANSWER = st.one_of(st.sampled_from(SLIPS), st.text(max_size=30), st.floats().map(str))


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(make.NOON, tick=False):
        yield


def answers_to(door: FormDoor) -> st.SearchStrategy[Answers]:
    """Each field is right, a slip, or anything at all."""
    return st.fixed_dictionaries(
        {
            name: st.one_of(
                st.just(right),
                st.lists(ANSWER, max_size=3) if isinstance(right, list) else ANSWER,
            )
            for name, right in door.right.items()
        }
    )


def named(door: FormDoor) -> str:
    return door.name


@pytest.mark.parametrize("door", FORMS, ids=named)
def test_random_answers(door: FormDoor, client: Client) -> None:
    make.drink()
    ana = make.user("ana")
    url = door.url(ana)
    if not door.is_public:
        client.force_login(ana)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(answers_to(door))
    def run(answers: Answers) -> None:
        cache.clear()
        response = client.post(url, answers)

        # Done or accepted once, some forms are no longer there.
        assert response.status_code in {200, 302, 404}
        if response.status_code == 200:
            assert not Sheet(response.content.decode()).loose_errors()

    run()

    for model in KEPT:
        for row in model._default_manager.all():
            row.full_clean(validate_unique=False)
