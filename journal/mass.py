"""Change of body mass over a workout. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# Design choices: no workout changes a body by more than this, whatever two scales say. A gain is
# what was drunk, and a loss above this was never measured in anybody who walked home.
BELIEVED_GAIN = 0.10
BELIEVED_LOSS = 0.15
# Design choice: bands a coach sees in place of a weight; 2 % is the limit of evidence 4.1.
_BANDS = ((1, "lost less than 1 %"), (2, "lost 1 to 2 %"), (3, "lost 2 to 3 %"))


@dataclass(frozen=True, slots=True)
class MassChange:
    """Lost is positive. Uncorrected, as the 2 % rule uses it (evidence 4.1, BML%)."""

    before_kg: float
    after_kg: float

    @property
    def lost_kg(self) -> float:
        """Kilograms lost; negative when gained."""
        return self.before_kg - self.after_kg

    @property
    def changed_kg(self) -> float:
        """Kilograms without a sign, for a sentence that says which way."""
        return abs(self.lost_kg)

    @property
    def lost_percent(self) -> float:
        """Percent of the mass before; negative when gained."""
        return 100 * self.lost_kg / self.before_kg

    @property
    def changed_percent(self) -> float:
        """Percent without a sign."""
        return abs(self.lost_percent)

    @property
    def band(self) -> str:
        """The change in words that give no weight away."""
        return band(self.lost_percent)


def band(lost_percent: float) -> str:
    """A loss (or, below 0, a gain) in percent, in words that give no weight away."""
    if lost_percent < 0:
        return "gained"
    return next((words for most, words in _BANDS if lost_percent < most), "lost over 3 %")


def is_change_believable(before_kg: float, after_kg: float) -> bool:
    """Whether one workout can lie between the two; else one of them is a slip."""
    # Six digits keep 77 over 70 from being 1.1000000000000001.
    return -BELIEVED_LOSS <= round(after_kg / before_kg - 1, 6) <= BELIEVED_GAIN


def mass_change(before_kg: float | None, after_kg: float | None) -> MassChange | None:
    """The change, when both ends were weighed."""
    if before_kg is None or after_kg is None:
        return None
    return MassChange(before_kg, after_kg)
