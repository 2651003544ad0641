"""What two people, or two taps of one, do in the same moment. On PostgreSQL, with real threads."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection

from accounts.models import Category, Grant
from coaching import services
from coaching.models import Invitation, Side
from journal.models import CheckIn, CrampEpisode
from journal.services import episodes, wellness
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


def test_revoking_twice_at_once_tells_the_coach_once() -> None:
    grant = make.grant(make.user("ana"), make.coach())

    found = at_once(*[lambda: services.revoke(grant, now=make.NOON)] * 4)

    assert sorted(found) == [False, False, False, True]
    assert len(mail.outbox) == 1


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
