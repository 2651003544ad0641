"""The morning check of any day: an edit of one row, in which nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from journal.models import Change, CheckIn
from journal.muscles import GROUPS
from journal.services import entries
from journal.services import wellness as services
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
CHECK = "/check-in/"
YESTERDAY = "/check-in/2026-01-13/"


def answers_of(browser: Client, url: str = CHECK) -> dict[str, object]:
    """What the form would send if nothing were touched."""
    form = browser.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {
        name: value
        for name, value in shown.items()
        if value is not False and value not in (None, "")
    }


def test_stress_and_hours_are_one_tap_each(browser: Client) -> None:
    browser.post(CHECK, {"stress": "4", "sleep": "6.5", "sleep_hours": "junk"})

    saved = CheckIn.objects.get()
    assert (saved.stress, saved.sleep_hours) == (4, 6.5)


@pytest.mark.parametrize(("hours", "tapped"), [(7.5, "7.5"), (7.25, "other"), (None, "")])
def test_saved_hours_come_back_as_they_were(
    browser: Client, ana: User, hours: float | None, tapped: str
) -> None:
    make.check_in(ana, sleep_hours=hours)

    assert browser.get(CHECK).context["form"]["sleep"].value() == tapped
    browser.post(CHECK, answers_of(browser))
    assert CheckIn.objects.get().sleep_hours == hours


@pytest.mark.parametrize("swelling", ["none", "both", "one_leg", ""])
def test_swelling_is_one_tap_and_comes_back(browser: Client, swelling: str) -> None:
    browser.post(CHECK, {"fatigue": "2", "swelling": swelling})
    browser.post(CHECK, answers_of(browser))

    assert CheckIn.objects.get().swelling == swelling


def test_one_swollen_leg_is_answered_at_once(browser: Client) -> None:
    browser.post(CHECK, {"swelling": "one_leg"})

    page = browser.get(CHECK).content.decode()
    assert "See a doctor today" in page
    assert "One leg swollen" in page


def test_nothing_sore_is_one_tap(browser: Client) -> None:
    browser.post(CHECK, {"nothing_sore": "on"})

    assert CheckIn.objects.get().soreness == dict.fromkeys(GROUPS, 0)
    form = browser.get(CHECK).context["form"]
    assert form["nothing_sore"].value() is True
    assert form["sore_calf"].value() is None


def test_nothing_else_is_sore(browser: Client) -> None:
    browser.post(CHECK, {"nothing_sore": "on", "sore_at": "calf", "sore_calf": "6"})
    browser.post(CHECK, answers_of(browser))

    assert CheckIn.objects.get().soreness == dict.fromkeys(GROUPS, 0) | {"calf": 6}


def test_a_muscle_that_was_only_looked_at_is_no_answer(browser: Client) -> None:
    browser.post(CHECK, {"sore_at": "ham"})

    assert CheckIn.objects.get().soreness == {}


def test_sending_what_is_shown_changes_nothing(browser: Client, ana: User) -> None:
    make.check_in(
        ana,
        soreness={"calf": 4, "ham": 0},
        fatigue=0,
        stress=10,
        sleep_hours=7.25,
        urine_colour=5,
        thirst=3,
        morning_mass_kg=70.04,
        note="Fine",
    )
    before = CheckIn.objects.values().get()

    browser.post(CHECK, answers_of(browser))

    assert CheckIn.objects.values().get() == before
    assert not Change.objects.exists()


def test_taking_an_answer_back_is_an_edit_and_kept_in_the_history(browser: Client) -> None:
    browser.post(CHECK, {"fatigue": "3", "thirst": "2"})
    browser.post(CHECK, answers_of(browser) | {"fatigue": ""})

    saved = CheckIn.objects.get()
    assert (saved.fatigue, saved.thirst) == (None, 2)
    made, changed = Change.objects.order_by("pk")
    assert (made.act, changed.act, changed.fields) == ("made", "changed", {"fatigue": [3, None]})


def test_an_empty_form_from_before_the_answers_wipes_none(browser: Client) -> None:
    browser.post(CHECK, {"fatigue": "3", "sore_calf": "4", "urine": "4", "note": "Early"})
    browser.post(CHECK, {"thirst": "2", "sore_ham": "1", "urine": "brown"})

    saved = CheckIn.objects.get()
    assert (saved.fatigue, saved.thirst, saved.note) == (3, 2, "Early")
    assert saved.soreness == {"calf": 4, "ham": 1}
    assert (saved.urine_colour, saved.brown_urine) == (None, True)


def test_two_first_answers_of_a_day_are_one_row(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    services.check_in(ana, day=make.TODAY, values={"fatigue": 2})
    # The second request had looked before the first one wrote.
    monkeypatch.setattr(services, "_of_day", lambda *_: None)

    services.check_in(ana, day=make.TODAY, values={"thirst": 4}, knows_earlier=False)

    saved = CheckIn.objects.get()
    assert (saved.fatigue, saved.thirst) == (2, 4)


def test_a_deleted_check_in_comes_back_with_the_new_answers(ana: User) -> None:
    row = services.check_in(ana, day=make.TODAY, values={"fatigue": 2, "thirst": None})
    entries.delete(row, make.NOON)

    services.check_in(
        ana, day=make.TODAY, values={"fatigue": None, "thirst": 3}, knows_earlier=False
    )

    saved = CheckIn.objects.owned_by(ana).get()
    assert (saved.fatigue, saved.thirst) == (None, 3)


def test_an_earlier_day_has_its_own_page(browser: Client, ana: User) -> None:
    answer = browser.post(YESTERDAY, {"fatigue": "7"})

    assert answer["Location"] == YESTERDAY
    saved = CheckIn.objects.get()
    assert (saved.local_on, saved.fatigue) == (make.TODAY - timedelta(days=1), 7)
    shown = browser.get(YESTERDAY).content.decode()
    assert "Tuesday 13 January 2026" in shown
    assert "/check-in/2026-01-12/" in shown
    assert "/check-in/2026-01-14/" in shown
    assert "/check-in/2026-01-15/" not in browser.get(CHECK).content.decode()


@pytest.mark.parametrize("day", ["2026-01-15", "2026-02-30", "1949-12-31", "0-0-0", "99999-1-1"])
def test_a_day_that_has_not_been_has_no_page(browser: Client, day: str) -> None:
    assert browser.get(f"/check-in/{day}/").status_code == 404
    assert browser.post(f"/check-in/{day}/", {"fatigue": "1"}).status_code == 404
    assert not CheckIn.objects.exists()


def test_brown_urine_of_a_saved_morning_shows_both_panels(browser: Client, ana: User) -> None:
    make.check_in(ana, brown_urine=True)

    shown = browser.get(CHECK).content.decode()

    assert shown.count("See a doctor today") == 1
    assert "Call 112 now if" in shown
