"""What the mails of the day of a workout say: the same as its page, and nothing it does not."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import User
from advice import words
from advice.ceiling import SafeVolume
from journal.models import Workout
from reminders.models import Kind
from reminders.tests.mails import Mail, mail_of, reader
from reminders.tests.test_emails import html_of
from reminders.tests.test_hours_before import deal, in_hours, plan
from tests import make

pytestmark = pytest.mark.django_db

DRINKS = (Kind.FOUR_HOURS, Kind.TWO_HOURS)
HOURS = {Kind.FOUR_HOURS: 4, Kind.TWO_HOURS: 2, Kind.PACE: 1.5}


def said(kind: Kind, user: User, **workout: Any) -> Mail:
    """The mail of this kind about this workout, sent at NOON."""
    in_hours(user, HOURS[kind], **workout)
    plan(kind, make.NOON)
    deal(make.NOON)
    (message,) = mail.outbox
    assert isinstance(message, mail.EmailMultiAlternatives)
    return Mail(user, kind, message)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", DRINKS)
@pytest.mark.parametrize("units", ["metric", "us"])
def test_page_and_mail_name_the_same_amounts(kind: Kind, units: str, client: Client) -> None:
    user = reader(units=units)
    found = said(kind, user, planned_minutes=100, temperature_c=24.0, humidity_percent=50.0)

    client.force_login(user)
    with time_machine.travel(make.NOON, tick=False):
        page = client.get(f"/workouts/{Workout.objects.get().pk}/preparation/")

    shown = flat(re.sub(r"<[^>]+>", " ", page.content.decode()))
    figures = re.findall(r"[\d,.]+(?:–[\d,.]+)? (?:mL|fl oz|L per kg|fl oz per lb)", found.text)
    assert len(figures) >= 4
    for figure in figures:
        assert figure in shown
        assert figure.split()[0] in found.html


@pytest.mark.parametrize(
    ("kind", "metric", "us"),
    [(Kind.FOUR_HOURS, "NOW 350–490 mL, about 1½–2 glasses", "NOW 11–16 fl oz, about 1–2 cups"),
     (Kind.TWO_HOURS, "Dark, or none: 210–350 mL, about 1–1½ glasses, slowly.",
      "Dark, or none: 7–11 fl oz, about ½–1 cup, slowly.")],
)  # fmt: skip
def test_the_units_are_the_readers(kind: Kind, metric: str, us: str) -> None:
    assert metric in flat(said(kind, reader()).text)
    mail.outbox.clear()

    assert us in flat(said(kind, reader("bea", units="us")).text)
    assert " mL" not in str(mail.outbox[0].body)


@pytest.mark.parametrize("kind", DRINKS)
def test_without_a_body_mass_there_are_words_and_no_figures(kind: Kind) -> None:
    user = make.user()
    make.preference(user, four_hours=True, two_hours=True)

    found = said(kind, user)

    for part in (found.text, found.html):
        assert not re.search(r"\d (mL|L|fl oz)\b", part)
        assert "glass" in part
        assert "We do not know your weight" in flat(part)
        assert "Tell your diary" in part


def test_every_amount_passes_the_ceiling(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    number = words._number

    def spy(volume: object, units: str) -> str:
        seen.append(volume)
        return number(volume, units)

    monkeypatch.setattr(words, "_number", spy)
    for kind in (*DRINKS, Kind.RECOVERY):
        mail_of(kind, reader(f"reader-of-{kind.value}"))

    assert seen
    assert all(isinstance(volume, SafeVolume) for volume in seen)


def test_at_waking_it_is_at_most_five_millilitres_a_kilogram() -> None:
    user = reader()
    make.workout(user, planned_start_at=datetime(2026, 1, 15, 8, 30, tzinfo=UTC))
    plan(Kind.FOUR_HOURS, make.NOON)

    deal(datetime(2026, 1, 15, 6, tzinfo=UTC))

    text = flat(str(mail.outbox[0].body))
    assert "NOW up to 350 mL, up to 1½ glasses On waking, slowly." in text
    assert "that hour fell into the night, so it came at its end." in text
    assert "Now that you are up" in html_of(mail.outbox[0])


def test_a_start_after_midnight_is_one_of_tomorrow() -> None:
    user = reader()
    make.workout(user, planned_start_at=datetime(2026, 1, 15, 0, 30, tzinfo=UTC))
    plan(Kind.FOUR_HOURS, make.NOON)

    deal(datetime(2026, 1, 14, 20, 30, tzinfo=UTC))

    assert mail.outbox[0].subject == "Tomorrow, 00:30"
    assert "Tomorrow, Thursday 15 January, 00:30" in str(mail.outbox[0].body)


def test_a_plan_without_a_clock_names_the_part_of_the_day() -> None:
    found = said(Kind.FOUR_HOURS, reader(), part_of_day="afternoon")

    assert found.message.subject == "Today, in the afternoon"


def test_clock_and_zone_are_the_readers() -> None:
    found = said(Kind.TWO_HOURS, reader(zone="Asia/Kathmandu"))

    assert found.message.subject == "Today, 19:45"
    assert "19:30    Sips only." in found.text
    assert "Sent 14 January, 17:45 Kathmandu time. Wrong zone?" in found.text


@pytest.mark.parametrize("kind", DRINKS)
def test_one_session_has_amounts_and_the_other_leads_to_its_plan(kind: Kind) -> None:
    user = reader()
    in_hours(user, HOURS[kind] + 2, title="Pool", sport="swim", planned_effort=9)

    text = said(kind, user, title="Track").text

    pool = text[text.index("AFTER THAT: Track") :]
    pool = pool[pool.index("Pool\n") : pool.index("Skip this")]
    assert "Ease the last third of Pool" in pool
    assert "Open its plan after that" in pool
    assert "mL" not in pool
    assert text.count("mL per hour") == 1


@pytest.mark.parametrize("kind", DRINKS)
def test_who_reads_it_hours_later_is_sent_to_the_plan(kind: Kind) -> None:
    found = said(kind, reader())

    words = "Hours later, leave it and open the plan: it counts what is left."
    assert words in flat(found.text)
    assert words in flat(re.sub(r"<[^>]+>", "", found.html))
    assert "fell into the night" not in found.text + found.html


def test_how_sure_we_are_is_said() -> None:
    drink = flat(said(Kind.FOUR_HOURS, reader()).text)
    after = flat(mail_of(Kind.RECOVERY, reader("bea")).text)
    pace = flat(mail_of(Kind.PACE, reader("cas")).text)

    assert "the last hours, studies point the other way." in drink
    assert "We move it earlier and make it smaller" in drink
    assert "after, some evidence." in after
    assert "heat, strong evidence; pace and limits, some evidence." in pace
    assert "about heat illness more than cramps" in pace
    for text in (drink, after, pace):
        assert "Why you get this:" in text
        assert "Skip this if" in text
        assert "Information, not medical advice." in text


def test_the_mail_about_pace_says_what_the_page_says_and_names_no_drink() -> None:
    found = mail_of(Kind.PACE, reader())

    text = flat(found.text)
    assert text.index("Take breaks as long as your efforts") < text.index("Start at 6:00 per km")
    assert "30 °C, hot" in text
    assert not re.search(r"\d (mL|L|fl oz)\b|glass|drink", text.replace("hard", ""))
    assert "/preparation/" in found.html


def test_sore_muscles_are_named_in_the_body_only() -> None:
    user = make.user()
    make.check_in(user, soreness={"calf": 8})

    found = said(Kind.PACE, user)

    assert found.message.subject == "Today, 13:30"
    assert "Rest your calf today" in found.text
    assert "calf" not in found.text[:100]


def test_a_mail_names_no_medicine() -> None:
    user = reader()
    make.medication(user, "Ibuprofen")

    found = said(Kind.FOUR_HOURS, user, planned_minutes=300)

    for part in (found.text, found.html):
        assert "Drink to thirst and no more" in flat(part)
        assert "buprofen" not in part


@pytest.mark.parametrize(
    ("soon", "words_of_it"),
    [(True, "OVER THE NEXT 2 TO 4 HOURS"), (False, "WITH YOUR MEALS, OVER THE DAY")],
)
def test_what_was_lost_is_drunk_soon_only_before_another_start(
    *, soon: bool, words_of_it: str
) -> None:
    user = reader()
    if soon:
        in_hours(user, 8)

    text = mail_of(Kind.RECOVERY, user).text

    assert f"{words_of_it}\n1,250–1,500 mL in all" in text
    assert "never above 800 mL an hour" in flat(text)
    assert "You lost 1 kg in Long run." in flat(text)


def test_after_a_workout_the_units_are_the_readers() -> None:
    text = flat(mail_of(Kind.RECOVERY, reader(units="us")).text)

    assert "42–50 fl oz in all" in text
    assert "You lost 2.2 lb in Long run." in text
    assert "mL" not in text


def test_what_was_had_is_logged_by_a_form_with_the_lower_amount(client: Client) -> None:
    make.drink()
    found = said(Kind.FOUR_HOURS, reader())

    link = next(link for link in found.links if "/mail/log/" in link)
    with time_machine.travel(make.NOON + timedelta(minutes=3), tick=False):
        page = client.get(link.removeprefix("http://localhost:8000"))

    assert page.status_code == 200
    assert "350" in page.content.decode()
