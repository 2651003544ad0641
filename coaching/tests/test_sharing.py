from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Category
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_sharing_says_who_sees_what_until_when_and_when_they_last_looked() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, drinks=False, expires_at=make.NOON + timedelta(hours=12))
    make.log(ana, kim)

    page = text(at(ana).get(reverse("coaching:sharing")))

    assert "Workouts and cramps" in page
    assert "until 14 January 2026" in page
    assert "Last opened Wed 14 January, 12:00" in page


def test_sharing_shows_nothing_of_others_and_nothing_that_ended() -> None:
    ana, bea, kim = make.user("ana"), make.user("bea"), make.coach()
    make.grant(ana, kim, revoked_at=make.NOON)
    make.grant(bea, make.coach("lea"))
    make.invitation(bea)

    page = text(at(ana).get(reverse("coaching:sharing")))

    assert "Kim" not in page
    assert "Lea" not in page
    assert "Invitations that wait" not in page


def test_a_grant_that_ran_out_is_called_so() -> None:
    ana = make.user()
    make.grant(ana, make.coach(), expires_at=make.NOON)

    assert "ended by itself" in text(at(ana).get(reverse("coaching:sharing")))


def test_the_page_of_a_full_grant_asks_at_most_ten_times(
    django_assert_max_num_queries: Any,
) -> None:
    ana, kim = make.user(), make.coach()
    grant = make.grant(ana, kim, **{category.value: True for category in Category})
    client = at(ana)
    for number in range(30):
        make.done_workout(ana, days_ago=number + 1, mass_before_kg=70.0, mass_after_kg=69.0)
        make.episode(ana, days_ago=number + 1)
        make.medication(ana, f"Medicine {number}")
        make.log(ana, kim)

    with django_assert_max_num_queries(10):
        client.get(reverse("coaching:grant", args=[grant.pk]))


def test_sharing_asks_as_often_with_one_row_as_with_thirty() -> None:
    ana = make.user(is_coach=True)
    client = at(ana)
    counts = []

    for first, last in ((0, 1), (1, 30)):
        for number in range(first, last):
            coach = make.coach(f"coach{number}")
            make.log(ana, make.grant(ana, coach).coach)
            make.invitation(ana)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse("coaching:sharing")).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("route", ["grant", "revoke", "preview"])
def test_somebody_elses_grant_does_not_exist(route: str) -> None:
    ana, kim = make.user("ana"), make.coach()
    grant = make.grant(ana, kim)
    address = reverse(f"coaching:{route}", args=[grant.pk])

    assert at(ana).get(address).status_code == 200
    assert at(make.user("bea")).get(address).status_code == 404
    assert at(kim).get(address).status_code == 404
    assert reverse("account_login") in Client().get(address)["Location"]
    assert at(ana).put(address).status_code == 405


def test_categories_and_the_end_are_changed_on_one_page() -> None:
    ana, kim = make.user(), make.coach()
    grant = make.grant(ana, kim)
    address = reverse("coaching:grant", args=[grant.pk])

    assert text(at(ana).get(address)).count(" checked") == 3
    at(ana).post(address, {"categories": ["cramps", "notes"], "ends_on": "2026-06-30"})

    grant.refresh_from_db()
    assert grant.categories == {Category.CRAMPS, Category.NOTES}
    assert grant.expires_at is not None
    assert grant.expires_at.isoformat() == "2026-06-30T23:00:00+00:00"
    assert 'value="2026-06-30"' in text(at(ana).get(address))


def test_nothing_switched_on_is_answered_with_a_sentence_and_changes_nothing() -> None:
    ana = make.user()
    grant = make.grant(ana, make.coach())

    page = text(at(ana).post(reverse("coaching:grant", args=[grant.pk]), {"ends_on": ""}))

    assert "Switch on at least one." in page
    assert "<title>Check: " in page
    grant.refresh_from_db()
    assert len(grant.categories) == 3


def test_saving_a_grant_without_a_change_keeps_its_end() -> None:
    ana = make.user(zone="Asia/Kathmandu")
    ends = make.NOON.replace(month=3, hour=18, minute=15)
    grant = make.grant(ana, make.coach(), expires_at=ends)

    at(ana).post(
        reverse("coaching:grant", args=[grant.pk]),
        {"categories": ["workouts", "cramps", "drinks"], "ends_on": "2026-03-14"},
    )

    grant.refresh_from_db()
    assert grant.expires_at == ends


def test_the_preview_shows_what_is_shared_and_only_names_the_rest() -> None:
    ana, kim = make.user(), make.coach()
    make.done_workout(
        ana, title="Hill repeats", note="my secret note", mass_before_kg=70.0, mass_after_kg=69.0
    )
    make.episode(ana, muscles=["calf-l"])
    make.intake(ana, make.drink("Broth"))
    make.medication(ana, "Salmeterol")
    grant = make.grant(ana, kim, cramps=False)
    address = reverse("coaching:preview", args=[grant.pk])

    before = text(at(ana).get(address))
    at(ana).post(
        reverse("coaching:grant", args=[grant.pk]),
        {"categories": [category.value for category in Category]},
    )
    after = text(at(ana).get(address))

    assert "Hill repeats" in before
    assert "Broth" in before
    for word in ("secret", "calf", "Salmeterol", "lost 1 to 2"):
        assert word not in before.lower().replace("salmeterol", "Salmeterol")
        assert word in after.lower().replace("salmeterol", "Salmeterol")
    assert '<span class="withheld">cramps</span>' in before
    assert "withheld" not in after


def test_stopping_takes_one_page_and_tells_the_coach_that_not_why(
    django_capture_on_commit_callbacks: Any,
) -> None:
    ana, kim = make.user(), make.coach()
    grant = make.grant(ana, kim)
    address = reverse("coaching:revoke", args=[grant.pk])

    assert "loses every page" in text(at(ana).get(address))
    grant.refresh_from_db()
    assert grant.revoked_at is None
    with django_capture_on_commit_callbacks(execute=True):
        response = at(ana).post(address)

    assert response["Location"] == reverse("coaching:sharing")
    assert [message.subject for message in mail.outbox] == ["Sharing has ended"]
    assert mail.outbox[0].to == [kim.email]
    assert at(ana).post(address).status_code == 404
