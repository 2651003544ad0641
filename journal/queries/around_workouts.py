"""What was drunk around workouts: facts of the diary, never advice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import User
from journal.limits import LONGEST_SIP
from journal.models import Intake, Workout
from journal.phases import Drunk, Part, Shares, Span, shares, total

# The page of drinks sums up these workouts (design choice).
LATEST = 3
LATELY = timedelta(days=7)

WORDS = {Part.BEFORE: "before", Part.DURING: "during", Part.AFTER: "after"}


@dataclass(frozen=True, slots=True)
class Sip:
    """An amount beside a workout, and how it was shared."""

    intake: Intake
    shares: Shares

    @property
    def words(self) -> str:
        """“before and during”; nothing when it lies elsewhere."""
        return " and ".join(WORDS[part] for part in self.shares.parts)


@dataclass(frozen=True, slots=True)
class Around:
    """A workout with what was drunk from four hours before it to two hours after."""

    workout: Workout
    sips: tuple[Sip, ...]

    @property
    def total(self) -> Shares:
        """mL before, during and after."""
        return total(sip.shares for sip in self.sips)

    @property
    def knows_end(self) -> bool:
        """Without a length there is no “during”."""
        return self.workout.ends_at is not None


def around(workout: Workout, intakes: Iterable[Intake]) -> Around:
    """The part of these amounts that lies around the workout, oldest first (no query)."""
    span = Span(workout.starts_at, workout.ends_at)
    found = (
        Sip(one, shares(Drunk(one.volume_ml, one.started_at, one.ended_at), span))
        for one in intakes
    )
    return Around(workout, tuple(sip for sip in found if sip.shares.around > 0))


def around_one(workout: Workout) -> Around:
    """What the workout's athlete drank around it (1 query, by the index on both ends)."""
    rows = Intake.objects.filter(_between([workout]), athlete=workout.athlete_id, deleted_at=None)
    return around(workout, rows.select_related("drink").order_by("started_at", "pk"))


def latest(athlete: User, now: datetime) -> tuple[Around, ...]:
    """The last workouts that something was drunk around, newest first (2 queries)."""
    done = Workout.objects.owned_by(athlete).done().starting(now - LATELY, now)
    workouts: list[Workout] = list(done.order_by("-starts_at", "-pk")[:LATEST])
    if not workouts:
        return ()
    rows = Intake.objects.owned_by(athlete).filter(_between(workouts))
    intakes = list(rows.select_related("drink").order_by("started_at", "pk"))
    found = (around(workout, intakes) for workout in workouts)
    return tuple(each for each in found if each.sips)


def _between(workouts: Sequence[Workout]) -> Q:
    spans = [Span(workout.starts_at, workout.ends_at) for workout in workouts]
    return Q(
        started_at__gte=min(span.opens_at for span in spans) - LONGEST_SIP,
        started_at__lte=max(span.closes_at for span in spans),
    )
