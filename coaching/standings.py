"""What a diary says to each coach who may read it, kept as a row so that a list can be sorted.

A standing is never the truth: what a page shows of one was found in the diary as it is now, by its
version, and within FRESH. The row only says where on the list to look first.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Grant, User
from advice.facts import facts_of
from advice.models import FindingSnapshot, RetiredRule
from advice.queries import findings_for
from advice.rules.about import ABOUT
from advice.rules.finding import Level
from coaching import arrivals
from coaching.models import Standing
from coaching.queries import access_of
from journal.models import Change
from journal.queries.packed import PackedRows

# The clock goes on though nobody writes: a standing this old is found anew before it is shown.
FRESH = timedelta(minutes=5)
# The task is earlier than that, by more than the minute between two rings.
PERIOD = timedelta(minutes=3)
# Beside a cramp that goes on minutes count: its standing is due at the next ring, and no page
# shows one that was found before (all three are design choices).
NEXT_RING = timedelta(seconds=30)
# Diaries read together; a hundred take a worker a tenth of a second.
BATCH = 100
# A cramp without an end that is older than this was forgotten.
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding as a coach's list tells it: no numbers, only which rule and how grave."""

    rule: str
    level: Level

    @property
    def title(self) -> str:
        """What it is about, in words that are said to nobody."""
        return ABOUT[self.rule].title


Headlines = tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a diary lets a coach know. Beside a cramp that goes on minutes count."""

    headlines: Headlines
    cramp_goes_on: bool

    @property
    def gravity(self) -> int:
        """How grave the gravest is; 0 without any."""
        return max((one.level for one in self.headlines), default=0)


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether a standing still fits its diary."""

    zone: str
    change: int
    answer: datetime | None
    retired: str | None

    def version(self, grant: Grant) -> str:
        """Another one after each change of what the findings follow from.

        Every write in a diary leaves a Change, every answer to a finding its time; the rules are
        those of the code that runs.
        """
        told = (grant.pk, sorted(grant.categories), self, _RULES)
        return sha256(repr(told).encode()).hexdigest()


_RULES = ",".join(ABOUT)


def newest_change(athlete: str) -> Coalesce:
    """The last act written into the diary of the athlete that `athlete` names, as a column."""
    changes = Change.objects.filter(athlete=OuterRef(athlete)).order_by("-at", "-pk")
    return Coalesce(Subquery(changes.values("pk")[:1]), 0)


@functools.cache
def with_signs() -> QuerySet[User]:
    """Athletes with the columns of Signs; put together once a process, to be narrowed."""
    answers = FindingSnapshot.objects.filter(athlete=OuterRef("pk"), answered_at__isnull=False)
    retired = RetiredRule.objects.filter(athlete=OuterRef("pk")).order_by().values("athlete")
    return User.objects.annotate(
        change=newest_change("pk"),
        answer=Subquery(answers.order_by("-answered_at").values("answered_at")[:1]),
        retired=Subquery(retired.values(rows=PackedRows("pk"))),
    )


# The columns of `with_signs` that are the fields of Signs.
SIGNS = ("zone", "change", "answer", "retired")


def signs_by_athlete(athletes: Iterable[UUID]) -> dict[UUID, Signs]:
    """The signs of these athletes (1 query, none without them)."""
    pks = set(athletes)
    if not pks:
        return {}
    rows = with_signs().filter(pk__in=pks).values_list("pk", *SIGNS)
    return {pk: Signs(*told) for pk, *told in rows}


def found_for(
    grants: Sequence[Grant], signs: Mapping[UUID, Signs], now: datetime
) -> dict[UUID, Found]:
    """What each grant lets its coach know, by grant; `signs` are by athlete.

    From the standing where it is fresh, from the cache where a page found it minutes ago, else
    from the diary (6 queries, however many; none while all are fresh). The grants come with
    athlete, coach and standing.
    """
    versions = {one.pk: signs[one.athlete_id].version(one) for one in grants}
    found = {
        one.pk: _as_found(one.standing) for one in grants if _is_fresh(one, versions[one.pk], now)
    }
    keys = {pk: f"coaching.found.{version}" for pk, version in versions.items() if pk not in found}
    if keys:
        cached: dict[str, Found] = cache.get_many(keys.values())
        found |= {pk: cached[key] for pk, key in keys.items() if key in cached}
    missing = [one for one in grants if one.pk not in found]
    if missing:
        anew = _find(missing, now)
        lasting = {keys[pk]: one for pk, one in anew.items() if not one.cramp_goes_on}
        cache.set_many(lasting, FRESH.total_seconds())
        found |= anew
    return found


def keep(now: datetime) -> int:
    """Find one batch of due standings anew; how many were due, 0 when none is.

    At most 14 queries, however many rows. Rows are put off before they are found, so that two
    workers rarely do the same. What was put off anew or begun anew meanwhile is not written: it
    may be of terms that hold no more. A standing whose grant opens nothing any more is deleted.
    """
    due = Standing.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    pks = list(due.values_list("pk", flat=True)[:BATCH])
    if not pks:
        return 0
    # Another worker took them all a moment ago.
    if not due.order_by().filter(pk__in=pks).update(due_at=now + PERIOD):
        return len(pks)
    live = Grant.objects.live(now).filter(pk__in=pks)
    grants = list(live.select_related("athlete", "coach", "standing").order_by("pk"))
    Standing.objects.filter(pk__in=set(pks) - {one.pk for one in grants}).delete()
    # The signs first: what is written between the two reads makes the version differ.
    signs = signs_by_athlete(one.athlete_id for one in grants)
    found = _find(grants, now) if grants else {}
    rows = [_standing(one, found[one.pk], signs[one.athlete_id], now) for one in grants]
    _write(rows, put_off=now + PERIOD)
    return len(pks)


def begin(grants: Iterable[Grant], now: datetime) -> None:
    """Give grants that are new a standing, due at once. Twice does no harm (1 query)."""
    rows = [Standing(grant=one, due_at=now) for one in grants]
    Standing.objects.bulk_create(rows, ignore_conflicts=True)


def begin_anew(grant: Grant, now: datetime) -> None:
    """A grant has new terms: what was found by the old ones holds no more (2 queries).

    Since when each rule asks for an eye, and what the coach was told of it, stays: terms are no
    news of an athlete.
    """
    Standing.objects.filter(grant=grant).update(
        gravity=None,
        findings=[],
        cramp_goes_on=False,
        change=None,
        version="",
        found_at=None,
        worse_at=None,
        due_at=now,
    )
    begin([grant], now)


def begin_missing(now: datetime) -> int:
    """Begin a batch of those that live without one; how many (2 queries).

    A grant gets its standing when it is given. But one can come to life again, by a consent given
    anew; until this is rung, the list looks at its diary first and keeps nothing.
    """
    lacking = list(Grant.objects.live(now).filter(standing=None)[:BATCH])
    begin(lacking, now)
    return len(lacking)


def forget(grants: QuerySet[Grant]) -> None:
    """Delete what was found for these grants: they ended, or open something else (1 query)."""
    Standing.objects.filter(grant__in=grants).delete()


def keep_told(worse_at: Mapping[UUID, datetime]) -> None:
    """Keep up to which news of each grant its coach was told (1 query); some may be gone."""
    rows = [Standing(grant_id=pk, told_at=at) for pk, at in worse_at.items()]
    Standing.objects.bulk_update(rows, ["told_at"])


@transaction.atomic
def _write(rows: Sequence[Standing], *, put_off: datetime) -> None:
    """Fill standings that are still there as they were put off (2 queries).

    Written as new rows that meet the old, which is several times faster than an update of many.
    Under their locks none that was deleted meanwhile, with its grant perhaps, comes back.
    """
    pks = [row.pk for row in rows]
    locked = Standing.objects.select_for_update().filter(pk__in=pks, due_at=put_off)
    there = set(locked.order_by("pk").values_list("pk", flat=True))
    Standing.objects.bulk_create(
        [row for row in rows if row.pk in there],
        update_conflicts=True,
        unique_fields=["grant"],
        update_fields=_FOUND,
    )


_FOUND = (
    *("gravity", "findings", "cramp_goes_on", "change", "version", "found_at", "due_at"),
    *("came", "worse_at"),
)


def _standing(grant: Grant, found: Found, signs: Signs, now: datetime) -> Standing:
    before: Standing | None = getattr(grant, "standing", None)
    levels = {one.rule: one.level for one in found.headlines}
    came = arrivals.after(arrivals.unpacked(before.came) if before else {}, levels, now)
    return Standing(
        grant=grant,
        gravity=found.gravity,
        findings=[[one.rule, one.level] for one in found.headlines],
        cramp_goes_on=found.cramp_goes_on,
        change=signs.change,
        version=signs.version(grant),
        found_at=now,
        due_at=now + (NEXT_RING if found.cramp_goes_on else PERIOD),
        came=arrivals.packed(came),
        worse_at=arrivals.newest(came, levels),
    )


def _is_fresh(grant: Grant, version: str, now: datetime) -> bool:
    row: Standing | None = getattr(grant, "standing", None)
    return (
        row is not None
        and row.version == version
        and not row.cramp_goes_on
        and row.found_at is not None
        and now - FRESH < row.found_at <= now
    )


def _as_found(row: Standing) -> Found:
    headlines = tuple(Headline(rule, Level(level)) for rule, level in row.findings)
    return Found(headlines, row.cramp_goes_on)


def _find(grants: Sequence[Grant], now: datetime) -> dict[UUID, Found]:
    """What the diaries say now, by grant (6 queries)."""
    facts = facts_of(list({one.athlete_id: one.athlete for one in grants}.values()), now)
    return {
        one.pk: Found(
            tuple(
                Headline(finding.rule, finding.level)
                for finding in findings_for(access_of(one), facts[one.athlete_id])
            ),
            cramp_goes_on=any(
                cramp.ongoing and now - cramp.started_at < DAY
                for cramp in facts[one.athlete_id].cramps
            ),
        )
        for one in grants
    }
