from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from advice.models import FindingSnapshot, RetiredRule
from tests import make
from tests.pages import at, text

pytestmark = pytest.mark.django_db
UNDO = re.compile(r'<form method="post" action="([^"]+)">[^<]*<input[^>]+><button[^>]+class="undo"')


@pytest.fixture(autouse=True)
def noon() -> Iterable[None]:
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def ana() -> User:
    return make.user()


@pytest.fixture
def browser(ana: User) -> Client:
    return at(ana)


def fuller_week(ana: User, rpe: int = 6) -> None:
    """Three workouts this week after one in each of three weeks: `load_jump` speaks."""
    for day, effort in ((0.5, rpe), (2, rpe), (8, 6), (15, 6), (22, 6)):
        make.done_workout(ana, days_ago=day, rpe=effort, cramped=False)


def undo(page: str) -> str:
    found = UNDO.search(page)
    assert found is not None
    return found[1].replace("&amp;", "&")


def tap(browser: Client, answer: str, rule: str = "load_jump", back: str = "/today/") -> str:
    """One tap under a finding, and the page it leads to."""
    sent = {"answer": answer, "next": back}
    return text(browser.post(f"/findings/{rule}/answer/", sent, follow=True))


def test_a_finding_is_followed_in_one_tap(browser: Client, ana: User) -> None:
    fuller_week(ana)
    page = text(browser.get("/today/"))
    assert "Make the next days lighter" in page

    page = tap(browser, "followed")

    assert "Noted: I did it." in page
    assert "Make the next days lighter" not in page
    assert FindingSnapshot.objects.get(rule="load_jump").answer == "followed"


def test_not_this_time_is_one_tap_and_why_is_a_wish(browser: Client, ana: User) -> None:
    fuller_week(ana)
    browser.get("/today/")

    page = tap(browser, "not_followed")

    shown = FindingSnapshot.objects.get(rule="load_jump")
    assert (shown.answer, shown.reason) == ("not_followed", "")
    assert "Why not this time?" in page
    assert "A fuller week" in page
    assert 'href="/today/">Rather not say' in page

    page = text(
        browser.post(
            f"/answers/{shown.pk}/why/", {"reason": "no_time", "next": "/today/"}, follow=True
        )
    )

    shown.refresh_from_db()
    assert shown.reason == "no_time"
    assert "Noted: No time." in page
    assert "<h1>Today</h1>" in page


@pytest.mark.parametrize("data", [{}, {"reason": ""}])
def test_nobody_has_to_say_why(browser: Client, ana: User, data: dict[str, str]) -> None:
    shown = make.tip(ana, answer="not_followed", reason="no_time")

    answer = browser.post(f"/answers/{shown.pk}/why/", {**data, "next": "/ledger/"})

    assert answer["Location"] == "/ledger/"


def test_a_reason_that_is_none_asks_again(browser: Client, ana: User) -> None:
    shown = make.tip(ana, answer="not_followed")

    page = text(browser.post(f"/answers/{shown.pk}/why/", {"reason": "aliens"}))

    assert "Why not this time?" in page
    shown.refresh_from_db()
    assert shown.reason == ""


def test_there_is_no_why_once_the_answer_is_another(browser: Client, ana: User) -> None:
    shown = make.tip(ana, answer="followed")

    assert browser.get(f"/answers/{shown.pk}/why/")["Location"] == "/today/"
    browser.post(f"/answers/{shown.pk}/why/", {"reason": "no_time"})

    shown.refresh_from_db()
    assert (shown.answer, shown.reason) == ("followed", "")


@pytest.mark.parametrize(
    ("answer", "days", "until"),
    [
        ("not_now-1", 1, "Thursday 15 January"),
        ("not_now-7", 7, "Wednesday 21 January"),
        ("not_now-28", 28, "Wednesday 11 February"),
    ],
)
def test_not_now_lasts_as_long_as_it_says(
    browser: Client, ana: User, answer: str, days: int, until: str
) -> None:
    shown = make.tip(ana)

    page = tap(browser, answer)

    shown.refresh_from_db()
    assert shown.quiet_until == make.TODAY + timedelta(days=days)
    assert f"Noted: Not now, until {until}." in page


def test_a_week_that_grew_by_much_more_is_told_in_spite_of_not_now(
    browser: Client, ana: User
) -> None:
    fuller_week(ana, rpe=4)
    browser.get("/today/")
    assert "Make the next days lighter" not in tap(browser, "not_now-28")
    assert FindingSnapshot.objects.get(rule="load_jump").inputs["much"] is False

    make.done_workout(ana, days_ago=0.2, rpe=9, cramped=False)

    assert "Make the next days lighter" in text(browser.get("/today/"))


def test_every_answer_can_be_undone(browser: Client, ana: User) -> None:
    fuller_week(ana)
    browser.get("/today/")

    for answer in ("followed", "not_followed", "not_now-7"):
        page = tap(browser, answer, back="/insights/")
        first, again = (browser.post(undo(page)) for _ in range(2))

        assert first["Location"] == again["Location"] == "/insights/"
        assert FindingSnapshot.objects.get(rule="load_jump").answer == ""
        assert "Make the next days lighter" in text(browser.get("/insights/"))


def test_a_rule_is_put_away_and_brought_back_by_undo(browser: Client, ana: User) -> None:
    fuller_week(ana)
    page = text(browser.get("/today/"))
    assert 'formaction="/findings/load_jump/retire/"' in page

    page = text(browser.post("/findings/load_jump/retire/", {"next": "/today/"}, follow=True))

    assert "“A fuller week” is put away." in page
    assert "Make the next days lighter" not in page
    assert RetiredRule.objects.get().rule == "load_jump"

    page = text(browser.post(undo(page), follow=True))

    assert "is back" in page
    assert "Make the next days lighter" in page


def test_who_sees_a_doctor_is_asked_about_the_visit(browser: Client, ana: User) -> None:
    for day in (1, 4, 9):
        make.done_workout(ana, days_ago=day, cramped=True)

    page = text(browser.get("/today/"))

    card = page[page.index('id="finding-consistent_cramps"') :]
    card = card[: card.index("</form>")]
    for code in ("booked", "seen", "not_now-1", "not_now-7", "not_now-28"):
        assert f'value="{code}"' in card
    assert "followed" not in card
    assert "retire" not in card


def test_a_warning_for_today_has_no_answer(browser: Client, ana: User) -> None:
    make.check_in(ana, brown_urine=True)

    page = text(browser.get("/today/"))

    assert 'id="finding-brown_urine"' in page
    assert "/findings/brown_urine/answer/" not in page
    assert browser.post("/findings/brown_urine/answer/", {"answer": "not_now"}).status_code == 404
    assert browser.post("/findings/brown_urine/retire/").status_code == 404


def test_heat_is_put_off_for_this_day_only(browser: Client, ana: User) -> None:
    make.workout(ana, temperature_c=31.0, humidity_percent=60.0)

    page = text(browser.get("/today/"))

    card = page[page.index('id="finding-hot_workout_ahead"') :]
    card = card[: card.index("</form>")]
    assert 'value="not_now-1"' in card
    assert "not_now-7" not in card
    assert "retire" not in card
    sent = {"answer": "not_now-7"}
    assert browser.post("/findings/hot_workout_ahead/answer/", sent).status_code == 404


def test_an_older_day_is_answered_from_the_ledger(browser: Client, ana: User) -> None:
    shown, newer = make.tip(ana, days_ago=9), make.tip(ana)
    back = f"/ledger/load_jump/?before={make.TODAY}"

    answer = browser.post(f"/answers/{shown.pk}/", {"answer": "followed", "next": back})

    assert answer["Location"] == back
    shown.refresh_from_db()
    newer.refresh_from_db()
    assert (shown.answer, newer.answer) == ("followed", "")


def test_where_to_go_on_is_kept_through_the_why(browser: Client, ana: User) -> None:
    shown = make.tip(ana)
    back = f"/ledger/load_jump/?before={make.TODAY}"

    answer = browser.post(f"/answers/{shown.pk}/", {"answer": "not_followed", "next": back})

    assert answer["Location"] == f"/answers/{shown.pk}/why/?next={quote(back, safe='')}"
    page = text(browser.get(answer["Location"]))
    assert f'name="next" value="{back}"' in page


def test_what_is_not_mine_does_not_exist(browser: Client) -> None:
    shown = make.tip(make.user("bea"), answer="not_followed")

    assert browser.post(f"/answers/{shown.pk}/", {"answer": "followed"}).status_code == 404
    assert browser.get(f"/answers/{shown.pk}/why/").status_code == 404
    assert browser.post(f"/answers/{shown.pk}/why/", {"reason": "no_time"}).status_code == 404
    assert browser.post(f"/answers/{shown.pk}/take-back/").status_code == 404
    assert browser.post(f"/answers/{uuid4()}/take-back/").status_code == 404
    assert browser.post("/findings/load_jump/retire/").status_code == 404
    assert browser.post("/findings/no_such_rule/bring-back/").status_code == 404


def test_a_coach_sees_no_buttons_and_what_the_athlete_put_away_stays_away(ana: User) -> None:
    fuller_week(ana)
    kim = make.coach()
    make.grant(ana, kim, workouts=True, cramps=True)
    address = f"/athletes/{ana.pk}/insights/"

    page = text(at(kim).get(address))
    assert "Make the next days lighter" in page
    assert "/findings/" not in page
    assert "/ledger/" not in page
    assert not FindingSnapshot.objects.exists()

    RetiredRule.objects.create(athlete=ana, rule="load_jump", retired_at=make.NOON)
    assert "Make the next days lighter" not in text(at(kim).get(address))


def test_what_insights_show_is_kept_and_can_be_answered(browser: Client, ana: User) -> None:
    fuller_week(ana)

    for _ in range(2):
        browser.get("/insights/")

    assert FindingSnapshot.objects.filter(rule="load_jump").count() == 1
    assert "Noted" in tap(browser, "followed", back="/insights/")
