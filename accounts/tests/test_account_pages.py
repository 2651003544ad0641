"""Every page of allauth in our house: one h1, our frame, nothing inline."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.templatetags.person import device
from tests import make

pytestmark = pytest.mark.django_db

PUBLIC = ["account_login", "account_signup", "account_reset_password", "account_inactive"]
OWN = [
    "account_logout",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "usersessions_list",
]
SENSITIVE = ["mfa_activate_totp", "mfa_add_webauthn"]
WITH_FACTORS = ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]


def check(page: str) -> None:
    """The promises every page keeps."""
    assert page.count("<h1") == 1
    assert 'lang="en"' in page
    assert "css/site.css" in page
    assert "style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    for attributes in re.findall(r"<script([^>]*)>", page):
        assert "src=" in attributes or 'type="application/json"' in attributes
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title
    assert title[1].strip().endswith("· CrampTracker")


def log_in(client: Client, user: User, *, sure: bool = False) -> None:
    """By password; `sure`: and asked once more, so that sensitive pages open."""
    client.post(reverse("account_login"), {"login": user.email, "password": make.PASSWORD})
    if sure:
        client.post(reverse("account_reauthenticate"), {"password": make.PASSWORD})


@pytest.mark.parametrize("route", PUBLIC)
def test_public_account_pages_keep_the_promises(client: Client, route: str) -> None:
    check(client.get(reverse(route)).content.decode())


@pytest.mark.parametrize("route", OWN + SENSITIVE)
def test_own_account_pages_keep_the_promises(client: Client, route: str) -> None:
    log_in(client, make.user(), sure=True)

    answer = client.get(reverse(route))

    assert answer.status_code == 200
    check(answer.content.decode())


@pytest.mark.parametrize("route", OWN[1:] + SENSITIVE + WITH_FACTORS)
def test_account_pages_are_shut_for_strangers(client: Client, route: str) -> None:
    answer = client.get(reverse(route))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("route", SENSITIVE)
def test_sensitive_pages_ask_once_more(client: Client, route: str) -> None:
    log_in(client, make.user())

    answer = client.get(reverse(route))

    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_logging_out_asks_and_then_does(client: Client) -> None:
    log_in(client, make.user())

    client.get(reverse("account_logout"))
    assert client.get(reverse("accounts:more")).status_code == 200
    answer = client.post(reverse("account_logout"))

    assert answer.headers["Location"] == reverse("advice:home")
    assert client.get(reverse("accounts:more")).status_code == 302


@pytest.mark.parametrize("route", WITH_FACTORS)
def test_pages_of_second_factors_keep_the_promises(client: Client, route: str) -> None:
    ana = make.user()
    log_in(client, ana, sure=True)
    TOTP.activate(ana, generate_totp_secret())
    RecoveryCodes.activate(ana)

    answer = client.get(reverse(route))

    assert answer.status_code == 200
    check(answer.content.decode())


def test_the_second_step_of_a_log_in_keeps_the_promises(client: Client) -> None:
    ana = make.user()
    TOTP.activate(ana, generate_totp_secret())
    codes = RecoveryCodes.activate(ana).get_unused_codes()

    log_in(client, ana)
    page = client.get(reverse("mfa_authenticate"))
    check(page.content.decode())
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    answer = client.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert "This code is not right" in refused
    assert answer.headers["Location"] == reverse("advice:today")


def test_passkey_pages_keep_the_promises(client: Client) -> None:
    ana = make.user()
    log_in(client, ana, sure=True)
    key = Authenticator.objects.create(
        user=ana, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone", "credential": {}}
    )

    for route in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        check(client.get(reverse(route, args=[key.pk])).content.decode())
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Old phone"})

    listed = client.get(reverse("mfa_list_webauthn")).content.decode()
    check(listed)
    assert "Old phone" in listed


def test_somebody_else_s_passkey_does_not_exist(client: Client) -> None:
    key = Authenticator.objects.create(
        user=make.user("bea"), type=Authenticator.Type.WEBAUTHN, data={"name": "x"}
    )
    log_in(client, make.user("ana"), sure=True)

    assert client.get(reverse("mfa_edit_webauthn", args=[key.pk])).status_code == 404


def test_code_pages_keep_the_promises(client: Client) -> None:
    make.user("ana")

    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})

    page = client.get(reverse("account_confirm_password_reset_code")).content.decode()
    check(page)
    assert "ana@example.org" in page
    assert reverse("accounts:mailbox") in page


def test_too_many_requests_is_a_page_of_ours(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    cache.clear()

    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("ana@example.org", "bea@example.org")
    ]

    assert [answer.status_code for answer in answers] == [302, 429]
    check(answers[1].content.decode())
    cache.clear()


def test_other_devices_can_be_logged_out(client: Client) -> None:
    ana = make.user()
    other = Client()
    for each in (other, client):
        log_in(each, ana)
    page = client.get(reverse("usersessions_list")).content.decode()

    client.post(reverse("usersessions_list"))

    assert "Log out everywhere else" in page
    assert client.get(reverse("accounts:more")).status_code == 200
    assert other.get(reverse("accounts:more")).status_code == 302


def test_addresses_are_added_confirmed_and_made_main(client: Client) -> None:
    ana = make.user()
    log_in(client, ana)

    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    code = re.search(r"^    (\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    client.post(reverse("account_email_verification_sent"), {"code": code[1]})
    client.post(reverse("account_email"), {"email": "new@example.org", "action_primary": ""})

    ana.refresh_from_db()
    assert ana.email == "new@example.org"


@pytest.mark.parametrize("dead", ["ana@example.org", "new@example.org"])
def test_another_address_ends_that_mail_comes_back(client: Client, dead: str) -> None:
    # Either the old one is dead, or the new one was once and is confirmed anew.
    ana = make.user(bounced_address=dead)
    log_in(client, ana)

    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    code = re.search(r"^    (\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    client.post(reverse("account_email_verification_sent"), {"code": code[1]})
    client.post(reverse("account_email"), {"email": "new@example.org", "action_primary": ""})

    ana.refresh_from_db()
    assert ana.email == "new@example.org"
    assert not ana.mail_comes_back
    assert ana.bounced_address == ("ana@example.org" if dead == "ana@example.org" else "")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140",
            "Firefox on Linux",
        ),
        (
            (
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
                " Chrome/141.0 Mobile Safari/537.36"
            ),
            "Chrome on Android",
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15"
                " (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
            ),
            "Safari on an iPhone",
        ),
        ("curl/8.5", "curl"),
        ("", "Unknown"),
    ],
)
def test_devices_are_named_in_words(agent: str, words: str) -> None:
    assert device(agent) == words
