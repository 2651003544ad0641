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


# A word in a route's name and whose key it takes; the first that fits.
KINDS = {
    "coaching:grant": "grant",
    "coaching:revoke": "grant",
    "coaching:preview": "grant",
    "coaching:cancel_invitation": "invitation",
    "advice:shares": "report",
    "advice:revoke_share": "share",
    "near": "near",
    "journal:edit_template": "template",
    "journal:delete_template": "template",
    "episode": "episode",
    "medicine": "medicine",
    "cup": "cup",
    "own_drink": "own_drink",
    "drink": "intake",
    "_shown": "shown",
    "report": "report",
}


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
            "week": make.TODAY.isocalendar().week,
            "on": make.TODAY,
            "kind": "workout",
            "mail": "hydration",
            "muscle": "calf",
            "run": self.rows["run"],
            "rule": "consistent_cramps",
            "code": "AAAAA-AAAAA",
            "token": "forged",
            "key": "forged",
            "name": "forged",
            "question": "cramp",
            "file": "forged.log",
            "index": 0,
            "number": 1,
        }

    @staticmethod
    def _kind(door: Door) -> str:
        return next((kind for word, kind in KINDS.items() if word in door.name), "workout")


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
    own = make.drink("Club mix", owner=ana)
    make.change(workout, {"note": ["", "Hills. " * 20], "planned_minutes": [50, 60]})
    make.medication(ana, "Put away", deleted_at=make.NOON)
    run = make.run(ana)
    report = make.report_file(ana)
    return House(
        ana,
        {
            "workout": workout.pk,
            "episode": make.episode(ana).pk,
            "near": make.near_cramp(ana).pk,
            "intake": make.intake(ana, water).pk,
            "medicine": make.medication(ana).pk,
            "template": make.template(ana).pk,
            "own_drink": own.pk,
            "cup": make.cup(ana, own).pk,
            "grant": make.grant(ana, coach).pk,
            "invitation": invitation.pk,
            "run": run.form_key,
            "report": report.pk,
            "share": make.share(report).pk,
            "shown": make.snapshot(ana, level=20, answer="not_followed").pk,
        },
    )
