from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Category, Grant
from coaching.codes import code_of, grouped
from coaching.limits import WRONG_CODES
from coaching.models import Invitation
from coaching.services import INVITATIONS_A_DAY
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
CLOSED = "This invitation is no longer valid. Ask for a new one."
USUAL = ["workouts", "cramps", "drinks"]


def link(invitation: Invitation) -> str:
    return reverse("coaching:invitation", args=[grouped(code_of(invitation.pk))])


@pytest.mark.parametrize(
    "route", ["invite_coach", "invite_athlete", "enter_code", "sharing", "athletes"]
)
def test_strangers_meet_the_login_page(client: Client, route: str) -> None:
    response = client.get(reverse(f"coaching:{route}"))

    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_the_login_page_keeps_the_way_back_to_an_invitation(client: Client) -> None:
    address = link(make.invitation(make.user()))

    assert address in client.get(address)["Location"]


@pytest.mark.parametrize("route", ["invite_coach", "invite_athlete", "enter_code"])
def test_forms_answer_get_and_post_only(route: str) -> None:
    assert at(make.coach()).put(reverse(f"coaching:{route}")).status_code == 405


def test_a_coach_is_invited_by_code_and_accepts() -> None:
    ana, kim = make.user(), make.user("kim")

    made = at(ana).post(
        reverse("coaching:invite_coach"),
        {"categories": USUAL, "form_key": uuid4()},
    )
    shown = text(at(ana).get(made["Location"]))
    offer = text(at(kim).get(made["Location"]))
    accepted = at(kim).post(made["Location"])

    assert grouped(code_of(Invitation.objects.get().pk)) in shown
    assert "Ana invites you" in offer
    assert "Muscle, time, pain" in offer
    assert "Medicines" not in offer
    assert "turns coaching on" in offer
    assert accepted["Location"] == reverse("coaching:athletes")
    assert Grant.objects.get().categories == {
        Category.WORKOUTS,
        Category.CRAMPS,
        Category.DRINKS,
    }
    kim.refresh_from_db()
    assert kim.is_coach


def test_reading_an_invitation_accepts_nothing() -> None:
    at(make.user("kim")).get(link(make.invitation(make.user())))

    assert not Grant.objects.exists()
    assert Invitation.objects.open(make.NOON).exists()


def test_an_athlete_sees_what_is_asked_and_grants_less_until_a_day() -> None:
    ana, kim = make.user(), make.coach()
    asked = make.invitation(kim, "coach", categories=["workouts", "cramps", "medication"])

    page = text(at(ana).get(link(asked)))
    response = at(ana).post(link(asked), {"categories": ["cramps"], "ends_on": "2026-02-01"})

    assert "Kim asks for workouts, cramps and medicines" in page
    assert page.count(" checked") == 3
    assert response["Location"] == reverse("coaching:sharing")
    grant = Grant.objects.get()
    assert grant.categories == {Category.CRAMPS}
    assert grant.expires_at is not None
    assert grant.expires_at.isoformat() == "2026-02-02T00:00:00+00:00"


def test_an_athlete_declines_and_nothing_is_shared() -> None:
    ana, kim = make.user(), make.coach()
    asked = make.invitation(kim, "coach")

    at(ana).post(link(asked), {"decline": "yes", "categories": USUAL})

    assert not Grant.objects.exists()
    assert at(ana).get(link(asked)).status_code == 404


def test_an_athlete_without_consent_is_sent_to_give_it_first() -> None:
    ana, kim = make.user(consent=False), make.coach()
    asked = make.invitation(kim, "coach")

    assert "yes to keeping health data" in text(at(ana).get(link(asked)))
    response = at(ana).post(link(asked), {"categories": USUAL})
    assert response["Location"].startswith(reverse("accounts:consent"))
    assert "next=" in response["Location"]
    assert not Grant.objects.exists()
    invite = at(ana).get(reverse("coaching:invite_coach"))
    assert invite["Location"].startswith(reverse("accounts:consent"))


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"expires_at": make.NOON}, id="expired"),
        pytest.param({"cancelled_at": make.NOON}, id="cancelled"),
        pytest.param({"accepted_at": make.NOON}, id="used"),
    ],
)
def test_every_closed_invitation_looks_like_one_that_never_was(fields: dict[str, Any]) -> None:
    closed = make.invitation(make.user("ana"), **fields)
    kim = at(make.user("kim"))

    answers = [
        kim.get(link(closed)),
        kim.post(link(closed)),
        kim.get(reverse("coaching:invitation", args=["00000-00000"])),
        kim.get(reverse("coaching:invitation", args=["not-a-code-at-all"])),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert all(CLOSED in text(answer) for answer in answers)
    typed = kim.post(reverse("coaching:enter_code"), {"code": code_of(closed.pk)})
    assert CLOSED in text(typed)
    assert "<title>Check: " in text(typed)
    assert code_of(closed.pk) in text(typed)


def test_a_second_person_cannot_use_a_code_again() -> None:
    offer = make.invitation(make.user("ana"))
    at(make.user("kim")).post(link(offer))

    response = at(make.user("lea")).post(link(offer))

    assert response.status_code == 404
    assert Grant.objects.count() == 1


def test_a_double_click_on_accept_ends_in_the_same_place() -> None:
    offer = make.invitation(make.user("ana"))
    kim = at(make.user("kim"))

    first, second = kim.post(link(offer)), kim.post(link(offer))

    assert first["Location"] == second["Location"] == reverse("coaching:athletes")
    assert Grant.objects.count() == 1
    assert kim.get(link(offer)).status_code == 404


def test_ones_own_invitation_shows_the_code_and_cannot_be_accepted() -> None:
    ana = make.user(is_coach=True)
    offer = make.invitation(ana)

    response = at(ana).post(link(offer))

    assert "somebody else has to accept it" in text(response)
    assert not Grant.objects.exists()


def test_a_mailed_invitation_is_for_its_verified_address_only() -> None:
    offer = make.invitation(make.user("ana"), email="kim@example.org")
    unverified = make.user("lea")
    EmailAddress.objects.create(user=unverified, email="kim2@example.org", verified=True)

    refused = at(unverified).post(link(offer))
    accepted = at(make.user("kim")).post(link(offer))

    assert refused.status_code == 403
    assert "another e-mail address" in text(refused)
    assert "kim@" not in text(refused)
    assert "Ana" not in text(refused)
    assert accepted.status_code == 302


def test_an_address_that_is_not_verified_does_not_count() -> None:
    offer = make.invitation(make.user("ana"), email="kim@example.org")

    assert at(make.user("kim", verified=False)).post(link(offer)).status_code == 403


def test_inviting_says_the_same_whether_the_address_has_an_account(
    django_capture_on_commit_callbacks: Any,
) -> None:
    make.user("kim")
    ana = at(make.user("ana"))
    pages = []

    for email in ("kim@example.org", "nik@example.org"):
        data = {"categories": USUAL, "email": email, "form_key": uuid4()}
        with django_capture_on_commit_callbacks(execute=True):
            response = ana.post(reverse("coaching:invite_coach"), data)
        code = response["Location"].rstrip("/").rpartition("/")[2]
        page = text(ana.get(response["Location"])).replace(code, "").replace(email, "")
        pages.append(page.replace(str(Invitation.objects.get(email=email).pk), ""))

    assert len(mail.outbox) == 2
    assert "goes by e-mail" in pages[0]
    assert len(pages[0]) == len(pages[1])


def test_a_form_sent_twice_is_one_invitation_with_one_code() -> None:
    ana = at(make.user())
    data = {"categories": USUAL, "form_key": uuid4()}

    first = ana.post(reverse("coaching:invite_coach"), data)
    second = ana.post(reverse("coaching:invite_coach"), data)

    assert first["Location"] == second["Location"]
    assert Invitation.objects.count() == 1


def test_somebody_elses_form_key_does_not_exist() -> None:
    theirs = make.invitation(make.user("ana"))

    response = at(make.user("bea")).post(
        reverse("coaching:invite_coach"), {"categories": USUAL, "form_key": theirs.pk}
    )

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param({"categories": []}, "Switch on at least one.", id="nothing shared"),
        pytest.param({"ends_on": "2026-01-14"}, "from tomorrow on", id="ends today"),
        pytest.param({"ends_on": "2032-01-14"}, "within five years", id="too far"),
        pytest.param({"ends_on": "in spring"}, "Give a date such as", id="no date"),
        pytest.param({"email": "kim at home"}, "does not look like an e-mail", id="no address"),
        pytest.param({"email": "ANA@example.org"}, "your own address", id="oneself"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    change: dict[str, Any], sentence: str
) -> None:
    data: dict[str, Any] = {
        "categories": ["notes"],
        "email": "kim@example.org",
        "ends_on": "2026-03-01",
        "form_key": uuid4(),
    } | change

    page = text(at(make.user()).post(reverse("coaching:invite_coach"), data))

    assert sentence in page
    assert "<title>Check: Invite a coach" in page
    assert all(str(value) in page for name, value in data.items() if name != "categories")
    assert page.count(" checked") == len(data["categories"])
    assert not Invitation.objects.exists()


def test_a_coach_asks_and_somebody_without_coaching_is_told_how() -> None:
    kim = make.coach()
    data = {"categories": USUAL, "email": "ana@example.org", "form_key": uuid4()}

    at(kim).post(reverse("coaching:invite_athlete"), data)
    response = at(make.user("bea")).get(reverse("coaching:invite_athlete"))

    assert Invitation.objects.get().side == "coach"
    assert response["Location"] == reverse("coaching:turn_coaching")


def test_the_twenty_first_invitation_of_a_day_is_refused_in_words() -> None:
    ana = make.user()
    for _ in range(INVITATIONS_A_DAY):
        make.invitation(ana)

    page = at(ana).post(
        reverse("coaching:invite_coach"), {"categories": USUAL, "form_key": uuid4()}
    )

    assert "enough invitations for one day" in text(page)


def test_a_code_is_typed_in_any_case_with_any_spaces() -> None:
    offer = make.invitation(make.user())
    typed = f" {code_of(offer.pk).lower()[:4]} {code_of(offer.pk)[4:]} "

    response = at(make.user("kim")).post(reverse("coaching:enter_code"), {"code": typed})

    assert response["Location"] == link(offer)


def test_guessing_codes_ends_after_ten_and_starts_again_later() -> None:
    offer = make.invitation(make.user())
    kim = make.user("kim")
    client = at(kim)
    for _ in range(WRONG_CODES):
        client.post(reverse("coaching:enter_code"), {"code": "0000000000"})

    stopped = client.post(reverse("coaching:enter_code"), {"code": code_of(offer.pk)})

    assert stopped.status_code == 429
    assert "Wait ten minutes" in text(stopped)
    assert client.get(link(offer)).status_code == 429
    assert at(make.user("lea")).get(link(offer)).status_code == 200
    with time_machine.travel(make.NOON + timedelta(minutes=10), tick=False):
        assert client.get(link(offer)).status_code == 200


def test_an_invitation_is_cancelled_by_its_sender_only() -> None:
    ana = make.user("ana")
    offer = make.invitation(ana)
    address = reverse("coaching:cancel_invitation", args=[offer.pk])

    assert at(make.user("bea")).post(address).status_code == 404
    assert at(ana).get(address).status_code == 200
    assert Invitation.objects.open(make.NOON).exists()
    assert at(ana).post(address).status_code == 302
    assert not Invitation.objects.open(make.NOON).exists()
    assert at(ana).post(address).status_code == 404
    assert at(make.user("kim")).get(link(offer)).status_code == 404
