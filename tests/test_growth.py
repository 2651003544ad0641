"""No page asks more of the database when the diary grows, and none asks more than ten times."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog, Category, Grant, User
from coaching.models import Invitation
from journal.models import CrampEpisode, Intake, ReliefStep, Workout
from reminders.models import Reminder
from tests import make, plenty
from tests.doors import House, doors, house

pytestmark = pytest.mark.django_db

MANY = 300
MOST_QUERIES = 10
DOORS = doors()
# What an address may add to itself: a filter, a later page, a day of the calendar.
VIEWS = (
    "/journal/?kind=cramps",
    f"/journal/?before=1-{uuid.UUID(int=0).hex}",
    "/charts/?span=1y",
    "/charts/?span=all",
    "/rules/?show=today",
)


@pytest.fixture
def rooms() -> House:
    """Ana's rows, everything of them granted to kim."""
    rooms = house(make.user("ana"), make.coach())
    opened = {category.value: True for category in Category}
    Grant.objects.filter(pk=rooms.rows["grant"]).update(**opened)
    return rooms


@pytest.fixture(autouse=True)
def noon() -> Iterable[None]:
    with time_machine.travel(make.NOON, tick=False):
        yield


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def queries(client: Client, url: str) -> int | None:
    """How many queries the page asks; None when the address is no page."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return len(asked) if is_page else None


def counts(client: Client, urls: Iterable[str]) -> dict[str, int]:
    """Queries by address of each page. The first visit may keep something, so two must fit.

    What comes back is the second visit, in which nothing new is kept.
    """
    found: dict[str, int] = {}
    for url in urls:
        first, second = queries(client, url), queries(client, url)
        if first is not None and second is not None:
            assert max(first, second) <= MOST_QUERIES, f"{url}: {first}, then {second} queries"
            found[url] = second
    return found


def fill(rooms: House, numbers: range) -> None:
    """More rows of every kind in ana's diary."""
    workout = Workout.objects.get(pk=rooms.rows["workout"])
    plenty.diary(rooms.ana, User.objects.get(is_coach=True), workout, numbers)
    # The very rows whose pages are asked have much to show as well.
    ReliefStep.objects.bulk_create(
        ReliefStep(episode_id=rooms.rows["episode"], kind="stretch") for _ in numbers
    )
    for name, kind in (("workout", Workout), ("episode", CrampEpisode), ("intake", Intake)):
        plenty.changes(rooms.ana, kind, [rooms.rows[name]] * len(numbers))


def test_no_page_of_ones_own_grows_with_the_diary(rooms: House) -> None:
    client = as_user(rooms.ana)
    urls = [*(door.url(rooms.values(door)) for door in DOORS), *VIEWS]
    fill(rooms, range(1, 2))

    few = counts(client, urls)
    fill(rooms, range(2, MANY))
    many = counts(client, urls)

    assert len(few) > 45
    assert many == few


def test_no_page_of_an_athlete_grows_for_a_coach(rooms: House) -> None:
    client = as_user(User.objects.get(is_coach=True))
    urls = [door.url(rooms.values(door)) for door in DOORS if door.of_an_athlete]
    fill(rooms, range(1, 2))

    few = counts(client, urls)
    fill(rooms, range(2, MANY))
    many = counts(client, urls)

    assert len(few) > 8
    assert many == few


def test_the_coachs_pages_do_not_grow_with_the_athletes(rooms: House) -> None:
    kim = User.objects.get(is_coach=True)
    client = as_user(kim)
    urls = [reverse(name) for name in ("coaching:athletes", "coaching:turn_coaching")]
    fill(rooms, range(1, 2))

    few = counts(client, urls)
    crowd = plenty.crowd(MANY)
    Grant.objects.bulk_create(
        Grant(athlete=athlete, coach=kim, granted_at=make.NOON - timedelta(days=n))
        for n, athlete in enumerate(crowd)
    )
    for athlete in crowd[:3]:
        plenty.diary(athlete, kim, make.workout(athlete), range(1, 30))
    many = counts(client, urls)

    assert len(few) == len(urls)
    assert many == few


def test_sharing_does_not_grow_with_coaches_and_invitations(rooms: House) -> None:
    client = as_user(rooms.ana)
    urls = [
        reverse(name)
        for name in ("coaching:sharing", "coaching:invite_coach", "accounts:access_log")
    ]
    few = counts(client, urls)
    crowd = plenty.crowd(MANY)
    Grant.objects.bulk_create(
        Grant(athlete=rooms.ana, coach=coach, granted_at=make.NOON) for coach in crowd
    )
    AccessLog.objects.bulk_create(
        AccessLog(athlete=rooms.ana, reader=coach, page="journal", at=make.NOON) for coach in crowd
    )
    Invitation.objects.bulk_create(
        Invitation(
            sender=rooms.ana,
            side=side,
            code_hash=f"{side}{n}",
            created_at=make.NOON,
            expires_at=make.NOON + timedelta(days=14),
        )
        for n in range(MANY)
        for side in ("athlete", "coach")
    )
    many = counts(client, urls)

    assert len(few) == len(urls)
    assert many == few


def test_mails_to_come_do_not_make_the_settings_grow(rooms: House) -> None:
    client = as_user(rooms.ana)
    urls = [reverse("reminders:settings")]
    make.reminder(rooms.ana)

    few = counts(client, urls)
    Reminder.objects.bulk_create(
        Reminder(
            recipient=rooms.ana,
            kind=kind,
            subject_id=(make.TODAY + timedelta(days=n + 2)).isoformat(),
            local_on=make.TODAY,
            due_at=make.NOON + timedelta(hours=n),
            created_at=make.NOON,
        )
        for n in range(MANY)
        for kind in ("hydration", "doctor")
    )
    many = counts(client, urls)

    assert many == few
