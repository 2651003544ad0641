"""Every page of one athlete's diary, found by walking the site map as `tests/doors.py` does.

A page that is added to the site is measured without being named here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.models import Category, Grant, User
from accounts.paging import Key
from journal.models import CrampEpisode, Workout
from tests.doors import Door, House, doors, house


def rooms(athlete: User, coach: User) -> House:
    """One plain row of each kind, and everything granted to the coach."""
    made = house(athlete, coach)
    opened = {category.value: True for category in Category}
    Grant.objects.filter(pk=made.rows["grant"]).update(**opened)
    return made


def own(rooms: House, now: datetime, years: int) -> dict[str, str]:
    """Label to address of everything the athlete can ask for, pages or not."""
    found = _walk(rooms, [door for door in doors() if not door.of_an_athlete])
    past = now.replace(year=now.year - years) + (now - now.replace(year=now.year - years)) / 2
    key = Key(past, rooms.rows["workout"])
    return found | {
        "advice:ledger_rule (full)": reverse("advice:ledger_rule", args=["hard_workout_ahead"]),
        "journal:journal (cramps)": f"{reverse('journal:journal')}?kind=cramps",
        "journal:journal (halfway back)": f"{reverse('journal:journal')}?before={key}",
        "journal:calendar (halfway back)": reverse(
            "journal:calendar", args=[past.year, past.month]
        ),
    }


def through_a_grant(rooms: House) -> dict[str, str]:
    """Label to address of what a coach can ask for about the athlete."""
    found = _walk(rooms, [door for door in doors() if door.of_an_athlete])
    return {f"{label} (coach)": address for label, address in found.items()}


def _walk(rooms: House, some: list[Door]) -> dict[str, str]:
    """The plain rows first, then a full one of each kind that has more to show."""
    found: dict[str, str] = {}
    for fuller, rows in (("", {}), (" (done)", _lived(rooms.ana))):
        home = replace(rooms, rows=rooms.rows | rows)
        for door in some:
            address = door.url(home.values(door))
            if address not in found.values():
                found[_label(door, fuller)] = address
    return found


def _label(door: Door, fuller: str) -> str:
    has_month = "year" in door.arguments
    return f"{door.name}{' (month)' if has_month else ''}{fuller}"


def _lived(athlete: User) -> dict[str, Any]:
    """A workout and a cramp of the seeded diary, with everything that hangs on them."""
    done = Workout.objects.done().filter(athlete=athlete, episodes__isnull=False)
    episode = CrampEpisode.objects.filter(athlete=athlete, steps__isnull=False)
    return {
        "workout": done.latest("starts_at").pk,
        "episode": episode.exclude(workout=None).latest("started_at").pk,
    }
