from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import HealthConsent, User
from tests import make

pytestmark = pytest.mark.django_db

FORM = {
    "email": "ana@example.org",
    "name": "Ana O'Brien",
    "password1": make.PASSWORD,
    "password2": make.PASSWORD,
    "zone": "Asia/Calcutta",
    "units": "us",
}


def sign_up(client: Client, **changes: str) -> str:
    """Where the form leads, or the page with its errors."""
    answer = client.post(reverse("account_signup"), FORM | changes)
    return answer.headers.get("Location") or answer.content.decode()


def code() -> str:
    """The code in the newest mail."""
    found = re.search(r"^    (\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def test_signing_up_makes_a_user_and_nothing_else(client: Client) -> None:
    assert sign_up(client) == reverse("account_email_verification_sent")

    ana = User.objects.get()
    assert (ana.email, ana.name, ana.zone, ana.units) == (
        "ana@example.org",
        "Ana O'Brien",
        "Asia/Calcutta",
        "us",
    )
    assert not (ana.is_coach)
    assert not (ana.is_staff)
    assert not (ana.is_superuser)
    assert not HealthConsent.objects.exists()
    assert not EmailAddress.objects.get().verified


def test_nobody_is_in_before_the_code(client: Client) -> None:
    sign_up(client)

    answer = client.get(reverse("accounts:more"))

    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_the_code_lets_in_and_the_first_page_asks_for_the_yes(client: Client) -> None:
    sign_up(client)

    answer = client.post(reverse("account_email_verification_sent"), {"code": code()})
    assert answer.headers["Location"] == reverse("advice:today")
    onward = client.get(reverse("advice:today"))

    assert onward.headers["Location"].startswith(reverse("accounts:consent"))
    assert EmailAddress.objects.get().verified


def test_an_invitation_survives_sign_up_and_code(client: Client) -> None:
    invitation = reverse("coaching:invitation", args=["abc-def"])

    wall = client.get(reverse("coaching:sharing")).headers["Location"]
    assert wall.startswith(reverse("account_login"))
    login = client.get(reverse("account_login"), {"next": invitation}).content.decode()
    assert f"{reverse('account_signup')}?next=%2Finvitations%2Fabc-def%2F" in login
    form = client.get(reverse("account_signup"), {"next": invitation}).content.decode()
    assert f'name="next" value="{invitation}"' in form

    client.post(reverse("account_signup"), FORM | {"next": invitation})
    answer = client.post(reverse("account_email_verification_sent"), {"code": code()})

    assert answer.headers["Location"] == invitation


def test_an_address_elsewhere_is_not_followed(client: Client) -> None:
    client.post(reverse("account_signup"), FORM | {"next": "https://evil.example/"})

    answer = client.post(reverse("account_email_verification_sent"), {"code": code()})

    assert answer.headers["Location"] == reverse("advice:today")


def test_a_wrong_code_says_so(client: Client) -> None:
    sign_up(client)

    page = client.post(reverse("account_email_verification_sent"), {"code": "XXX-XXX"})

    assert "This code is not right." in page.content.decode()


@pytest.mark.parametrize("email", ["ana@example.org", "ANA@Example.ORG"])
def test_signing_up_twice_tells_the_mailbox_and_not_the_page(client: Client, email: str) -> None:
    make.user("ana")

    assert sign_up(client, email=email) == reverse("account_email_verification_sent")

    assert User.objects.count() == 1
    assert mail.outbox[0].subject == "You already have an account"
    page = client.get(reverse("account_email_verification_sent")).content.decode()
    assert "Enter your code" in page


def test_a_reset_for_an_unknown_address_looks_like_any_other(client: Client) -> None:
    make.user("ana")

    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("ana@example.org", "bea@example.org")
    ]

    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert [message.subject for message in mail.outbox] == [
        "Your code",
        "No account with this e-mail",
    ]


def test_log_in_does_not_mind_the_case_of_the_address(client: Client) -> None:
    make.user("ana")

    answer = client.post(
        reverse("account_login"), {"login": "ANA@Example.Org", "password": make.PASSWORD}
    )

    assert answer.headers["Location"] == reverse("advice:today")


def test_two_users_cannot_differ_by_case_alone() -> None:
    make.user("ana")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Ana@Example.Org", "x", name="Ana")
    assert User.objects.get_by_natural_key("ANA@EXAMPLE.ORG").name == "Ana"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"zone": "Europe/Atlantis"}, "“Europe/Atlantis” is not a time zone we know."),
        ({"zone": ""}, "Pick the city whose clock you live by."),
        ({"name": " "}, "Type the name we should use for you."),
        ({"password2": "something else"}, "same password"),
        ({"password1": "12345678", "password2": "12345678"}, "too common"),
        ({"email": "ana@"}, "does not look like an e-mail"),
        ({"units": "stones"}, "Pick one from the list"),
    ],
)
def test_a_form_with_a_fault_says_so_and_keeps_the_rest(
    client: Client, changes: dict[str, str], says: str
) -> None:
    page = sign_up(client, **changes)

    assert says in page
    assert "<title>Check: Sign up" in page
    assert 'value="ana@' in page
    assert not User.objects.exists()


def test_a_new_password_by_code_works_from_end_to_end(client: Client) -> None:
    make.user("ana")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code()})
    new = {"password1": "a stone in the stream 9", "password2": "a stone in the stream 9"}

    assert client.get(reverse("account_complete_password_reset")).status_code == 200
    client.post(reverse("account_complete_password_reset"), new)

    assert User.objects.get().check_password(new["password1"])
    assert mail.outbox[-1].subject == "Your password was changed"


def test_too_many_wrong_passwords_shut_the_door_for_a_while(
    client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    cache.clear()
    make.user("ana")
    wrong = {"login": "ana@example.org", "password": "no"}

    pages = [client.post(reverse("account_login"), wrong).content.decode() for _ in range(6)]

    assert "do not belong together" in pages[4]
    assert "Too many tries" in pages[5]
    cache.clear()
