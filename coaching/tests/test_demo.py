from __future__ import annotations

import pytest
from django.core.management import call_command

from accounts.models import Grant, User
from coaching import demo
from journal.models import CrampEpisode, Cup, Workout, WorkoutTemplate
from tests import make

pytestmark = pytest.mark.django_db


def test_the_demo_is_a_year_of_two_athletes_and_a_coach() -> None:
    make.drink()

    passwords = demo.make(make.NOON)

    assert set(passwords) == {"ana@demo.example", "ben@demo.example", "kim@demo.example"}
    assert Grant.objects.live(make.NOON).count() == 2
    assert Workout.objects.done().count() > 300
    assert Workout.objects.planned().filter(starts_at__gt=make.NOON).exists()
    assert CrampEpisode.objects.count() > 20
    assert Cup.objects.count() == 2
    assert WorkoutTemplate.objects.count() == 9


def test_nothing_in_the_demo_lies_in_the_future_but_plans() -> None:
    demo.make(make.NOON)

    assert not Workout.objects.done().filter(starts_at__gt=make.NOON).exists()
    assert not CrampEpisode.objects.filter(ended_at__gt=make.NOON).exists()


def test_each_demo_has_its_own_passwords() -> None:
    first = demo.make(make.NOON)
    User.objects.all().delete()

    second = demo.make(make.NOON)

    assert not set(first.values()) & set(second.values())


def test_a_second_demo_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    demo.make(make.NOON)
    people = User.objects.count()

    call_command("demo")

    assert User.objects.count() == people
    assert "already here" in capsys.readouterr().out
