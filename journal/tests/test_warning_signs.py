from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from journal import warning_signs
from journal.forms.steps import TIMED
from journal.warning_signs import EMERGENCY, SAME_DAY, Gravity, gravity
from script.environment import ROOT


@pytest.mark.parametrize(
    ("signs", "seconds", "answer"),
    [
        pytest.param([], None, None, id="nothing answered"),
        pytest.param([], 600, None, id="ten minutes are still usual"),
        pytest.param([], 601, Gravity.SAME_DAY, id="a second more is not"),
        pytest.param(["possible_tear"], None, Gravity.SAME_DAY, id="a tear"),
        pytest.param(["possible_tear", "nerves"], 601, Gravity.EMERGENCY, id="gravest first"),
        pytest.param(
            ["dark_urine", "fever_or_vomiting"], None, Gravity.EMERGENCY, id="dark and vomiting"
        ),
        pytest.param(["no such code"], None, None, id="an unknown code says nothing"),
    ],
)
def test_gravity(signs: list[str], seconds: float | None, answer: Gravity | None) -> None:
    assert gravity(signs, seconds) == answer


@pytest.mark.parametrize("code", EMERGENCY)
def test_every_emergency_sign_alone_is_an_emergency(code: str) -> None:
    assert gravity([code]) == Gravity.EMERGENCY


@pytest.mark.parametrize("code", SAME_DAY)
def test_every_same_day_sign_alone_is_for_today(code: str) -> None:
    assert gravity([code]) == Gravity.SAME_DAY


def test_no_code_is_in_both_groups() -> None:
    assert not EMERGENCY.keys() & SAME_DAY.keys()
    assert warning_signs.UNTIL_HELP_COMES.keys() <= EMERGENCY.keys()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("heat_stroke", ["onfused", "strange", "collapse", "fit", "very hot", "during", "after"]),
        ("low_sodium", ["eadache", "vomiting", "bloating", "puffy", "confusion", "drinking a lot"]),
        ("sickling", ["lumped", "weak rather than rock-hard", "first minutes", "possible"]),
        ("clot_or_heart", ["breathlessness", "chest pain", "coughing blood", "swollen leg"]),
        ("whole_body", ["all over", "will not stop", "jaw or face", "breathe or swallow"]),
        ("no_blood_flow", ["cold", "pale or blue", "without feeling", "exercise or an injury"]),
        ("no_blood_flow", ["tense leg", "extreme pain", "stretch"]),
        ("nerves", ["suddenly weak", "numb between the legs", "bladder or bowel"]),
        ("dark_urine", ["cola or tea", "hardly any", "hard exercise", "severe pain", "weakness"]),
        ("one_sided_swelling", ["One leg", "throbbing or cramping", "warm", "red", "hard veins"]),
        ("not_easing", ["longer than ten minutes", "stretching does not ease"]),
        ("wound_or_poison", ["wound or dirty cut", "poison", "lead or mercury"]),
        ("possible_tear", ["pop", "bruise", "gap", "cannot push off"]),
        ("whole_body_heat", ["all over the body in the heat", "awake"]),
        ("fever_or_vomiting", ["Fever", "vomiting or diarrhoea", "more than a day"]),
        ("dialysis_or_palpitations", ["New cramps", "heartbeat", "dialysis", "potassium or water"]),
    ],
)
def test_every_item_of_the_evidence_is_asked(code: str, words: list[str]) -> None:
    assert [word for word in words if word not in warning_signs.QUESTIONS[code]] == []


def test_the_form_shows_the_answer_to_every_sign_by_the_stylesheet() -> None:
    style = (ROOT / "static" / "css" / "site.css").read_text()

    for code in (*warning_signs.UNTIL_HELP_COMES, *warning_signs.TELL_THE_DOCTOR):
        assert f'.signs:not(:has([value="{code}"]:checked)) .until-{code}' in style
    for kind in TIMED:
        assert f'.steps-told:not(:has([value="{kind}"]:checked)) .took-{kind}' in style


def test_a_doctor_hears_what_makes_a_clot_likely() -> None:
    page = render_to_string("_same_day.html", {"answered": ["one_sided_swelling", "not_easing"]})

    for words in ("journey", "surgery", "cancer", "clot", "oestrogen", "pregnant", "ten minutes"):
        assert words in page


def test_the_red_panel_lists_all_seven_lines_and_calls_112() -> None:
    page = render_to_string("_alarm.html")

    assert page.count("<li>") == len(EMERGENCY) == 7
    assert 'href="tel:112"' in page


def test_the_red_panel_calls_the_readers_own_number_and_repeats_the_answer() -> None:
    page = render_to_string("_alarm.html", {"emergency_number": "911", "answered": ["low_sodium"]})

    assert 'href="tel:911"' in page
    assert page.count("<li>") == 1
    assert "Do not drink water" in page
