from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from typing import Any

import html5lib
import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from journal.models import Workout
from reminders import emails, queries, services
from reminders.models import Kind, Reminder
from reminders.tests.test_planning import athlete, cramping
from reminders.tests.words import SEEN_FIRST, body_of, leaks
from tests import make

pytestmark = pytest.mark.django_db

EVENING = make.NOON + timedelta(hours=8)
MOST_BYTES = 20_000


def html_of(message: mail.EmailMessage) -> str:
    assert isinstance(message, EmailMultiAlternatives)
    return str(message.alternatives[0][0])


def sent(user: User) -> mail.EmailMessage:
    services.plan(make.NOON)
    while services.send_due(EVENING):
        pass
    assert len(mail.outbox) == 1
    return mail.outbox[0]


def evening(**workout: Any) -> mail.EmailMessage:
    user = athlete()
    make.workout(user, **workout)
    return sent(user)


def everything_private(message: mail.EmailMessage) -> None:
    text = str(message.body)
    assert leaks(str(message.subject)) == []
    assert leaks(text[:SEEN_FIRST]) == []
    assert leaks(body_of(html_of(message)).text[:SEEN_FIRST]) == []


def test_the_evening_mail_says_what_the_plan_says() -> None:
    message = evening(title="Long run", planned_minutes=100, planned_distance_m=16_000)

    text = str(message.body)
    assert message.subject == "Tomorrow, 10:00"
    assert "Tomorrow, Thursday 15 January, 10:00" in text
    assert "Long run\n16 km · about 1 h 40" in text
    assert "TONIGHT  350 mL" in text
    assert "06:00    350–490 mL" in text
    assert "Skip this if a doctor limits your fluids" in text
    assert "Information, not medical advice." in text
    assert "Sent 14 January, 20:00 Lisbon time. Wrong zone?" in text
    assert "that is a ceiling" in text.lower().replace("\n         ", " ")
    html = html_of(message)
    for words in ("Long run", "350", "350–490", "Skip this", "Lisbon time", "Wrong zone?"):
        assert words in html
    assert message.from_email == "CT diary <diary@localhost>"


def test_the_units_are_the_readers() -> None:
    user = athlete(units="us")
    make.workout(user, temperature_c=29.0, humidity_percent=60.0, planned_distance_m=16_093)

    text = str(sent(user).body)

    assert "11 fl oz" in text
    assert "84 °F" in text
    assert "10 mi" in text
    assert " mL" not in text


def test_without_a_body_mass_there_are_words_and_no_figures() -> None:
    user = make.user()
    make.workout(user)

    message = sent(user)

    assert "A glass or two" in str(message.body)
    assert "A glass or two" in html_of(message)
    assert not re.search(r"\d (mL|L)\b", str(message.body))
    assert "Tell your diary" in html_of(message)


def test_a_plan_without_a_clock_names_the_part_of_the_day() -> None:
    assert evening(part_of_day="morning").subject == "Tomorrow, in the morning"


def test_two_workouts_are_named_and_one_has_amounts() -> None:
    user = athlete()
    make.workout(user, title="Track")
    make.workout(user, title="Pool", planned_start_at=make.NOON + timedelta(hours=30))

    text = str(sent(user).body)

    assert text.index("10:00: Track") < text.index("18:00: Pool")
    assert text.count("TONIGHT") == 1
    # Amounts of one session only: two plans would add up to more than either allows.
    assert text.count("mL per hour") == 1
    assert text.count("350–490 mL") == 1
    assert "Open its plan tomorrow" in text


@pytest.mark.parametrize("title", ["O'Brien’s ß & <b>hills</b>", "تمرين الصباح", "Größe #evil"])
def test_names_stay_as_they_are(title: str) -> None:
    message = evening(title=title)

    assert title in str(message.body)
    assert title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(
        "'", "&#x27;"
    ) in html_of(message)


def test_the_amounts_are_those_of_the_session_that_asks_for_the_evening_drink() -> None:
    user = athlete()
    make.workout(user, title="Pool", planned_minutes=30)
    make.workout(user, title="Track", planned_start_at=make.NOON + timedelta(hours=30))

    text = str(sent(user).body)

    assert "14:00    350–490 mL" in text
    assert "06:00" not in text


def test_heat_is_said_first() -> None:
    message = evening(temperature_c=33.0, humidity_percent=70.0)

    text = str(message.body)
    assert text.index("Move Run to a cooler hour.") < text.index("TONIGHT")
    assert text.index("Move Run to a cooler hour.") == text.rindex("Move Run to a cooler hour.")
    assert "33 °C, too hot for most people" in text


def test_subject_and_preview_tell_nothing_even_when_the_title_does() -> None:
    everything_private(evening(title="Calf cramp rehab, ask doctor about statin"))


def test_subject_and_preview_of_the_doctor_mail_tell_nothing() -> None:
    cramping()
    services.plan(make.NOON)
    services.send_due(make.NOON)

    message = mail.outbox[0]

    everything_private(message)
    said = re.sub(r"http\S+", "", str(message.body).partition("-- ")[0])
    assert leaks(said.replace("doctor", "").replace("medical advice", "")) == []
    # The only number is that of the 28 days: no counts.
    assert re.findall(r"\d+", said) == ["28"]


def test_subject_and_preview_of_the_test_mail_tell_nothing() -> None:
    user = make.user()

    assert services.send_test(user.pk, make.NOON)

    everything_private(mail.outbox[0])
    assert mail.outbox[0].subject == "A test from your diary"


def test_the_product_name_stands_only_in_the_foot() -> None:
    message = evening()

    for text in (str(message.body), "".join(body_of(html_of(message)).words)):
        assert text.count("CrampTracker") == 1
        assert "CrampTracker, the diary you keep at" in text[-200:]


def parsed(message: mail.EmailMessage) -> ParsedMessage:
    found = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    assert isinstance(found, ParsedMessage)
    return found


def test_headers_let_mail_programs_stop_it_and_machines_know_it() -> None:
    message = parsed(evening())

    address = message["List-Unsubscribe"].strip()
    token = address.removeprefix("<http://localhost:8000/mail/stop/").removesuffix("/>")
    assert emails.stop_subject(token) == (User.objects.get().pk, Kind.HYDRATION)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == Reminder.objects.get().message_id
    assert message["From"] == "CT diary <diary@localhost>"


def test_lines_of_the_text_part_are_short_but_for_addresses() -> None:
    for line in str(evening(temperature_c=33.0, humidity_percent=70.0).body).splitlines():
        assert len(line) <= 72 or "http" in line


def test_the_html_part_is_small_strict_and_loads_nothing() -> None:
    user = athlete()
    for hours in (18, 22, 30):
        make.workout(
            user, title="Hills " * 10, planned_start_at=make.NOON + timedelta(hours=hours),
            temperature_c=33.0, humidity_percent=70.0,
        )  # fmt: skip

    html = html_of(sent(user))

    assert len(html.encode()) <= MOST_BYTES
    html5lib.HTMLParser(strict=True).parse(html)
    assert not re.search(r"<img|<script|src=|@import|url\(", html)


def test_a_recipient_without_a_confirmed_address_gets_no_test() -> None:
    user = make.user(verified=False)

    assert not services.send_test(user.pk, make.NOON)
    assert mail.outbox == []


def test_zones_are_named_by_their_place() -> None:
    named = {
        zone: emails.zone_words(make.user(zone.replace("/", "").lower(), zone=zone).zone_info)
        for zone in ("Europe/Lisbon", "America/Argentina/Buenos_Aires", "UTC")
    }

    assert list(named.values()) == ["Lisbon time", "Buenos Aires time", "UTC"]


def test_the_day_is_the_recipients() -> None:
    ana = athlete(zone="Pacific/Kiritimati")
    make.workout(ana, planned_start_at=make.NOON + timedelta(hours=5))

    days = queries.days_of(
        queries.recipients([ana.pk])[ana.pk], Workout.objects.filter(athlete=ana)
    )

    assert [day.isoformat() for day in days] == ["2026-01-15"]
