"""Which answers a finding takes, and how long each keeps it away. Pure Python.

What is dismissed or put away is the athlete's way of seeing their own diary. A coach's list is made
of the same findings, so that two people never look at two different days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advice.rules.facts import Answered, Facts
from advice.rules.finding import Finding, Level

# From this level on no answer makes a finding quiet: it ends by its own staleness.
NEVER_QUIET = Level.SAME_DAY
# How many days an answer keeps a finding away; a day is the athlete's own (design choices but
# the 28, which is row 4's "at most every 28 days"). "Not now" usually says for how long.
QUIET_DAYS: dict[str, int] = {
    "seen": 28,
    "booked": 28,
    "not_now": 7,
    "followed": 1,
    "not_followed": 1,
}
# A hot day is a new day: "not now" is about this one.
HEAT_QUIET_DAYS = 1
# How long "not now" may last, in days (design choice).
RESTS: tuple[int, ...] = (1, 7, 28)
# A tip by its level, but it guards against too much water: it can wait, and cannot be put away
# (design choice).
NEVER_RETIRED = frozenset({"gained_in_workout", "heavier_morning", "careful_with_drinking"})
# Say what is so, and ask nothing that could be done or not.
TELLING = frozenset({"unusual_place", "serious_cramp", "cramps_are_common"})
# Sends to somebody whatever its level, so the answer is about the visit (design choice).
VISIT_RULES = frozenset({"medicine_to_ask_about"})
# An input that is true in the graver half of a rule which has two.
MUCH = "much"

DONE = ("followed", "not_followed")
VISIT = ("booked", "seen")


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be answered: in one tap, "not now" for so many days, and "not again"."""

    answers: tuple[str, ...] = ()
    rests: tuple[int, ...] = ()
    retire: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was tapped; `days`: how long "not now" lasts, None: as usual."""

    answer: str
    days: int | None = None


# What a button sends.
GIVEN: Mapping[str, Given] = {
    **{code: Given(code) for code in (*DONE, *VISIT, "not_now")},
    **{f"not_now-{days}": Given("not_now", days) for days in RESTS},
}


def offer(rule: str, level: int) -> Offer:
    """The answers to a finding of this level; none where no answer would make it quiet."""
    if level >= NEVER_QUIET:
        return Offer()
    if level >= Level.SEE_A_DOCTOR or rule in VISIT_RULES:
        return Offer(VISIT, RESTS)
    if level >= Level.HEAT_STOP:
        return Offer(DONE, RESTS[:1])
    return Offer(() if rule in TELLING else DONE, RESTS, retire=rule not in NEVER_RETIRED)


def takes(offered: Offer, given: Given) -> bool:
    """Whether this answer is among those offered."""
    if given.answer == "not_now":
        return bool(offered.rests) and (given.days is None or given.days in offered.rests)
    return given.answer in offered.answers


def is_quiet(finding: Finding, facts: Facts) -> bool:
    """Whether the athlete's answer, or putting the rule away, keeps the finding silent for now."""
    if finding.level >= NEVER_QUIET:
        return False
    if finding.rule in facts.retired and offer(finding.rule, finding.level).retire:
        return True
    answered = facts.answers.get(finding.rule)
    if answered is None or _is_graver(finding, answered):
        return False
    if finding.level is Level.HEAT_STOP and answered.day >= HEAT_QUIET_DAYS:
        return False
    if answered.until is not None:
        return facts.today < answered.until
    return answered.day < QUIET_DAYS.get(answered.answer, 0)


def _is_graver(finding: Finding, answered: Answered) -> bool:
    """Whether it says more than what was answered: then it is heard again."""
    if answered.level is None:
        return False
    now = (int(finding.level), finding.inputs.get(MUCH) is True)
    return now > (answered.level, answered.much)
