from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from accounts import services
from accounts.access import has_consent
from accounts.middleware import ConsentMiddleware
from accounts.models import CONSENT_VERSION, Grant, HealthConsent
from tests import make

pytestmark = pytest.mark.django_db


def test_giving_consent_twice_keeps_the_first_yes() -> None:
    ana = make.user(consent=False)

    first = services.give_consent(ana, make.NOON)
    second = services.give_consent(ana, make.NOON + timedelta(hours=1))

    assert first.pk == second.pk
    assert HealthConsent.objects.get(user=ana).given_at == make.NOON


def test_withdrawing_twice_keeps_the_first_no() -> None:
    ana = make.user()

    assert services.withdraw_consent(ana, make.NOON)
    assert not services.withdraw_consent(ana, make.NOON + timedelta(hours=1))
    assert HealthConsent.objects.get(user=ana).withdrawn_at == make.NOON
    assert not has_consent(ana)


def test_coming_back_is_a_second_row_and_opens_the_grants_again() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)

    services.withdraw_consent(ana, make.NOON)
    assert not Grant.objects.live(make.NOON).exists()
    services.give_consent(ana, make.NOON + timedelta(days=1))

    assert ana.consents.count() == 2
    assert Grant.objects.live(make.NOON + timedelta(days=1)).exists()


def test_a_yes_to_older_words_ends_when_the_new_ones_are_accepted() -> None:
    ana = make.user(consent=False)
    old = HealthConsent.objects.create(
        user=ana, version=CONSENT_VERSION - 1, given_at=make.NOON - timedelta(days=9)
    )
    assert not has_consent(ana)

    services.give_consent(ana, make.NOON)

    old.refresh_from_db()
    assert old.withdrawn_at == make.NOON
    assert has_consent(ana)


def test_a_clock_set_back_does_not_make_a_no_impossible() -> None:
    ana = make.user(consent=False)
    services.give_consent(ana, make.NOON)

    assert services.withdraw_consent(ana, make.NOON - timedelta(hours=2))


@time_machine.travel(make.NOON, tick=False)
def test_the_page_asks_and_a_tick_gives(client: Client) -> None:
    ana = make.user(consent=False)
    client.force_login(ana)
    url = reverse("accounts:consent")

    page = client.get(url, {"next": "/calendar/"})
    unticked = client.post(url, {"next": "/calendar/"})
    assert not has_consent(ana)
    ticked = client.post(url, {"agree": "on", "next": "/calendar/"})

    assert "checked" not in page.content.decode()
    assert "Check: Before your first entry" in unticked.content.decode()
    assert "Without it nothing is kept" in unticked.content.decode()
    assert 'value="/calendar/"' in unticked.content.decode()
    assert (ticked.status_code, ticked.headers["Location"]) == (302, "/calendar/")
    assert ana.consents.get().given_at == make.NOON


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil", ""]
)
def test_after_the_yes_we_never_send_anybody_elsewhere(client: Client, elsewhere: str) -> None:
    client.force_login(make.user(consent=False))

    answer = client.post(reverse("accounts:consent"), {"agree": "on", "next": elsewhere})

    assert answer.headers["Location"] == reverse("journal:welcome")


def test_a_standing_yes_shows_its_day_and_the_way_back(client: Client) -> None:
    client.force_login(make.user())

    page = client.get(reverse("accounts:consent")).content.decode()

    assert "You said yes on 10 December 2024" in page
    assert reverse("accounts:withdraw_consent") in page
    assert 'name="agree"' not in page


@time_machine.travel(make.NOON, tick=False)
def test_taking_it_back_asks_once_and_acts_on_post_only(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    url = reverse("accounts:withdraw_consent")

    assert "Coaches lose access at once" in client.get(url).content.decode()
    assert has_consent(ana)
    answers = [client.post(url), client.post(url)]

    assert [answer.headers["Location"] for answer in answers] == [reverse("accounts:more")] * 2
    assert ana.consents.get().withdrawn_at == make.NOON
    assert "no yes to take back" in client.get(url).content.decode()
    assert "Your diary is shut" in client.get(reverse("accounts:more")).content.decode()


OWN_PAGES = [
    ("advice:today", ()),
    ("journal:calendar", ()),
    ("journal:log_cramp", ()),
    ("journal:drinks", ()),
    ("advice:insights", ()),
    ("advice:doctor", ()),
]


@pytest.mark.parametrize(("route", "args"), OWN_PAGES)
def test_before_the_yes_every_page_of_the_diary_leads_to_the_question(
    client: Client, route: str, args: tuple[str, ...]
) -> None:
    client.force_login(make.user(consent=False))
    url = reverse(route, args=args)

    answer = client.get(url)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("accounts:consent") + "?next=%2F")


@pytest.mark.parametrize("route", ["journal:log_cramp", "journal:log_workout", "journal:check_in"])
def test_before_the_yes_a_post_stores_nothing(client: Client, route: str) -> None:
    client.force_login(make.user(consent=False))
    diary = [model._default_manager for model in apps.get_app_config("journal").get_models()]
    rows = sum(manager.count() for manager in diary)
    typed = {"muscles": "calf-l", "sport": "run", "started": "now", "minutes": "60"}

    answer = client.post(reverse(route), typed)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("accounts:consent"))
    assert sum(manager.count() for manager in diary) == rows


def test_one_s_own_id_in_the_address_is_no_way_around(client: Client) -> None:
    ana = make.user(consent=False)
    client.force_login(ana)

    answer = client.get(reverse("journal:calendar", args=[ana.pk]))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("accounts:consent"))


@pytest.mark.parametrize(
    ("whose", "shut"),
    [
        pytest.param("ana", False, id="an athlete's page opens for a coach who keeps no diary"),
        pytest.param("kim", True, id="the coach's own does not"),
    ],
)
def test_a_coach_needs_a_yes_for_their_own_diary_only(
    whose: str, shut: bool, rf: RequestFactory
) -> None:
    people = {"ana": make.user("ana"), "kim": make.coach("kim", consent=False)}
    url = reverse("journal:calendar", args=[people[whose].pk])
    request = rf.get(url)
    request.user = people["kim"]
    request.resolver_match = resolve(url)
    middleware = ConsentMiddleware(lambda _: HttpResponse())

    answer = middleware.process_view(
        request, request.resolver_match.func, (), request.resolver_match.kwargs
    )

    assert (answer is not None) is shut


def test_pages_about_the_person_need_no_yes(client: Client) -> None:
    client.force_login(make.user(consent=False))

    for route in ("accounts:more", "accounts:settings", "accounts:access_log"):
        assert client.get(reverse(route)).status_code == 200
