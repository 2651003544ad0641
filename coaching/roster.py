"""A coach's list: whose diaries are open, gravest finding first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery

from accounts.access import Access
from accounts.models import Category, Grant, Level, User
from advice.facts import facts_of
from advice.models import FindingSnapshot, RetiredRule
from advice.queries import findings_for
from advice.rules.finding import Finding
from advice.rules.finding import Level as Gravity
from coaching.terms import last_day
from coaching.words import listed
from journal.models import Change, CrampEpisode, Workout
from journal.models.episode import EndKind
from journal.models.workout import PartOfDay, Sport
from journal.muscles import site_words

PAGE = 25
# On a list of several pages the order may be this old, so that leafing through it neither jumps
# nor reads every diary again (design choice).
ORDER_SECONDS = 300
# What was found in a diary is kept as long while nobody writes in it: only the clock went on
# (design choice). Beside a cramp that goes on minutes count, and nothing is kept.
FOUND_SECONDS = 300
DAY = timedelta(days=1)
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
    """The newest cramp."""

    pk: UUID
    where: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Next:
    """The soonest planned workout; `part` when no time on the clock was given."""

    pk: UUID
    name: str
    at: datetime
    part: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One athlete on the list. What was not granted is None or empty."""

    access: Access
    words: str
    ends_on: date | None
    findings: tuple[Finding, ...]
    last: Cramp | None
    next: Next | None

    @property
    def athlete(self) -> User:
        """Whose diary."""
        return self.access.athlete

    @property
    def headlines(self) -> tuple[Finding, ...]:
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
    def city(self) -> str:
        """The athlete's zone by its city."""
        return self.athlete.zone.rpartition("/")[2].replace("_", " ")

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
    """One page of the list."""

    entries: list[Entry]
    total: int
    after: UUID | None


Findings = dict[UUID, tuple[Finding, ...]]


def access_of(grant: Grant) -> Access:
    """What the coach of a live grant may see. Not an opening, so nothing is logged."""
    return Access(grant.athlete, grant.coach, grant.categories, Level(grant.level))


def roster(coach: User, now: datetime, after: str = "") -> Roster:
    """The athletes that follow `after` (the id that ended the page before) on the coach's list.

    An id that is not on the list any more starts it again. At most 8 queries for any number of
    athletes, and 2 while nothing is written in the diaries on the page.
    """
    held = list(Grant.objects.live(now).held_by(coach).select_related("athlete"))
    for one in held:
        one.coach = coach
    findings: Findings = {}
    start = 0
    if len(held) > PAGE:
        held, findings = _sorted(coach, held, now)
        start = next((n for n, one in enumerate(held, 1) if str(one.athlete_id) == after), 0)
    shown = held[start : start + PAGE]
    nearest = {one.pk: one for one in _nearest([one.athlete_id for one in shown], now)}
    findings = findings or _kept_findings(shown, nearest, now)
    if len(held) <= PAGE:
        shown = _by_gravity(shown, {one.pk: _gravest(findings[one.pk]) for one in shown})
    return Roster(
        entries=[_entry(one, findings[one.pk], nearest[one.athlete_id], coach) for one in shown],
        total=len(held),
        after=shown[-1].athlete_id if len(held) > start + PAGE else None,
    )


def _sorted(coach: User, grants: list[Grant], now: datetime) -> tuple[list[Grant], Findings]:
    """The grants in order, with what had to be found for that.

    No findings where the order of a few minutes ago still fits the grants (6 queries, or none).
    """
    key = f"coaching.order.{coach.pk}"
    opened = {one.pk: one.categories for one in grants}
    order: dict[tuple[UUID, frozenset[Category]], int] = cache.get(key, {})
    findings: Findings = {}
    if order.keys() != set(opened.items()):
        findings = _findings(grants, now)
        order = {(pk, opened[pk]): _gravest(found) for pk, found in findings.items()}
        cache.set(key, order, ORDER_SECONDS)
    return _by_gravity(grants, {one.pk: order[one.pk, opened[one.pk]] for one in grants}), findings


def _by_gravity(grants: list[Grant], gravity: dict[UUID, int]) -> list[Grant]:
    """Gravest first and then by name."""

    def place(one: Grant) -> tuple[int, str, UUID]:
        return -gravity[one.pk], one.athlete.name.casefold(), one.athlete_id

    return sorted(grants, key=place)


def _findings(grants: Sequence[Grant], now: datetime) -> Findings:
    """What each grant lets its coach know, by grant (6 queries)."""
    facts = facts_of([one.athlete for one in grants], now)
    return {one.pk: findings_for(access_of(one), facts[one.athlete_id]) for one in grants}


def _kept_findings(grants: Sequence[Grant], near: dict[UUID, User], now: datetime) -> Findings:
    """The same, read anew only where something was written since (6 queries, or none)."""
    versions = {one.pk: _version(one, near[one.athlete_id]) for one in grants}
    kept: dict[str, tuple[Finding, ...]] = cache.get_many(versions.values())
    missing = [one for one in grants if versions[one.pk] not in kept]
    found = _findings(missing, now) if missing else {}
    lasting = [one for one in missing if not vars(near[one.athlete_id])["cramp_goes_on"]]
    cache.set_many({versions[one.pk]: found[one.pk] for one in lasting}, FOUND_SECONDS)
    return found | {one.pk: kept[versions[one.pk]] for one in grants if versions[one.pk] in kept}


def _version(grant: Grant, near: User) -> str:
    """A name that is another one after each change of what the findings follow from.

    Every write in a diary leaves a Change, every answer to a finding its time, and of the rules
    that were put away how many and when the newest: bringing one back makes them fewer.
    """
    known = vars(near)
    parts = (
        grant.pk,
        sorted(grant.categories),
        near.zone,
        known["change"],
        known["answer"],
        known["away"],
        known["away_at"],
    )
    return f"coaching.found.{sha256(repr(parts).encode()).hexdigest()}"


def _gravest(findings: Sequence[Finding]) -> int:
    return max((finding.level for finding in findings), default=0)


def _nearest(athletes: Sequence[UUID], now: datetime) -> QuerySet[User]:
    """The last cramp, the next workout and the newest writing of these athletes (1 query)."""
    cramps = CrampEpisode.objects.filter(athlete=OuterRef("pk"), deleted_at=None)
    newest = cramps.order_by("-started_at", "pk")
    plans = Workout.objects.planned().filter(athlete=OuterRef("pk"), deleted_at=None)
    plans = plans.filter(starts_at__gte=now).order_by("starts_at", "pk")
    changes = Change.objects.filter(athlete=OuterRef("pk")).order_by("-at", "-pk")
    answers = FindingSnapshot.objects.filter(athlete=OuterRef("pk"), answered_at__isnull=False)
    away = RetiredRule.objects.filter(athlete=OuterRef("pk")).order_by().values("athlete")
    return User.objects.filter(pk__in=athletes).annotate(
        **{f"cramp_{name}": Subquery(newest.values(name)[:1]) for name in _CRAMP},
        **{f"plan_{name}": Subquery(plans.values(name)[:1]) for name in _PLAN},
        cramp_goes_on=Exists(cramps.filter(end_kind=EndKind.ONGOING, started_at__gt=now - DAY)),
        change=Subquery(changes.values("pk")[:1]),
        answer=Subquery(answers.order_by("-answered_at").values("answered_at")[:1]),
        away=Subquery(away.annotate(number=Count("pk")).values("number")),
        away_at=Subquery(away.annotate(newest=Max("retired_at")).values("newest")),
    )


_CRAMP = ("pk", "started_at", "muscles")
_PLAN = ("pk", "starts_at", "sport", "title", "part_of_day")


def _entry(grant: Grant, findings: tuple[Finding, ...], near: User, coach: User) -> Entry:
    access = access_of(grant)
    columns = vars(near)
    ends_at = grant.expires_at
    return Entry(
        access=access,
        words=listed(access.categories),
        ends_on=last_day(ends_at, coach.zone_info) if ends_at else None,
        findings=findings,
        last=_cramp(columns) if access.can(Category.CRAMPS) else None,
        next=_next(columns) if access.can(Category.WORKOUTS) else None,
    )


def _cramp(columns: dict[str, Any]) -> Cramp | None:
    if columns["cramp_pk"] is None:
        return None
    where = site_words(columns["cramp_muscles"])
    return Cramp(columns["cramp_pk"], where, columns["cramp_started_at"])


def _next(columns: dict[str, Any]) -> Next | None:
    if columns["plan_pk"] is None:
        return None
    part = columns["plan_part_of_day"]
    return Next(
        columns["plan_pk"],
        columns["plan_title"] or Sport(columns["plan_sport"]).label,
        columns["plan_starts_at"],
        PartOfDay(part).label.lower() if part else "",
    )
