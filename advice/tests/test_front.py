from __future__ import annotations

import pytest
from django.test import Client

from advice import example, rulebook
from advice.rules import RULES
from tests import make


def test_the_door_has_the_cramp_button_first(client: Client) -> None:
    page = client.get("/").content.decode()

    assert page.index('href="/relief/"') < page.index("Start a diary")
    assert "Information, not medical advice." in page


@pytest.mark.django_db
def test_whoever_is_logged_in_goes_on_to_today(client: Client) -> None:
    client.force_login(make.user(consent=False))

    assert client.get("/").headers["Location"] == "/today/"


def test_the_picture_counts_what_the_heading_says() -> None:
    door = example.front_door(make.NOON)

    assert (door.hero.total, door.hero.cramped) == (60, 8)
    assert [row.step.kind for row in door.plan] == ["night", "during"]


def test_every_rule_is_listed_once(client: Client) -> None:
    listed = [entry.rule for part in rulebook.parts() for entry in part.entries]

    assert sorted(listed) == sorted(rule.__name__ for rule in RULES)


def test_the_rules_page_says_what_it_is(client: Client) -> None:
    page = client.get("/rules/").content.decode()

    assert "Information, not medical advice" in page
    assert "the views of its writer" in page
    assert "Expert advice" in page
    assert page.count('<p class="small">') == len(RULES)
    assert "Schwellnus and others, 2011" in page
    assert '<p class="small"></p>' not in page
