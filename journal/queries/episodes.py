"""Reading cramps of an opened diary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.length import band_of
from journal.models import CrampEpisode, ReliefStep
from journal.models.episode import EndKind, Phase, Relief, Stopped
from journal.muscles import ELSEWHERE, LEG_SITES
from journal.queries.questions import SORE_AFTER
from journal.serious import why_serious
from journal.warning_signs import USUAL_SECONDS, Gravity, gravity

# Design choice: a day after the cramp, or after the answer was given, the panel turns quiet.
FRESH = timedelta(hours=24)
# Design choice: a cramp logged in two taps may well go on; so long we ask.
JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class EpisodeCard:
    """One cramp in words. None or empty: not known."""

    gravity: Gravity | None
    is_fresh: bool
    is_long: bool
    asks_signs: bool
    serious: list[str]
    length_band: str | None
    phase: str
    minute: int | None
    quarter: str | None
    stopped: str
    helped: str
    # What it was like, as rows of a table; only what was answered.
    like: list[tuple[str, str]]
    # Painless and not hard: a twitch more than a cramp (evidence row 5).
    is_twitch: bool
    # What can still be added: the fold of the form ("" for its top), and words.
    open: list[tuple[str, str]]
    # The first place that the relief steps know, or nothing.
    relief_site: str
    # It began a moment ago and nobody said that it ended.
    may_go_on: bool


_ANSWERS = {True: "yes", False: "no"}
_QUARTERS = {1: "first quarter", 2: "second quarter", 3: "third quarter", 4: "last quarter"}


def episode_card(episode: CrampEpisode, now: datetime) -> EpisodeCard:
    """What a page says of a cramp whose workout is loaded (no query)."""
    signs = episode.red_flags or []
    so_far = (episode.ended_at or now) - episode.started_at
    known = episode.lasted is not None or episode.is_ongoing
    seconds = so_far.total_seconds() if known else None
    touched = max(episode.started_at, episode.changed_at)
    serious = why_serious(
        stopped=episode.stopped, severity=episode.severity, sites=episode.muscles, signs=signs
    )
    is_long = seconds is not None and seconds > USUAL_SECONDS
    unusual = bool(serious) or is_long or bool(ELSEWHERE.keys() & set(episode.muscles))
    lasted = episode.lasted.total_seconds() if episode.lasted is not None else None
    return EpisodeCard(
        gravity=gravity(signs, seconds),
        is_fresh=now - touched < FRESH,
        is_long=is_long,
        asks_signs=episode.red_flags is None and unusual,
        serious=serious,
        length_band=band_of(lasted).words if lasted is not None else None,
        phase=Phase(episode.phase).label if episode.phase else "",
        minute=_minute(episode),
        quarter=_QUARTERS.get(episode.phase_quarter or 0),
        stopped=Stopped(episode.stopped).label if episode.stopped else "",
        helped=", ".join(label.lower() for code, label in Relief.choices if code in episode.helped),
        like=_like(episode),
        is_twitch=episode.painful is False and episode.visibly_hard is False,
        open=_open(episode, now),
        relief_site=next((site for site in episode.muscles if site in LEG_SITES), ""),
        may_go_on=episode.end_kind == EndKind.UNKNOWN and now - episode.started_at < JUST_NOW,
    )


def _like(episode: CrampEpisode) -> list[tuple[str, str]]:
    """What was answered of how it was, in words."""
    asked: list[tuple[str, bool | int | None]] = [
        ("Sudden", episode.sudden),
        ("Painful", episode.painful),
        ("Visibly hard", episode.visibly_hard),
        ("Twitching before", episode.twitching_before),
        ("Soreness next day", episode.soreness_next_day),
        ("Disturbed the sleep", episode.sleep_disturbance),
    ]
    return [
        (name, _ANSWERS[value] if isinstance(value, bool) else f"{value} of 10")
        for name, value in asked
        if value is not None
    ]


def _open(episode: CrampEpisode, now: datetime) -> list[tuple[str, str]]:
    """What nobody answered yet, the most useful first."""
    like = (episode.sudden, episode.painful, episode.visibly_hard, episode.twitching_before)
    missing = [
        ("signs", "Warning signs", episode.red_flags is None),
        ("", "How bad", episode.severity is None),
        ("length", "How long", episode.end_kind == EndKind.UNKNOWN),
        ("length", "When it was", not episode.phase),
        ("helped", "What helped", not episode.helped),
        ("like", "What it was like", None in like),
        ("like", "Soreness next day", _is_sore_open(episode, now)),
        ("note", "A note", not episode.note),
    ]
    return [(fold, words) for fold, words, is_open in missing if is_open]


def _is_sore_open(episode: CrampEpisode, now: datetime) -> bool:
    return episode.soreness_next_day is None and now - episode.started_at >= SORE_AFTER


def in_order(steps: Iterable[ReliefStep]) -> list[ReliefStep]:
    """Guided steps as they went, then the told ones; databases disagree on where None stands."""
    known = list(steps)
    guided = [(step.started_at, step) for step in known if step.started_at is not None]
    told = [step for step in known if step.started_at is None]
    return [step for _, step in sorted(guided, key=lambda pair: pair[0])] + told


def _minute(episode: CrampEpisode) -> int | None:
    """The minute of the workout, for a cramp during it; the first minute is 1."""
    if episode.workout is None or episode.phase != Phase.DURING:
        return None
    into = (episode.started_at - episode.workout.starts_at).total_seconds()
    return int(into // 60) + 1 if into >= 0 else None
