"""What must never be said to anybody, in templates, mails, scripts, labels, errors and findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.template import Context, Template

from accounts.access import Access
from accounts.models import Category, Level, User
from advice import rulebook
from advice.rules import RULES
from advice.rules.about import ABOUT
from advice.rules.facts import Facts
from advice.tests import said
from advice.tests.examples import BARE, FIRING

# What a correlation is not, what no app may tell, and what makes people feel small.
NEVER = re.compile(
    r"""
    \bcaus(?:e|es|ed|ing|al|ation)\b
    | \bstop(?:ping|ped)?\ (?:taking|your\ (?:medicine|tablet|pill))
    | \brisk\ zone | \bdanger\ zone
    | \bprevent
    | \bfail(?:ed|s|ure|ing)?\b | \bstreak | \bmissed\b
    | \bguarantee | \bcur(?:e|es|ed|ing)\b | \bproven\ to\b
    | \bsham(?:e|ed|ing)\b | \bblame | \bfault\b | \bguilt | \blaz(?:y|iness)\b | \bdisappoint
    | \bcheat | \bexcuses?\b | \bpathetic | \bpunish | \bunhealthy\b
    | \byou\ (?:forgot|neglected|ignored) | \bshould\ have\b
    | \bwell\ done\b | \bgreat\ job\b | \bcongratulat
    | [a-z0-9’”)]\ ?!(?!=)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Word for word, and why each may be said all the same.
MAY_BE_SAID = {
    "Nobody has a proven way to prevent cramps": "the truth about every method",
    "Nobody has a proven way to prevent exercise cramps": "the same, of exercise cramps",
    "That is our fault, not yours": "the page for an error of the program takes it on itself",
    "Heart failure": "the name of an illness, in the list of conditions",
}
SHOWN = [*FIRING.items(), *BARE.items()]
BY_NAME = {rule.__name__: rule for rule in RULES}


ANA, KIM = User(email="ana@example.org"), User(email="kim@example.org")
READERS = (None, Access(ANA, KIM, frozenset(Category), Level.VIEW))


def _without_what_may_be_said(text: str) -> str:
    text = " ".join(text.split())
    for words in MAY_BE_SAID:
        text = text.replace(words, "")
    return text


def _found(text: str) -> list[str]:
    text = _without_what_may_be_said(text)
    return [text[max(0, m.start() - 40) : m.end() + 40] for m in NEVER.finditer(text)]


@pytest.mark.parametrize(
    "words",
    [
        "Heat caused your cramps.",
        "The cause is dehydration.",
        "Stop taking the tablet.",
        "You are in the risk zone.",
        "This prevents cramps.",
        "A way to prevent cramps",
        "You failed to drink.",
        "Your streak is over.",
        "You missed two workouts.",
        "Guaranteed relief",
        "It cures cramps.",
        "You should have rested.",
        "You forgot to drink.",
        "Time to drink!",
        "Drink now !",
    ],
)
def test_what_must_never_be_said_is_found(words: str) -> None:
    assert _found(words)


@pytest.mark.parametrize(
    "words",
    [
        "Because it is hot, drink to thirst.",
        "Nobody has a proven way to prevent cramps.",
        "if (a !== b)",
        "Stop and stretch",
        "Secure your account",
        "A safe current",
    ],
)
def test_what_may_be_said_is_left_alone(words: str) -> None:
    assert not _found(words)


@pytest.mark.parametrize("read", [said.templates, said.scripts, said.sources])
def test_no_page_no_mail_no_script_no_label_and_no_error_says_it(
    read: Callable[[], Iterator[tuple[str, str]]],
) -> None:
    assert {file: found for file, text in read() if (found := _found(text))} == {}


def test_the_rules_and_their_page_are_among_what_is_read() -> None:
    read = {file for file, _ in [*said.templates(), *said.sources(), *said.scripts()]}

    assert {
        "advice/article/triggers.py",
        "advice/rules/about.py",
        "advice/words.py",
        "journal/forms/workout.py",
        "journal/warning_signs.py",
        "reminders/schedule/evening.py",
        "static/js/relief.js",
        "templates/advice/relief_worker.js",
        "templates/emails/hydration.txt",
        "templates/advice/findings/mass_lost.html",
    } <= read


@pytest.mark.parametrize("words", MAY_BE_SAID)
def test_what_may_be_said_is_still_said_somewhere(words: str) -> None:
    everything = [*said.templates(), *said.sources(), *said.scripts()]

    assert any(words in " ".join(text.split()) for _, text in everything)


@pytest.mark.parametrize("units", ["metric", "us"])
@pytest.mark.parametrize("tag", ["finding", "finding_headline"])
@pytest.mark.parametrize(("rule", "facts"), SHOWN, ids=lambda value: str(value)[:30])
def test_no_finding_says_it_to_athlete_or_coach(
    rule: str, facts: Facts, tag: str, units: str
) -> None:
    found = BY_NAME[rule](facts)
    page = Template(f"{{% load findings %}}{{% {tag} f %}}")

    for access in READERS:
        html = page.render(Context({"f": found, "units": units, "access": access}))

        assert _found(re.sub(r"<[^>]+>", " ", html)) == []


def test_no_title_and_no_row_says_it() -> None:
    words = [about.title for about in ABOUT.values()]
    for entry in rulebook.ENTRIES:
        words += [entry.title, entry.claim, entry.known, entry.about, entry.changes]
        words += [entry.needs_words, *(limit.words for limit in entry.limits)]
        words += [place.words for place in entry.places]

    assert [each for each in words if _found(each)] == []
