from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog, Category, User
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
OWN = ["/today/", "/insights/", "/doctor/"]
SHARED = ["insights", "doctor"]
PUBLIC = ["/", "/relief/", "/rules/"]


@pytest.mark.parametrize("address", OWN)
def test_the_owner_comes_in(client: Client, address: str) -> None:
    client.force_login(make.user())

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", OWN)
def test_somebody_who_is_not_logged_in_meets_the_login_page(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 302
    assert "/accounts/login/" in answer.headers["Location"]


@pytest.mark.parametrize("address", OWN)
def test_without_consent_there_is_no_diary(client: Client, address: str) -> None:
    client.force_login(make.user(consent=False))

    assert client.get(address).headers["Location"].startswith("/you/consent/")


@pytest.mark.parametrize("address", [*OWN, *PUBLIC])
def test_reading_pages_are_only_read(client: Client, address: str) -> None:
    client.force_login(make.user())

    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_ask_for_nothing(client: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200

    assert len(captured) == 0


@pytest.mark.parametrize("page", SHARED)
def test_a_stranger_and_a_coach_without_a_grant_find_nothing(client: Client, page: str) -> None:
    ana = make.user("ana")

    for somebody in (make.user("bea"), make.coach("kim")):
        client.force_login(somebody)
        assert client.get(f"/athletes/{ana.pk}/{page}/").status_code == 404


@pytest.mark.parametrize("page", SHARED)
@pytest.mark.parametrize("hidden", [Category.CRAMPS, Category.WORKOUTS])
def test_a_coach_needs_cramps_and_workouts(client: Client, page: str, hidden: Category) -> None:
    ana, kim = make.user("ana"), make.coach("kim")
    make.grant(ana, kim, **{hidden.value: False})
    client.force_login(kim)

    assert client.get(f"/athletes/{ana.pk}/{page}/").status_code == 404


@pytest.mark.parametrize("page", SHARED)
def test_a_coach_with_a_grant_reads_and_is_seen_reading(client: Client, page: str) -> None:
    ana, kim = make.user("ana"), make.coach("kim")
    make.grant(ana, kim)
    client.force_login(kim)

    answer = client.get(f"/athletes/{ana.pk}/{page}/")

    assert answer.status_code == 200
    assert b"shared with you" in answer.content
    assert AccessLog.objects.get().page == page


@pytest.mark.parametrize("address", OWN)
def test_pages_cost_the_same_with_one_row_and_with_many(client: Client, address: str) -> None:
    ana = make.user()
    client.force_login(ana)
    counts = []
    for rows in (1, 30):
        _fill(ana, rows)
        # The first look of a day keeps what is new; both stay under the bound.
        first, second = _cost(client, address), _cost(client, address)
        assert second <= first <= 10
        counts.append(second)

    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", SHARED)
def test_a_coachs_pages_cost_the_same(client: Client, page: str) -> None:
    ana, kim = make.user("ana"), make.coach("kim")
    make.grant(ana, kim, medication=True, weight=True, wellness=True)
    client.force_login(kim)
    counts = []
    for rows in (1, 30):
        _fill(ana, rows)
        counts.append(_cost(client, f"/athletes/{ana.pk}/{page}/"))

    assert counts[0] == counts[1] <= 10


def _cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def _fill(ana: User, rows: int) -> None:
    water = make.drink(f"Water {rows}")
    for number in range(rows):
        run = make.done_workout(ana, days_ago=number + 1, cramped=True)
        make.workout(ana)
        make.episode(ana, days_ago=number + 1, workout=run, severity=6)
        make.intake(ana, water)
        make.medication(ana, f"Salmeterol {rows} {number}")
