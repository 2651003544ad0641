"""What is not granted leaves no trace, whatever page a coach opens.

Two questions for each category that is switched off. Does a word that only this category holds
show on any page? And are the pages the same, to the letter, when there is nothing of the
category in the diary at all? The second one finds counts, marks, filters and findings too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Category, User
from journal.models import (
    CheckIn,
    CrampEpisode,
    EntryQuerySet,
    HealthProfile,
    Intake,
    Medication,
    NearCramp,
    Workout,
)
from tests import make

pytestmark = pytest.mark.django_db

# Tokens are new on every page.
TOKENS = re.compile(r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"')
LINKS = re.compile(r'href="([^"#]*)')

# What pages print of one category and of no other.
SECRETS = {
    Category.WORKOUTS: ("Zugspitze", "Karwendel"),
    Category.CRAMPS: ("inner thigh", "stopped the workout", "near-cramp"),
    Category.DRINKS: ("Quellwasser", "1234"),
    Category.WELLNESS: ("finding-brown_urine",),
    Category.NOTES: ("murmeltier",),
    Category.MEDICATION: ("Salmeterol",),
    Category.WEIGHT: ("of body weight",),
}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def ana() -> User:
    """Somebody whose diary holds something of everything, with findings of every category."""
    ana = make.user("ana", zone="Pacific/Auckland")
    make.profile(ana, body_mass_kg=71.9, sickle_trait=True, emergency_number="111")
    make.medication(ana, started_on=make.TODAY - timedelta(days=20), note="murmeltier one")
    water = make.drink("Quellwasser", mono_g=12, sodium_mg=10)
    for day in (0.2, 2, 5, 9):
        run = make.done_workout(
            ana,
            days_ago=day,
            title="Karwendel",
            cramped=True,
            minutes=90,
            distance_m=15_000,
            temperature_c=31.0,
            humidity_percent=70.0,
            mass_before_kg=71.9,
            mass_after_kg=69.9,
            drank_ml=777,
            urine_ml=111,
            soreness_before=8,
            fatigue_before=9,
            note="murmeltier two",
        )
        make.episode(
            ana,
            days_ago=day - 0.02,
            workout=run,
            muscles=["inner-r"],
            phase="during",
            phase_quarter=3,
            severity=9,
            stopped="yes",
            red_flags=[],
            note="murmeltier three",
        )
        make.near_cramp(
            ana, days_ago=day - 0.01, workout=run, muscles=["inner-l"], note="murmeltier six"
        )
        make.intake(ana, water, workout=run, volume_ml=1234, note="murmeltier four")
    make.done_workout(ana, days_ago=3, title="Zugspitze")
    make.intake(ana, water, volume_ml=1234, started_at=make.NOON - timedelta(days=40))
    make.workout(
        ana, title="Zugspitze", planned_minutes=120, planned_effort=9, target_muscles=["ham"]
    )
    make.workout(
        ana, title="Karwendel", planned_start_at=make.NOON + timedelta(hours=3), temperature_c=33
    )
    # At noon in Greenwich it is tomorrow already where she lives.
    for ago in (-1, 0, 1, 30):
        make.check_in(
            ana,
            local_on=make.TODAY - timedelta(days=ago),
            soreness={"ham": 8},
            fatigue=9,
            sleep_hours=5.25,
            urine_colour=8,
            brown_urine=ago == -1,
            thirst=9,
            morning_mass_kg=72.0 - ago,
            note="murmeltier five",
        )
    return ana


def walk(client: Client, reader: User, athlete: User) -> dict[str, str]:
    """Every page a coach gets to by links from the list, and every page an address can name."""
    client.force_login(reader)
    todo = [reverse("coaching:athletes"), *_addresses(athlete)]
    seen: dict[str, str] = {}
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        answer = client.get(address)
        seen[address] = f"{answer.status_code} {answer.headers.get('Location', '')} " + (
            TOKENS.sub("", answer.content.decode()) if answer.status_code == 200 else ""
        )
        todo += [link for link in _links(address, seen[address]) if _is_theirs(link, athlete)]
    return seen


def _addresses(athlete: User) -> Iterator[str]:
    base = f"/athletes/{athlete.pk}/"
    for name in (
        "journal",
        "calendar",
        "calendar/week",
        "charts",
        "insights",
        "doctor",
        "drinks",
        "medicines",
    ):
        yield f"{base}{name}/"
    for span in ("1y", "all"):
        yield f"{base}charts/?span={span}"
    for kind in ("all", "workouts", "cramps", "drinks", "wellness"):
        yield f"{base}journal/?kind={kind}"
    for ago in (-1, 0, 2):
        yield f"{base}calendar/2026/1/?day={make.TODAY - timedelta(days=ago)}"
    for workout in Workout.objects.filter(athlete=athlete):
        yield f"{base}workouts/{workout.pk}/"
        yield f"{base}workouts/{workout.pk}/preparation/"
    for episode in CrampEpisode.objects.filter(athlete=athlete):
        yield f"{base}cramps/{episode.pk}/"
        yield f"{base}cramps/{episode.pk}/before/"
    for near in NearCramp.objects.filter(athlete=athlete):
        yield f"{base}near-cramps/{near.pk}/"


def _links(address: str, page: str) -> Iterator[str]:
    here = address.partition("?")[0]
    for link in map(unescape, LINKS.findall(page)):
        yield here + link if link.startswith("?") else link


def _is_theirs(link: str, athlete: User) -> bool:
    # Months and weeks go on for a thousand years; these and their neighbours are enough.
    month = re.search(r"/calendar/(\d+)/(\d+)/", link)
    near = month is None or month.groups() in {("2025", "12"), ("2026", "1"), ("2026", "2")}
    week = re.search(r"/calendar/(\d+)/week/(\d+)/", link)
    near = near and (week is None or week.groups() in {("2026", str(n)) for n in range(1, 5)})
    return str(athlete.pk) in link and near


def _no_workouts(athlete: User) -> None:
    Workout.objects.filter(athlete=athlete).delete()


def _no_cramps(athlete: User) -> None:
    CrampEpisode.objects.filter(athlete=athlete).delete()
    NearCramp.objects.filter(athlete=athlete).delete()
    Workout.objects.filter(athlete=athlete).update(cramped=None)


def _no_drinks(athlete: User) -> None:
    Intake.objects.filter(athlete=athlete).delete()
    Workout.objects.filter(athlete=athlete).update(drank_ml=None, urine_ml=None)


def _no_wellness(athlete: User) -> None:
    CheckIn.objects.filter(athlete=athlete).delete()
    Workout.objects.filter(athlete=athlete).update(soreness_before=None, fatigue_before=None)


def _no_notes(athlete: User) -> None:
    for model in (Workout, CrampEpisode, NearCramp, Intake, CheckIn, Medication):
        EntryQuerySet(model).filter(athlete=athlete).update(note="")


def _no_medication(athlete: User) -> None:
    Medication.objects.filter(athlete=athlete).delete()
    HealthProfile.objects.filter(athlete=athlete).update(fluid_limited=False, sickle_trait=None)


def _no_weight(athlete: User) -> None:
    Workout.objects.filter(athlete=athlete).update(mass_before_kg=None, mass_after_kg=None)
    CheckIn.objects.filter(athlete=athlete).update(morning_mass_kg=None)
    HealthProfile.objects.filter(athlete=athlete).update(body_mass_kg=None)


EMPTIED: dict[Category, Callable[[User], None]] = {
    Category.WORKOUTS: _no_workouts,
    Category.CRAMPS: _no_cramps,
    Category.DRINKS: _no_drinks,
    Category.WELLNESS: _no_wellness,
    Category.NOTES: _no_notes,
    Category.MEDICATION: _no_medication,
    Category.WEIGHT: _no_weight,
}


def test_with_everything_granted_every_secret_is_there_to_be_read(
    ana: User, client: Client
) -> None:
    kim = make.coach()
    make.grant(ana, kim, **{each.value: True for each in Category})

    pages = "".join(walk(client, kim, ana).values())

    assert [word for words in SECRETS.values() for word in words if word not in pages] == []


@pytest.mark.parametrize("category", Category)
def test_a_category_that_is_off_leaves_no_trace(
    category: Category, ana: User, client: Client
) -> None:
    # A limit of fluids changes what is advised, so it must be hidden from that too.
    limited = category is Category.MEDICATION
    HealthProfile.objects.filter(athlete=ana).update(fluid_limited=limited)
    kim = make.coach()
    make.grant(ana, kim, **{each.value: each is not category for each in Category})

    full = walk(client, kim, ana)
    EMPTIED[category](ana)
    empty = walk(client, kim, ana)

    assert empty.keys() <= full.keys()
    for address, page in full.items():
        assert [word for word in SECRETS[category] if word in page] == [], address
        if address in empty:
            assert page.splitlines() == empty[address].splitlines(), address
        else:
            # The address of a row that is gone now: it did not exist before either.
            assert page.startswith("404"), address


def test_of_weight_a_coach_reads_bands_and_nothing_to_reckon_it_from(
    ana: User, client: Client
) -> None:
    kim = make.coach()
    make.grant(ana, kim, **{each.value: True for each in Category})

    pages = walk(client, kim, ana)

    assert "Lost 2 to 3\u00a0% of body weight" in "".join(pages.values()).replace(" %", "\u00a0%")
    for address, page in pages.items():
        said = re.sub(r"<[^>]+>", " ", unescape(page))
        assert not re.search(r"\d\s*(kg|lb)\b(?! of)", said.replace("mOsm/kg", "")), address
        assert "2.8" not in said, address
        if "/preparation/" in address:
            # What a label holds, how a drink is thinned and the article's cups are no advice.
            known = r"per 100 mL|cups are 700 to 950 mL|\d+ mL of water to each 100 mL"
            assert not re.search(r"\d\s*mL", re.sub(known, "", said)), address
