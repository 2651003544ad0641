from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.template import Context, Engine
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from accounts.units import Units
from advice.models import FindingSnapshot, RetiredRule
from advice.queries import ledger
from advice.rules import RULES
from advice.rules.facts import Facts
from advice.tests.examples import BARE, FIRING
from advice.words import range_text, volume_text
from tests import make
from tests.pages import at, text

pytestmark = pytest.mark.django_db
BY_NAME = {rule.__name__: rule for rule in RULES}
STRICT = Engine(
    dirs=[str(Path(settings.BASE_DIR) / "templates")],
    string_if_invalid="MISSING(%s)",
    libraries={
        "advised": "advice.templatetags.advised",
        "findings": "advice.templatetags.findings",
        "ledger": "advice.templatetags.ledger",
        "shell": "accounts.templatetags.shell",
    },
)
THEN = STRICT.from_string("{% load ledger %}{% shown_then shown %}")


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


def told(ana: User, days_ago: int, answer: str, *, cramped: bool | None = False) -> None:
    """A tip in the morning of a day, answered, and a workout that noon."""
    make.tip(ana, days_ago=days_ago, answer=answer)
    make.done_workout(ana, days_ago=days_ago, cramped=cramped)


def test_an_empty_ledger_says_what_will_be_here(browser: Client) -> None:
    page = text(browser.get("/ledger/"))

    assert "Nothing to count yet" in page
    assert "How we count" not in page


def test_both_sides_are_told_as_counts_with_their_marks(browser: Client, ana: User) -> None:
    for number in range(14):
        told(ana, number * 2, "followed", cramped=number == 3)
    for number in range(6):
        told(ana, 30 + number * 2, "not_followed", cramped=number < 3)

    page = " ".join(text(browser.get("/ledger/")).split())

    assert 'Followed <span class="num">14</span> of <span class="num">20</span> answered' in page
    assert (
        'Followed: cramp in <span class="num">1</span> of <span class="num">14</span> workouts'
        in page
    )
    assert (
        'Not followed: cramp in <span class="num">3</span> of <span class="num">6</span> workouts'
        in page
    )
    assert 'aria-label="14 sessions, 1 with a cramp"' in page
    assert 'aria-label="6 sessions, 3 with a cramp"' in page
    assert "Too few to tell." in page
    assert "could still be chance" in page


def test_enough_to_count_is_still_called_chance(browser: Client, ana: User) -> None:
    for number in range(14):
        told(ana, number * 2, "followed", cramped=number < 2)
    for number in range(6):
        told(ana, 30 + number * 2, "not_followed", cramped=number < 3)

    page = text(browser.get("/ledger/load_jump/"))

    assert "Too few to tell." not in page
    assert "could still be chance" in page
    assert "cause" not in page


def test_what_was_not_counted_is_told(browser: Client, ana: User) -> None:
    told(ana, 2, "followed", cramped=None)
    make.tip(ana, days_ago=9, answer="not_followed", reason="felt_fine")

    page = " ".join(text(browser.get("/ledger/")).split())

    assert (
        "Not counted: 1 workout without an answer about cramps, and 1 time that no workout came"
        " by the next day." in page
    )
    assert "Not this time, because: I felt fine (1)." in page


def test_a_logged_cramp_answers_for_its_workout(ana: User) -> None:
    make.tip(ana, days_ago=2, answer="followed")
    workout = make.done_workout(ana, days_ago=2)
    cramp = make.episode(ana, days_ago=2, workout=workout)

    (line,) = ledger(ana, make.NOON).lines
    assert line.outcome is not None
    assert line.outcome.followed.cramped == (True,)

    cramp.deleted_at = make.NOON
    cramp.save(update_fields=["deleted_at"])
    (line,) = ledger(ana, make.NOON).lines
    assert line.outcome is not None
    assert (line.outcome.followed.total, line.outcome.unanswered) == (0, 1)


def test_a_workout_belongs_to_the_day_it_was_lived_in() -> None:
    cleo = make.user("cleo", zone="Pacific/Auckland")
    # 23:30 of 14 January in Auckland, and 00:30 of the 16th.
    make.tip(cleo, answer="followed")
    for hours in (-1.5, 23.5):
        make.done_workout(cleo, days_ago=-hours / 24, cramped=hours > 0)

    (line,) = ledger(cleo, make.NOON).lines

    assert line.outcome is not None
    assert line.outcome.followed.cramped == (False,)


def test_rules_nobody_answered_are_a_short_list(browser: Client, ana: User) -> None:
    make.snapshot(ana)
    make.tip(ana)

    page = text(browser.get("/ledger/"))

    assert "You have not said yet whether you followed any advice. No hurry." in page
    assert 'id="silent"' in page
    assert 'href="/ledger/load_jump/"' in page


def test_what_was_put_away_can_be_brought_back(browser: Client, ana: User) -> None:
    make.tip(ana)
    RetiredRule.objects.create(athlete=ana, rule="load_jump", retired_at=make.NOON)
    RetiredRule.objects.create(athlete=ana, rule="a_rule_of_old", retired_at=make.NOON)

    page = text(browser.get("/ledger/"))
    assert 'aria-label="Bring back A fuller week"' in page
    assert "rule of old" not in page
    assert "You put it away on 14 January 2026." in text(browser.get("/ledger/load_jump/"))

    for _ in range(2):
        answer = browser.post("/findings/load_jump/bring-back/", {"next": "/ledger/"})
        assert answer["Location"] == "/ledger/"

    assert 'id="away"' not in text(browser.get("/ledger/"))


def test_a_rule_at_rest_can_speak_at_once(browser: Client, ana: User) -> None:
    shown = make.tip(ana, days_ago=3, answer="not_now", quiet_until=make.TODAY + timedelta(days=4))

    page = text(browser.get("/ledger/load_jump/"))
    assert "It rests until Sunday 18 January." in page
    browser.post(f"/answers/{shown.pk}/take-back/")

    assert "It speaks whenever it has something to say." in text(browser.get("/ledger/load_jump/"))


def test_every_day_is_shown_as_it_was_then(browser: Client, ana: User) -> None:
    make.tip(ana, days_ago=2, answer="not_followed", reason="no_time")
    make.tip(ana, days_ago=1, inputs={"percent": 61, "much": True})

    page = text(browser.get("/ledger/load_jump/"))

    assert page.index("13 January 2026") < page.index("12 January 2026")
    assert "This week is 34 % above your last three." in page
    assert "This week is 61 % above your last three. That is a big step." in page
    assert "Not this time: no time" in page


def test_days_are_paged_by_the_day(browser: Client, ana: User) -> None:
    for number in range(45):
        make.tip(ana, days_ago=number)

    seen, older, address = 0, "", "/ledger/load_jump/"
    for _ in range(3):
        page = text(browser.get(address))
        seen += page.count('class="twin"')
        _, older, rest = page.partition('href="?before=')
        address = f"/ledger/load_jump/?before={rest[:10]}"

    assert seen == 45
    assert not older
    assert "Nothing older." in text(browser.get("/ledger/load_jump/?before=2020-01-01"))
    assert "Counted" in text(browser.get("/ledger/load_jump/?before=2020-01-01"))


@pytest.mark.parametrize("before", ["yesterday", "2026-13-01", "9" * 40, "-"])
def test_a_day_that_is_none_does_not_exist(browser: Client, ana: User, before: str) -> None:
    make.tip(ana)

    assert browser.get("/ledger/load_jump/", {"before": before}).status_code == 404


def test_a_ledger_is_nobody_elses(browser: Client) -> None:
    bea = make.user("bea")
    make.tip(bea)
    make.grant(bea, make.coach())

    assert browser.get("/ledger/load_jump/").status_code == 404
    assert "A fuller week" not in text(browser.get("/ledger/"))
    with pytest.raises(NoReverseMatch):
        reverse("advice:ledger", args=[bea.pk])


def test_a_rule_that_is_no_more_is_called_by_its_name(browser: Client, ana: User) -> None:
    make.tip(ana, rule="moon_phase", answer="followed", inputs={"phase": "full", "nights": [1, 2]})

    page = text(browser.get("/ledger/moon_phase/"))

    assert "<h1>Moon phase</h1>" in page
    assert "The rule has changed since." in page
    assert "<dt>Nights</dt><dd>1, 2</dd>" in page


@pytest.mark.parametrize("units", list(Units))
@pytest.mark.parametrize(
    ("rule", "facts"), [*FIRING.items(), *BARE.items()], ids=lambda value: str(value)[:30]
)
def test_every_finding_can_be_read_next_year_and_no_amount_is_repeated(
    rule: str, facts: Facts, units: Units
) -> None:
    finding = BY_NAME[rule](facts)
    assert finding is not None
    kept = json.loads(json.dumps(finding.as_json()))
    shown = FindingSnapshot(rule=rule, level=finding.level, inputs=kept)

    html = THEN.render(Context({"shown": shown, "units": units.value}))

    assert "MISSING" not in html.replace("MISSING(access)", "")
    assert "has changed since" not in html
    assert ("named an amount" in html) is bool(finding.volumes)
    for volume in finding.volumes.values():
        assert volume_text(volume, units) not in html
        assert range_text(None, volume, units) not in html


@pytest.mark.parametrize(
    "fields",
    [
        {"version": 2},
        {"rule": "consistent_cramps", "inputs": {"dates": ["soon"], "days": 28}},
        {"rule": "hot_workout_ahead", "inputs": {"starts_at": "soon"}},
    ],
)
def test_inputs_that_do_not_fit_the_words_of_today_are_plain(
    browser: Client, ana: User, fields: dict[str, Any]
) -> None:
    inputs = {"percent": 34, "much": True, "volumes": {"low": 987654}}
    values: dict[str, Any] = {"inputs": inputs} | fields
    shown = make.tip(ana, **values)

    page = text(browser.get(f"/ledger/{shown.rule}/"))

    assert "The rule has changed since. It looked at:" in page
    assert "987654" not in page


def test_a_year_is_counted_and_every_day_is_kept(browser: Client, ana: User) -> None:
    make.snapshot(ana, days_ago=364, answer="followed")
    make.snapshot(ana, days_ago=365, answer="followed")
    make.snapshot(ana, days_ago=900, answer="followed", rule="load_jump")

    lines = ledger(ana, make.NOON).lines
    old = text(browser.get("/ledger/load_jump/"))

    assert [(line.rule, line.shown) for line in lines] == [("consistent_cramps", 1)]
    assert f"{make.TODAY - timedelta(days=900):%B} 2023" in old
