"""What one sweat test says, and why it may not count (evidence 4.1 and 4.3). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from advice import sweat
from advice.rules.facts import Session
from advice.rules.fluids import is_believable, loss_percent, sweat_rate

# What a test needs, in the order of the form: the column, and its name in a sentence.
_NEEDED = (
    ("minutes", "how long it was"),
    ("mass_before_kg", "the weight before"),
    ("mass_after_kg", "the weight after"),
    ("drank_ml", "what you drank"),
    ("urine_ml", "the urine"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """Rates in L/h with their error either way, loss in per cent of the mass before.

    `missing`: what is still to be told before a rate can be reckoned. `why_not`: codes of why the
    rate does not count for plans; empty where it counts or where there is none yet.
    """

    lost_percent: float | None
    rate: float | None
    missing: tuple[str, ...]
    why_not: tuple[str, ...]
    sweater: str
    reads_high: bool

    @property
    def low(self) -> float:
        """The lower end."""
        return sweat.with_error(self.rate or 0.0)[0]

    @property
    def high(self) -> float:
        """The upper end."""
        return sweat.with_error(self.rate or 0.0)[1]

    @property
    def changed_percent(self) -> float:
        """The change of mass without a sign."""
        return abs(self.lost_percent or 0.0)


def result(session: Session) -> Result:
    """What this session comes to as a test."""
    rate = sweat_rate(session)
    return Result(
        lost_percent=loss_percent(session),
        rate=rate,
        missing=tuple(words for column, words in _NEEDED if not _is_told(session, column)),
        why_not=_why_not(session, rate) if rate is not None else (),
        sweater=sweat.sweater(rate) if rate is not None else "",
        reads_high=not (session.sport == "run" and session.distance_m),
    )


def _is_told(session: Session, column: str) -> bool:
    return getattr(session, column) is not None


def _why_not(session: Session, rate: float) -> tuple[str, ...]:
    low, high = sweat.TEST_RATES_L_PER_H
    found = {
        "short": (session.minutes or 0) < sweat.TEST_MINUTES,
        "implausible": not low <= rate <= high,
        "no_temperature": session.temperature_c is None,
        "unlike": session.temperature_c is not None and not is_believable(session, rate),
    }
    return tuple(code for code, is_so in found.items() if is_so)
