"""Signed addresses in mails that open a form of the diary: what they hold, and for how long.

One salt a purpose: an address of one never opens another. They hold no more than the mail says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from accounts.tokens import sign, unsign
from accounts.units import unit
from advice.ceiling import SafeVolume
from advice.words import range_number
from journal.models import Workout
from reminders.models import Kind

LOG_PURPOSE = "mail-log"
ANSWER_PURPOSE = "mail-answer"
SNOOZE_PURPOSE = "mail-snooze"
# Design choice: an evening's mail can still be answered on the evening after, and no later.
OPEN_FOR = timedelta(hours=36)
# Keys of rows that were made from a mail; any fixed value would do.
_SPACE = UUID("5b0f6d1e-3f5c-4f0a-9a53-0f8f6f9d6f11")


class Shut(Enum):
    """Why an address opens no form."""

    BROKEN = "not ours, or cut off"
    EXPIRED = "too old"


@dataclass(frozen=True, slots=True)
class Offer:
    """A drink that a mail spoke of: whose, in which mail, for when, and how much in mL.

    `volume_ml` None: the mail named no amount.
    """

    user_id: UUID
    kind: Kind
    at: datetime
    volume_ml: float | None

    @property
    def text(self) -> str:
        """The offer as it is signed."""
        amount = "" if self.volume_ml is None else f"{self.volume_ml:.4f}".rstrip("0").rstrip(".")
        return f"{self.user_id.hex}.{self.kind.value}.{int(self.at.timestamp())}.{amount}"

    @property
    def key(self) -> UUID:
        """The form key of the row it may become: one, however often the mail was sent."""
        return uuid5(_SPACE, self.text)


@dataclass(frozen=True, slots=True)
class Question:
    """A workout that a mail asked about: whose and which."""

    user_id: UUID
    workout_id: UUID


def log_url(user: User, volume: SafeVolume | None, *, at: datetime, kind: Kind) -> str:
    """The address of a prefilled form that writes one drink down; it works for OPEN_FOR.

    `volume` is the amount that the mail names, the lower one of two; None: it names none. `at` is
    when the mail says to drink, `kind` the mail in which the address stands.
    """
    amount = None if volume is None or volume.ml <= 0 else _as_printed(volume, user.units)
    offer = Offer(user.pk, kind, at, amount)
    return _url("reminders:log_drink", sign(LOG_PURPOSE, offer.text))


def answer_url(workout: Workout, cramped: bool | None = None) -> str:
    """The address of a form with what the workout still asks its athlete; works for OPEN_FOR.

    `cramped` is the answer that stands in it beforehand; None: none.
    """
    text = f"{workout.athlete_id.hex}.{workout.pk.hex}"
    chosen = "" if cramped is None else f"?cramp={'yes' if cramped else 'no'}"
    return _url("reminders:answer", sign(ANSWER_PURPOSE, text)) + chosen


def snooze_url(user: User, kind: Kind) -> str:
    """The address of a form that lets one kind of mail rest a while; it does not expire."""
    return _url("reminders:snooze", sign(SNOOZE_PURPOSE, f"{kind.value}.{user.pk}"))


def offered(token: str) -> Offer | Shut:
    """What a token of `log_url` means."""
    found = _opened(LOG_PURPOSE, token)
    if isinstance(found, Shut):
        return found
    user, kind, at, amount = found.split(".", 3)
    when = datetime.fromtimestamp(int(at), UTC)
    return Offer(UUID(user), Kind(kind), when, float(amount) if amount else None)


def asked(token: str) -> Question | Shut:
    """What a token of `answer_url` means."""
    found = _opened(ANSWER_PURPOSE, token)
    if isinstance(found, Shut):
        return found
    user, _, workout = found.partition(".")
    return Question(UUID(user), UUID(workout))


def rests(token: str) -> tuple[UUID, Kind] | None:
    """Whom and what a token of `snooze_url` means; None when it is not ours."""
    value = unsign(SNOOZE_PURPOSE, token)
    if value is None:
        return None
    kind, _, pk = value.partition(".")
    return UUID(pk), Kind(kind)


def _opened(purpose: str, token: str) -> str | Shut:
    value = unsign(purpose, token)
    if value is None:
        return Shut.BROKEN
    return value if unsign(purpose, token, max_age=OPEN_FOR) is not None else Shut.EXPIRED


def _as_printed(volume: SafeVolume, units: str) -> float:
    """The mL of the figure that the mail prints, so that form and mail say the same."""
    figure = range_number(volume, volume, units).replace(",", "")
    return unit("volume", units).stored(float(figure))


def _url(route: str, token: str) -> str:
    return settings.SITE_URL + reverse(route, args=[token])
