"""Reading guided relief: one run, the one that is open, the rounds of warmth that may be due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from accounts.models import User
from journal.models import CrampEpisode, ReliefRun, ReliefStep
from journal.models.episode import EndKind, Relief
from journal.relief import HEAT_EVERY, HEAT_ROUNDS, Tapped

# An open screen that is older is about another cramp (design choice).
OPEN_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it is saved. `steps` in order; `keys` are theirs."""

    episode: CrampEpisode
    steps: tuple[Tapped, ...]
    keys: tuple[UUID, ...]
    mail_heat: bool

    @property
    def gone_at(self) -> datetime | None:
        """When it let go; None while it goes on, or when nobody knows."""
        return self.episode.ended_at


def run_of(athlete: User, key: UUID) -> Run | None:
    """The athlete's run of this key (1 query; 2 for one without steps, or none)."""
    whose = {"athlete": athlete, "deleted_at": None, "form_key": key}
    steps = list(
        ReliefStep.objects.filter(
            **{f"episode__{name}": value for name, value in whose.items()},
            started_at__isnull=False,
        )
        .select_related("episode__run")
        .order_by("started_at", "created_at")
    )
    episode = (
        steps[0].episode
        if steps
        else CrampEpisode.objects.filter(**whose).select_related("run").first()
    )
    if episode is None:
        return None
    screen = getattr(episode, "run", None)
    return Run(
        episode,
        tuple(Tapped(step.kind, step.started_at) for step in steps if step.started_at),
        tuple(step.pk for step in steps),
        mail_heat=screen is not None and screen.mail_heat,
    )


def open_episode(athlete: User, now: datetime, site: str = "") -> CrampEpisode | None:
    """The newest cramp that still goes on, of this place when one is given (1 query).

    A group without a side stands for either side.
    """
    going = (
        CrampEpisode.objects.owned_by(athlete)
        .filter(end_kind=EndKind.ONGOING, started_at__gt=now - OPEN_FOR)
        .select_related("run")
        .order_by("-started_at")
    )
    return next((each for each in going[:5] if not site or _is_of(each, site)), None)


def _is_of(episode: CrampEpisode, site: str) -> bool:
    return any(each == site or each.partition("-")[0] == site for each in episode.muscles)


@dataclass(frozen=True, slots=True)
class HeatRound:
    """Where an open run stands with warmth: rounds begun, the last begin, when the page was open.

    `due_at` is when the next round may begin (evidence row 39).
    """

    athlete_id: UUID
    episode_id: UUID
    key: UUID
    rounds: int
    last_at: datetime
    seen_at: datetime | None
    # Warning signs answered since (codes); None: not asked.
    signs: list[str] | None = None

    @property
    def due_at(self) -> datetime:
        """When the next round may begin."""
        return self.last_at + HEAT_EVERY


def runs_with_mail(since: datetime) -> QuerySet[ReliefRun]:
    """Open runs whose athlete wants a mail, seen since; served by a partial index."""
    return ReliefRun.objects.filter(
        mail_heat=True,
        finished_at=None,
        seen_at__gte=since,
        episode__deleted_at=None,
        episode__end_kind=EndKind.ONGOING,
    )


def heat_rounds(athletes: Collection[UUID], since: datetime) -> list[HeatRound]:
    """Of these athletes, the open runs in which another round may come (1 query)."""
    heat = Q(episode__steps__kind=Relief.HEAT, episode__steps__started_at__isnull=False)
    rows = (
        runs_with_mail(since)
        .filter(episode__athlete__in=athletes)
        .annotate(
            rounds=Count("episode__steps", filter=heat),
            last_at=Max("episode__steps__started_at", filter=heat),
        )
        .filter(rounds__gt=0, rounds__lt=HEAT_ROUNDS)
        .values_list(
            "episode__athlete_id",
            "episode_id",
            "episode__form_key",
            "rounds",
            "last_at",
            "seen_at",
            "episode__red_flags",
        )
    )
    return [HeatRound(*row) for row in rows]
