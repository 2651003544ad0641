"""Bringing what was done and what was planned together, and apart again.

The plan's row takes the doing up, so one workout is one row. The state is the lock: of two doings
that want one plan, the first gets it. A choice by hand is never changed by us.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from journal.matching import choose
from journal.models import CrampEpisode, EntryQuerySet, Intake, NearCramp, Workout
from journal.models.change import Act
from journal.models.workout import Match, State
from journal.queries.plans import SHARED, as_candidates, before_doing, candidates
from journal.queries.workouts import has_episodes
from journal.services import entries

# What only a doing says; a plan without one has none of it.
DONE_ONLY = (
    "started_at",
    "minutes",
    "rpe",
    "rpe_at",
    "distance_m",
    "first_half_minutes",
    "mass_before_kg",
    "mass_after_kg",
    "drank_ml",
    "urine_ml",
    "food_g",
    "soreness_before",
    "fatigue_before",
    "cramped",
)
_ATTACHED = (CrampEpisode, NearCramp, Intake)


@dataclass(frozen=True, slots=True)
class Logged:
    """The row a doing is in; `asks`: several plans may be it, and the athlete has to say."""

    workout: Workout
    asks: bool = False
    # The form came before: its row is there already, and may say something else by now.
    again: bool = False


class _TakenError(Exception):
    """Somebody else had the row first; everything is rolled back."""


def log(athlete: User, *, form_key: UUID, values: Mapping[str, Any], now: datetime) -> Logged:
    """A workout that was done, in the row of its plan where it clearly has one.

    The same form twice is one doing, wherever the first one put it.
    """
    done = Workout(athlete=athlete, form_key=form_key, **{**values, "state": State.DONE})
    there = _already(athlete, form_key)
    if there is not None:
        return Logged(there, again=True)
    plans = candidates(athlete, done)
    verdict = choose(done.minutes, as_candidates(plans))
    plan = next((one for one in plans if one.pk == verdict.plan), None)
    if plan is not None and _take_up(plan, done, Match.AUTO, now):
        return Logged(plan)
    # The other tap of the same form may have got the plan.
    there = _already(athlete, form_key)
    if there is not None:
        return Logged(there, again=True)
    row, made = entries.save_once(
        Workout, athlete=athlete, form_key=form_key, values={**values, "state": State.DONE}
    )
    return Logged(row, asks=made and verdict.asks, again=not made)


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a doing says of itself; where it says nothing, its plan may have spoken."""
    return {name: value for name, value in values.items() if name not in SHARED or value}


def _already(athlete: User, form_key: UUID) -> Workout | None:
    """The row in which this form's doing is, brought back if it was deleted."""
    rows = Workout.objects.filter(athlete=athlete)
    found = rows.filter(done_key=form_key).first() or rows.filter(form_key=form_key).first()
    if found is not None:
        entries.restore(found)
    return found


def join(done: Workout, plan: Workout, now: datetime) -> bool:
    """The athlete says that this was that plan. Whether it still could be; else nothing changes.

    The doing moves into the plan's row with its cramps and drinks; its own row is put away.
    """
    loose = Workout.objects.done().filter(deleted_at=None, planned_start_at=None)
    try:
        with transaction.atomic():
            if not entries.claim(loose, done, {"deleted_at": now}, now, Act.DELETED):
                return False
            if not _take_up(plan, done, Match.CHOSEN, now):
                raise _TakenError
            _carry(done, plan)
    except _TakenError:
        done.refresh_from_db()
        return False
    return True


def keep_apart(plan: Workout, now: datetime) -> Workout | None:
    """What was done was not this plan: the plan is open again, the doing a row of its own.

    The row of the doing; None where there was nothing to part, as on a second tap.
    """
    doing = {name: getattr(plan, name) for name in (*SHARED, *DONE_ONLY)}
    doing |= {"state": State.DONE, "match": Match.APART}
    key = plan.done_key or uuid4()
    open_again: dict[str, Any] = dict.fromkeys((*DONE_ONLY, "done_key"))
    open_again |= {"match": "", "state": State.PLANNED} | before_doing(plan)
    finished = Workout.objects.done().filter(deleted_at=None, planned_start_at__isnull=False)
    with transaction.atomic():
        if not entries.claim(finished, plan, open_again, now):
            return None
        row, made = entries.save_once(Workout, athlete=plan.athlete, form_key=key, values=doing)
        if not made:
            # The row it was in before it was joined to the plan.
            entries.update(row, doing)
        _carry(plan, row)
    row.refresh_from_db()
    plan.refresh_from_db()
    return row


def stay_apart(done: Workout, now: datetime) -> bool:
    """It belongs to none of the plans; nobody asks again."""
    loose = Workout.objects.done().filter(deleted_at=None, planned_start_at=None)
    return entries.claim(loose, done, {"match": Match.APART}, now)


def _take_up(plan: Workout, done: Workout, match: Match, now: datetime) -> bool:
    """Finish the plan with these values, if it is still open. What both said is kept."""
    doing = {name: _either(name, plan, done) for name in (*DONE_ONLY, *SHARED)}
    if has_episodes(plan):
        # A cramp logged during it outweighs a "no".
        doing["cramped"] = True
    state = {"state": State.DONE, "match": match, "done_key": done.form_key}
    still_open = Q(state=State.PLANNED)
    if match == Match.CHOSEN:
        still_open |= Q(state=State.SKIPPED)
    rows: EntryQuerySet = Workout.objects.filter(still_open, deleted_at=None)
    if not entries.claim(rows, plan, doing | state, now):
        return False
    # Generated columns are known to the database only.
    plan.refresh_from_db()
    return True


def _either(name: str, plan: Workout, done: Workout) -> Any:
    """What was done counts; what it left blank stays as planned, and of two notes both stay."""
    planned, told = getattr(plan, name), getattr(done, name)
    if name == "note" and planned and told and planned != told:
        return f"{planned}\n\n{told}"
    is_blank = told is None or told in ("", []) or (name == "is_race" and not told)
    return planned if is_blank else told


def _carry(giver: Workout, taker: Workout) -> None:
    """Cramps, near-cramps and drinks go where the doing goes, deleted ones too."""
    for model in _ATTACHED:
        for entry in EntryQuerySet(model).filter(workout=giver):
            entries.update(entry, {"workout": taker})
