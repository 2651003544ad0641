from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine, Template

from accounts.units import Units
from advice.rules import FLUID_RULES, ONLY_BECAUSE, REPEATS, RULES
from advice.rules.about import ABOUT
from advice.rules.facts import Facts
from advice.rules.finding import Finding
from advice.templatetags.findings import finding as render_card
from advice.tests.build import facts, medicine, planned
from advice.tests.examples import BARE, FIRING

NAMES = [rule.__name__ for rule in RULES]
BY_NAME = {rule.__name__: rule for rule in RULES}
TEMPLATES = Path(settings.BASE_DIR) / "templates"
STRICT = Engine(
    dirs=[str(TEMPLATES)],
    string_if_invalid="MISSING(%s)",
    libraries={
        "advised": "advice.templatetags.advised",
        "findings": "advice.templatetags.findings",
        "rulebook": "advice.templatetags.rulebook",
        "shell": "accounts.templatetags.shell",
    },
)
CARD = STRICT.from_string("{% load findings %}{% finding f %}")
LINE = STRICT.from_string("{% load findings %}{% finding_headline f %}")
PARTS = [
    "Your numbers",
    "The rule",
    "Where it comes from",
    "What nobody knows",
    "What would change it",
]


def _fire(rule: str, facts: Facts) -> Finding:
    found = BY_NAME[rule](facts)
    assert found is not None
    return found


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_rule_is_told_about_once_with_words_and_an_example() -> None:
    assert len(NAMES) == len(set(NAMES))
    assert set(ABOUT) == set(NAMES) == set(FIRING)
    assert set(NAMES) == {path.stem for path in (TEMPLATES / "advice/findings").iterdir()}
    assert set(NAMES) >= FLUID_RULES | set(REPEATS) | set(ONLY_BECAUSE)


@pytest.mark.parametrize("rule", NAMES)
def test_a_finding_carries_the_name_of_its_rule(rule: str) -> None:
    assert _fire(rule, FIRING[rule]).rule == rule
    assert ABOUT[rule].rows


@pytest.mark.parametrize("units", list(Units))
@pytest.mark.parametrize(
    ("rule", "facts"), [*FIRING.items(), *BARE.items()], ids=lambda value: str(value)[:30]
)
def test_every_card_has_its_parts_and_no_missing_value(
    rule: str, facts: Facts, units: Units
) -> None:
    values = {"f": _fire(rule, facts), "units": units.value, "request": {"path": "/today/"}}
    context = Context(values)

    html = CARD.render(context)
    line = LINE.render(context)

    assert "MISSING" not in html.replace("MISSING(access)", "")
    assert "None" not in _text(html)
    assert re.findall(r"<dt>(.*?)</dt>", html) == PARTS
    assert not re.search(r"<(h2|h3|p|dd)( [^>]*)?>\s*</", html)
    assert line
    assert "<" not in line
    assert line in html.replace("\n", " ")


@pytest.mark.parametrize(
    ("rule", "facts"), [*FIRING.items(), *BARE.items()], ids=lambda value: str(value)[:30]
)
def test_headlines_are_short_and_open_with_a_verb_or_name(rule: str, facts: Facts) -> None:
    line = LINE.render(Context({"f": _fire(rule, facts), "units": "us"}))

    assert len(line) <= 60
    assert not line.endswith(".")


def test_us_readers_meet_no_metric_units() -> None:
    for rule, known in FIRING.items():
        html = CARD.render(Context({"f": _fire(rule, known), "units": "us"}))
        numbers = html.split("The rule")[0]

        assert not re.search(r"\d (mL|kg|km|°C)\b|per km", _text(numbers)), rule


class _Access:
    def __init__(self, *, own: bool) -> None:
        self.is_own = own


@pytest.mark.parametrize(
    ("access", "buttons"),
    [(None, True), (_Access(own=True), True), (_Access(own=False), False)],
)
def test_only_an_owner_sees_buttons(access: _Access | None, buttons: bool) -> None:
    found = _fire("load_jump", FIRING["load_jump"])

    html = Template("{% load findings %}{% finding f %}").render(
        Context({"f": found, "access": access})
    )

    assert ('name="answer"' in html) is buttons


def test_what_cannot_be_put_off_has_no_buttons() -> None:
    for rule in ("brown_urine", "drank_more_than_lost", "emergency_sign"):
        html = CARD.render(Context({"f": _fire(rule, FIRING[rule])}))
        assert "<button" not in html


def test_a_finding_needs_a_template_around_it() -> None:
    with pytest.raises(ValueError, match="inside a template"):
        render_card(Context(), _fire("brown_urine", FIRING["brown_urine"]))


def test_an_emergency_is_an_alarm_with_the_number_and_no_buttons() -> None:
    finding = _fire("emergency_sign", FIRING["emergency_sign"])

    html = CARD.render(Context({"f": finding, "emergency_number": "911"}))

    assert 'class="alarm ' in html
    assert 'href="tel:911"' in html
    assert "Do not drink water" in html
    assert "<button" not in html


def test_a_medicine_is_named_in_the_card_but_never_in_the_line() -> None:
    finding = _fire("medicine_to_ask_about", FIRING["medicine_to_ask_about"])

    assert "Salmeterol" in CARD.render(Context({"f": finding}))
    assert "Salmeterol" not in LINE.render(Context({"f": finding}))
    assert "Do not stop it" in CARD.render(Context({"f": finding}))


def test_a_painkiller_is_spoken_of_in_a_very_long_workout_too() -> None:
    known = facts(planned=(planned(minutes=300),), medicines=(medicine("Ibuprofen"),))

    text = _text(CARD.render(Context({"f": _fire("careful_with_drinking", known)})))

    assert "very long workouts" in text
    assert "Ibuprofen: with this kind of painkiller" in text
    assert "Ask your doctor or pharmacist" in text
