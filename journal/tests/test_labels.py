from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.labels import SugarKind, Sugars, sodium_mg, split

GRAMS = st.floats(0, 100)


@given(carbs=GRAMS, share=st.floats(0, 1), kind=st.sampled_from(SugarKind), is_powder=st.booleans())
def test_the_parts_are_never_negative_and_sum_to_the_carbohydrate(
    carbs: float, share: float, kind: SugarKind, is_powder: bool
) -> None:
    parts = split(carbs, carbs * share, kind, is_powder=is_powder)
    grams = [parts.mono_g, parts.sucrose_g, parts.lactose_g, parts.malto_g]

    assert all(gram is not None and gram >= 0 for gram in grams)
    assert sum(gram or 0 for gram in grams) == pytest.approx(carbs)


@pytest.mark.parametrize(
    ("carbs", "sugars", "kind", "parts"),
    [
        pytest.param(8, 6, SugarKind.SUCROSE, Sugars(0, 6, 0, 2), id="sugar"),
        pytest.param(8, 6, SugarKind.MONO, Sugars(6, 0, 0, 2), id="juice"),
        pytest.param(10, 10, SugarKind.MONO_FIRST, Sugars(7, 3, 0, 0), id="first is 70 %"),
        pytest.param(0, None, None, Sugars(0, 0, 0, 0), id="nothing in it"),
        pytest.param(6, 0, None, Sugars(0, 0, 0, 6), id="starch only needs no kind"),
        pytest.param(6, 5, None, Sugars(), id="an unknown kind is not guessed"),
        pytest.param(6, None, SugarKind.MONO, Sugars(), id="unknown sugars are not guessed"),
        pytest.param(None, None, None, Sugars(), id="no label at all"),
    ],
)
def test_split(
    carbs: float | None, sugars: float | None, kind: SugarKind | None, parts: Sugars
) -> None:
    found = split(carbs, sugars, kind)

    for name in ("mono_g", "sucrose_g", "lactose_g", "malto_g"):
        wanted = getattr(parts, name)
        assert getattr(found, name) == (wanted if wanted is None else pytest.approx(wanted))


def test_the_sugar_of_a_powder_stays_whole() -> None:
    assert split(8, 6, SugarKind.SUCROSE, is_powder=True) == Sugars(0, 0, 6, 2)
    assert split(8, 6, SugarKind.MONO, is_powder=True) == Sugars(6, 0, 0, 2)


def test_salt_holds_393_mg_of_sodium_a_gram() -> None:
    assert sodium_mg(1) == pytest.approx(393.7, abs=0.1)
