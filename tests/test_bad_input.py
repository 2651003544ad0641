"""Bad input to every form: a clear sentence beside the field, nothing typed is lost, no row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from coaching.codes import code_of, grouped
from journal.models import CrampEpisode, Drink, Workout
from tests import make
from tests.forms import FORMS, Answers, FormDoor, form, rows
from tests.sheet import JARGON, Sheet

pytestmark = pytest.mark.django_db

NUMBER = "Write a number"
WHOLE = "Write a whole number from 1 to 1,440."
DAY = "Write the day as year-month-day"
YEAR = "Pick a day from 1950 to 2100."
CLOCK = "Write the time as hours and minutes"
NAME_80 = "A name holds 80 characters"
LONG_NOTE = "A note holds 2,000 characters and this one has 10,000."
UNKNOWN_ZONE = "is not a time zone we know"
NOT_KEPT = "There is a sign in it that we cannot keep."


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def ana() -> User:
    make.drink()
    return make.user("ana")


class Wrong(NamedTuple):
    """One mistake in an answer that is right but for it."""

    form: str
    field: str
    typed: str | list[str]
    says: str
    besides: Answers = {}


def refused(client: Client, ana: User, door: FormDoor, answers: Answers) -> Sheet:
    """Send these answers, and hold the page that refuses them to everything it promises."""
    url = door.url(ana)
    if not door.is_public:
        client.force_login(ana)
    before = rows()

    response = client.post(url, answers)

    page = response.content.decode()
    sheet = Sheet(page)
    assert response.status_code in {200, 422}, response.headers.get("Location")
    assert sheet.title.startswith("Check: ")
    assert rows() == before
    assert not sheet.loose_errors()
    assert sheet.wrong(), "no sentence beside any field"
    assert sheet.focused() == sheet.wrong()[:1]
    assert not [word for word in JARGON for name in sheet.wrong() if word in sheet.said(name)]
    assert lost(sheet, answers) == {}
    return sheet


def lost(sheet: Sheet, answers: Answers) -> dict[str, Any]:
    """What was typed and no longer stands in the form; what nobody can choose is nothing typed."""
    gone = {}
    for name, typed in answers.items():
        values = typed if isinstance(typed, list) else [typed]
        offered = sheet.offers(name)
        wanted = [one_line_end(value) for value in values if offered is None or value in offered]
        stands = [one_line_end(value) for value in sheet.typed(name)]
        if "password" in name or wanted == [""] or any("\0" in value for value in wanted):
            continue
        if wanted != stands:
            gone[name] = (wanted, stands)
    return gone


def one_line_end(text: str) -> str:
    """As a browser reads it: one kind of line end, and none at the start of a textarea."""
    return text.replace("\r\n", "\n").strip("\n")


PLANS = [
    Wrong("plan a workout", "minutes", "0", WHOLE),
    Wrong("plan a workout", "minutes", "5000", WHOLE),
    Wrong("plan a workout", "minutes", "5,000", WHOLE),
    Wrong("plan a workout", "minutes", "2400", WHOLE),
    Wrong("plan a workout", "minutes", "-5", WHOLE),
    Wrong("plan a workout", "minutes", "an hour", WHOLE),
    Wrong("plan a workout", "minutes", "60,5", WHOLE),
    Wrong("plan a workout", "minutes", "\uff19" * 5_000, WHOLE),
    Wrong("plan a workout", "minutes", "", WHOLE),
    Wrong("plan a workout", "minutes", " ", WHOLE),
    Wrong("plan a workout", "day", "", "Pick a day."),
    Wrong("plan a workout", "day", "2026-02-31", DAY),
    Wrong("plan a workout", "day", "0001-01-01", YEAR),
    Wrong("plan a workout", "day", "9999-12-31", YEAR),
    Wrong("plan a workout", "day", "2099-12-31", "A plan reaches two years ahead."),
    Wrong("plan a workout", "day", "tomorrow", DAY),
    Wrong("plan a workout", "clock", "10:00", "This time has passed.", {"day": "2026-01-13"}),
    Wrong("plan a workout", "clock", "25:00", CLOCK),
    Wrong("plan a workout", "clock", "18:60", CLOCK),
    Wrong("plan a workout", "clock", "", "Give a time, or pick a part of the day."),
    Wrong("plan a workout", "part", "dusk", "Pick one of the answers shown."),
    Wrong("plan a workout", "zone", "Mars/Olympus", UNKNOWN_ZONE),
    Wrong("plan a workout", "zone", "../etc/passwd", UNKNOWN_ZONE),
    Wrong("plan a workout", "zone", "", "Pick a time zone, such as Europe/Lisbon."),
    Wrong("plan a workout", "sport", "chess", "Pick one from the list."),
    Wrong("plan a workout", "sport", "", "This is needed. Please fill it in."),
    Wrong("plan a workout", "effort", "11", "Pick a number from 0 to 10."),
    Wrong("plan a workout", "target_muscles", ["calf", "wing"], "Pick from the ones shown."),
    Wrong("plan a workout", "humidity", "140", "Write a number from 0 to 100 %."),
    Wrong("plan a workout", "humidity", "-1", "Write a number from 0 to 100 %."),
    Wrong("plan a workout", "temperature", "451", NUMBER),
    Wrong("plan a workout", "temperature", "warm", "Write a number in °C"),
    Wrong("plan a workout", "distance", "-3", NUMBER),
    Wrong("plan a workout", "distance", "1e400", NUMBER),
    Wrong("plan a workout", "distance", "NaN", NUMBER),
    Wrong("plan a workout", "distance", "Infinity", NUMBER),
    Wrong("plan a workout", "note", "x" * 10_000, LONG_NOTE),
    Wrong("plan a workout", "note", "a\0b", NOT_KEPT),
    Wrong("plan a workout", "title", "🏃" * 81, NAME_80),
    Wrong("plan a workout", "title", "\0", NOT_KEPT),
    Wrong("edit a plan", "minutes", "0", WHOLE),
    Wrong("edit a plan", "day", "2026-02-31", DAY),
    Wrong("move a workout", "day", "2026-02-31", DAY),
    Wrong("move a workout", "clock", "soon", CLOCK),
    Wrong("move a workout", "zone", "Lisbonn", UNKNOWN_ZONE),
]
DONES = [
    Wrong("log a workout", "minutes", "0", WHOLE),
    Wrong("log a workout", "minutes", "5000", WHOLE),
    Wrong("log a workout", "minutes", "1440", "which is still to come", {"day": "2026-01-14"}),
    Wrong("log a workout", "clock", "23:00", "This start is still to come.", {"day": "2026-01-14"}),
    Wrong("log a workout", "clock", "", "Pick a time."),
    Wrong("log a workout", "day", "0001-01-01", YEAR),
    Wrong("log a workout", "day", "9999-12-31", YEAR),
    Wrong("log a workout", "rpe", "11", "Pick a number from 0 to 10."),
    Wrong("log a workout", "cramped", "maybe", "Pick one of the answers shown."),
    Wrong("log a workout", "mass_before", "-70", "Write a number from"),
    Wrong("log a workout", "mass_before", "604", "Did you mean 60.4?"),
    Wrong("log a workout", "mass_after", "7.0", NUMBER),
    Wrong("log a workout", "mass_after", "50", "Please check both weights."),
    Wrong("log a workout", "drank", "a lot", "Write a number in mL"),
    Wrong("log a workout", "drank", "-500", NUMBER),
    Wrong("log a workout", "urine", "99999999999999999999", NUMBER),
    Wrong("log a workout", "humidity", "140", "Write a number from 0 to 100 %."),
    Wrong("log a workout", "soreness", "-1", "Pick a number from 0 to 10."),
    Wrong("log a workout", "fatigue", "x", "Pick a number from 0 to 10."),
    Wrong("log a workout", "zone", "Atlantis", UNKNOWN_ZONE),
    Wrong("log a workout", "note", "x" * 10_000, LONG_NOTE),
    Wrong("finish a workout", "minutes", "2400", WHOLE),
    Wrong("finish a workout", "title", "x" * 200, NAME_80),
    Wrong("finish a workout", "sport", "chess", "Pick one from the list."),
    Wrong("edit a done workout", "mass_before", "0", NUMBER),
    Wrong("edit a done workout", "clock", "10:00", "is still to come.", {"day": "2027-01-01"}),
]
CRAMPS = [
    Wrong("log a cramp", "muscles", [], "Pick where it was."),
    Wrong("log a cramp", "muscles", ["wing-l"], "Pick from the ones shown."),
    Wrong("log a cramp", "muscles", ["calf-l", "wing-l"], "Pick from the ones shown."),
    Wrong("log a cramp", "severity", "11", "Pick a number from 0 to 10."),
    Wrong("log a cramp", "severity", "-1", "Pick a number from 0 to 10."),
    Wrong("log a cramp", "severity", "6.5", "Pick a number from 0 to 10."),
    Wrong("log a cramp", "on", "2026-02-31", DAY),
    Wrong("log a cramp", "on", "0001-01-01", YEAR),
    Wrong("log a cramp", "on", "9999-12-31", YEAR),
    Wrong("log a cramp", "clock", "10:30", "That is long ago.", {"on": "1951-01-01"}),
    Wrong("log a cramp", "clock", "10:30", "That is still to come.", {"on": "2026-01-15"}),
    Wrong("log a cramp", "clock", "12:30", "That is still to come.", {"on": "2026-01-14"}),
    Wrong("log a cramp", "clock", "", "Write the time, such as 18:30."),
    Wrong("log a cramp", "clock", "24:00", CLOCK),
    Wrong("log a cramp", "when", "next week", "Pick one of the answers shown."),
    Wrong("log a cramp", "ended_clock", "10:29", "It started at 10:30. The end comes after that."),
    Wrong("log a cramp", "ended_clock", "12:30", "still to come", {"ended_on": "2026-01-14"}),
    Wrong("log a cramp", "ended_clock", "", "Write the time it ended"),
    Wrong("log a cramp", "ended_on", "2026-13-01", DAY),
    Wrong("log a cramp", "ended_on", "9999-12-31", YEAR),
    Wrong("log a cramp", "lasted", "forever", "Pick one of the answers shown."),
    Wrong("log a cramp", "stopped", "maybe", "Pick one of the answers shown."),
    Wrong("log a cramp", "phase", "later", "Pick one of the answers shown."),
    Wrong("log a cramp", "phase_quarter", "5", "Pick one of the answers shown."),
    Wrong("log a cramp", "helped", ["luck"], "Pick from the ones shown."),
    Wrong("log a cramp", "twitching_before", "2", "Pick one of the answers shown."),
    Wrong("log a cramp", "red_flags", ["all"], "Pick from the ones shown."),
    Wrong("log a cramp", "note", "ä" * 10_000, LONG_NOTE),
    Wrong("log a cramp", "note", "\0", NOT_KEPT),
    Wrong("edit a cramp", "muscles", [], "Pick where it was."),
    Wrong("edit a cramp", "severity", "11", "Pick a number from 0 to 10."),
    Wrong("edit a cramp", "clock", "10:30", "still to come", {"on": "2026-01-15"}),
    Wrong("edit a cramp", "clock", "", "Pick a time."),
    Wrong("edit a cramp", "ended_clock", "09:00", "The end comes after that."),
    Wrong("end a cramp", "clock", "11:00", "It started at 12:00. The end comes after that."),
    Wrong("end a cramp", "clock", "12:30", "still to come", {"on": "2026-01-14"}),
    Wrong("end a cramp", "when", "9", "Pick one of the answers shown."),
    Wrong("end a cramp", "on", "9999-12-31", YEAR),
]
DRINKS = [
    Wrong("log a drink", "label_carbs", "300", "100 mL cannot hold 300 g."),
    Wrong("log a drink", "label_carbs", "-1", "Write 0 or more."),
    Wrong("log a drink", "label_carbs", "sweet", "Write a number in g, such as 6.5."),
    Wrong("log a drink", "label_sugars", "7", "Sugars are part of the 6.5 g carbohydrate"),
    Wrong("log a drink", "label_sodium", "1", "Salt or sodium, one of them is enough."),
    Wrong("log a drink", "label_name", "", "Give it a name"),
    Wrong("log a drink", "label_name", "x" * 81, NAME_80),
    Wrong("log a drink", "label_name", "a\0", NOT_KEPT),
    Wrong("log a drink", "label_kind", "honey", "Pick one of the answers shown."),
    Wrong("log a drink", "volume", "", "Write how much it was."),
    Wrong("log a drink", "volume", "0", NUMBER),
    Wrong("log a drink", "volume", "-250", NUMBER),
    Wrong("log a drink", "volume", "50000", NUMBER),
    Wrong("log a drink", "volume", "half a litre", "Write a number in mL, such as 500."),
    Wrong("log a drink", "drink", "7", "Pick a drink."),
    Wrong("log a drink", "clock", "12:30", "still to come", {"on": "2026-01-14"}),
    Wrong("log a drink", "on", "2026-02-31", DAY),
    Wrong("edit a drink", "volume", "", "Write how much it was."),
    Wrong("edit a drink", "drink", "7", "Pick a drink."),
    Wrong("edit a drink", "drink", "", "Pick a drink, or add yours from its label."),
]
BODIES = [
    Wrong("check in", "fatigue", "11", "Pick a number from 0 to 10."),
    Wrong("check in", "sleep_hours", "25", "Write hours from 0 to 24, such as 7.5 or 7:30."),
    Wrong("check in", "sleep_hours", "7:75", "Write hours from 0 to 24, such as 7.5 or 7:30."),
    Wrong("check in", "sleep_hours", "24:30", "Write hours from 0 to 24, such as 7.5 or 7:30."),
    Wrong("check in", "sleep_hours", "9" * 5_000 + ":00", "Write hours from 0 to 24"),
    Wrong("check in", "urine", "9", "Pick one of the answers shown."),
    Wrong("check in", "thirst", "10", "Pick one of the answers shown."),
    Wrong("check in", "morning_mass_kg", "-70", NUMBER),
    Wrong("check in", "morning_mass_kg", "704", "Did you mean 70.4?"),
    Wrong("check in", "sore_calf", "11", "Pick a number from 0 to 10."),
    Wrong("check in", "sore_glute", "x", "Pick a number from 0 to 10."),
    Wrong("check in", "note", "x" * 10_000, LONG_NOTE),
    Wrong("body", "body_mass_kg", "-70", NUMBER),
    Wrong("body", "body_mass_kg", "heavy", "Write a number in kg, such as 70.5."),
    Wrong("body", "sickle_trait", "perhaps", "Pick one of the answers shown."),
    Wrong("body", "emergency_number", "help", "Write the number in digits"),
    Wrong("body", "emergency_number", "\uff11\uff11\uff12", "Write the number in digits"),
    Wrong("add a medicine", "name", "", "Write the name on the packet."),
    Wrong("add a medicine", "name", "   ", "Write the name on the packet."),
    Wrong("add a medicine", "name", "x" * 81, NAME_80),
    Wrong("add a medicine", "started_on", "2027-01-01", "That day is still to come."),
    Wrong("add a medicine", "started_on", "2025-02-29", DAY),
    Wrong("add a medicine", "changed_on", "2025-05-01", "That is before 1 June 2025"),
    Wrong("add a medicine", "ended_on", "2025-05-01", "That is before 1 June 2025"),
    Wrong("add a medicine", "ended_on", "9999-12-31", YEAR),
    Wrong("add a medicine", "note", "x" * 10_000, LONG_NOTE),
    Wrong("edit a medicine", "name", "", "Write the name on the packet."),
]
PEOPLE = [
    Wrong("settings", "name", "", "Type the name we should use for you."),
    Wrong("settings", "name", "  ", "Type the name we should use for you."),
    Wrong("settings", "name", "x" * 81, "At most 80 characters fit, and this has 81."),
    Wrong("settings", "name", "a\0", NOT_KEPT),
    Wrong("settings", "zone", "Mars/Olympus", UNKNOWN_ZONE),
    Wrong("settings", "zone", "", "Pick the city whose clock you live by."),
    Wrong("settings", "units", "cubits", "Pick one from the list."),
    Wrong("settings", "theme", "neon", "Pick one from the list."),
    Wrong("e-mails", "evening_at", "", "Choose an hour, such as 20:00."),
    Wrong("e-mails", "evening_at", "25:00", "Write the hour as 20:00."),
    Wrong("e-mails", "evening_at", "06:00", "choose an hour between 12:00 and 23:30"),
    Wrong("e-mails", "evening_at", "21:45", "less than half an hour before"),
    Wrong("e-mails", "quiet_from", "late", "Write the hour as 22:00."),
    Wrong("e-mails", "quiet_to", "", "Choose an hour, such as 06:00."),
    Wrong("e-mails", "paused_until", "2026-02-31", "Write the day as 2026-12-31."),
    Wrong("e-mails", "paused_until", "2026-01-14", "Choose a day after today"),
    Wrong("e-mails", "paused_until", "9999-12-31", "Choose a day within a year."),
    Wrong("e-mails", "paused_until", "0001-01-01", "Choose a day after today"),
    Wrong("invite a coach", "categories", [], "Switch on at least one."),
    Wrong("invite a coach", "categories", ["workouts", "dreams"], "Pick from the ones shown."),
    Wrong("invite a coach", "ends_on", "2026-02-31", "Give a date such as 2026-12-31"),
    Wrong("invite a coach", "ends_on", "2026-01-14", "Pick a day from tomorrow on"),
    Wrong("invite a coach", "ends_on", "9999-12-31", "Pick a day within five years"),
    Wrong("invite a coach", "email", "kim", "This does not look like an e-mail address."),
    Wrong("invite a coach", "email", "k\0m@example.org", "does not look like an e-mail address"),
    Wrong("invite a coach", "email", f"{'k' * 400}@example.org", "At most 320 characters fit"),
    Wrong("invite a coach", "email", "ana@example.org", "This is your own address."),
    Wrong("change a grant", "categories", [], "Switch on at least one."),
    Wrong("change a grant", "ends_on", "soon", "Give a date such as 2026-12-31"),
    Wrong("answer a coach", "categories", [], "Switch on at least one."),
    Wrong("answer a coach", "ends_on", "0001-01-01", "Pick a day from tomorrow on"),
    Wrong("enter a code", "code", "", "Type the code you were given."),
    Wrong("enter a code", "code", "12", "A code has ten letters and digits"),
    Wrong("enter a code", "code", "x" * 100, "At most 60 characters fit"),
    Wrong("enter a code", "code", "\0", NOT_KEPT),
    Wrong("enter a code", "code", "AAAAA-AAAAA", "This invitation is no longer valid."),
    Wrong("sign up", "email", "ana", "This does not look like an e-mail address."),
    Wrong("sign up", "email", "", "This is needed."),
    Wrong("sign up", "name", "", "Type the name we should use for you."),
    Wrong("sign up", "name", "a\0", NOT_KEPT),
    Wrong("sign up", "password1", "short", "This password is too short."),
    Wrong("sign up", "password2", "something else", "You must type the same password each time."),
    Wrong("sign up", "zone", "Mars/Olympus", UNKNOWN_ZONE),
    Wrong("sign up", "units", "cubits", "Pick one from the list."),
    Wrong("log in", "login", "ana", "This does not look like an e-mail address."),
    Wrong("log in", "password", "", "This is needed."),
    Wrong("reset a password", "email", "x", "This does not look like an e-mail address."),
    Wrong("change the password", "oldpassword", "not it", "This is not your password now."),
    Wrong("change the password", "password1", "1", "This password is too short."),
]


def named(door: FormDoor) -> str:
    return door.name


def told(wrong: Wrong) -> str:
    return f"{wrong.form}: {wrong.field}={str(wrong.typed)[:20]!r}"


@pytest.mark.parametrize("wrong", [*PLANS, *DONES, *CRAMPS, *DRINKS, *BODIES, *PEOPLE], ids=told)
def test_a_mistake_gets_a_sentence_beside_its_field(
    wrong: Wrong, ana: User, client: Client
) -> None:
    door = form(wrong.form)
    answers = {**door.right, **wrong.besides, wrong.field: wrong.typed}

    sheet = refused(client, ana, door, answers)

    assert wrong.says in sheet.said(wrong.field)


@pytest.mark.parametrize("door", [each for each in FORMS if "code" not in each.right], ids=named)
def test_the_right_answers_are_taken(door: FormDoor, ana: User, client: Client) -> None:
    url = door.url(ana)
    right = dict(door.right)
    if "drink" in right:
        right["drink"] = str(Drink.objects.get().pk)
    if not door.is_public:
        client.force_login(ana)

    response = client.post(url, right)

    assert response.status_code == 302, Sheet(response.content.decode()).wrong()


NASTY = (
    "",
    "   ",
    "\0",
    "🦵🏽 تشنج عضلي \u202eabc",
    "\"><script>alert(1)</script><b id='x'>&amp;",
    "{{ form }}{% now 'Y' %}%(x)s{0}",
    "x" * 10_000,
    "-1",
    "9" * 5_000,
    "1e999",
    "٣٤",
    "2026-02-31",
    "0001-01-01",
    "9999-12-31",
    "a\r\nb\nc",
)


@pytest.mark.parametrize("door", FORMS, ids=named)
def test_nonsense_in_every_field_at_once(door: FormDoor, ana: User, client: Client) -> None:
    url = door.url(ana)
    if not door.is_public:
        client.force_login(ana)

    for nasty in NASTY:
        answers = {name: _same_kind(right, nasty) for name, right in door.right.items()}
        before = rows()
        response = client.post(url, answers)
        if response.status_code == 302:
            continue
        sheet = Sheet(response.content.decode())
        assert rows() == before
        assert response.status_code == 200
        assert sheet.title.startswith("Check: ")
        assert not sheet.loose_errors()
        assert sheet.focused() == sheet.wrong()[:1]
        assert not [word for word in JARGON for name in sheet.wrong() if word in sheet.said(name)]
        assert lost(sheet, answers) == {} or nasty.isspace()
        assert "x" not in sheet.by_id


def _same_kind(right: str | list[str], nasty: str) -> str | list[str]:
    """A box that is ticked sends "on" and nothing else."""
    if right == "on":
        return right
    return [nasty] if isinstance(right, list) else nasty


@pytest.mark.parametrize("door", FORMS, ids=named)
def test_a_form_sent_with_nothing_in_it(door: FormDoor, ana: User, client: Client) -> None:
    """A browser sends the token and the key at least."""
    url = door.url(ana)
    if not door.is_public:
        client.force_login(ana)

    response = client.post(url, {"form_key": "", "csrfmiddlewaretoken": "x"})

    assert response.status_code in {200, 302}
    if response.status_code == 200:
        sheet = Sheet(response.content.decode())
        assert sheet.title.startswith("Check: ")
        assert not sheet.loose_errors()
        assert sheet.focused() == sheet.wrong()[:1]


@pytest.mark.parametrize(
    ("name", "field", "first", "last"),
    [
        ("plan a workout", "minutes", "5000", "60"),
        ("log a cramp", "severity", "11", "6"),
        ("settings", "zone", "Mars/Olympus", "Europe/Lisbon"),
    ],
)
def test_of_a_repeated_field_the_last_counts(
    name: str, field: str, first: str, last: str, ana: User, client: Client
) -> None:
    door = form(name)
    url = door.url(ana)
    client.force_login(ana)

    response = client.post(url, {**door.right, field: [first, last]})

    assert response.status_code == 302


@pytest.mark.parametrize("typed", ["70,5", "70.5", " 70.5 ", "70.5 kg", "70,5kg", "70.50"])
def test_a_comma_a_point_a_blank_and_a_unit_are_no_mistakes(
    typed: str, ana: User, client: Client
) -> None:
    client.force_login(ana)

    response = client.post(reverse("journal:profile"), {"body_mass_kg": typed})

    assert response.status_code == 302
    assert ana.health.body_mass_kg == 70.5


@pytest.mark.parametrize("name", ["ليلى", "🦵 Ana", "Ana <b>O'Brien</b>", "Łukasz Žižek", "A" * 80])
def test_a_name_is_kept_as_it_is(name: str, ana: User, client: Client) -> None:
    client.force_login(ana)

    client.post(reverse("accounts:settings"), {**form("settings").right, "name": f" {name}  "})

    ana.refresh_from_db()
    page = client.get(reverse("accounts:settings")).content.decode()
    assert ana.name == name
    assert Sheet(page).typed("name") == [name]


def test_a_workout_of_somebody_else_is_not_there(ana: User, client: Client) -> None:
    theirs = make.done_workout(make.user("bea"))
    client.force_login(ana)

    assert client.get(reverse("journal:workout", args=[theirs.pk])).status_code == 404
    assert client.get(f"{reverse('journal:log_cramp')}?workout={theirs.pk}").status_code == 404
    answers = {"muscles": "calf-l", "workout": str(theirs.pk)}
    client.post(reverse("journal:log_cramp"), answers)

    assert CrampEpisode.objects.get().workout is None
    theirs.refresh_from_db()
    assert theirs.cramped is None


def test_a_mangled_hidden_key_is_no_mistake_of_the_athlete(ana: User, client: Client) -> None:
    client.force_login(ana)

    for url, right in (
        (reverse("journal:log_cramp"), {"muscles": "calf-l"}),
        (reverse("coaching:invite_coach"), form("invite a coach").right),
    ):
        answers = {**right, "workout": "forged", "form_key": "forged"}

        assert client.post(url, answers).status_code == 302


@pytest.mark.parametrize("state", ["expired", "used", "cancelled"])
def test_a_dead_invitation_says_so(state: str, ana: User, client: Client) -> None:
    dead = {
        "expired": {"expires_at": make.NOON},
        "used": {"accepted_at": make.NOON},
        "cancelled": {"cancelled_at": make.NOON},
    }
    invitation = make.invitation(make.coach("kai"), "coach", **dead[state])
    code = grouped(code_of(invitation.pk))
    client.force_login(ana)

    typed = client.post(reverse("coaching:enter_code"), {"code": code})
    opened = client.get(reverse("coaching:invitation", args=[code]))

    sheet = Sheet(typed.content.decode())
    assert "This invitation is no longer valid. Ask for a new one." in sheet.said("code")
    assert sheet.typed("code") == [code]
    assert opened.status_code == 404
    assert "This invitation is no longer valid. Ask for a new one." in opened.content.decode()


def test_the_way_out_of_a_past_plan_takes_along_what_was_typed(ana: User, client: Client) -> None:
    door = form("plan a workout")
    sheet = refused(client, ana, door, {**door.right, "day": "2026-01-13", "title": "Hill & dale"})
    link = next(
        each for each in sheet.root.iter("a") if "Log it as done" in "".join(each.itertext())
    )

    page = client.get(link.get("href", "")).content.decode()

    assert Sheet(page).typed("title") == ["Hill & dale"]
    assert Sheet(page).typed("day") == ["2026-01-13"]
    assert not Workout.objects.exists()
