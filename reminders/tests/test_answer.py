"""An open question about a workout, answered from the mail that asked it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import html5lib
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tokens import sign
from journal.models import Change, Workout
from reminders import links
from reminders.models import Kind
from reminders.tests.test_planning import athlete
from tests import make

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(make.NOON, tick=False):
        yield


def address(workout: Workout, cramped: bool | None = None) -> str:
    return links.answer_url(workout, cramped).removeprefix(SITE)


def stranger() -> Client:
    return Client()


def done(user: User | None = None, **fields: Any) -> Workout:
    """A run of yesterday that asks both questions."""
    return make.done_workout(user or athlete(), **({"rpe": None, "title": "Hills"} | fields))


def told(workout: Workout, **answers: str) -> dict[str, str]:
    return {f"{name}-{workout.pk.hex}": value for name, value in answers.items()}


def stored(workout: Workout) -> tuple[object, ...]:
    workout.refresh_from_db()
    return workout.state, workout.cramped, workout.rpe


def test_opening_it_asks_and_writes_nothing() -> None:
    workout = done(note="Private words", title="O’Brien’s hills")
    changes = Change.objects.count()

    answer = stranger().get(address(workout))
    stranger().head(address(workout))

    html = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    assert "<bdi>O’Brien’s hills</bdi>" in html
    assert "Tuesday 13 January, 12:00, Lisbon time" in html
    assert "Any cramp?" in html
    assert "How hard was it?" in html
    assert "Private words" not in html
    assert stored(workout) == ("done", None, None)
    assert Change.objects.count() == changes
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize(("cramped", "word"), [(True, "yes"), (False, "no")])
def test_the_answer_of_the_button_stands_in_the_form(cramped: bool, word: str) -> None:
    workout = done()

    html = stranger().get(address(workout, cramped)).content.decode()

    box = html[html.index(f'value="{word}"') - 120 : html.index(f'value="{word}"') + 120]
    assert "checked" in box
    assert stored(workout) == ("done", None, None)


def test_no_cramp_and_an_effort_are_kept_as_by_the_buttons_of_the_diary() -> None:
    workout = done()
    url = address(workout)
    answers = told(workout, cramp="no", effort="6")

    first = stranger().post(url, answers, follow=True)
    again = stranger().post(url, told(workout, cramp="yes", effort="9"), follow=True)

    assert "Your answer is in your diary" in first.content.decode()
    assert "Nothing is open here" in again.content.decode()
    assert stored(workout) == ("done", False, 6)
    assert workout.rpe_at == make.NOON
    assert Change.objects.filter(entry_id=workout.pk).count() == 2


def test_one_answer_leaves_the_other_open() -> None:
    workout = done()

    stranger().post(address(workout), told(workout, cramp="no", effort=""))
    html = stranger().get(address(workout)).content.decode()

    assert stored(workout) == ("done", False, None)
    assert "Any cramp?" not in html
    assert "How hard was it?" in html


def test_a_cramp_leads_to_its_form_behind_the_log_in(client: Client) -> None:
    workout = done()

    answer = stranger().post(address(workout), told(workout, cramp="yes"))
    client.force_login(workout.athlete)
    form = client.get(answer["Location"])

    assert answer["Location"] == f"{reverse('journal:log_cramp')}?workout={workout.pk}"
    assert stranger().get(answer["Location"])["Location"].startswith(reverse("account_login"))
    assert form.status_code == 200
    assert stored(workout) == ("done", True, None)


def test_a_plan_can_be_done_or_not() -> None:
    user = athlete()
    plans = [
        make.workout(user, planned_start_at=make.NOON - timedelta(hours=hours)) for hours in (3, 6)
    ]

    stranger().post(address(plans[0]), told(plans[0], did="yes", cramp="no", effort="4"))
    stranger().post(address(plans[1]), told(plans[1], did="no"))

    assert stored(plans[0]) == ("done", False, 4)
    assert stored(plans[1]) == ("skipped", None, None)


def test_a_cramp_without_the_workout_is_said_and_nothing_is_kept() -> None:
    workout = make.workout(athlete(), planned_start_at=make.NOON - timedelta(hours=3))

    html = stranger().post(address(workout), told(workout, cramp="no")).content.decode()

    assert "belongs to something you did" in html
    assert stored(workout) == ("planned", None, None)


def test_no_answer_is_said_and_is_fine() -> None:
    workout = done()

    html = stranger().post(address(workout), {}).content.decode()

    assert "Pick an answer, or close this page" in html
    assert stored(workout) == ("done", None, None)


def test_an_answer_that_is_none_is_refused() -> None:
    workout = done()

    html = stranger().post(address(workout), told(workout, effort="11")).content.decode()

    assert "Pick a number from 0 to 10." in html
    assert stored(workout) == ("done", None, None)


def test_only_the_workout_of_the_mail_is_answered() -> None:
    user = athlete()
    one, other = done(user), done(user, days_ago=2)

    stranger().post(address(one), told(other, cramp="no") | told(one, effort="3"))

    assert stored(one) == ("done", None, 3)
    assert stored(other) == ("done", None, None)


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_36_hours_it_opens_nothing(method: str) -> None:
    workout = done()
    url = address(workout)

    with time_machine.travel(make.NOON + timedelta(hours=36, seconds=2), tick=False):
        answer = getattr(stranger(), method)(url, told(workout, cramp="no"))

    assert answer.status_code == 410
    assert reverse("journal:unanswered") in answer.content.decode()
    assert stored(workout) == ("done", None, None)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_token_that_was_touched_or_is_for_something_else_opens_nothing(method: str) -> None:
    workout = done()
    bea = athlete("bea")
    good = address(workout).split("/")[3]
    log = links.log_url(workout.athlete, None, at=make.NOON, kind=Kind.RECOVERY)

    for token in (
        "nonsense",
        good[:-1],
        good.replace(workout.athlete.pk.hex, bea.pk.hex),
        sign(links.LOG_PURPOSE, good.rsplit(":", 2)[0]),
        log.rstrip("/").rpartition("/")[2],
        links.snooze_url(workout.athlete, Kind.UNANSWERED).rstrip("/").rpartition("/")[2],
    ):
        answer = getattr(stranger(), method)(f"/mail/answer/{token}/", told(workout, cramp="no"))
        assert answer.status_code == 404
    assert stored(workout) == ("done", None, None)


@pytest.mark.parametrize("end", ["closed", "consent withdrawn", "deleted", "somebody else's"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_may_not_be_written_is_not(end: str, method: str) -> None:
    workout = done()
    url = address(workout)
    if end == "closed":
        User.objects.update(is_active=False)
    elif end == "consent withdrawn":
        workout.athlete.consents.update(withdrawn_at=make.NOON)
    elif end == "deleted":
        Workout.objects.update(deleted_at=make.NOON)
    else:
        text = f"{athlete('bea').pk.hex}.{workout.pk.hex}"
        url = f"/mail/answer/{sign(links.ANSWER_PURPOSE, text)}/"

    answer = getattr(stranger(), method)(url, told(workout, cramp="no"))

    assert answer.status_code in {200, 410}
    assert "Hills" not in answer.content.decode()
    assert stored(workout)[1:] == (None, None)


def test_a_workout_that_never_was_is_closed() -> None:
    token = sign(links.ANSWER_PURPOSE, f"{athlete().pk.hex}.{uuid4().hex}")

    assert "Nothing is open here" in stranger().get(f"/mail/answer/{token}/").content.decode()


def test_a_forged_form_is_refused() -> None:
    workout = done()

    answer = Client(enforce_csrf_checks=True).post(address(workout), told(workout, cramp="no"))

    assert answer.status_code in {302, 403}
    assert stored(workout) == ("done", None, None)


def test_a_program_that_tries_meets_a_door() -> None:
    url = address(done())

    answers = [stranger().post(url, {}).status_code for _ in range(31)]

    assert answers == [200] * 30 + [429]


def test_the_page_costs_few_queries(django_assert_max_num_queries: object) -> None:
    url = address(done())

    with django_assert_max_num_queries(4):  # type: ignore[operator]
        stranger().get(url)
