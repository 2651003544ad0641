from __future__ import annotations

import pytest

from accounts.zones import zone_names
from journal.emergency import number_for


@pytest.mark.parametrize(
    ("zone", "number"),
    [
        ("America/Denver", "911"),
        ("America/Indiana/Knox", "911"),
        ("Pacific/Honolulu", "911"),
        ("America/Argentina/Salta", "112"),
        ("Australia/Lord_Howe", "000"),
        ("Pacific/Auckland", "111"),
        ("Europe/Lisbon", "112"),
        ("Asia/Kathmandu", "112"),
        ("UTC", "112"),
    ],
)
def test_the_number_follows_where_somebody_lives(zone: str, number: str) -> None:
    assert number_for(zone) == number


def test_every_zone_has_a_number_to_call() -> None:
    assert all(number_for(zone).isdigit() for zone in zone_names())
