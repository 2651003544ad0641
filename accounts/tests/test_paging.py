from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.paging import Key, cut, key_of, number


@given(st.datetimes(timezones=st.just(UTC)), st.one_of(st.uuids(), st.integers(0, 10**18 - 1)))
def test_a_key_survives_its_address(at: datetime, pk: UUID | int) -> None:
    pk_of = UUID if isinstance(pk, UUID) else number

    assert key_of(str(Key(at, pk)), pk_of) == Key(at, pk)


@pytest.mark.parametrize("text", ["", "x", "-", "1-2", "99999999999999999999999-" + "0" * 32])
def test_a_mangled_key_is_none(text: str) -> None:
    assert key_of(text) is None


@pytest.mark.parametrize("text", ["1-", "1--1", "1-1.5", "1-٣", "1-" + "9" * 19])
def test_an_id_is_a_number_that_every_database_takes(text: str) -> None:
    assert key_of(text, number) is None


@pytest.mark.parametrize(("size", "more"), [(2, True), (3, False), (4, False)])
def test_a_page_is_cut_where_it_is_full(size: int, more: bool) -> None:
    moments = [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 2, 1)]

    page, older = cut(moments, size, lambda at: Key(at, 7))

    assert list(page) == moments[:size]
    assert older == (Key(moments[1], 7) if more else None)
