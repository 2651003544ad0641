"""Writing what was tapped on the guided relief screen: the taps become the cramp.

Every function may run any number of times and in any order with the same taps: the run's key is
the cramp's `form_key`, a step's key is made where it was tapped, and what became of the steps
follows from their instants. So a phone may send again whatever it is not sure of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from accounts.models import User
from journal.models import CrampEpisode, ReliefRun, ReliefStep
from journal.models.episode import EndKind, Relief
from journal.muscles import LEG_SITES
from journal.relief import (
    KINDS,
    OVER,
    Outcome,
    RefusedError,
    Tapped,
    check_start,
    check_tap,
    outcomes,
)
from journal.services import entries, episodes

UNKNOWN_PLACE = "There are no steps for this place."
UNKNOWN_STEP = "This is not a step we know."
TAKEN = "This step belongs to something else."


@dataclass(frozen=True, slots=True)
class Run:
    """Whose screen, and what it is about. A tap on a run that is not saved yet begins it.

    `site` empty or `began` None: the run has to be there already.
    """

    athlete: User
    key: UUID
    site: str = ""
    began: datetime | None = None


def begin(run: Run, now: datetime) -> CrampEpisode:
    """The ongoing cramp of this run, with its first stretch (evidence row 35).

    A cramp logged before is taken over. Raises RefusedError for what cannot be, and
    CrampEpisode.DoesNotExist for a run that is neither there nor described.
    """
    with transaction.atomic():
        there = _episode(run)
        if there is None:
            if not run.site or run.began is None:
                raise CrampEpisode.DoesNotExist
            _check_site(run.site)
            check_start(run.began, now)
            values = {
                "muscles": [run.site],
                "started_at": run.began,
                "end_kind": EndKind.ONGOING,
            }
            there, _ = episodes.log(run.athlete, form_key=run.key, values=values)
        return _with_screen(there, run, now)


def take(run: Run, *, step: UUID, kind: str, at: datetime, now: datetime) -> CrampEpisode:
    """One step was begun at `at`."""
    if kind not in KINDS:
        raise RefusedError(UNKNOWN_STEP)
    with transaction.atomic():
        episode = begin(run, now)
        check_tap(at, episode.started_at, now)
        _check_still_there(episode, at)
        made, is_new = ReliefStep.objects.get_or_create(
            pk=step, defaults={"episode": episode, "kind": kind, "started_at": at}
        )
        if made.episode_id != episode.pk:
            raise RefusedError(TAKEN)
        if is_new:
            _settle(episode)
    return episode


def gone(run: Run, *, at: datetime, now: datetime) -> tuple[CrampEpisode, bool]:
    """It let go at `at`; whether this was news. An end that was told before stays."""
    with transaction.atomic():
        episode = begin(run, now)
        check_tap(at, episode.started_at, now)
        is_news = episode.is_ongoing
        if is_news:
            ended_at = max(at, episode.started_at)
            entries.update(episode, {"end_kind": EndKind.KNOWN, "ended_at": ended_at})
            _settle(episode)
        screen = episode.run
        if screen.finished_at is None:
            screen.finished_at = max(at, episode.started_at)
            screen.save(update_fields=["finished_at"])
    return episode, is_news


def move(run: Run, *, site: str, now: datetime) -> CrampEpisode:
    """It is another muscle."""
    _check_site(site)
    with transaction.atomic():
        episode = begin(run, now)
        entries.update(episode, {"muscles": [site]})
    return episode


def ask_mail(run: Run, *, wanted: bool, now: datetime) -> CrampEpisode:
    """Whether a mail may say when the next round of warmth is due."""
    with transaction.atomic():
        episode = begin(run, now)
        screen = episode.run
        screen.mail_heat = wanted
        screen.save(update_fields=["mail_heat"])
    return episode


def still(run: Run, now: datetime) -> CrampEpisode:
    """A cramp that was just logged, of unknown end, still goes on: its steps begin now.

    An end that was told stays. Raises RefusedError for one of long ago.
    """
    with transaction.atomic():
        there = _episode(run)
        if there is None:
            raise CrampEpisode.DoesNotExist
        check_start(there.started_at, now)
        if there.end_kind == EndKind.UNKNOWN:
            entries.update(there, {"end_kind": EndKind.ONGOING})
        return _with_screen(there, run, now)


def see(run: Run, now: datetime) -> CrampEpisode:
    """Somebody looks at the screen. Never begins anything."""
    there = _episode(run)
    if there is None:
        raise CrampEpisode.DoesNotExist
    ReliefRun.objects.filter(episode=there).update(seen_at=now)
    return there


def _episode(run: Run) -> CrampEpisode | None:
    rows = CrampEpisode.objects.owned_by(run.athlete).select_for_update()
    found: CrampEpisode | None = rows.filter(form_key=run.key).first()
    return found


def _with_screen(episode: CrampEpisode, run: Run, now: datetime) -> CrampEpisode:
    """The screen's own row, touched; a new one begins with a stretch."""
    screen, is_new = ReliefRun.objects.get_or_create(episode=episode, defaults={"seen_at": now})
    if is_new and episode.is_ongoing:
        # A cramp that was logged earlier is stretched from now on, not from its start.
        is_own = episode.started_at == run.began
        ReliefStep.objects.get_or_create(
            pk=uuid5(run.key, f"first step of {run.athlete.pk}"),
            defaults={
                "episode": episode,
                "kind": Relief.STRETCH,
                "started_at": episode.started_at if is_own else max(now, episode.started_at),
            },
        )
    elif not is_new:
        screen.seen_at = now
        screen.save(update_fields=["seen_at"])
    episode.run = screen
    return episode


def _check_site(site: str) -> None:
    if site not in LEG_SITES:
        raise RefusedError(UNKNOWN_PLACE)


def _check_still_there(episode: CrampEpisode, at: datetime) -> None:
    if episode.ended_at is not None and at > episode.ended_at:
        raise RefusedError(OVER)
    if not episode.is_ongoing and episode.ended_at is None:
        raise RefusedError(OVER)


def _settle(episode: CrampEpisode) -> None:
    """Let the ends of the steps, and what helped, follow from the instants."""
    steps = list(episode.steps.exclude(started_at=None).order_by("started_at", "created_at"))
    # An end that was told by hand as “about” says nothing of the step that ran.
    gone_at = episode.ended_at if episode.end_kind == EndKind.KNOWN else None
    before = {step.kind for step in steps if step.eased}
    tapped = [Tapped(step.kind, step.started_at) for step in steps if step.started_at is not None]
    for step, outcome in zip(steps, outcomes(tapped, gone_at), strict=True):
        if Outcome(step.ended_at, step.eased) != outcome:
            step.ended_at, step.eased = outcome.ended_at, outcome.eased
            step.save(update_fields=["ended_at", "eased"])
    after = {step.kind for step in steps if step.eased}
    if before != after:
        entries.update(episode, {"helped": _helped(episode.helped, before, after)})


def _helped(told: list[Any], before: set[str], after: set[str]) -> list[str]:
    """What helped: what was told by hand, and the step that ran when it let go."""
    wanted = (set(told) - before) | after
    return [code for code in Relief.values if code in wanted]
