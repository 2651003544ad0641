from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from accounts.mistakes import FormKeyField
from accounts.units import QUANTITIES, Units
from journal.forms.fields import (
    AnswerField,
    DayField,
    NoteField,
    QuantityField,
    ScaleField,
    WholeField,
    ZoneField,
    local_moment,
    number,
)


@pytest.mark.parametrize(
    ("typed", "decimals", "means"),
    [
        pytest.param("70,5", 1, 70.5, id="a comma is a point"),
        pytest.param("70.5", 1, 70.5, id="a point is a point"),
        pytest.param("1,500", 0, 1500, id="millilitres have thousands, not decimals"),
        pytest.param("1.500", 0, 1500, id="also with a point"),
        pytest.param("1,234.5", 1, 1234.5, id="the last of two marks is the decimal one"),
        pytest.param("1.234,5", 1, 1234.5, id="in either order"),
        pytest.param("1 500", 0, 1500, id="blanks are ignored"),
        pytest.param("−5", 1, -5, id="a true minus sign"),
        pytest.param(".5", 1, 0.5, id="no leading zero"),
        pytest.param("a lot", 1, None, id="words are not numbers"),
        pytest.param("1e3", 1, None, id="nor is an exponent"),
        pytest.param("nan", 1, None, id="nor nan"),
        pytest.param("", 1, None, id="nor nothing"),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed: str, decimals: int, means: float | None) -> None:
    assert number(typed, decimals) == means


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_number_or_not_but_never_an_accident(typed: str) -> None:
    for decimals in (0, 1):
        assert number(typed, decimals) is None or isinstance(number(typed, decimals), float)


@given(
    st.sampled_from(
        [("volume", 0.0, 30_000.0), ("mass", 20.0, 300.0), ("temperature", -40.0, 60.0)]
    ),
    st.sampled_from(list(Units)),
    st.floats(0, 1),
)
def test_saving_without_a_change_keeps_the_exact_value(
    what: tuple[str, float, float], units: Units, share: float
) -> None:
    quantity, low, high = what
    stored = low + share * (high - low)
    field = QuantityField(quantity, low, high)
    field.use(units, stored)

    assert field.clean(field.prepare_value(stored)) == stored


@given(
    st.sampled_from(["volume", "mass", "distance", "temperature"]),
    st.sampled_from(list(Units)),
    st.integers(0, 3_000_000),
    st.sampled_from([".", ","]),
)
def test_a_number_typed_with_comma_or_point_is_stored_and_shown_as_it_was_typed(
    quantity: str, units: Units, steps: int, mark: str
) -> None:
    low, high = {"temperature": (-40.0, 60.0)}.get(quantity, (0.0, 1_000_000.0))
    field = QuantityField(quantity, low, high, units=units)
    way = QUANTITIES[quantity][units]
    shown = f"{steps / 10**way.decimals:.{way.decimals}f}"
    assume(float(way.text(low)) <= float(shown) <= float(way.text(high)))

    stored = field.clean(shown.replace(".", mark))

    assert low <= stored <= high
    assert field.prepare_value(stored) == (shown.rstrip("0").rstrip(".") if "." in shown else shown)


@given(
    st.datetimes(datetime(2012, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(
        ["Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Lisbon", "Africa/Cairo"]
    ),
)
def test_a_moment_that_is_left_as_it_was_stays_to_the_microsecond(
    stored: datetime, name: str
) -> None:
    zone = ZoneInfo(name)
    local = stored.astimezone(zone)
    shown = time(local.hour, local.minute)

    assert local_moment(local.date(), shown, zone, stored) == stored


@pytest.mark.parametrize("units", list(Units))
@pytest.mark.parametrize("quantity", ["mass", "temperature", "volume"])
def test_both_ends_of_a_range_are_inside_as_they_are_said(quantity: str, units: Units) -> None:
    low, high = {"mass": (20, 300), "temperature": (-40, 60), "volume": (0, 30_000)}[quantity]
    field = QuantityField(quantity, low, high, units=units)
    shown = QUANTITIES[quantity][units]

    assert field.clean(shown.text(low)) == pytest.approx(low, abs=0.05)
    assert field.clean(shown.text(high)) == pytest.approx(high, rel=0.001)
    assert low <= field.clean(shown.text(high)) <= high


def test_pounds_and_fluid_ounces_become_si() -> None:
    assert QuantityField("mass", 20, 300, units=Units.US).clean("154,3") == pytest.approx(
        69.99, 0.001
    )
    assert QuantityField("volume", 0, 30_000, units=Units.US).clean("17 fl oz") == pytest.approx(
        502.75
    )


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        (QuantityField("mass", 20, 300), "7", "Write a number from 20 to 300 kg."),
        (QuantityField("mass", 20, 300), "604", "from 20 to 300 kg. Did you mean 60.4?"),
        (QuantityField("mass", 20, 300, units=Units.US), "7", "from 44.1 to 661.4 lb"),
        (QuantityField("mass", 20, 300), "heavy", "Write a number in kg, such as 70.5."),
        (QuantityField("distance", 1, 1_000_000), "0", "above 0, up to 1,000 km"),
        (QuantityField("temperature", -40, 60), "99", "from -40 to 60 °C"),
        (QuantityField("percent", 0, 100), "101", "from 0 to 100 %"),
        (WholeField(1, 1_440), "0", "Write a whole number from 1 to 1,440."),
        (WholeField(1, 1_440), "5000", "Write a whole number from 1 to 1,440."),
        (WholeField(1, 1_440), "about 60", "Write a whole number from 1 to 1,440."),
        (WholeField(1, 1_440), "", "Write a whole number from 1 to 1,440."),
        (ScaleField(), "11", "Pick a number from 0 to 10."),
        (AnswerField(), "perhaps", "Pick one of the answers shown."),
        (NoteField(), "x" * 10_000, "holds 2,000 characters and this one has 10,000"),
        (DayField(), "0202-01-14", "Pick a day from 1950 to 2100."),
        (DayField(), "soon", "such as 2026-07-14"),
        (ZoneField(), "Mars/Olympus", "“Mars/Olympus” is not a time zone we know"),
    ],
)
def test_an_error_is_a_plain_sentence(
    field: QuantityField | WholeField | ScaleField | NoteField, typed: str, says: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    assert says in refused.value.messages[0]


def test_an_empty_amount_is_not_known_and_never_zero() -> None:
    assert QuantityField("volume", 0, 30_000).clean("") is None
    assert QuantityField("volume", 0, 30_000).clean("0") == 0
    assert ScaleField().clean("") is None
    assert ScaleField().clean("0") == 0
    assert AnswerField().clean("") is None
    assert AnswerField().clean("no") is False


def test_limits_are_said_and_not_cut_by_the_browser() -> None:
    note = NoteField()
    whole = WholeField(1, 9)

    assert "maxlength" not in note.widget.attrs
    assert whole.widget.input_type == "text"


@pytest.mark.parametrize(
    "typed", ["Europe/Lisbon", "europe/lisbon", "lisbon", "Lisbon", " Lisbon "]
)
def test_a_zone_is_found_by_its_city(typed: str) -> None:
    assert ZoneField().clean(typed) == "Europe/Lisbon"


def test_a_city_with_a_blank_is_found() -> None:
    assert ZoneField().clean("new york") == "America/New_York"


@pytest.mark.parametrize("typed", ["", "mangled", None])
def test_a_lost_form_key_becomes_a_new_one(typed: str | None) -> None:
    assert isinstance(FormKeyField().clean(typed), uuid.UUID)


def test_an_unchanged_start_keeps_its_seconds_and_its_fold() -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    second_half_past_one = datetime(2026, 10, 25, 1, 30, 12, tzinfo=UTC)

    day, clock = date(2026, 10, 25), time(1, 30)

    assert local_moment(day, clock, lisbon, second_half_past_one) == second_half_past_one
    assert local_moment(day, clock, lisbon, None) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_in_the_spring_gap_moves_forward() -> None:
    moved = local_moment(date(2026, 3, 29), time(1, 30), ZoneInfo("Europe/Lisbon"), None)

    assert moved == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
