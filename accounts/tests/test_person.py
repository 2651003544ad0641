from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts import queries
from accounts.models import AccessLog, User
from tests import make

pytestmark = pytest.mark.django_db

PAGES = [
    "accounts:more",
    "accounts:settings",
    "accounts:consent",
    "accounts:withdraw_consent",
    "accounts:access_log",
]


@pytest.mark.parametrize("route", PAGES)
def test_strangers_meet_the_log_in_page(client: Client, route: str) -> None:
    url = reverse(route)

    answer = client.get(url)

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={url}"


@pytest.mark.parametrize("route", PAGES)
def test_pages_about_the_person_know_their_methods(client: Client, route: str) -> None:
    client.force_login(make.user())

    assert client.delete(reverse(route)).status_code == 405


@pytest.mark.parametrize("route", ["accounts:more", "accounts:access_log"])
def test_reading_pages_take_no_post(client: Client, route: str) -> None:
    client.force_login(make.user())

    assert client.post(reverse(route)).status_code == 405


@pytest.mark.parametrize("route", PAGES)
def test_every_page_has_one_h1(client: Client, route: str) -> None:
    client.force_login(make.user())

    assert client.get(reverse(route)).content.decode().count("<h1") == 1


def test_more_links_to_everything_an_athlete_has(client: Client) -> None:
    client.force_login(make.user())

    page = client.get(reverse("accounts:more")).content.decode()

    for route in ("coaching:sharing", "reminders:settings", "journal:profile", "advice:doctor"):
        assert f'href="{reverse(route)}"' in page
    assert "Coach others" in page


def test_a_coach_has_athletes_among_the_five_links_and_insights_under_more(client: Client) -> None:
    client.force_login(make.coach())

    page = client.get(reverse("accounts:more")).content.decode()
    nav, main = page.split("</nav>", 1)

    assert reverse("coaching:athletes") in nav
    assert reverse("advice:insights") not in nav
    assert reverse("advice:insights") in main


@pytest.mark.parametrize("route", ["drinks", "log_drink", "medicines", "add_medicine"])
def test_forms_are_lit_like_their_list(client: Client, route: str) -> None:
    client.force_login(make.user())

    page = client.get(reverse(f"journal:{route}")).content.decode()

    assert f'href="{reverse("accounts:more")}" aria-current="true"' in page


@pytest.mark.parametrize("route", ["report_files", "ledger"])
def test_what_the_diary_adds_up_to_is_lit_like_insights(client: Client, route: str) -> None:
    client.force_login(make.user())

    page = client.get(reverse(f"advice:{route}")).content.decode()

    assert f'href="{reverse("advice:insights")}" aria-current="true"' in page


def test_the_page_and_its_section_are_lit_differently(client: Client) -> None:
    client.force_login(make.user())

    own = client.get(reverse("accounts:more")).content.decode()
    below = client.get(reverse("accounts:settings")).content.decode()
    security = client.get(reverse("mfa_index")).content.decode()

    assert f'href="{reverse("accounts:more")}" aria-current="page"' in own
    assert f'href="{reverse("accounts:more")}" aria-current="true"' in below
    assert f'href="{reverse("accounts:more")}" aria-current="true"' in security


SETTINGS = {"name": "Ana", "zone": "Europe/Lisbon", "units": "metric", "theme": "system"}


def test_settings_are_saved_and_only_they(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    typed = {"name": "Ana O'Brien", "zone": "Asia/Calcutta", "units": "us", "theme": "dark"}

    answer = client.post(reverse("accounts:settings"), typed | {"is_staff": "on"})

    ana.refresh_from_db()
    assert answer.headers["Location"] == reverse("accounts:settings")
    assert (ana.name, ana.zone, ana.units, ana.theme) == tuple(typed.values())
    assert not ana.is_staff
    page = client.get(reverse("accounts:settings")).content.decode()
    assert 'data-theme="dark"' in page
    assert "now follow Calcutta time" in page


def test_saving_settings_unchanged_says_so_plainly(client: Client) -> None:
    client.force_login(make.user())

    client.post(reverse("accounts:settings"), SETTINGS)

    page = client.get(reverse("accounts:settings")).content.decode()
    assert "Settings saved." in page


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("zone", "Europe/Atlantis", "“Europe/Atlantis” is not a time zone we know."),
        ("zone", "", "Pick the city whose clock you live by."),
        ("name", "", "Type the name we should use for you."),
    ],
)
def test_a_bad_setting_gets_a_sentence_and_changes_nothing(
    client: Client, field: str, value: str, says: str
) -> None:
    ana = make.user()
    client.force_login(ana)

    page = client.post(
        reverse("accounts:settings"), SETTINGS | {"units": "us", field: value}
    ).content.decode()

    ana.refresh_from_db()
    assert says in page
    assert "<title>Check: Settings" in page
    assert '<option value="us" selected>' in page
    assert ana.units == "metric"
    assert 'class="nav-foot">Ana<' in page


@time_machine.travel(make.NOON, tick=False)
def test_who_looked_tells_name_page_and_time_in_one_s_own_zone(client: Client) -> None:
    ana, kim = make.user(zone="Asia/Kathmandu"), make.coach()
    make.log(ana, kim, "calendar")
    make.log(make.user("bea"), kim, "doctor")
    client.force_login(ana)

    page = client.get(reverse("accounts:access_log")).content.decode()

    assert "<strong>Kim</strong> opened your calendar" in page
    assert "17:45" in page
    assert "doctor" not in page.split("<main", 1)[1]


@time_machine.travel(make.NOON, tick=False)
def test_who_looked_with_nobody_says_so(client: Client) -> None:
    client.force_login(make.user())

    assert "Nobody has looked" in client.get(reverse("accounts:access_log")).content.decode()


def test_who_looked_pages_by_key_and_loses_no_row_of_the_same_moment() -> None:
    ana, kim = make.user(), make.coach()
    AccessLog.objects.bulk_create(
        AccessLog(athlete=ana, reader=kim, page=f"p{number}", at=make.NOON) for number in range(120)
    )

    seen: list[str] = []
    key = None
    while True:
        page = queries.openings(ana, make.NOON, key)
        seen += [row.what for row in page.rows]
        if page.older is None:
            break
        key = page.older

    assert len(seen) == len(set(seen)) == 120


def test_who_looked_forgets_after_twelve_months() -> None:
    ana, kim = make.user(), make.coach()
    make.log(ana, kim)

    assert queries.openings(ana, make.NOON + timedelta(days=364)).rows
    assert not queries.openings(ana, make.NOON + timedelta(days=366)).rows


@pytest.mark.parametrize("key", ["x", "-", "1-x", "1--1", "1-٣", "1-" + "9" * 30])
def test_a_key_that_is_not_ours_is_404(client: Client, key: str) -> None:
    client.force_login(make.user())

    assert client.get(reverse("accounts:access_log"), {"before": key}).status_code == 404


def test_a_closed_account_that_looked_is_still_told() -> None:
    ana, kim = make.user(), make.coach()
    make.log(ana, kim)
    kim.delete()

    assert queries.openings(ana, make.NOON).rows[0].who == "Somebody whose account is closed"


@time_machine.travel(make.NOON, tick=False)
@pytest.mark.parametrize("rows", [1, 30, 300])
def test_who_looked_costs_the_same_with_many_rows(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ana, kim = make.user(), make.coach()
    for _ in range(rows):
        make.log(ana, kim)
    client.force_login(ana)

    with django_assert_num_queries(3):
        client.get(reverse("accounts:access_log"))


def test_a_super_user_made_on_the_command_line_can_log_in(client: Client) -> None:
    User.objects.create_superuser("Root@Example.org", make.PASSWORD, name="Root")

    answer = client.post(
        reverse("account_login"),
        {"login": "root@example.org", "password": make.PASSWORD, "next": "/admin/"},
    )

    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_admin_is_entered_through_our_own_log_in(client: Client) -> None:
    answer = client.get("/admin/login/?next=/admin/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_the_admin_is_shut_for_people_who_are_not_staff(client: Client) -> None:
    client.force_login(make.user())

    answer = client.get("/admin/", follow=True)

    assert answer.status_code == 403


@pytest.mark.parametrize("model", ["user", "healthconsent", "grant", "accesslog"])
def test_admin_lists_open_and_what_people_decided_is_read_only(client: Client, model: str) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    make.log(ana, kim)
    client.force_login(User.objects.create_superuser("root@example.org", "x", name="Root"))

    assert client.get(f"/admin/accounts/{model}/").status_code == 200
    assert client.get(f"/admin/accounts/{model}/add/").status_code == 403


def test_deleting_a_person_in_the_admin_counts_rows_and_shows_no_diary(client: Client) -> None:
    ana = make.user()
    make.episode(ana, note="both calves, all night")
    make.log(ana, make.coach(), "episode")
    client.force_login(User.objects.create_superuser("root@example.org", "x", name="Root"))
    url = f"/admin/accounts/user/{ana.pk}/delete/"

    page = client.get(url).content.decode()
    client.post(url, {"post": "yes"})

    assert "Access logs: 1" in page
    assert "Kim episode" not in page
    assert "calf" not in page
    assert not User.objects.filter(pk=ana.pk).exists()


def test_the_admin_shows_no_secret_of_a_second_factor(client: Client) -> None:
    ana = make.user()
    key = Authenticator.objects.create(
        user=ana, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DP"}
    )
    client.force_login(User.objects.create_superuser("root@example.org", "x", name="Root"))

    for url in ("/admin/mfa/authenticator/", f"/admin/mfa/authenticator/{key.pk}/change/"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert "JBSWY3DP" not in answer.content.decode()


def test_staff_who_may_change_accounts_cannot_raise_their_own(client: Client) -> None:
    staff = make.user("sam", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__in=["view_user", "change_user"]))
    client.force_login(staff)
    address = f"/admin/accounts/user/{staff.pk}/change/"

    client.post(address, {"is_active": "on", "is_staff": "on", "is_superuser": "on"})

    staff.refresh_from_db()
    assert not staff.is_superuser
    assert 'name="is_superuser"' not in client.get(address).content.decode()
