from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import User
from advice.article import ROWS
from journal.models import Workout
from reminders.tests.test_emails import EVENING, html_of, sent
from reminders.tests.test_planning import athlete
from tests import make

pytestmark = pytest.mark.django_db


def fast_and_hot(**fields: Any) -> User:
    """Somebody whose run of tomorrow is hot and faster than usual."""
    user = athlete(**fields)
    for day in (2, 9, 16):
        make.done_workout(user, days_ago=day, distance_m=10_000, minutes=60)
    make.workout(
        user, title="Tempo", planned_minutes=54, planned_distance_m=10_000,
        temperature_c=30.0, humidity_percent=50.0,
    )  # fmt: skip
    return user


def test_the_mail_has_the_parts_of_the_page_in_their_order(client: Client) -> None:
    user = fast_and_hot()
    text = " ".join(str(sent(user).body).split())
    html = " ".join(html_of(mail.outbox[0]).split())
    client.force_login(user)
    with time_machine.travel(EVENING, tick=False):
        page = client.get(f"/workouts/{Workout.objects.get(title='Tempo').pk}/preparation/")

    order = [
        "Take breaks as long as your efforts",
        "Used to it: plan hard efforts with care.",
        "about 1½ glasses",
        "about 1½–2 glasses",
        "Up to an hour, water is enough.",
        "Start at 6:00 per km, not 5:24",
        "Skip this",
        "A glass is 200 mL here.",
        f"{ROWS[19].claim} We move it earlier and make it smaller",
        "the evening before, no study found",
    ]
    for said in (text, html):
        assert sorted(order, key=lambda words: said.lower().index(words.lower())) == order
    shown = " ".join(page.content.decode().split())
    for words in (*order[:4], order[5], order[7]):
        assert words in shown


def test_cups_are_the_readers() -> None:
    user = fast_and_hot(units="us")

    text = str(sent(user).body)

    assert "11 fl oz, about 1 cup" in text
    assert "A cup is 8 fl oz here." in text
    assert "glass" not in text
    assert "per 8 fl oz" not in text  # under an hour there is no label to read


def test_a_cup_of_ones_own_is_counted_in_the_mail() -> None:
    user = fast_and_hot()
    make.cup(user, make.drink(), volume_ml=250)

    text = " ".join(str(sent(user).body).split())

    assert "350 mL, about 1 of your cups (250 mL)" in text
    assert "A glass is" not in text


def test_a_mail_names_no_medicine() -> None:
    user = fast_and_hot()
    make.medication(user, "Ibuprofen")
    Workout.objects.filter(title="Tempo").update(planned_minutes=100)

    message = sent(user)

    for part in (str(message.body), html_of(message)):
        assert "Drink to thirst and no more." in " ".join(part.split())
        assert "buprofen" not in part
        assert 'href="/' not in part


def test_another_session_of_the_day_has_its_parts_and_no_drinks() -> None:
    user = fast_and_hot()
    make.workout(
        user, title="Pool", sport="swim", planned_effort=9,
        planned_start_at=make.NOON + timedelta(hours=30),
    )  # fmt: skip

    text = " ".join(str(sent(user).body).split())

    pool = text[text.index("18:00: Pool") : text.index("Skip this")]
    assert "Ease the last third of Pool" in pool
    assert "Which drink" not in pool
    assert "mL" not in pool
