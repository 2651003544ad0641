"""What to do while a cramp lasts (evidence rows 33 to 40). Pure, the clock is an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from journal.muscles import GROUPS, SIDES, group_of

# Evidence row 38 (design choice): "a few minutes" is three; row 6: ten is longer than usual.
HEAT_AFTER = timedelta(minutes=3)
ADVICE_AFTER = timedelta(minutes=10)
# Evidence row 35 (design choice within 20 to 30 s): hold, ease, repeat.
HOLD_SECONDS = 30
EASE_SECONDS = 5
ROUNDS = 5
# A page left open longer than this is about another cramp (design choice).
STALE_AFTER = timedelta(hours=24)


class Step(IntEnum):
    """The steps in order; the number is the one in the address."""

    STOP = 1
    STRETCH = 2
    MASSAGE = 3
    DRINK = 4
    HEAT = 5
    ADVICE = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """How to make one muscle long. Row 35 names calf, hamstring and quadriceps; the others
    follow the same principle (design choice)."""

    how: str
    pose: str


STRETCHES: dict[str, Stretch] = {
    "calf": Stretch(
        "Knee straight. Pull the toes towards you, gently.",
        "Sitting with one knee straight, both hands pull the toes towards the body",
    ),
    "ham": Stretch(
        "Straighten the knee, heel on the ground. Lean forward from the hips.",
        "Standing, one leg straight in front with the heel down, leaning forward from the hips",
    ),
    "quad": Stretch(
        "Hold on to something. Bring the heel to your buttock, knee pointing down.",
        "Standing with one hand on a wall, the other hand pulls the heel to the buttock",
    ),
    "inner": Stretch(
        "Stand wide. Bend the other knee and lean away, this leg straight.",
        "Standing wide, one knee bent, the other leg straight out to the side",
    ),
    "shin": Stretch(
        "Point the toes down. Press the top of the foot to the ground behind you, gently.",
        "Standing, the top of one foot pressed to the ground behind",
    ),
    "glute": Stretch(
        "Lie on your back. Pull the knee towards the opposite shoulder.",
        "Lying on the back, both hands pull one knee to the chest",
    ),
    "arch": Stretch(
        "Pull the toes up towards your shin. Keep the heel where it is.",
        "A foot with the heel on the ground, a hand pulls the toes up",
    ),
    "foot": Stretch(
        "Curl the toes under and press them down, gently.",
        "A foot with the toes curled under and pressed down",
    ),
}


@dataclass(frozen=True, slots=True)
class Relief:
    """Where somebody stands: the muscle, when it began, and the step that is lit."""

    site: str
    name: str
    stretch: Stretch
    began: datetime
    now: datetime
    step: Step

    @property
    def group(self) -> str:
        """The muscle group, without a side."""
        return group_of(self.site)

    @property
    def group_name(self) -> str:
        """“calf”, for a sentence."""
        return GROUPS[self.group]

    def states(self, *, gone: bool = False) -> dict[str, str]:
        """Each step as a class of the list: done, is-now, or nothing yet."""
        return {each.name.lower(): _state(each, self.step, gone=gone) for each in Step}

    @property
    def elapsed(self) -> timedelta:
        """How long it has lasted."""
        return self.now - self.began

    @property
    def elapsed_words(self) -> str:
        """“1:20”, minutes and seconds."""
        minutes, seconds = divmod(int(self.elapsed.total_seconds()), 60)
        return f"{minutes}:{seconds:02}"

    @property
    def began_epoch(self) -> int:
        """For the address: whole seconds."""
        return int(self.began.timestamp())

    @property
    def began_iso(self) -> str:
        """For the address of the log."""
        return self.began.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def heat_at(self) -> datetime:
        """When it is time to warm it."""
        return self.began + HEAT_AFTER

    @property
    def advice_at(self) -> datetime:
        """When it has lasted longer than a usual cramp."""
        return self.began + ADVICE_AFTER

    @property
    def next_step(self) -> Step | None:
        """Where "Still there" leads; None after the last."""
        return Step(self.step + 1) if self.step < Step.ADVICE else None

    @property
    def is_long(self) -> bool:
        """Ten minutes are over (evidence row 40)."""
        return self.elapsed >= ADVICE_AFTER


def _state(step: Step, lit: Step, *, gone: bool) -> str:
    if gone or step > lit:
        return ""
    return "done" if step < lit else "is-now"


def began_at(epoch: str, now: datetime) -> datetime | None:
    """The start that the address names; None when it is nonsense, to come, or long ago."""
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 12):
        return None
    began = datetime.fromtimestamp(int(epoch), UTC)
    return began if now - STALE_AFTER <= began <= now else None


def relief_of(site: str, began: datetime, asked: str, now: datetime) -> Relief:
    """The step the address asks for; time alone lights warmth at 3 and advice at 10 minutes."""
    group = group_of(site)
    step = int(asked) if asked in {str(each.value) for each in Step} else Step.STRETCH
    elapsed = now - began
    if elapsed >= ADVICE_AFTER:
        step = Step.ADVICE
    elif elapsed >= HEAT_AFTER:
        step = max(step, Step.HEAT)
    return Relief(site, site_name(site), STRETCHES[group], began, now, Step(step))


def site_name(site: str) -> str:
    """“Left calf”, or “Calf” without a side."""
    group, _, side = site.partition("-")
    name = GROUPS[group]
    return f"{SIDES[side]} {name}" if side else name.capitalize()


def is_site(site: str) -> bool:
    """Whether the steps know this muscle, with or without a side."""
    group, dash, side = site.partition("-")
    return group in GROUPS and (side in SIDES if dash else True)
