"""People with mails due soon: `inside seed 2000 60` spreads 2,000 mails over 60 seconds.

It is about six in the evening where they live, and no hour of the run is quiet there, whatever
the time of day on this machine. The group somebody is of stands in the address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.db.models import Model

from accounts.models import HealthConsent, User
from accounts.zones import local_day, zone_names
from journal.models import CrampEpisode, HealthProfile, Workout
from reminders import schedule
from reminders.models import Kind, Preference, Reminder
from reminders.schedule import Evening

# The groups and how many of twenty reminders are theirs. `late` and `fresh` have no row yet: the
# planner makes it. The last three must not be written to.
SHARES = {
    "evening": 11,
    "late": 2,
    "doctor": 3,
    "fresh": 1,
    "off": 1,
    "unconfirmed": 1,
    "cancelled": 1,
}
UNWANTED = ("off", "unconfirmed", "cancelled")
DOCTORS = ("doctor", "fresh")
DOCTOR_RULE = "consistent_cramps"
# The clock where they live, so that no quiet hour comes near.
EARLIEST, LATEST = time(17, 30), time(18, 30)
# The first mails are due when the workers are up, and then they come in waves, so that a worker has
# many in its hands.
START_S, WAVE_S = 5.0, 4.0
BATCH = 500


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the cast: when their mail is due, and what they wrote down."""

    group: str
    user: User
    due_at: datetime

    @property
    def zone(self) -> ZoneInfo:
        """Where they live."""
        return self.user.zone_info

    @property
    def starts_at(self) -> datetime:
        """Tomorrow at ten."""
        tomorrow = local_day(self.due_at, self.zone) + timedelta(days=1)
        return datetime.combine(tomorrow, time(10), tzinfo=self.zone)

    @property
    def evening(self) -> Evening:
        """They want the mail at the very instant it is due."""
        return Evening(self.zone, at=self.due_at.astimezone(self.zone).time())


def main(arguments: list[str]) -> int:
    """Fill the database."""
    count, seconds, seed = int(arguments[0]), float(arguments[1]), arguments[2]
    now = datetime.now(UTC)
    people = list(cast(count, seconds, Random(seed), now))
    _save([one.user for one in people])
    _save([_address(one) for one in people])
    _save([HealthConsent(user=one.user, given_at=now) for one in people])
    _save([HealthProfile(athlete=one.user, body_mass_kg=70.0) for one in people])
    _save([_preference(one) for one in people])
    _save([_planned(one) for one in people if one.group not in DOCTORS])
    done = [each for one in people if one.group in DOCTORS for each in _cramped(one, now)]
    _save(done)
    _save([_episode(each) for each in done])
    _save([_evening(one, now) for one in people if one.group not in {*DOCTORS, "late"}])
    _save([_doctor(one, now) for one in people if one.group == "doctor"])
    return 0


def cast(count: int, seconds: float, rng: Random, now: datetime) -> Iterator[Person]:
    """So many people, the groups well mixed, each due at another moment."""
    zones = [name for name in zone_names() if _is_evening(name, now)]
    groups = [group for group, share in SHARES.items() for _ in range(share)]
    rng.shuffle(groups)
    for number, group in zip(range(count), cycle(groups), strict=False):
        user = User(email=f"{group}-{number}@example.org", name="Ana", zone=rng.choice(zones))
        after = START_S + seconds * number / count // WAVE_S * WAVE_S
        yield Person(group, user, now + timedelta(seconds=after))


def _is_evening(zone: str, now: datetime) -> bool:
    return EARLIEST <= now.astimezone(ZoneInfo(zone)).time() < LATEST


def _save(rows: Sequence[Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def _address(one: Person) -> EmailAddress:
    verified = one.group != "unconfirmed"
    return EmailAddress(user=one.user, email=one.user.email, verified=verified, primary=True)


def _preference(one: Person) -> Preference:
    return Preference(
        user=one.user, evening_at=one.evening.at, hydration=one.group != "off", doctor=True
    )


def _planned(one: Person) -> Workout:
    """A long run, which calls for a drink the evening before."""
    return Workout(
        athlete=one.user,
        sport="run",
        zone=one.user.zone,
        state="cancelled" if one.group == "cancelled" else "planned",
        planned_start_at=one.starts_at,
        planned_minutes=100,
        planned_effort=5,
    )


def _cramped(one: Person, now: datetime) -> Iterator[Workout]:
    """Three sessions with a cramp in 28 days: rule 4 is true."""
    for days in (3, 8, 15):
        yield Workout(
            athlete=one.user,
            sport="run",
            zone=one.user.zone,
            state="done",
            started_at=now - timedelta(days=days),
            minutes=60,
            rpe=5,
            cramped=True,
        )


def _episode(during: Workout) -> CrampEpisode:
    began = during.started_at
    if began is None:
        raise ValueError("A workout that was done has a start.")
    return CrampEpisode(
        athlete=during.athlete,
        workout=during,
        zone=during.zone,
        muscles=["calf-l"],
        started_at=began,
        end_kind="about",
        ended_at=began + timedelta(minutes=2),
    )


def _evening(one: Person, now: datetime) -> Reminder:
    window = schedule.evening_before(one.starts_at, one.evening)
    due = schedule.due_in(window, now) if window else None
    if window is None or due is None:
        raise ValueError(f"{one.user.email} has no evening.")
    return Reminder(
        recipient=one.user,
        kind=Kind.HYDRATION,
        subject_id=window.day.isoformat(),
        local_on=window.local_on,
        due_at=due.due_at,
        stale_at=due.stale_at,
        created_at=now,
    )


def _doctor(one: Person, now: datetime) -> Reminder:
    return Reminder(
        recipient=one.user,
        kind=Kind.DOCTOR,
        subject_id=DOCTOR_RULE,
        local_on=local_day(one.due_at, one.zone),
        due_at=one.due_at,
        created_at=now,
    )


def group_of(email: str) -> str:
    """The group that an address names."""
    return email.partition("-")[0]
