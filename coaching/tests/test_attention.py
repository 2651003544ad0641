"""Whose coach should hear that somebody needs an eye."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Grant, User
from coaching import attention, services, standings
from coaching.attention import newest_news, news_for, told, worse_since
from coaching.models import Standing
from journal.services import entries
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_forgetful")]

LATER = make.NOON + standings.PERIOD
MOST_QUERIES = 9


@pytest.fixture
def _forgetful() -> None:
    """What a page found for another test is not known in this one."""
    cache.clear()


def squad(coach: User, *names: str) -> list[User]:
    """Athletes who share with the coach, and to whom something grave came at NOON."""
    people = [make.user(name) for name in names]
    for one in people:
        episode = make.episode(one, days_ago=0.01)
        entries.update(episode, {"red_flags": ["heat_stroke"]})
    standings.begin([make.grant(one, coach) for one in people], make.NOON)
    while standings.keep(make.NOON):
        pass
    return people


def names(coach: User) -> list[str]:
    return [one.name for one in news_for([coach.pk], make.NOON).get(coach.pk, [])]


def test_what_came_is_news_until_it_was_told() -> None:
    kim = make.coach()
    squad(kim, "ana", "bea")

    assert names(kim) == ["Ana", "Bea"]
    assert newest_news([kim.pk], make.NOON) == {kim.pk: make.NOON}
    told(news_for([kim.pk], make.NOON)[kim.pk][:1])
    assert names(kim) == ["Bea"]
    assert worse_since(make.NOON - timedelta(minutes=1)).count() == 1


def test_telling_of_a_grant_that_ended_meanwhile_does_no_harm() -> None:
    kim = make.coach()
    squad(kim, "ana")
    news = news_for([kim.pk], make.NOON)[kim.pk]

    services.revoke(Grant.objects.get(), now=make.NOON)
    told(news)

    assert not Standing.objects.exists()


def test_what_was_told_outlives_the_next_look_at_the_diary() -> None:
    kim = make.coach()
    squad(kim, "ana")
    told(news_for([kim.pk], make.NOON)[kim.pk])

    standings.keep(LATER)

    assert Standing.objects.get().told_at == make.NOON
    assert names(kim) == []


def test_beyond_the_first_the_list_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention, "LOOKED_AT", 1)
    kim = make.coach()
    squad(kim, "ana", "bea")
    cache.clear()
    # As if the diaries had changed since: nothing of them is left.
    for athlete in User.objects.filter(is_coach=False):
        for episode in athlete.crampepisode_set.all():
            entries.update(episode, {"red_flags": []})

    assert names(kim) == ["Bea"]


def test_news_for_many_cost_as_many_queries_as_for_one() -> None:
    counts = []
    coaches = []
    for count in (1, 20):
        coach = make.coach(f"coach{count}")
        coaches.append(coach.pk)
        squad(coach, *(f"athlete{count}-{number}" for number in range(count)))
        # Somebody wrote since, so every diary is read.
        Standing.objects.update(version="")
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            news_for(coaches, make.NOON)
        counts.append(len(found))

    assert counts[0] == counts[1] <= MOST_QUERIES


def test_nobody_has_no_news() -> None:
    assert news_for([], make.NOON) == {}
    assert newest_news([make.coach().pk], make.NOON) == {}
