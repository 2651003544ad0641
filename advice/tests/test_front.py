from __future__ import annotations

import pytest
from django.test import Client

from advice import example
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
