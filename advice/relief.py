"""What to do while a cramp lasts (evidence rows 33 to 40). Pure, the clock is an argument.

The screen follows from instants alone: when the cramp began, when each step was tapped, and now.
So a reload, a locked phone or another device shows the same. `static/js/relief.js` does the same
sums in the browser; `Relief` is where they are written down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from journal.muscles import GROUPS, SIDES, group_of
from journal.relief import HEAT_EVERY, HEAT_ON, HEAT_ROUNDS, KINDS, Tapped

# Evidence row 38 (design choice): "a few minutes" is three; row 6: ten is longer than usual.
HEAT_AFTER = timedelta(minutes=3)
ADVICE_AFTER = timedelta(minutes=10)
# Evidence row 35 (design choice within 20 to 30 s): hold, ease, repeat.
HOLD_SECONDS = 30
EASE_SECONDS = 5
ROUNDS = 5
# Evidence row 39 says 40 to 43 °C at most; the cooler end is the safe one (design choice).
HEAT_AT_MOST_C = 40.0
# A page left open longer than this is about another cramp (design choice).
STALE_AFTER = timedelta(hours=24)
# Design choice: a page kept on a phone without network knows for so long what was drunk.
DRINK_KNOWN_FOR = timedelta(minutes=30)
# Evidence 8: no mail from ten to six.
NO_MAIL_FROM = time(22)
NO_MAIL_TO = time(6)


class Step(IntEnum):
    """The steps in order."""

    STOP = 1
    STRETCH = 2
    MASSAGE = 3
    DRINK = 4
    HEAT = 5
    ADVICE = 6


class Warm(StrEnum):
    """Where warmth stands (evidence row 39)."""

    EARLY = "early"
    READY = "ready"
    ON = "on"
    OFF = "off"
    OVER = "over"


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
class Warmth:
    """Rounds begun, and when what is said now ends; None: it waits for nothing."""

    state: Warm
    rounds: int
    until: datetime | None = None

    @property
    def next_round(self) -> int:
        """The number of the round that may come."""
        return self.rounds + 1


@dataclass(frozen=True, slots=True)
class Relief:
    """Where somebody stands. `steps` in the order of their instants; the first is a stretch."""

    site: str
    began: datetime
    now: datetime
    steps: tuple[Tapped, ...]
    can_drink: bool = True
    gone_at: datetime | None = None

    @property
    def name(self) -> str:
        """“Left calf”."""
        return site_name(self.site)

    @property
    def group(self) -> str:
        """The muscle group, without a side."""
        return group_of(self.site)

    @property
    def group_name(self) -> str:
        """“calf”, for a sentence."""
        return GROUPS[self.group]

    @property
    def stretch(self) -> Stretch:
        """How to make it long."""
        return STRETCHES[self.group]

    @property
    def running(self) -> Tapped | None:
        """The step that was tapped last; None once it is gone."""
        return self.steps[-1] if self.steps and self.gone_at is None else None

    @property
    def warmth(self) -> Warmth:
        """Twenty minutes on, forty off, three rounds at most (evidence row 39)."""
        rounds = [step.at for step in self.steps if step.kind == "heat"]
        if not rounds:
            early = self.now < self.heat_at
            return Warmth(Warm.EARLY, 0, self.heat_at) if early else Warmth(Warm.READY, 0)
        begun, last = len(rounds), rounds[-1]
        if self.now < last + HEAT_ON:
            return Warmth(Warm.ON, begun, last + HEAT_ON)
        if begun >= HEAT_ROUNDS:
            return Warmth(Warm.OVER, begun)
        if self.now < last + HEAT_EVERY:
            return Warmth(Warm.OFF, begun, last + HEAT_EVERY)
        return Warmth(Warm.READY, begun)

    @property
    def lit(self) -> Step | None:
        """The step that is lit; time alone lights warmth at 3 and advice at 10 minutes.

        Somebody who taps another step after 3 minutes has chosen it. Advice wins over all.
        """
        if self.running is None:
            return None
        if self.is_long:
            return Step.ADVICE
        chosen = Step[self.running.kind.upper()]
        return chosen if self.now < self.heat_at or self.running.at >= self.heat_at else Step.HEAT

    def states(self) -> dict[str, str]:
        """Each step as a class of the list: done, is-now, or nothing yet."""
        ran = {step.kind for step in self.steps if step is not self.running}
        lit = self.lit
        return {
            each.name.lower(): "is-now"
            if each is lit
            else "done"
            if each is Step.STOP or each.name.lower() in ran
            else ""
            for each in Step
        }

    @property
    def next_kind(self) -> str:
        """What “Still there” begins; empty: it leads to the panel that says when to call.

        Before 3 minutes stretch, massage and drink take turns; then warmth, when a round may
        begin; after 10 minutes nothing but advice (evidence rows 38 to 40).
        """
        if self.running is None or self.is_long:
            return ""
        if self.now >= self.heat_at:
            return "heat" if self.warmth.state == Warm.READY else ""
        turns = [kind for kind in KINDS if kind != "heat" and (kind != "drink" or self.can_drink)]
        now = self.running.kind
        return turns[(turns.index(now) + 1) % len(turns)] if now in turns else turns[0]

    @property
    def elapsed(self) -> timedelta:
        """How long it has lasted, or did."""
        return max(timedelta(0), (self.gone_at or self.now) - self.began)

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
        """For a form: to the millisecond, as phones tell it."""
        return self.began.astimezone(UTC).isoformat(timespec="milliseconds")

    @property
    def did(self) -> str:
        """The steps for the address: “stretch.0,massage.45”, seconds after the start."""
        return ",".join(
            f"{step.kind}.{int((step.at - self.began).total_seconds())}" for step in self.steps
        )

    @property
    def heat_at(self) -> datetime:
        """When it is time to warm it."""
        return self.began + HEAT_AFTER

    @property
    def advice_at(self) -> datetime:
        """When it has lasted longer than a usual cramp."""
        return self.began + ADVICE_AFTER

    @property
    def is_long(self) -> bool:
        """Ten minutes are over (evidence row 40)."""
        return self.elapsed >= ADVICE_AFTER


def began_at(epoch: str, now: datetime) -> datetime | None:
    """The start that the address names; None when it is nonsense, to come, or long ago."""
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 12):
        return None
    began = datetime.fromtimestamp(int(epoch), UTC)
    return began if now - STALE_AFTER <= began <= now else None


_DID = re.compile(rf"({'|'.join(KINDS)})\.([0-9]{{1,6}})", re.ASCII)
# More taps than that in a day are not a person's.
_MOST = 100


def steps_in(did: str, began: datetime, now: datetime) -> tuple[Tapped, ...]:
    """The steps that the address names, in order; what is nonsense or to come is left out.

    Without any it begins with a stretch (evidence row 35).
    """
    found = [
        Tapped(match[1], began + timedelta(seconds=int(match[2])))
        for part in did.split(",")[:_MOST]
        if (match := _DID.fullmatch(part))
    ]
    known = sorted((step for step in found if step.at <= now), key=lambda step: step.at)
    return tuple(known) or (Tapped("stretch", began),)


def is_mail_quiet(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether no mail about warmth may come then, on this zone's clock (evidence 8)."""
    clock = moment.astimezone(zone).time()
    return clock >= NO_MAIL_FROM or clock < NO_MAIL_TO


def site_name(site: str) -> str:
    """“Left calf”, or “Calf” without a side."""
    group, _, side = site.partition("-")
    name = GROUPS[group]
    return f"{SIDES[side]} {name}" if side else name.capitalize()


def is_site(site: str) -> bool:
    """Whether the steps know this muscle, with or without a side."""
    group, dash, side = site.partition("-")
    return group in GROUPS and (side in SIDES if dash else True)
