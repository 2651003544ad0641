from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from advice import history, rulebook
from advice.article import ROWS, SECTIONS
from advice.article.needs import TOLD_AT, Need, lacks
from advice.article.row import Row
from advice.models import RetiredRule
from advice.rules import RULES
from advice.rules.about import ABOUT
from advice.rules.doctor import CONSISTENT_DAYS
from advice.rules.facts import Answered, Facts
from advice.rules.finding import Evidence
from advice.tests.build import drunk, facts, just_done, morning, planned, session
from advice.tests.examples import FIRING
from journal.queries.around import AFTER
from tests import make

NAMES = [rule.__name__ for rule in RULES]
BY_CODE = {entry.code: entry for entry in rulebook.ENTRIES}


def _state(code: str, diary: Facts) -> rulebook.State:
    return rulebook.states_of(diary)[code]


def test_all_42_rows_are_there_exactly_once_and_in_order() -> None:
    assert [row.number for row in ROWS] == list(range(1, 43))


def test_the_parts_of_the_article_follow_each_other() -> None:
    parts = [entry.part for entry in rulebook.ENTRIES]

    assert list(dict.fromkeys(parts)) == list(rulebook.PARTS)
    assert parts == sorted(parts, key=rulebook.PARTS.index)


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_speaks_for_a_row_or_a_section(rule: str) -> None:
    assert set(ABOUT[rule].rows) <= set(BY_CODE)
    assert any(rule in entry.rules for entry in rulebook.ENTRIES)


@pytest.mark.parametrize("entry", rulebook.ENTRIES, ids=lambda entry: entry.code)
def test_every_row_speaks_by_a_rule_or_has_a_place_for_its_words(entry: rulebook.Entry) -> None:
    assert entry.rules or entry.places
    for place in entry.places:
        assert reverse(place.page)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_every_row_tells_all_of_itself(row: Row) -> None:
    assert row.claim.endswith(".")
    assert row.known.endswith(".")
    assert row.changes.endswith(".")
    assert len(row.title) <= 42
    assert row.evidence is not None or row.number == 42


@pytest.mark.parametrize("entry", rulebook.ENTRIES, ids=lambda entry: entry.code)
def test_a_row_graded_unlike_its_rules_says_what_its_grade_is_for(entry: rulebook.Entry) -> None:
    grades = {ABOUT[rule].evidence for rule in entry.rules}

    assert not grades or entry.evidence in grades or entry.about or entry.code in UNLIKE


# Safety advice on a rule, and what was studied of the muscle alone on its row.
UNLIKE = {
    "36": "rubbing itself was never studied; the rule is stretching first, which experts agree on",
}


def test_numbers_that_cannot_be_imported_into_plain_words_are_the_codes_own() -> None:
    assert f"{AFTER.seconds // 3600} hours" in BY_CODE["5"].limits[0].words
    assert history.ADHERENCE_DAYS == CONSISTENT_DAYS


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("home", "Nobody has a proven way to prevent cramps"),
        ("insights", "Several things seem to add up"),
        ("insights", "Information, not medical advice"),
        ("today", "Information, not medical advice"),
        ("rules", "the views of its writer"),
        ("_relief", "Stretching is what experts agree on"),
    ],
)
def test_words_that_no_rule_says_stand_at_their_place(template: str, words: str) -> None:
    page = (Path(settings.BASE_DIR) / f"templates/advice/{template}.html").read_text()

    assert words.lower() in page.lower()


@pytest.mark.parametrize("page", sorted(set(TOLD_AT.values())))
def test_what_is_needed_can_be_told_on_a_page(page: str) -> None:
    assert reverse(page)


@pytest.mark.parametrize(
    ("need", "without", "enough"),
    [
        (Need.WEIGHT, facts(body_mass_kg=None), facts()),
        (Need.PLAN, facts(), facts(planned=(planned(),))),
        (Need.PLAN_LENGTH, facts(planned=(planned(minutes=None),)), facts(planned=(planned(),))),
        (
            Need.PLAN_PACE,
            facts(planned=(planned(distance_m=None),)),
            facts(planned=(planned(distance_m=9_000),)),
        ),
        (
            Need.PLAN_EFFORT,
            facts(planned=(planned(minutes=None, effort=None),)),
            facts(planned=(planned(effort=3),)),
        ),
        (Need.PLAN_HEAT, facts(planned=(planned(),)), FIRING["hot_workout_ahead"]),
        (
            Need.USUAL_PACE,
            facts(planned=(planned(distance_m=9_000),)),
            FIRING["faster_than_usual"],
        ),
        (Need.LENGTHS, facts(), FIRING["longer_than_lately"]),
        (Need.EFFORTS, facts(sessions=(session(1, rpe=None),)), FIRING["load_jump"]),
        (Need.MORNING, facts(mornings=(morning(1),)), facts(mornings=(morning(),))),
        (
            Need.WEIGHED,
            facts(sessions=(just_done(mass_before_kg=70.0),)),
            FIRING["gained_in_workout"],
        ),
        (Need.DRINKS, facts(), facts(drinks=(drunk(10),))),
        (
            Need.OUTCOMES,
            facts(sessions=(session(1, cramped=None),)),
            facts(sessions=(session(1, cramped=False),)),
        ),
        (Need.FOLLOWED, facts(), facts(adherence=0.0)),
        (
            Need.HALF,
            facts(sessions=(just_done(),)),
            facts(sessions=(just_done(first_half_minutes=28),)),
        ),
        (
            Need.DONE,
            facts(sessions=(just_done(minutes=None),)),
            facts(sessions=(just_done(),)),
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Need) else "",
)
def test_what_lacks_is_what_was_not_told(need: Need, without: Facts, enough: Facts) -> None:
    assert lacks(need, without)
    assert not lacks(need, enough)


@pytest.mark.parametrize(
    "need", [Need.CRAMPS, Need.SIGNS, Need.MEDICINES, Need.CONDITIONS, Need.NOW]
)
def test_what_may_be_nothing_at_all_lacks_never(need: Need) -> None:
    assert not lacks(need, facts())


def test_without_a_plan_only_the_plan_lacks() -> None:
    assert not lacks(Need.PLAN_LENGTH, facts())
    assert not lacks(Need.PLAN_PACE, facts())
    assert not lacks(Need.USUAL_PACE, facts())


def test_a_row_whose_rule_fires_speaks() -> None:
    state = _state("28", FIRING["faster_than_usual"])

    assert [finding.rule for finding in state.speaks] == ["faster_than_usual"]
    assert state.silent == ""


def test_a_row_names_what_it_needs_and_where_to_tell_it() -> None:
    state = _state("20", facts(body_mass_kg=None))

    assert state.silent == "needs a workout planned within a day and your weight"
    assert state.told_at == "journal:plan_workout"
    assert _state("40", facts()).silent == "nothing to say today"
    assert _state("10", facts()).silent.startswith("needs a workout of the last two days")
    assert " or " in _state("10", facts()).silent


def test_a_rule_put_away_by_the_athlete_says_so() -> None:
    fast = replace(FIRING["faster_than_usual"], retired=frozenset({"faster_than_usual"}))
    none = facts(retired=frozenset({"hard_workout_ahead"}))

    assert _state("28", fast) == _state("11", none) == rulebook.AWAY


def test_a_warning_of_a_rule_put_away_speaks_all_the_same() -> None:
    swollen = replace(FIRING["heavier_morning"], retired=frozenset({"heavier_morning"}))
    swollen = replace(
        swollen, mornings=tuple(replace(m, swelling="both") for m in swollen.mornings)
    )

    assert [each.rule for each in _state("13", swollen).speaks] == ["heavier_morning"]


def test_what_is_true_and_yet_not_said_tells_why() -> None:
    fast = FIRING["faster_than_usual"]
    answered = facts(
        planned=fast.planned,
        sessions=fast.sessions,
        answers={"faster_than_usual": Answered("not_now", 0)},
    )
    limited = facts(planned=(planned(4),), fluid_limited=True)
    emergency = facts(
        planned=(planned(4),), cramps=FIRING["emergency_sign"].cramps, sickle_trait=True
    )
    both = facts(
        planned=(planned(minutes=90),),
        sessions=tuple(session(day) for day in (2, 8, 15)),
    )

    assert _state("28", answered).silent == "you have answered it"
    assert _state("20", limited).silent == "no advice on drinking for now"
    assert _state("20", emergency).silent == "an emergency comes first"
    assert "hard_workout_ahead" in {each.rule for each in _state("11", both).speaks}
    assert _state("29", both).silent == "another rule says it better"


def test_a_grade_leaves_only_its_rows() -> None:
    shown = rulebook.groups("against", None)

    assert {entry.evidence for group in shown for entry, _ in group.entries} == {Evidence.AGAINST}
    assert rulebook.groups(rulebook.TODAY, None) == ()


@pytest.mark.django_db
class TestPage:
    def test_everybody_can_read_all_rows(self, client: Client) -> None:
        page = client.get("/rules/").content.decode()

        for row in range(1, 43):
            assert page.count(f'id="row-{row}"') == 1
        for section in SECTIONS:
            assert f'id="{rulebook.anchor(section.code)}"' in page
        assert "Information, not medical advice" in page
        assert "the views of its writer" in page
        assert "Speaks today" not in page
        assert "Silent" not in page
        assert len(page) < 100_000

    def test_a_wish_that_nobody_can_have_shows_all(self, client: Client) -> None:
        for wish in ("today", "nonsense", "%00", ""):
            assert client.get(f"/rules/?show={wish}").content.decode().count('id="row-1"') == 1

    def test_one_grade_can_be_picked_without_a_script(self, client: Client) -> None:
        page = client.get("/rules/?show=against").content.decode()

        assert 'id="row-20"' in page
        assert 'id="row-21"' not in page
        assert 'href="?show=against" aria-current="true"' in page

    @pytest.mark.usefixtures("noon")
    def test_an_athlete_sees_what_speaks_today_and_what_it_needs(self, client: Client) -> None:
        ana = make.user("ana")
        make.workout(ana, planned_start_at=make.NOON + timedelta(hours=3))
        client.force_login(ana)

        page = client.get("/rules/").content.decode()
        today = client.get("/rules/?show=today").content.decode()

        assert "Speaks today" in page
        assert f"{reverse('advice:insights')}#finding-workout_in_hours" in today
        assert 'id="row-20"' in today
        assert 'id="row-28"' not in today
        assert "Silent: " in page

    @pytest.mark.usefixtures("noon")
    def test_what_was_put_away_is_called_so(self, client: Client) -> None:
        ana = make.user("ana")
        RetiredRule.objects.create(athlete=ana, rule="hard_workout_ahead", retired_at=make.NOON)
        client.force_login(ana)

        page = client.get("/rules/").content.decode()

        assert "put away by you" in page

    def test_without_consent_nothing_of_the_diary_is_read(self, client: Client) -> None:
        client.force_login(make.user("ana", consent=False))

        page = client.get("/rules/").content.decode()

        assert "Speaks today" not in page
        assert "Silent" not in page


@pytest.mark.parametrize("rule", NAMES)
def test_a_finding_leads_to_its_rows(rule: str) -> None:
    fired = next(each for each in RULES if each.__name__ == rule)(FIRING[rule])

    html = Template("{% load findings %}{% finding f %}").render(Context({"f": fired}))

    for code in ABOUT[rule].rows:
        assert f'href="/rules/#{rulebook.anchor(code)}"' in html
