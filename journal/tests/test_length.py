from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.length import BANDS, band_of, length_figure
from journal.serious import why_serious


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (0, "short"),
        (59, "short"),
        (60, "usual"),
        (180, "usual"),
        (181, "long"),
        (600, "long"),
        (601, "longer"),
    ],
)
def test_bands_meet_at_their_edges(seconds: int, code: str) -> None:
    assert band_of(seconds).code == code


@given(st.floats(0, 1e6))
def test_every_length_has_a_band_and_a_figure(seconds: float) -> None:
    assert band_of(seconds) in BANDS
    assert length_figure(seconds)[1] in ("s", "min", "h")


def test_what_stands_for_a_band_lies_in_it() -> None:
    assert [band_of(band.typical) for band in BANDS] == list(BANDS)


@pytest.mark.parametrize(
    ("seconds", "figure"),
    [(90, ("90", "s")), (120, ("2", "min")), (150, ("2:30", "min")), (3900, ("1:05", "h"))],
)
def test_figures(seconds: int, figure: tuple[str, str]) -> None:
    assert length_figure(seconds) == figure


@pytest.mark.parametrize(
    ("stopped", "severity", "sites", "signs", "reasons"),
    [
        pytest.param("", None, ["calf-l"], None, 0, id="only a calf"),
        pytest.param("eased", 6, ["calf-l", "calf-r"], [], 0, id="both calves are one group"),
        pytest.param("yes", 6, ["calf-l"], [], 1, id="stopped"),
        pytest.param("no", 7, ["calf-l"], [], 1, id="pain of seven"),
        pytest.param("no", 0, ["calf-l", "ham-l"], [], 1, id="two groups"),
        pytest.param("", None, ["whole"], [], 1, id="all over"),
        pytest.param("", None, ["calf-l"], ["heat_stroke"], 1, id="a body-wide sign"),
        pytest.param("", None, ["calf-l"], ["possible_tear"], 1, id="a sign that needs a doctor"),
        pytest.param("yes", 9, ["calf-l", "quad-r"], ["nerves"], 4, id="all of it"),
    ],
)
def test_why_a_cramp_is_serious(
    stopped: str, severity: int | None, sites: list[str], signs: list[str] | None, reasons: int
) -> None:
    found = why_serious(stopped=stopped, severity=severity, sites=sites, signs=signs)

    assert len(found) == reasons
