"""A coach's list: whose diaries are open, gravest finding first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.access import Access
from accounts.models import Category, Grant, User
from advice.rules.finding import Level as Gravity
from coaching import standings
from coaching.queries import access_of
from coaching.queue import UNKNOWN, key_of, queue
from coaching.standings import Headline, Headlines, Signs
from coaching.terms import last_day
from coaching.words import listed
from journal.models import CrampEpisode, Workout
from journal.models.workout import PartOfDay, Sport
from journal.muscles import site_words
from journal.queries.packed import Packed, instant, unpacked, words
from journal.queries.statement import Row, Statement

PAGE = 15
# Headlines on the list; the athlete's Insights show all.
HEADLINES = 3

SAFETY = "Safety"
TAGS = {
    Gravity.EMERGENCY: SAFETY,
    Gravity.CEILING: SAFETY,
    Gravity.SAME_DAY: "Doctor",
    Gravity.SEE_A_DOCTOR: "Doctor",
    Gravity.HEAT_STOP: "Heat",
}


@dataclass(frozen=True, slots=True)
class Cramp:
    """The newest cramp; `on` is its day where the athlete is."""

    pk: UUID
    where: str
    on: str


@dataclass(frozen=True, slots=True)
class Next:
    """The soonest planned workout; `when` is its day and time where the athlete is."""

    pk: UUID
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One athlete on the list. What was not granted is None or empty."""

    access: Access
    words: str
    ends_on: date | None
    findings: Headlines
    last: Cramp | None
    next: Next | None

    @property
    def athlete(self) -> User:
        """Whose diary."""
        return self.access.athlete

    @property
    def name(self) -> str:
        """What the athlete is called."""
        return str(self.athlete)

    @property
    def headlines(self) -> tuple[Headline, ...]:
        """The gravest findings; all of them where Insights, which show the rest, stay closed."""
        return self.findings[:HEADLINES] if self.opens_insights else self.findings

    @property
    def others(self) -> int:
        """How many findings the headlines leave out."""
        return len(self.findings) - len(self.headlines)

    @property
    def gravity(self) -> Gravity | None:
        """How grave the gravest finding is."""
        return max((finding.level for finding in self.findings), default=None)

    @property
    def tag(self) -> str:
        """The gravest finding in one word; nothing for a tip."""
        return TAGS.get(self.gravity, "") if self.gravity is not None else ""

    @property
    def is_safety(self) -> bool:
        """Whether the tag is the loud one."""
        return self.tag == SAFETY

    @property
    def opens_diary(self) -> bool:
        """Whether the journal and the calendar have anything to show."""
        return self.shares_workouts or self.shares_cramps

    @property
    def opens_insights(self) -> bool:
        """Whether Insights open, which need both."""
        return self.shares_workouts and self.shares_cramps

    @property
    def shares_drinks(self) -> bool:
        """Whether the drinks open."""
        return self.access.can(Category.DRINKS)

    @property
    def shares_medicines(self) -> bool:
        """Whether the medicines open."""
        return self.access.can(Category.MEDICATION)

    @property
    def shares_workouts(self) -> bool:
        """Whether the next workout may be told."""
        return self.access.can(Category.WORKOUTS)

    @property
    def shares_cramps(self) -> bool:
        """Whether the last cramp may be told."""
        return self.access.can(Category.CRAMPS)


@dataclass(frozen=True, slots=True)
class Roster:
    """One page of the list. `after` asks for the next, "" after the last."""

    entries: list[Entry]
    total: int
    after: str
    # Whether diaries wait to be looked at for the first time, so that the order is not right yet.
    is_settling: bool


def roster(coach: User, now: datetime, after: str = "") -> Roster:
    """The athletes that follow `after`, which ended the page before, on the coach's list.

    Something that never ended a page starts the list. At most 8 queries for any number of
    athletes, and 2 while the standings on the page are fresh.

    Who is on the page the standings decide; what it says, and in which order, is found in the
    diaries as they are now. A diary that was written in since its standing was found has the place
    JUST_WRITTEN at least, so that an emergency stands on top at once.
    """
    key = key_of(after)
    placed = queue(coach, now, key, PAGE + 1)
    if not placed and key is not None:
        placed = queue(coach, now, None, PAGE + 1)
    shown = [one.grant for one in placed[:PAGE]]
    near = _near([one.athlete_id for one in shown], now)
    found = standings.found_for(shown, {pk: one.signs for pk, one in near.items()}, now)
    has_more = len(placed) > PAGE
    return Roster(
        entries=[
            _entry(one, found[one.pk].headlines, near[one.athlete_id], coach)
            for one in sorted(shown, key=lambda one: -found[one.pk].gravity)
        ],
        total=placed[0].total if placed else 0,
        after=placed[PAGE - 1].key if has_more else "",
        is_settling=has_more and placed[PAGE].place == UNKNOWN,
    )


@dataclass(frozen=True, slots=True)
class _Near:
    """Of one athlete the last cramp and the next workout, packed, and the signs."""

    signs: Signs
    cramp: str | None
    plan: str | None


def _near(athletes: list[UUID], now: datetime) -> dict[UUID, _Near]:
    """What is near in the diaries of these athletes, by athlete (1 query)."""
    return {
        pk: _Near(Signs(*signs), cramp, plan)
        for pk, cramp, plan, *signs in _NEAR.rows(athletes=athletes, now=now)
    }


def _newest_and_next(athletes: list[UUID], now: datetime) -> QuerySet[User, Row]:
    cramps = CrampEpisode.objects.filter(athlete=OuterRef("pk"), deleted_at=None)
    newest = cramps.order_by("-started_at", "pk")
    plans = Workout.objects.planned().filter(athlete=OuterRef("pk"), deleted_at=None)
    plans = plans.filter(starts_at__gte=now).order_by("starts_at", "pk")
    return (
        standings.with_signs()
        .filter(pk__in=athletes)
        .values_list(
            "pk",
            Subquery(newest.values(row=Packed("pk", "started_at", "muscles"))[:1]),
            Subquery(plans.values(row=Packed(*_PLAN))[:1]),
            *standings.SIGNS,
        )
    )


_NEAR = Statement(_newest_and_next)
_PLAN = ("pk", "starts_at", "sport", "title", "part_of_day")


def _entry(grant: Grant, findings: Headlines, near: _Near, coach: User) -> Entry:
    access = access_of(grant)
    athlete, ends_at = access.athlete, grant.expires_at
    return Entry(
        access=access,
        words=listed(access.categories),
        ends_on=last_day(ends_at, coach.zone_info) if ends_at else None,
        findings=findings,
        last=_cramp(near.cramp, athlete) if access.can(Category.CRAMPS) else None,
        next=_next(near.plan, athlete, coach) if access.can(Category.WORKOUTS) else None,
    )


def _cramp(packed: str | None, athlete: User) -> Cramp | None:
    if packed is None:
        return None
    pk, started_at, muscles = unpacked(packed)
    at = instant(started_at).astimezone(athlete.zone_info)
    return Cramp(UUID(pk), site_words(words(muscles)).lower(), f"{_day(at)} {at.year}")


def _next(packed: str | None, athlete: User, coach: User) -> Next | None:
    if packed is None:
        return None
    pk, starts_at, sport, title, part = unpacked(packed)
    at = instant(starts_at).astimezone(athlete.zone_info)
    # The city of a zone that is not the coach's own.
    city = athlete.zone.rpartition("/")[2].replace("_", " ")
    clock = f"{at:%H:%M}" if athlete.zone == coach.zone else f"{at:%H:%M} {city} time"
    when = PartOfDay(part).label.lower() if part else clock
    return Next(UUID(pk), title or Sport(sport).label, f"{_day(at)}, {when}")


def _day(at: datetime) -> str:
    return f"{at:%a} {at.day} {at:%B}"
