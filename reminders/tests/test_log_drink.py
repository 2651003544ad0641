"""“I had it”: a drink written down from the mail that spoke of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
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
from advice import ceiling
from journal.models import Drink, Intake
from journal.services import entries
from reminders import emails, links
from reminders.models import Kind, Preference, Snooze
from reminders.tests.mails import mail_of, reader
from reminders.tests.test_planning import athlete
from tests import make

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
EVENING = make.NOON + timedelta(hours=8)
RIGHT = {"volume": "350", "when": "0"}


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    cache.clear()
    make.drink()
    with time_machine.travel(EVENING, tick=False):
        yield


def address(
    user: User, *, at: datetime = EVENING, kind: Kind = Kind.HYDRATION, kg: float | None = 70
) -> str:
    volume = ceiling.evening(kg) if kg is not None else None
    return links.log_url(user, volume, at=at, kind=kind).removeprefix(SITE)


def stranger() -> Client:
    return Client()


def test_the_mail_leads_to_its_own_amount() -> None:
    found = mail_of(Kind.HYDRATION, reader())
    url = next(link for link in found.links if "/mail/log/" in link)

    html = stranger().get(url.removeprefix(SITE)).content.decode()

    assert "TONIGHT  350 mL" in found.text
    assert 'value="350"' in html
    assert f"I had it:\n  {url}" in found.text
    assert f"{url}?other=1" in found.html


@pytest.mark.parametrize(
    ("units", "shown", "stored"), [("metric", "350", 350.0), ("us", "11", 325.3088251875)]
)
def test_the_amount_is_in_the_readers_units_and_the_same_as_in_the_mail(
    units: str, shown: str, stored: float
) -> None:
    user = athlete(units=units)
    url = address(user)

    html = stranger().get(url).content.decode()
    stranger().post(url, {"volume": shown, "when": "0"})

    html5lib.HTMLParser(strict=True).parse(html)
    assert f'value="{shown}"' in html
    assert Intake.objects.get().volume_ml == pytest.approx(stored, abs=0.01)


def test_opening_it_writes_nothing_and_leaves_no_trace() -> None:
    url = address(athlete())

    answer = stranger().get(url)
    stranger().head(url)

    assert not Intake.objects.exists()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "Lisbon time" in answer.content.decode()


def test_one_mail_is_one_drink_however_often_it_is_sent() -> None:
    user = athlete()
    url = address(user)

    first = stranger().post(url, RIGHT, follow=True)
    stranger().post(url, RIGHT | {"volume": "900"})
    with time_machine.travel(EVENING + timedelta(minutes=5), tick=False):
        # The same mail once more, as a retry would sign it.
        again = stranger().post(address(user), RIGHT, follow=True)

    row = Intake.objects.get()
    assert (row.athlete, row.drink.name, row.volume_ml) == (user, "Tap water", 350.0)
    assert (row.started_at, row.zone) == (EVENING, "Europe/Lisbon")
    for answer in (first, again):
        assert "It is in your diary" in answer.content.decode()
    assert "350" not in first.content.decode()


def test_drinks_of_two_mails_are_two() -> None:
    user = athlete()

    for url in (
        address(user),
        address(user, at=EVENING + timedelta(hours=10)),
        address(user, kind=Kind.TWO_HOURS),
    ):
        stranger().post(url, RIGHT)

    assert Intake.objects.count() == 3


def test_who_opens_it_late_had_it_when_the_mail_said_so() -> None:
    user = athlete()
    url = address(user)

    with time_machine.travel(EVENING + timedelta(hours=11), tick=False):
        html = stranger().get(url).content.decode()
        stranger().post(url, {"volume": "350", "when": "at", "at": EVENING.isoformat()})

    assert "14 Jan 20:00" in html
    assert Intake.objects.get().started_at == EVENING


def test_another_time_can_be_told_and_a_wrong_one_is_said() -> None:
    user = athlete()
    url = address(user)
    other = {"volume": "200", "when": "other", "on": "2026-01-14"}

    refused = stranger().post(url, other | {"clock": "21:30"}).content.decode()
    stranger().post(url, other | {"clock": "19:15"})

    assert "That is still to come." in refused
    assert 'value="200"' in refused
    assert Intake.objects.get().started_at == EVENING - timedelta(minutes=45)


@pytest.mark.parametrize("volume", ["", "0", "5001", "-3", "a lot", "1e9", "\x00", "9" * 400])
def test_an_amount_that_cannot_be_is_said_beside_the_field(volume: str) -> None:
    answer = stranger().post(address(athlete()), RIGHT | {"volume": volume})

    assert answer.status_code == 200
    assert "Write" in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_mail_without_an_amount_asks_for_it() -> None:
    user = make.user()
    html = stranger().get(address(user, kg=None)).content.decode()
    other = stranger().get(address(user) + "?other=1").content.decode()

    for each in (html, other):
        assert 'name="volume" inputmode="decimal"' in each.replace(' value=""', "")
        assert 'value="350"' not in each


def test_without_a_log_in_only_water_can_be_picked() -> None:
    user = athlete()
    own = make.drink("Ana’s mix", owner=user)
    bea = Client()
    bea.force_login(make.user("bea"))

    for number, client in enumerate((stranger(), bea)):
        url = address(user, at=EVENING + timedelta(days=number))
        assert "Ana’s mix" not in client.get(url).content.decode()
        client.post(url, RIGHT | {"drink": str(own.pk)})

    assert {row.drink.name for row in Intake.objects.filter(athlete=user)} == {"Tap water"}
    assert Intake.objects.count() == 2


def test_the_owner_picks_own_drinks_and_can_take_it_back(client: Client) -> None:
    user = athlete()
    own = make.drink("Ana’s mix", owner=user)
    make.drink("Bea’s mix", owner=make.user("bea"))
    client.force_login(user)
    url = address(user)

    html = client.get(url).content.decode()
    done = client.post(url, RIGHT | {"drink": str(own.pk)}, follow=True).content.decode()
    row = Intake.objects.get()
    client.post(reverse("journal:delete_drink", args=[row.pk]))
    back = stranger().get(url).content.decode()
    stranger().post(url, RIGHT)

    assert "Ana’s mix" in html
    assert "Bea’s mix" not in html
    assert row.drink == own
    assert "350 mL of Ana’s mix saved." in done
    assert reverse("journal:delete_drink", args=[row.pk]) in done
    assert "You took it back" in back
    row.refresh_from_db()
    assert row.deleted_at is not None
    assert Intake.objects.count() == 1


def test_a_drink_of_somebody_else_is_no_choice(client: Client) -> None:
    user = athlete()
    make.drink("Ana’s mix", owner=user)
    theirs = make.drink("Bea’s mix", owner=make.user("bea"))
    client.force_login(user)

    html = client.post(address(user), RIGHT | {"drink": str(theirs.pk)}).content.decode()

    assert "Pick a drink." in html
    assert not Intake.objects.exists()


def test_what_was_changed_in_the_diary_is_not_shown_to_who_has_the_mail() -> None:
    user = athlete()
    url = address(user)
    stranger().post(url, RIGHT)
    beer = make.drink("Beer, 5 %")
    entries.update(Intake.objects.get(), {"drink": beer, "volume_ml": 1234.0})

    html = stranger().get(url).content.decode()

    assert "Beer" not in html
    assert "1234" not in html


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_36_hours_it_opens_nothing(method: str) -> None:
    url = address(athlete())

    with time_machine.travel(EVENING + timedelta(hours=36, seconds=-1), tick=False):
        assert stranger().get(url).status_code == 200
    with time_machine.travel(EVENING + timedelta(hours=36, seconds=2), tick=False):
        answer = getattr(stranger(), method)(url, RIGHT)

    assert answer.status_code == 410
    assert "This link is over" in answer.content.decode()
    assert f'href="{reverse("journal:log_drink")}"' in answer.content.decode()
    assert not Intake.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_token_that_was_touched_or_is_for_something_else_opens_nothing(method: str) -> None:
    user, bea = athlete(), athlete("bea")
    good = address(user).split("/")[3]
    workout = make.done_workout(user)
    others = (links.answer_url(workout), links.snooze_url(user, Kind.HYDRATION))
    stop = emails.stop_url(user, Kind.HYDRATION)
    tokens = [url.rstrip("/").rpartition("/")[2] for url in (*others, stop)]

    for token in (
        "nonsense",
        good[:-1],
        good.replace(user.pk.hex, bea.pk.hex),
        good.replace(".350", ".950"),
        good.replace("hydration", "recovery"),
        sign("mail-answer", good.rsplit(":", 2)[0]),
        *tokens,
    ):
        answer = getattr(stranger(), method)(f"/mail/log/{token}/", RIGHT)
        assert answer.status_code == 404, token
        assert "This link does not work" in answer.content.decode()
    for door in ("stop", "snooze", "answer"):
        assert stranger().post(f"/mail/{door}/{good}/", RIGHT | {"days": 1}).status_code == 404
    assert not Intake.objects.exists()
    assert not Preference.objects.exists()
    assert not Snooze.objects.exists()


@pytest.mark.parametrize("end", ["closed", "consent withdrawn", "gone"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_diary_that_may_not_be_written_in_is_not(end: str, method: str) -> None:
    user = athlete()
    url = address(user)
    if end == "closed":
        User.objects.update(is_active=False)
    elif end == "gone":
        user.delete()
    else:
        user.consents.update(withdrawn_at=EVENING)

    answer = getattr(stranger(), method)(url, RIGHT)

    assert answer.status_code == 410
    assert not Intake.objects.exists()


def test_a_forged_form_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post(address(athlete()), RIGHT)

    assert answer.status_code in {302, 403}
    assert not Intake.objects.exists()


def test_a_program_that_tries_amounts_meets_a_door() -> None:
    url = address(athlete())

    answers = [stranger().post(url, {"volume": "x"}).status_code for _ in range(31)]

    assert answers == [200] * 30 + [429]


def test_other_methods_are_refused() -> None:
    assert stranger().put(address(athlete())).status_code == 405


def test_it_falls_into_the_workout_of_its_time() -> None:
    user = athlete()
    workout = make.done_workout(user, started_at=EVENING - timedelta(minutes=30))

    stranger().post(address(user), RIGHT)

    assert Intake.objects.get().workout == workout


@pytest.mark.parametrize("amount", [None, 150.0, 350.0, 325.3088])
def test_a_token_says_what_was_signed(amount: Any) -> None:
    offer = links.Offer(uuid4(), Kind.RECOVERY, EVENING, amount)

    found = links.offered(sign(links.LOG_PURPOSE, offer.text))

    assert found == offer
    assert isinstance(found, links.Offer)
    assert found.key == offer.key


def test_the_catalogue_is_as_it_was() -> None:
    stranger().post(address(athlete()), RIGHT)

    assert Drink.objects.count() == 1
