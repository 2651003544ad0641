"""The taps of the guided screen become the cramp, once, in whatever order they come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from journal.models import Change, CrampEpisode, ReliefRun, ReliefStep
from journal.queries.relief import heat_rounds, open_episode, run_of
from journal.relief import HEAT_ON, KINDS, RefusedError, Tapped, outcomes
from journal.services import entries
from journal.services import relief as services
from journal.services.relief import Run
from tests import make

NOW = make.NOON
BEGAN = NOW - timedelta(minutes=8)


def at(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def run_by(athlete: User, key: UUID | None = None) -> Run:
    return Run(athlete, key or uuid4(), "calf-l", BEGAN)


def step(run: Run, kind: str, seconds: float, key: UUID | None = None) -> CrampEpisode:
    return services.take(run, step=key or uuid4(), kind=kind, at=at(seconds), now=NOW)


@pytest.mark.django_db
def test_choosing_a_muscle_begins_an_ongoing_cramp_once() -> None:
    run = run_by(make.user())

    services.begin(run, NOW)
    services.begin(run, NOW + timedelta(minutes=1))

    episode = CrampEpisode.objects.get()
    assert (episode.muscles, episode.started_at) == (["calf-l"], BEGAN)
    assert episode.is_ongoing
    assert episode.form_key == run.key
    assert [(each.kind, each.started_at) for each in episode.steps.all()] == [("stretch", BEGAN)]
    assert episode.run.seen_at == NOW + timedelta(minutes=1)


@pytest.mark.django_db
def test_the_cramp_finds_its_workout() -> None:
    ana = make.user()
    workout = make.done_workout(ana, started_at=BEGAN - timedelta(minutes=30))

    services.begin(run_by(ana), NOW)

    workout.refresh_from_db()
    assert CrampEpisode.objects.get().workout == workout
    assert workout.cramped


@pytest.mark.django_db
def test_each_step_knows_its_time_and_the_last_one_eased_it() -> None:
    run = run_by(make.user())
    step(run, "massage", 40)
    step(run, "heat", 200)

    episode, is_news = services.gone(run, at=at(260), now=NOW)

    assert is_news
    assert episode.lasted == timedelta(seconds=260)
    assert (episode.end_kind, episode.helped) == ("known", ["heat"])
    assert episode.run.finished_at == at(260)
    assert [(each.kind, each.eased, each.to_relief) for each in episode.steps.all()] == [
        ("stretch", False, None),
        ("massage", False, None),
        ("heat", True, timedelta(seconds=60)),
    ]


@pytest.mark.django_db
def test_taps_may_arrive_in_any_order_and_twice() -> None:
    ana = make.user()
    for order in permutations(range(4)):
        run = run_by(ana)
        rub, warm = uuid4(), uuid4()
        taps: list[Callable[[], object]] = [
            partial(services.begin, run, NOW),
            partial(step, run, "massage", 40, rub),
            partial(step, run, "heat", 200, warm),
            partial(services.gone, run, at=at(300), now=NOW),
        ]

        for _ in range(2):
            for number in order:
                taps[number]()

        episode = CrampEpisode.objects.get(form_key=run.key)
        assert [(each.kind, each.eased) for each in episode.steps.all()] == [
            ("stretch", False),
            ("massage", False),
            ("heat", True),
        ]
        assert (episode.helped, episode.ended_at) == (["heat"], at(300))


@pytest.mark.django_db
def test_every_change_is_in_the_history() -> None:
    run = run_by(make.user())
    services.gone(run, at=at(60), now=NOW)

    acts = [change.act for change in Change.objects.filter(kind="crampepisode").order_by("pk")]

    assert acts[0] == "made"
    assert set(acts[1:]) == {"changed"}


@pytest.mark.django_db
def test_what_cannot_have_been_is_refused_and_writes_nothing() -> None:
    run = run_by(make.user())
    services.begin(run, NOW)
    late = (NOW + timedelta(minutes=2, seconds=1) - BEGAN).total_seconds()

    for seconds in (-61, late):
        with pytest.raises(RefusedError):
            step(run, "massage", seconds)
        with pytest.raises(RefusedError):
            services.gone(run, at=at(seconds), now=NOW)
    with pytest.raises(RefusedError):
        step(run, "dance", 10)

    assert ReliefStep.objects.count() == 1
    assert CrampEpisode.objects.get().is_ongoing


@pytest.mark.django_db
def test_a_little_before_or_ahead_is_a_phones_clock() -> None:
    run = run_by(make.user())
    step(run, "massage", -60)
    step(run, "drink", (NOW + timedelta(minutes=2) - BEGAN).total_seconds())

    assert ReliefStep.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "began", [NOW + timedelta(minutes=3), NOW - timedelta(days=31)], ids=["to come", "long ago"]
)
def test_a_start_that_cannot_be_is_refused(began: datetime) -> None:
    run = Run(make.user(), uuid4(), "calf-l", began)

    with pytest.raises(RefusedError):
        services.begin(run, NOW)

    assert not CrampEpisode.objects.exists()


@pytest.mark.django_db
def test_a_place_without_steps_is_refused() -> None:
    with pytest.raises(RefusedError):
        services.begin(Run(make.user(), uuid4(), "arm", BEGAN), NOW)


@pytest.mark.django_db
def test_a_run_that_is_not_there_needs_a_muscle() -> None:
    with pytest.raises(CrampEpisode.DoesNotExist):
        step(Run(make.user(), uuid4()), "massage", 10)
    with pytest.raises(CrampEpisode.DoesNotExist):
        services.see(Run(make.user("bea"), uuid4()), NOW)


@pytest.mark.django_db
def test_nothing_is_begun_after_the_end() -> None:
    run = run_by(make.user())
    services.gone(run, at=at(60), now=NOW)

    with pytest.raises(RefusedError):
        step(run, "massage", 61)
    step(run, "massage", 30)

    assert CrampEpisode.objects.get().helped == ["massage"]


@pytest.mark.django_db
def test_an_end_that_was_told_elsewhere_stays() -> None:
    run = run_by(make.user())
    episode = services.begin(run, NOW)
    entries.update(episode, {"end_kind": "about", "ended_at": at(100), "helped": ["rest"]})

    _, is_news = services.gone(run, at=at(200), now=NOW)

    episode.refresh_from_db()
    assert not is_news
    assert (episode.ended_at, episode.helped) == (at(100), ["rest"])
    assert ReliefRun.objects.get().finished_at is not None


@pytest.mark.django_db
def test_what_was_said_to_help_before_is_kept() -> None:
    run = run_by(make.user())
    episode = services.begin(run, NOW)
    entries.update(episode, {"helped": ["rest"]})

    services.gone(run, at=at(60), now=NOW)

    assert CrampEpisode.objects.get().helped == ["stretch", "rest"]


@pytest.mark.django_db
def test_a_cramp_that_was_logged_before_is_taken_over() -> None:
    ana = make.user()
    logged = make.episode(ana, started_at=NOW - timedelta(hours=1), end_kind="ongoing")

    services.begin(Run(ana, logged.form_key), NOW)

    assert logged.steps.get().started_at == NOW
    assert CrampEpisode.objects.count() == 1


@pytest.mark.django_db
def test_it_was_another_muscle() -> None:
    run = run_by(make.user())
    services.begin(run, NOW)

    services.move(run, site="ham-r", now=NOW)

    assert CrampEpisode.objects.get().muscles == ["ham-r"]


@pytest.mark.django_db
def test_a_step_of_somebody_else_is_never_touched() -> None:
    key, step_key = uuid4(), uuid4()
    ana, bea = run_by(make.user("ana"), key), run_by(make.user("bea"), key)
    step(ana, "massage", 10, step_key)

    with pytest.raises(RefusedError):
        step(bea, "heat", 20, step_key)
    services.begin(bea, NOW)

    assert ReliefStep.objects.get(pk=step_key).episode.athlete == ana.athlete
    assert CrampEpisode.objects.filter(form_key=key).count() == 2
    assert ReliefStep.objects.count() == 3


@pytest.mark.django_db
def test_a_run_is_read_by_its_owner_only() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    run = make.run(ana)

    found = run_of(ana, run.form_key)

    assert found is not None
    assert found.episode == run
    assert [each.kind for each in found.steps] == ["stretch"]
    assert run_of(bea, run.form_key) is None
    assert open_episode(ana, NOW) == run
    assert open_episode(ana, NOW, "calf") == run
    assert open_episode(ana, NOW, "ham-l") is None
    assert open_episode(bea, NOW) is None


@pytest.mark.django_db
def test_rounds_of_warmth_are_counted_up_to_three() -> None:
    ana = make.user()
    run = make.run(ana, minutes_ago=200, mail_heat=True)
    since = NOW - timedelta(hours=5)
    counts = []
    for minutes in (190, 130, 70):
        make.warmed(run, minutes_ago=minutes)
        counts.append([(each.rounds, each.due_at) for each in heat_rounds([ana.pk], since)])

    assert counts == [
        [(1, NOW - timedelta(minutes=130))],
        [(2, NOW - timedelta(minutes=70))],
        [],
    ]


taps = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(min_value=0, max_value=20_000)), max_size=12
)


@given(taps, st.none() | st.integers(min_value=0, max_value=20_000))
def test_no_step_is_lost_and_none_ends_before_it_begins(
    told: list[tuple[str, int]], gone: int | None
) -> None:
    steps = sorted((Tapped(kind, at(seconds)) for kind, seconds in told), key=lambda s: s.at)
    gone_at = at(gone) if gone is not None else None

    found = outcomes(steps, gone_at)

    assert len(found) == len(steps)
    assert sum(each.eased is True for each in found) <= 1
    for each, outcome in zip(steps, found, strict=True):
        assert outcome.ended_at is None or outcome.ended_at >= each.at
        if each.kind == "heat" and outcome.eased is False and outcome.ended_at is not None:
            assert outcome.ended_at - each.at <= HEAT_ON


@pytest.mark.django_db
def test_a_cramp_logged_a_moment_ago_goes_on_with_the_steps_once() -> None:
    ana = make.user()
    logged = make.episode(ana, days_ago=0.002)
    run = Run(ana, logged.form_key)

    services.still(run, NOW)
    again = services.still(run, NOW + timedelta(minutes=1))

    assert CrampEpisode.objects.get() == again
    assert again.is_ongoing
    assert [(each.kind, each.started_at) for each in again.steps.all()] == [("stretch", NOW)]


@pytest.mark.django_db
def test_an_end_that_was_told_is_not_taken_back_by_the_steps() -> None:
    ana = make.user()
    over = make.episode(ana, days_ago=0.002, end_kind="known", ended_at=NOW - timedelta(minutes=1))

    after = services.still(Run(ana, over.form_key), NOW)

    assert (after.end_kind, after.ended_at) == ("known", NOW - timedelta(minutes=1))
    assert not after.steps.exists()


@pytest.mark.django_db
def test_a_cramp_of_long_ago_does_not_go_on() -> None:
    ana = make.user()
    logged = make.episode(ana, days_ago=40)

    with pytest.raises(RefusedError):
        services.still(Run(ana, logged.form_key), NOW)
