"""Every address of the site, with arguments that point at one athlete's own rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from coaching.models import Invitation
from tests import make

OWN_APPS = ("accounts", "journal", "advice", "coaching", "reminders")


@dataclass(frozen=True, slots=True)
class Door:
    """One route: its name and the names of its arguments."""

    name: str
    arguments: tuple[str, ...]

    def url(self, values: dict[str, Any]) -> str:
        """The address with these values filled in."""
        return reverse(self.name, kwargs={name: values[name] for name in self.arguments})

    @property
    def of_an_athlete(self) -> bool:
        """Whether the address says whose diary it is."""
        return "athlete_id" in self.arguments


def doors() -> list[Door]:
    """Every named route of our own apps."""
    return [door for door in _walk(get_resolver().url_patterns, "") if ":" in door.name]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Door]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            if pattern.namespace != "admin":
                yield from _walk(pattern.url_patterns, prefix + space)
        elif pattern.name:
            yield Door(prefix + pattern.name, tuple(pattern.pattern.converters))


@dataclass(frozen=True, slots=True)
class House:
    """Ana's rows, one of each kind, and the values that open each door on them."""

    ana: User
    rows: dict[str, Any]

    def values(self, door: Door) -> dict[str, Any]:
        """Arguments that make the door lead to something of ana's."""
        return {
            "athlete_id": self.ana.pk,
            "pk": self.rows[self._kind(door)],
            "year": make.TODAY.year,
            "month": make.TODAY.month,
            "muscle": "calf",
            "run": self.rows["run"],
            "rule": "consistent_cramps",
            "code": "AAAAA-AAAAA",
            "token": "forged",
            "key": "forged",
            "name": "forged",
            "file": "forged.log",
            "index": 0,
            "number": 1,
        }

    @staticmethod
    def _kind(door: Door) -> str:
        name = door.name
        if name in {"coaching:grant", "coaching:revoke", "coaching:preview"}:
            return "grant"
        if name == "coaching:cancel_invitation":
            return "invitation"
        if "episode" in name:
            return "episode"
        if "medicine" in name:
            return "medicine"
        if "drink" in name:
            return "intake"
        return "workout"


def house(ana: User, coach: User) -> House:
    """Rows of ana's: nothing in them is shared with anybody but by the grant made here."""
    water = make.drink()
    workout = make.workout(ana)
    invitation = Invitation.objects.create(
        sender=ana,
        side="athlete",
        code_hash=uuid.uuid4().hex,
        created_at=make.NOON,
        expires_at=make.NOON.replace(year=make.NOON.year + 1),
    )
    make.profile(ana)
    run = make.run(ana)
    return House(
        ana,
        {
            "workout": workout.pk,
            "episode": make.episode(ana).pk,
            "intake": make.intake(ana, water).pk,
            "medicine": make.medication(ana).pk,
            "grant": make.grant(ana, coach).pk,
            "invitation": invitation.pk,
            "run": run.form_key,
        },
    )
