"""What two people, or two taps of one, do in the same moment. On PostgreSQL, with real threads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import connection

from accounts.models import Category, Grant
from coaching import services
from coaching.models import Invitation, Side
from journal.models import Change, CheckIn, CrampEpisode, Medication, Workout
from journal.queries.copying import week_copy
from journal.relief import RefusedError
from journal.services import (
    entries,
    episodes,
    matching,
    planning,
    purge,
    relief,
    versions,
    wellness,
    workouts,
)
from journal.weeks import week_of
from tests import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # SQLite lets one writer in at a time, so there is nothing to race for.
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer at a time"),
]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gives back, or the error it raises, all started together."""
    start = Barrier(len(acts))
    found: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            found[number] = act()
        except Exception as error:  # noqa: BLE001 whatever it is, the test looks at it
            found[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


def test_one_code_opens_one_diary_to_one_coach() -> None:
    offer = make.invitation(make.user("ana"))
    coaches = [make.coach(f"kim{number}") for number in range(6)]

    found = at_once(
        *(
            lambda coach=coach: services.accept_offer(offer, coach=coach, now=make.NOON)
            for coach in coaches
        )
    )

    assert sum(isinstance(one, Grant) for one in found) == 1
    assert sum(isinstance(one, services.InvitationError) for one in found) == 5
    assert Grant.objects.count() == 1


def test_a_code_is_taken_back_or_taken_never_both() -> None:
    offer = make.invitation(make.user("ana"))
    kim = make.coach()

    accepted, cancelled = at_once(
        lambda: services.accept_offer(offer, coach=kim, now=make.NOON),
        lambda: services.cancel(offer, now=make.NOON),
    )

    assert isinstance(accepted, Grant) is not cancelled
    assert Grant.objects.exists() is not cancelled


def test_two_codes_of_one_athlete_make_one_grant() -> None:
    ana, kim = make.user("ana"), make.coach()
    offers = [make.invitation(ana) for _ in range(4)]

    at_once(
        *(
            lambda offer=offer: services.accept_offer(offer, coach=kim, now=make.NOON)
            for offer in offers
        )
    )

    assert Grant.objects.filter(athlete=ana, coach=kim, revoked_at=None).count() == 1


def test_an_invitation_sent_by_two_taps_is_one_and_one_mail() -> None:
    ana, key = make.user("ana"), uuid4()

    def send() -> Invitation:
        return services.invite(
            ana,
            side=Side.ATHLETE,
            categories=[Category.CRAMPS],
            email="kim@example.org",
            form_key=key,
            now=make.NOON,
        )

    found = at_once(*[send] * 4)

    assert {one.pk for one in found} == {key}
    assert len(mail.outbox) == 1


def test_a_cramp_logged_by_two_taps_is_one() -> None:
    ana, key = make.user("ana"), uuid4()
    values = {"muscles": ["calf-l"], "started_at": make.NOON}

    found = at_once(*[lambda: episodes.log(ana, form_key=key, values=values)] * 4)

    assert sorted(made for _, made in found) == [False, False, False, True]
    assert CrampEpisode.objects.count() == 1


def test_two_edits_of_one_version_do_not_undo_each_other() -> None:
    cramp = make.episode(make.user("ana"))
    opened = cramp.changed_at

    def edit(note: str) -> None:
        mine = CrampEpisode.objects.get(pk=cramp.pk)
        versions.save_over(
            mine, {"note": note}, opened=opened, save=lambda values: entries.update(mine, values)
        )

    found = at_once(*[partial(edit, note) for note in ("One", "Two", "Three")])

    refused = [one for one in found if isinstance(one, versions.ChangedSinceError)]
    assert len(refused) == 2
    assert found.count(None) == 1
    assert Change.objects.count() == 1


def test_two_taps_that_skip_a_workout_are_one_change() -> None:
    run = make.workout(make.user("ana"))

    found = at_once(*[partial(workouts.skip, run, make.NOON)] * 4)

    assert sorted(found) == [False, False, False, True]
    assert Change.objects.count() == 1


def test_two_purges_at_once_remove_everything_once() -> None:
    ana = make.user("ana")
    for _ in range(4):
        make.medication(ana, deleted_at=make.NOON - timedelta(days=30))

    found = at_once(*[partial(purge.purge, make.NOON)] * 3)

    assert sum(found) == 4
    assert not Medication.objects.exists()


def test_revoking_twice_at_once_tells_the_coach_once() -> None:
    grant = make.grant(make.user("ana"), make.coach())

    found = at_once(*[lambda: services.revoke(grant, now=make.NOON)] * 4)

    assert sorted(found) == [False, False, False, True]
    assert len(mail.outbox) == 1


def test_of_two_doings_one_gets_the_plan() -> None:
    ana = make.user("ana")
    plan = make.workout(ana, planned_start_at=make.NOON)
    values = {"sport": "run", "zone": ana.zone, "started_at": make.NOON, "minutes": 60}

    found = at_once(
        *(
            lambda key=key: matching.log(ana, form_key=key, values=values, now=make.NOON)
            for key in [uuid4() for _ in range(4)]
        )
    )

    assert sum(one.workout == plan for one in found) == 1
    assert Workout.objects.done().count() == 4


def test_one_form_sent_four_times_at_once_is_one_doing() -> None:
    ana, key = make.user("ana"), uuid4()
    plan = make.workout(ana, planned_start_at=make.NOON)
    values = {"sport": "run", "zone": ana.zone, "started_at": make.NOON, "minutes": 60}

    found = at_once(*[lambda: matching.log(ana, form_key=key, values=values, now=make.NOON)] * 4)

    assert [one.workout for one in found] == [plan] * 4
    assert Workout.objects.count() == 1


def test_a_doing_joins_one_of_two_plans() -> None:
    ana = make.user("ana")
    plans = [make.workout(ana, planned_start_at=make.NOON) for _ in range(2)]
    done = make.done_workout(ana)

    found = at_once(
        *(
            lambda plan=plan: matching.join(Workout.objects.get(pk=done.pk), plan, make.NOON)
            for plan in plans
        )
    )

    assert sorted(found) == [False, True]
    assert Workout.objects.planned().count() == 1


def test_kept_apart_by_two_taps_is_kept_apart_once() -> None:
    ana = make.user("ana")
    plan = make.workout(ana, planned_start_at=make.NOON, started_at=make.NOON, state="done")

    at_once(*[lambda: matching.keep_apart(Workout.objects.get(pk=plan.pk), make.NOON)] * 3)

    assert Workout.objects.count() == 2
    assert Workout.objects.done().count() == 1


def test_two_phones_that_check_in_at_once_make_one_morning() -> None:
    ana = make.user("ana")

    found = at_once(
        *(
            lambda values=values: wellness.check_in(
                ana, day=make.TODAY, values=values, knows_earlier=False
            )
            for values in ({"fatigue": 3}, {"thirst": 4}, {"stress": 5})
        )
    )

    assert all(isinstance(one, CheckIn) for one in found)
    saved = CheckIn.objects.get()
    assert (saved.fatigue, saved.thirst, saved.stress) == (3, 4, 5)


def test_deleted_and_brought_back_by_many_taps_once_each() -> None:
    run = make.workout(make.user("ana"))

    def rows() -> list[Workout]:
        return [Workout.objects.get(pk=run.pk) for _ in range(4)]

    gone = at_once(*[partial(entries.delete, row, make.NOON) for row in rows()])
    back = at_once(*[partial(entries.restore, row) for row in rows()])

    assert gone == back == [None] * 4
    assert sorted(Change.objects.values_list("act", flat=True)) == ["deleted", "restored"]


def test_brought_back_or_purged_never_half() -> None:
    ana = make.user("ana")
    rows = [make.medication(ana, deleted_at=make.NOON - timedelta(days=30)) for _ in range(4)]

    found = at_once(
        *[partial(entries.restore, row) for row in rows], partial(purge.purge, make.NOON)
    )

    assert not [one for one in found if isinstance(one, Exception)]
    left = set(Medication.objects.values_list("pk", flat=True))
    assert len(left) == 4 - found[-1]
    assert set(Change.objects.values_list("entry_id", flat=True)) == left
    assert not Medication.objects.exclude(deleted_at=None).exists()


def test_a_week_copied_by_two_taps_is_copied_once() -> None:
    ana, key = make.user("ana"), uuid4()
    for day in range(3):
        make.workout(ana, planned_start_at=make.NOON + timedelta(days=day))
    source, target = week_of(2026, 3), week_of(2026, 4)
    assert source is not None
    assert target is not None

    def copy(form_key: UUID) -> list[Workout]:
        plan = week_copy(ana, source, target, now=make.NOON, act=form_key)
        return planning.copy_week(ana, plan.copies, target=target, form_key=form_key)

    found = at_once(*[partial(copy, each) for each in (key, key, uuid4())])

    assert not [one for one in found if isinstance(one, Exception)]
    assert Workout.objects.count() == 6
    assert Change.objects.filter(act="made").count() == 3


def test_the_taps_of_a_relief_screen_at_once_are_one_cramp() -> None:
    ana, step = make.user("ana"), uuid4()
    run = relief.Run(ana, uuid4(), "calf-l", make.NOON)
    later = make.NOON + timedelta(minutes=1)
    take = partial(relief.take, run, step=step, kind="massage", at=later, now=later)

    found = at_once(
        *[partial(relief.begin, run, make.NOON)] * 2,
        *[take] * 3,
        partial(relief.ask_mail, run, wanted=True, now=later),
    )

    assert not [one for one in found if isinstance(one, Exception)]
    cramp = CrampEpisode.objects.get()
    assert sorted(cramp.steps.values_list("kind", flat=True)) == ["massage", "stretch"]
    assert cramp.run.mail_heat
    assert Change.objects.filter(act="made").count() == 1


def test_one_step_tapped_on_two_screens_belongs_to_one() -> None:
    ana, bea, step = make.user("ana"), make.user("bea"), uuid4()
    later = make.NOON + timedelta(minutes=1)
    runs = [relief.Run(one, uuid4(), "calf-l", make.NOON) for one in (ana, bea)]

    found = at_once(
        *[partial(relief.take, run, step=step, kind="massage", at=later, now=later) for run in runs]
    )

    assert sum(isinstance(one, CrampEpisode) for one in found) == 1
    assert sum(isinstance(one, RefusedError) for one in found) == 1


def test_a_cramp_that_let_go_on_two_phones_ends_once() -> None:
    ana = make.user("ana")
    run = relief.Run(ana, uuid4(), "calf-l", make.NOON)
    relief.begin(run, make.NOON)
    later = make.NOON + timedelta(minutes=2)

    found = at_once(*[partial(relief.gone, run, at=later, now=later)] * 4)

    assert sorted(is_news for _, is_news in found) == [False, False, False, True]
    assert Change.objects.filter(act="changed").count() <= 2
