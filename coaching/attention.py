"""Whose coach should hear that somebody needs an eye: what came anew and was not looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from accounts.models import AccessLog, Grant
from coaching import standings
from coaching.arrivals import EYE
from coaching.models import Standing
from coaching.words import name_in_mail

# Of one coach's so many are looked at in the diaries before a mail; the others count as the list
# has them, minutes old.
LOOKED_AT = 50
UNTOLD = Q(told_at=None) | Q(told_at__lt=F("worse_at"))


@dataclass(frozen=True, slots=True)
class News:
    """An athlete whom a coach should look at. Why is on the list, behind the log-in."""

    grant_id: UUID
    coach_id: UUID
    name: str
    worse_at: datetime


def worse_since(since: datetime) -> QuerySet[Standing]:
    """Standings that something new came to since then, and no coach was told (partial index)."""
    return Standing.objects.filter(UNTOLD, worse_at__gt=since)


def newest_news(coaches: Collection[UUID], now: datetime) -> dict[UUID, datetime]:
    """When the newest came of what these coaches were not told, by coach (1 query)."""
    rows = _untold(coaches, now).order_by().values("coach_id")
    newest = rows.annotate(newest=Max("standing__worse_at"))
    return dict(newest.values_list("coach_id", "newest"))


def news_for(coaches: Collection[UUID], now: datetime) -> dict[UUID, list[News]]:
    """The news of each coach, gravest first, held against the diaries (at most 9 queries).

    Only of grants that live now and only from what they open. What the coach opened since, what
    was told and what is over is left out.
    """
    rows = _untold(coaches, now).select_related("athlete", "coach", "standing")
    grants: dict[UUID, list[Grant]] = defaultdict(list)
    for grant in rows.order_by("-standing__gravity", "athlete__name", "pk"):
        grants[grant.coach_id].append(grant)
    near = [grant for own in grants.values() for grant in own[:LOOKED_AT]]
    signs = standings.signs_by_athlete(grant.athlete_id for grant in near)
    # An athlete who left between the two queries is nobody's news.
    there = [grant for grant in near if grant.athlete_id in signs]
    found = standings.found_for(there, signs, now) if there else {}
    return {
        coach: [
            _news(grant)
            for place, grant in enumerate(own)
            if place >= LOOKED_AT or (grant.pk in found and found[grant.pk].gravity >= EYE)
        ]
        for coach, own in grants.items()
    }


def told(news: Iterable[News]) -> None:
    """Keep that their coaches were told of these (1 query)."""
    standings.keep_told({each.grant_id: each.worse_at for each in news})


def _untold(coaches: Collection[UUID], now: datetime) -> QuerySet[Grant]:
    opened = AccessLog.objects.filter(
        athlete=OuterRef("athlete"),
        reader=OuterRef("coach"),
        at__gte=OuterRef("standing__worse_at"),
    )
    grants = Grant.objects.live(now).annotate(worse_at=F("standing__worse_at"))
    return grants.filter(
        ~Exists(opened),
        Q(standing__told_at=None) | Q(standing__told_at__lt=F("standing__worse_at")),
        coach__in=coaches,
        coach__is_coach=True,
        standing__worse_at__isnull=False,
    )


def _news(grant: Grant) -> News:
    worse_at: datetime = vars(grant)["worse_at"]
    return News(grant.pk, grant.coach_id, name_in_mail(grant.athlete), worse_at)
