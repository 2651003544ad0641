"""One mail of each kind, made as the queue makes it.

A new kind is one entry of `DUE`: the tests of what every mail must do are driven by it, and one of
them holds it against `reminders.kinds.KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from html import unescape
from typing import Any

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from coaching import standings
from journal.models import CrampEpisode, Workout
from reminders import emails, services
from reminders.models import Kind
from tests import make

EVENING = make.NOON + timedelta(hours=8)
TITLE = "Long run"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that went out: to whom, of which kind."""

    user: User
    kind: Kind
    message: EmailMultiAlternatives

    @property
    def text(self) -> str:
        """The text part."""
        return str(self.message.body)

    @property
    def html(self) -> str:
        """The HTML part."""
        return str(self.message.alternatives[0][0])

    @property
    def links(self) -> list[str]:
        """Every address in both parts, each once, without what follows a “#”."""
        found = re.findall(r"https?://[^\s<>\"]+", f"{self.text}\n{unescape(self.html)}")
        return list(dict.fromkeys(link.partition("#")[0].rstrip(".,;)") for link in found))

    @property
    def stop_url(self) -> str:
        """The address in its List-Unsubscribe header."""
        return str(self.parsed["List-Unsubscribe"]).strip().removeprefix("<").removesuffix(">")

    @property
    def parsed(self) -> ParsedMessage:
        """The message as a mail program reads it."""
        found = message_from_bytes(self.message.message().as_bytes(), policy=policy.default)
        assert isinstance(found, ParsedMessage)
        return found


def hydration(user: User, title: str) -> datetime:
    """A workout of tomorrow."""
    make.workout(user, title=title)
    return EVENING


def doctor(user: User, title: str) -> datetime:
    """Three sessions with a cramp in 28 days: rule 4 is true."""
    for days in (1, 8, 15):
        workout = make.done_workout(user, days_ago=days, cramped=True, title=title)
        make.episode(user, days_ago=days, workout=workout)
    CrampEpisode.objects.filter(athlete=user).update(changed_at=make.NOON)
    Workout.objects.filter(athlete=user).update(changed_at=make.NOON)
    return make.NOON


def heat(user: User, title: str) -> datetime:
    """A screen that was closed after the first round of warmth had begun, an hour ago."""
    seen_at = make.NOON - timedelta(minutes=59)
    run = make.run(user, minutes_ago=65, mail_heat=True, seen_at=seen_at)
    make.warmed(run, minutes_ago=60)
    return make.NOON


def unanswered(user: User, title: str) -> datetime:
    """A session that ended an hour ago; nobody has said how it was."""
    make.done_workout(user, days_ago=2 / 24, title=title)
    return make.NOON + timedelta(hours=1)


def ongoing(user: User, title: str) -> datetime:
    """Something that began three hours ago and has no end."""
    make.episode(user, days_ago=3 / 24, end_kind="ongoing", note=title)
    return make.NOON


def shares_with(user: User, name: str) -> User:
    """An athlete of that name."""
    athlete = make.user(f"shares-with-{user.pk.hex}")
    athlete.name = name
    athlete.save()
    make.grant(athlete, user)
    return athlete


def attention(user: User, title: str) -> datetime:
    """An athlete of that name to whose standing something grave came."""
    athlete = shares_with(user, title)
    make.episode(athlete, days_ago=0.01, red_flags=["heat_stroke"])
    standings.begin_missing(make.NOON)
    standings.keep(make.NOON)
    return make.NOON


def digest(user: User, title: str) -> datetime:
    """Monday morning; an athlete of that name did something last week."""
    make.done_workout(shares_with(user, title), days_ago=1)
    return make.NOON + timedelta(days=4, hours=19, minutes=30)


def at_four(user: User, title: str) -> datetime:
    """A workout of today at four in the afternoon, for which the first drink is due."""
    make.workout(user, title=title, planned_start_at=make.NOON + timedelta(hours=4))
    return make.NOON


def at_two(user: User, title: str) -> datetime:
    """A workout of today at two in the afternoon."""
    make.workout(user, title=title, planned_start_at=make.NOON + timedelta(hours=2))
    return make.NOON


def at_half_past_one(user: User, title: str) -> datetime:
    """A workout in an hour and a half, hot and faster than what was done before."""
    for day in (2, 9, 16):
        make.done_workout(user, days_ago=day, distance_m=10_000, minutes=60)
    make.workout(
        user, title=title, planned_start_at=make.NOON + timedelta(minutes=90), planned_minutes=54,
        planned_distance_m=10_000, temperature_c=30.0, humidity_percent=50.0,
    )  # fmt: skip
    return make.NOON


def weighed(user: User, title: str) -> datetime:
    """An hour of running that ended ten minutes ago and left its runner a kilogram lighter."""
    make.done_workout(
        user, title=title, started_at=make.NOON - timedelta(minutes=70),
        mass_before_kg=70.0, mass_after_kg=69.0, cramped=False,
    )  # fmt: skip
    return make.NOON


# What makes a mail of this kind due for a reader, their workout having this name, and when it is.
DUE: Mapping[Kind, Callable[[User, str], datetime]] = {
    Kind.HYDRATION: hydration,
    Kind.UNANSWERED: unanswered,
    Kind.ONGOING: ongoing,
    Kind.FOUR_HOURS: at_four,
    Kind.TWO_HOURS: at_two,
    Kind.PACE: at_half_past_one,
    Kind.RECOVERY: weighed,
    Kind.DOCTOR: doctor,
    Kind.HEAT: heat,
    Kind.ATTENTION: attention,
    Kind.DIGEST: digest,
}


def reader(name: str = "ana", **fields: Any) -> User:
    """Seventy kilograms, an athlete and a coach in one, with every kind of mail switched on."""
    user = make.user(name, is_coach=True, **fields)
    make.profile(user)
    make.preference(user, **{kind.value: True for kind in Kind})
    return user


def mail_of(kind: Kind, user: User, title: str = TITLE) -> Mail:
    """The mail of this kind to this reader, planned and sent by the queue; others are left out."""
    at = DUE[kind](user, title)
    services.plan(make.NOON)
    for now in (make.NOON, at):
        services.plan(now)
        while services.send_due(now):
            pass
    found = [
        message
        for message in mail.outbox
        if _names(message) == (user.pk, kind) and isinstance(message, EmailMultiAlternatives)
    ]
    assert len(found) == 1, (kind, [message.subject for message in mail.outbox])
    return Mail(user, kind, found[0])


def one_of_each(title: str = TITLE, **fields: Any) -> dict[Kind, Mail]:
    """One mail of each kind, each to a reader of its own."""
    return {kind: mail_of(kind, reader(f"reader-of-{kind.value}", **fields), title) for kind in DUE}


def _names(message: mail.EmailMessage) -> object:
    """Whom and which kind the way out of a message names."""
    token = message.extra_headers.get("List-Unsubscribe", "").strip("<>/").rpartition("/")[2]
    return emails.stop_subject(token)
