"""Bad input to every form: a clear sentence beside the field, nothing typed is lost, no row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
from tests.mistakes import DONE_FORMS, MISTAKES, Wrong
from tests.sheet import JARGON, Sheet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def ana() -> User:
    make.drink()
    return make.user("ana")


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


def named(door: FormDoor) -> str:
    return door.name


def told(wrong: Wrong) -> str:
    return f"{wrong.form}: {wrong.field}={str(wrong.typed)[:20]!r}"


@pytest.mark.parametrize("wrong", MISTAKES, ids=told)
def test_a_mistake_gets_a_sentence_beside_its_field(
    wrong: Wrong, ana: User, client: Client
) -> None:
    door = form(wrong.form)
    answers = {**door.right, **wrong.besides, wrong.field: wrong.typed}

    sheet = refused(client, ana, door, answers)

    assert wrong.says in sheet.said(wrong.field)


@pytest.mark.parametrize("name", [*DONE_FORMS, "test sweat"])
def test_no_tick_makes_a_weight_believable_that_cannot_be(
    name: str, ana: User, client: Client
) -> None:
    door = form(name)
    url = door.url(ana)
    client.force_login(ana)
    before = rows()

    response = client.post(url, {**door.right, "mass_after": "90.5", "mass_checked": "on"})

    sheet = Sheet(response.content.decode())
    assert "No workout does that." in sheet.said("mass_after")
    assert sheet.typed("mass_after") == ["90.5"]
    assert rows() == before


@pytest.mark.parametrize("door", [each for each in FORMS if "code" not in each.right], ids=named)
def test_the_right_answers_are_taken(door: FormDoor, ana: User, client: Client) -> None:
    url = door.url(ana)
    right = dict(door.right)
    if "drink" in right:
        right["drink"] = str(Drink.objects.get(owner=None).pk)
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
