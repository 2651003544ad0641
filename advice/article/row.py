"""One claim of the article beside what is known about it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from accounts.units import ML_PER_US_FLUID_OUNCE
from advice.article.needs import Need
from advice.rules.finding import Evidence


class Part(Enum):
    """The parts of the article, in its order, under our headings."""

    WHAT = "What a cramp is"
    TRIGGERS = "What may set one off"
    STEPS = "Steps that may help"
    RELIEF = "Getting rid of a cramp"


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold in words; `ours`: no study gives the number, we chose it."""

    words: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a row stand in the app: a page without arguments, and what it is."""

    page: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of section 1 of the evidence file, in words for people.

    `claim` is what the article says, in our words; `known` what the studies say, also where they
    disagree. `evidence` is the file's grade as the badge that the design gives it (None: nothing
    to grade) and `about` what it is a grade of, where that is not cramps. `needs` is what the
    athlete has to tell for a rule of this row to speak; with `any_need` one of them is enough.
    Which rules speak for a row stands in advice.rules.about alone.
    """

    number: int
    part: Part
    title: str
    claim: str
    known: str
    evidence: Evidence | None
    changes: str
    about: str = ""
    needs: tuple[Need, ...] = ()
    any_need: bool = False
    limits: tuple[Limit, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What the article leaves out and the app says all the same: a section of the file."""

    code: str
    title: str
    known: str
    evidence: Evidence
    limits: tuple[Limit, ...] = ()
    places: tuple[Place, ...] = ()
    needs: tuple[Need, ...] = ()


def ours(words: str) -> Limit:
    """A threshold that is a design choice."""
    return Limit(words, ours=True)


def litres(amount_l: float) -> str:
    """A volume of a rule for every reader, rounded down: “0.8 L (27 fl oz)”.

    What a rule says of everybody; an amount for one athlete comes from advice.ceiling alone.
    """
    return f"{amount_l:g} L ({amount_l * 1000 // ML_PER_US_FLUID_OUNCE:g} fl oz)"


def millilitres(ml: float) -> str:
    """“500 mL (16 fl oz)”, rounded down."""
    return f"{ml:g} mL ({ml // ML_PER_US_FLUID_OUNCE:g} fl oz)"


def both_degrees(celsius: float) -> str:
    """A temperature for every reader: “27.9 °C (82.2 °F)”."""
    return f"{celsius:g} °C ({celsius * 9 / 5 + 32:.1f} °F)"
