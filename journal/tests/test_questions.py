from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import Change, CrampEpisode
from journal.queries.questions import MOST, Question, questions_of
from journal.services import episodes
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def cramp(ana: User, ago: timedelta, **fields: Any) -> CrampEpisode:
    return make.episode(ana, started_at=make.NOON - ago, **fields)


def ended(episode: CrampEpisode, browser: Client, **fields: Any) -> Any:
    return browser.post(reverse("journal:end_episode", args=[episode.pk]), fields)


@pytest.mark.parametrize(
    ("ago", "end_kind", "asked"),
    [
        pytest.param(timedelta(minutes=14, seconds=59), "ongoing", False, id="too soon"),
        pytest.param(timedelta(minutes=15), "ongoing", True, id="a quarter of an hour"),
        pytest.param(timedelta(days=14), "ongoing", True, id="two weeks"),
        pytest.param(timedelta(days=14, seconds=1), "ongoing", False, id="nobody remembers"),
        pytest.param(timedelta(hours=1), "unknown", False, id="the end is not known"),
    ],
)
def test_whether_a_cramp_is_over_is_asked(
    ana: User, ago: timedelta, end_kind: str, asked: bool
) -> None:
    episode = cramp(ana, ago, end_kind=end_kind)

    found = questions_of([episode], make.NOON)

    assert [one.pk for one in found.ongoing] == ([episode.pk] if asked else [])


@pytest.mark.parametrize(
    ("ago", "fields", "asked"),
    [
        pytest.param(timedelta(hours=11, minutes=59), {}, False, id="the same day"),
        pytest.param(timedelta(hours=12), {}, True, id="twelve hours"),
        pytest.param(timedelta(hours=48), {}, True, id="two days"),
        pytest.param(timedelta(hours=48, seconds=1), {}, False, id="too late"),
        pytest.param(timedelta(hours=20), {"soreness_next_day": 0}, False, id="answered with 0"),
        pytest.param(timedelta(hours=20), {"end_kind": "ongoing"}, False, id="still going"),
    ],
)
def test_how_sore_it_is_the_next_day_is_asked(
    ana: User, ago: timedelta, fields: dict[str, Any], asked: bool
) -> None:
    episode = cramp(ana, ago, **fields)

    found = questions_of([episode], make.NOON)

    assert [one.pk for one in found.soreness] == ([episode.pk] if asked else [])


def test_deleted_ones_and_those_of_others_are_not_asked_about(browser: Client, ana: User) -> None:
    cramp(ana, timedelta(hours=1), end_kind="ongoing", deleted_at=make.NOON)
    cramp(make.user("bea"), timedelta(hours=20))

    shown = browser.get("/today/").content.decode()

    assert "cramp over?" not in shown
    assert "How sore is" not in shown


def test_few_are_asked_at_once_the_newest_first(ana: User) -> None:
    made = [cramp(ana, timedelta(hours=hours), end_kind="ongoing") for hours in range(1, 9)]

    found = questions_of(made, make.NOON)

    assert [one.pk for one in found.ongoing] == [one.pk for one in made[:MOST]]


@pytest.mark.parametrize(
    ("muscles", "spot", "relief"),
    [
        (("calf-l",), "left calf", "calf-l"),
        (("calf-l", "ham-r"), "", "calf-l"),
        (("arm",), "", ""),
        (("arm", "ham-r"), "", "ham-r"),
    ],
)
def test_a_question_names_one_place_of_the_legs(
    muscles: tuple[str, ...], spot: str, relief: str
) -> None:
    question = Question(make.episode(make.user("eva")).pk, muscles, make.NOON)

    assert (question.spot, question.relief_site) == (spot, relief)


def test_today_asks_in_words(browser: Client, ana: User) -> None:
    cramp(ana, timedelta(minutes=20), end_kind="ongoing")
    cramp(ana, timedelta(hours=20), muscles=["ham-r"])

    shown = browser.get("/today/").content.decode()

    assert "Is your left calf cramp over?" in shown
    assert "How sore is your right hamstring now?" in shown


def test_a_coach_and_an_older_page_are_not_asked(
    client: Client, browser: Client, ana: User
) -> None:
    kim = make.coach()
    make.grant(ana, kim)
    cramp(ana, timedelta(minutes=20), end_kind="ongoing")
    client.force_login(kim)
    older = f"/journal/?before=1-{'0' * 32}"

    assert "cramp over?" not in client.get(f"/athletes/{ana.pk}/journal/").content.decode()
    assert "cramp over?" not in browser.get(older).content.decode()


@pytest.mark.parametrize(("when", "kind", "minutes"), [("0", "known", 0), ("15", "about", 15)])
def test_one_tap_ends_it_and_leads_back(
    browser: Client, ana: User, when: str, kind: str, minutes: int
) -> None:
    episode = cramp(ana, timedelta(minutes=15), end_kind="ongoing")

    answer = ended(episode, browser, when=when, next="/today/")

    episode.refresh_from_db()
    assert answer["Location"] == "/today/"
    assert episode.end_kind == kind
    assert episode.ended_at == make.NOON - timedelta(minutes=minutes)
    assert not questions_of([episode], make.NOON)


def test_an_earlier_end_leads_back_to_where_it_was_asked(browser: Client, ana: User) -> None:
    episode = cramp(ana, timedelta(hours=2), end_kind="ongoing")
    url = f"{reverse('journal:end_episode', args=[episode.pk])}?next=/journal/"

    answer = browser.post(url, {"when": "60"})

    assert answer["Location"] == "/journal/"


def test_one_tap_tells_the_soreness_and_it_stays_in_the_history(browser: Client, ana: User) -> None:
    episode = cramp(ana, timedelta(hours=20))
    url = reverse("journal:tell_episode_soreness", args=[episode.pk])

    first = browser.post(url, {"soreness": "4", "next": "/today/"})
    browser.post(url, {"soreness": "4"})

    episode.refresh_from_db()
    assert first["Location"] == "/today/"
    assert episode.soreness_next_day == 4
    assert [change.fields for change in Change.objects.all()] == [{"soreness_next_day": [None, 4]}]
    assert not questions_of([episode], make.NOON)


@pytest.mark.parametrize("soreness", ["", "11", "-1", "a lot"])
def test_a_number_that_is_none_leads_to_the_form(browser: Client, ana: User, soreness: str) -> None:
    episode = cramp(ana, timedelta(hours=20))

    answer = browser.post(
        reverse("journal:tell_episode_soreness", args=[episode.pk]),
        {"soreness": soreness},
        follow=True,
    )

    episode.refresh_from_db()
    assert "Pick a number from 0 to 10." in answer.content.decode()
    assert episode.soreness_next_day is None


def test_telling_the_soreness_may_run_twice(ana: User) -> None:
    episode = cramp(ana, timedelta(hours=20))

    for soreness in (3, 3, 5):
        episodes.tell_soreness(episode, soreness)

    episode.refresh_from_db()
    assert episode.soreness_next_day == 5
    assert Change.objects.count() == 2
