"""The doctor's page on the screen: sections, who sees which, and what is said of a visit."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.access import open_diary
from accounts.models import Category, User
from advice import services
from advice.models import Answer, FindingSnapshot
from advice.queries import doctor_page
from advice.report.parts import Section
from advice.rules.finding import Finding, Level
from journal.models import CrampEpisode, Workout
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ALL = (
    "places",
    "weeks",
    "timing",
    "helped",
    "training",
    "fluids",
    "heat",
    "mornings",
    "medicines",
    "history",
    "tried",
    "patterns",
)


@pytest.fixture
def ana() -> User:
    ana = make.user("ana")
    make.profile(ana, birth_year=1992, sex="female", conditions=["diabetes"])
    return ana


def sections(athlete: User, reader: User | None = None) -> dict[str, Section]:
    """The sections by key, in their order."""
    reader = reader or athlete
    of = None if reader == athlete else athlete.pk
    access = open_diary(reader, of, now=make.NOON, page="doctor")
    return {each.key: each for each in doctor_page(access, make.NOON).sheet.sections}


def rows(section: Section) -> dict[str, str]:
    return dict(section.rows)


def test_every_section_is_there_when_nothing_was_told(ana: User) -> None:
    found = sections(make.user("bea"))

    assert tuple(found) == ALL
    assert rows(found["fluids"]) == {
        "Weight lost in a session, median (most)": "not weighed",
        "Sweat rate": "not tested",
        "Drunk in sessions, median": "not told",
        "Drinks logged": "none",
        "Urine colour in the morning, median (darkest)": "not told",
    }
    assert set(rows(found["mornings"]).values()) == {"not told"}
    assert rows(found["history"]) == {
        "Conditions": "none told",
        "Sickle-cell trait": "not known",
        "Pregnancy": "not told",
        "Family history, injuries, back pain": "not asked",
    }
    assert rows(found["training"])["Change"] == "not known"
    assert rows(found["patterns"])["Strength"] == "not enough yet"


def test_load_and_its_change(ana: User) -> None:
    for day in (1, 8, 15, 22):
        make.done_workout(ana, days_ago=day, minutes=100, rpe=6 if day == 1 else 5)

    assert rows(sections(ana)["training"]) == {
        "Last 7 days": "600",
        "A week, mean of the 3 weeks before": "500",
        "Change": "+20 %",
    }


def test_an_effort_that_was_not_told_is_not_zero(ana: User) -> None:
    for day in (1, 8, 15, 22):
        make.done_workout(ana, days_ago=day, minutes=100)
    make.done_workout(ana, days_ago=2, rpe=None)

    found = rows(sections(ana)["training"])

    assert found["Last 7 days"] == "at least 500 (effort of 1 session not told)"
    assert found["Change"] == "not known"


def weighed(ana: User, **fields: Any) -> None:
    told: dict[str, Any] = {
        "mass_before_kg": 70.0,
        "mass_after_kg": 69.3,
        "drank_ml": 400.0,
        "urine_ml": 0.0,
        "temperature_c": 30.0,
        "humidity_percent": 60.0,
        "cramped": True,
    }
    make.done_workout(ana, **told | fields)


def test_fluids_and_heat(ana: User) -> None:
    weighed(ana)
    weighed(ana, days_ago=2, mass_after_kg=70.7, temperature_c=10.0, cramped=False)
    make.check_in(ana, urine_colour=4, brown_urine=False, soreness={"calf": 3}, sleep_hours=7.5)
    make.intake(ana, make.drink("Quellwasser"))

    found = sections(ana)

    assert rows(found["fluids"]) == {
        "Weight lost in a session, median (most)": "0.0 % (1.0 %), weighed 2 times",
        "Heavier after a session": "1 of 2",
        "Sweat rate, 1 test": "1.10 L an hour",
        "Drunk in sessions, median": "400 mL an hour, 2 sessions",
        "Drinks logged": "Quellwasser (1 ×)",
        "Urine colour in the morning, median (darkest)": "4 (4) of 8, 1 morning",
    }
    assert rows(found["heat"]) == {
        "Air in sessions, median (hottest)": "20 °C (30 °C), 2 sessions",
        "Cramp in hot sessions (WBGT 27.9 °C or more)": "1 of 1",
        "Cramp in the others": "0 of 1",
    }
    assert rows(found["mornings"]) == {
        "Soreness, calf most, median (worst)": "3 (3) of 10, 1 morning",
        "Tiredness, median (worst)": "not told",
        "Sleep, median (shortest)": "7 h 30 (7 h 30), 1 night",
    }


def test_swelling_and_brown_urine_are_told_when_there_were_any(ana: User) -> None:
    make.check_in(ana, swelling="both", brown_urine=True)
    make.check_in(ana, swelling="one_leg", local_on=make.TODAY - timedelta(days=1))

    found = sections(ana)

    assert rows(found["fluids"])["Urine brown like cola"] == "1 morning"
    assert rows(found["mornings"])["Ankles, hands or face swollen"] == "1 morning"
    assert rows(found["mornings"])["One leg swollen"] == "1 morning"


def test_drinks_after_the_fourth_are_counted(ana: User) -> None:
    for n in range(6):
        make.intake(ana, make.drink(f"Drink {n}", owner=ana))

    assert rows(sections(ana)["fluids"])["Drinks logged"].endswith("Drink 3 (1 ×), others (2 ×)")


def test_an_old_drink_is_on_the_page_and_not_among_the_facts_of_a_day(ana: User) -> None:
    water = make.drink("Quellwasser")
    make.intake(ana, water, started_at=make.NOON - timedelta(days=83))
    make.intake(ana, water, started_at=make.NOON - timedelta(days=90))

    assert rows(sections(ana)["fluids"])["Drinks logged"] == "Quellwasser (1 ×)"


def test_stretching_is_timed_from_both_ways_of_telling(ana: User) -> None:
    told, guided, other = (make.episode(ana, days_ago=day, helped=["stretch"]) for day in (1, 2, 3))
    make.step(told, seconds_to_relief=40)
    make.step(
        guided,
        started_at=guided.started_at,
        ended_at=guided.started_at + timedelta(seconds=60),
        eased=True,
    )
    make.step(
        other,
        started_at=other.started_at,
        ended_at=other.started_at + timedelta(seconds=600),
        eased=False,
    )
    make.step(other, kind="massage", seconds_to_relief=5)

    assert rows(sections(ana)["helped"]) == {
        "Helped": "stretching 3 of 3 cramps",
        "Seconds of stretching to relief, median": "50 s (40 s to 60 s), timed 2 times",
    }


def test_medicines_stand_beside_the_first_cramp(ana: User) -> None:
    make.episode(ana, days_ago=4)
    make.medication(ana, "Aspirin")
    make.medication(ana, "Salmeterol", started_on=make.TODAY - timedelta(days=20))
    make.medication(
        ana,
        "Atorvastatin",
        started_on=make.TODAY - timedelta(days=400),
        changed_on=make.TODAY - timedelta(days=2),
    )

    assert sections(ana)["medicines"].rows == (
        ("First cramp in this diary", "10 January 2026"),
        (
            "Atorvastatin",
            "since 10 Dec 2024, dose changed 12 Jan 2026; statin, small link",
        ),
        ("Salmeterol", "since 25 Dec 2025, new before it; long-acting asthma spray, clear link"),
        ("Aspirin", "start not told"),
    )


def test_more_medicines_than_fit_are_named_then_counted(ana: User) -> None:
    for n in range(30):
        make.medication(ana, f"Vitamin {n:02}")

    found = sections(ana)["medicines"]

    assert len(found.rows) == 12
    assert found.lines[0].startswith("Also: Vitamin 12, Vitamin 13,")
    assert found.lines[0].endswith("Vitamin 23 and 6 more, all in the diary.")


def test_steps_tried_with_their_shares(ana: User) -> None:
    steps = [("workout_tomorrow", "followed")] * 3 + [("workout_tomorrow", "")]
    steps += [("mass_lost", "not_now"), ("no_such_rule", "")]
    for day, (rule, answer) in enumerate(steps):
        services.keep_snapshots(
            ana, [Finding(rule, Level.TIP, {})], make.NOON - timedelta(days=day)
        )
        if answer:
            services.answer(ana, rule, Answer(answer), make.NOON)

    found = rows(sections(ana)["tried"])

    assert found["All together"].endswith("%)")
    assert found["The evening before"].endswith(" of 4")
    assert "no_such_rule" not in str(found)


def test_more_steps_than_five_are_counted_together(ana: User) -> None:
    rules = ("workout_tomorrow", "mass_lost", "dry_morning", "load_jump", "sore_muscles")
    for rule in (*rules, "tired_muscles", "faster_than_usual"):
        services.keep_snapshots(ana, [Finding(rule, Level.TIP, {})], make.NOON)

    assert rows(sections(ana)["tried"])["2 other steps"] == "followed 0 of 2"


def test_a_coach_reads_only_what_is_switched_on(ana: User) -> None:
    kim = make.coach()
    grant = make.grant(ana, kim, drinks=False)
    weighed(ana)
    make.medication(ana)
    services.keep_snapshots(ana, [Finding("mass_lost", Level.TIP, {})], make.NOON)

    bare = sections(ana, kim)
    for category in Category:
        setattr(grant, category.value, True)
    grant.save()
    full = sections(ana, kim)

    assert tuple(bare) == (*ALL[:5], "heat", "patterns")
    assert tuple(full) == (*ALL[:10], "patterns")
    assert rows(full["fluids"])["Weight in a session, median"] == "lost 1 to 2 %"
    assert "Sweat" not in str(full)
    page = text(at(kim).get(f"/athletes/{ana.pk}/doctor/"))
    assert "born 1992" in page
    assert "Diabetes" in page


def test_age_sex_and_conditions_need_medicines_and_conditions(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, wellness=True, weight=True)
    make.done_workout(ana)

    page = text(at(kim).get(f"/athletes/{ana.pk}/doctor/"))

    for private in ("1992", "female", "Diabetes", "Sickle"):
        assert private not in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"birth_year": 1992, "sex": "other"}, "born 1992, 33 or 34 years old · other"),
        ({"birth_year": 2026, "sex": ""}, "born 2026, 0 or 0 years old · sex not told"),
        ({}, "age not told · sex not told"),
    ],
)
def test_who_it_is_about(fields: dict[str, Any], says: str) -> None:
    bea = make.user("bea")
    make.profile(bea, **fields)
    make.done_workout(bea)

    assert f"Bea · {says}" in text(at(bea).get("/doctor/"))


def consistent(ana: User, **fields: Any) -> None:
    for day in (2, 5, 9):
        run = make.done_workout(ana, days_ago=day, cramped=True)
        make.episode(ana, days_ago=day, workout=run, phase="during", **fields)


def test_a_visit_is_asked_about_and_the_answer_stays(ana: User, client: Client) -> None:
    consistent(ana)
    client.force_login(ana)

    asked = text(client.get("/doctor/"))
    for answer, says in (
        ("not_now", "You said: not now."),
        ("booked", "A visit is planned."),
        ("seen", "You have seen a doctor about it."),
    ):
        client.post("/findings/consistent_cramps/answer/", {"answer": answer, "next": "/doctor/"})
        page = text(client.get("/doctor/"))
        assert says in page
        assert f'value="{answer}" aria-pressed="true"' in page

    assert "Where do you stand with a visit?" in asked
    assert FindingSnapshot.objects.get(rule="consistent_cramps").answer == "seen"


def test_a_graver_finding_is_not_quieted_by_an_answer(ana: User, client: Client) -> None:
    consistent(ana)
    client.force_login(ana)
    client.get("/doctor/")
    client.post("/findings/consistent_cramps/answer/", {"answer": "seen"})

    make.episode(ana, days_ago=0.1, red_flags=["dark_urine"])
    page = unescape(text(client.get("/doctor/")))

    assert "Signs for a doctor today" in page
    assert "This is not for a visit in some weeks." in page
    assert "#finding-same_day_sign" in page
    assert 'action="/findings/same_day_sign/answer/"' not in page
    assert "Urine dark like cola" in page


def test_an_answer_to_fewer_cramps_does_not_speak_for_what_is_over(
    ana: User, client: Client
) -> None:
    consistent(ana)
    client.force_login(ana)
    client.get("/doctor/")
    client.post("/findings/consistent_cramps/answer/", {"answer": "booked"})
    for model in (Workout, CrampEpisode):
        model.objects.update(deleted_at=make.NOON)
    make.done_workout(ana, cramped=False)

    page = text(client.get("/doctor/"))

    # The visit may still come, so it can still be told; there is nothing more to explain.
    assert "A visit is planned." in page
    assert "Why you see this" not in page


def test_an_emergency_stands_alone_above_the_page(ana: User, client: Client) -> None:
    consistent(ana)
    make.episode(ana, days_ago=0.1, red_flags=["heat_stroke"])
    client.force_login(ana)

    page = text(client.get("/doctor/"))

    assert "Emergency signs" in page
    assert "Emergency number: 112." in page
    assert "Where do you stand with a visit?" not in page


@pytest.mark.parametrize(
    "rule", ["consistent_cramps", "consistent_despite_steps", "cramps_at_rest"]
)
def test_findings_of_a_visit_lead_to_the_page(rule: str, ana: User) -> None:
    if rule == "cramps_at_rest":
        for week in range(4):
            make.episode(ana, days_ago=7 * week + 2, phase="night")
    else:
        consistent(ana)
        for day in range(6):
            found = [Finding("workout_tomorrow", Level.TIP, {})]
            services.keep_snapshots(ana, found, make.NOON - timedelta(days=day))
            FindingSnapshot.objects.filter(answer="").update(
                answer="followed", answered_at=make.NOON - timedelta(days=day)
            )

    page = text(at(ana).get("/insights/"))

    card = page.partition(f'id="finding-{rule}"')[2].partition("</article>")[0]
    assert 'href="/doctor/"' in card
