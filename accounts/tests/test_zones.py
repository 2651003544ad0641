from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.forms import SettingsForm, ZoneField
from accounts.zones import is_zone, zone_groups, zone_label, zone_names, zones_where


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Europe/Lisbon", "Lisbon"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_named_by_its_place_first(name: str, label: str) -> None:
    assert zone_label(name) == label


def test_every_offered_zone_is_one_we_accept() -> None:
    offered = [name for _, places in zone_groups() for name, _ in places]

    assert len(offered) == len(set(offered)) > 400
    assert set(offered) <= set(zone_names())


@pytest.mark.parametrize("name", ["Asia/Calcutta", "US/Pacific", "Asia/Kathmandu", "UTC"])
def test_old_names_that_browsers_report_are_kept(name: str) -> None:
    assert ZoneField().clean(name) == name


def test_the_names_of_utc_become_one() -> None:
    assert ZoneField().clean("Etc/UTC") == "UTC"


def test_a_kept_old_name_stays_chosen_in_the_form() -> None:
    html = str(SettingsForm(initial={"zone": "US/Pacific"})["zone"])

    assert '<option value="US/Pacific" selected>Pacific</option>' in html


@given(st.text())
def test_any_text_is_a_zone_or_is_not_and_never_an_error(text: str) -> None:
    assert is_zone(text) in {True, False}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "Europe/Atlantis", "\0", "x" * 5000, "Europe"]
)
def test_what_is_no_zone_is_refused_in_words(name: str) -> None:
    field = ZoneField()

    with pytest.raises(Exception, match="not a time zone we know"):
        field.clean(name)


def test_on_a_wednesday_it_is_monday_nowhere() -> None:
    assert zones_where(datetime(2026, 1, 14, 12, tzinfo=UTC), weekday=0) == ()


def test_monday_begins_in_the_east_and_ends_in_the_west() -> None:
    first = zones_where(datetime(2026, 1, 18, 10, tzinfo=UTC), weekday=0)
    last = zones_where(datetime(2026, 1, 20, 10, 30, tzinfo=UTC), weekday=0)

    assert "Pacific/Kiritimati" in first
    assert "Europe/Lisbon" not in first
    assert "Pacific/Pago_Pago" in last
    assert "Europe/Lisbon" not in last
    assert list(first) == sorted(first)
