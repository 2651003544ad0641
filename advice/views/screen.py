"""What the relief screen shows, whoever looks and wherever its state stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.urls import reverse

from accounts.access import has_consent
from accounts.models import User
from advice import ceiling, queries
from advice.relief import (
    ADVICE_AFTER,
    DRINK_KNOWN_FOR,
    EASE_SECONDS,
    HEAT_AFTER,
    HEAT_AT_MOST_C,
    HOLD_SECONDS,
    NO_MAIL_FROM,
    NO_MAIL_TO,
    ROUNDS,
    STRETCHES,
    Relief,
    is_mail_quiet,
)
from journal.muscles import GROUPS, LEG_SITES
from journal.queries.relief import Run
from journal.relief import HEAT_EVERY, HEAT_ON, HEAT_ROUNDS, KINDS, Tapped

# What relief.js reckons with; the numbers live in Python only.
NUMBERS = {
    "heatAfter": HEAT_AFTER,
    "adviceAfter": ADVICE_AFTER,
    "heatOn": HEAT_ON,
    "heatEvery": HEAT_EVERY,
    "drinkFor": DRINK_KNOWN_FOR,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks. A stranger, and who gave no consent, has no diary to write into."""

    athlete: User | None
    no_drink: str = ""
    emergency_number: str = ""

    @property
    def context(self) -> dict[str, Any]:
        """What every relief page may know of its reader."""
        return {
            "athlete": self.athlete,
            "owner": str(self.athlete.pk) if self.athlete else "",
            "no_drink": self.no_drink,
            "emergency_number": self.emergency_number,
        }


def reader_of(request: HttpRequest, now: datetime) -> Reader:
    """Who looks, and whether they may drink (6 queries; 0 for a stranger)."""
    user = request.user
    if not user.is_authenticated or not has_consent(user):
        return Reader(None)
    limits = queries.drinking_limits(user, now)
    return Reader(user, limits.no_drink, limits.emergency_number)


def screen_of(
    reader: Reader, relief: Relief, *, key: UUID | None = None, run: Run | None = None
) -> dict[str, Any]:
    """The context of the steps. `key`: of the athlete's run; `run`: what is saved of it."""
    sip = ceiling.relief_sip()
    warmth = relief.warmth
    return reader.context | {
        "relief": relief,
        "state": relief.states(),
        "warmth": warmth,
        "sip": {"low": sip.low, "high": sip.high},
        "hold": HOLD_SECONDS,
        "ease": EASE_SECONDS,
        "rounds": ROUNDS,
        "heat_rounds": HEAT_ROUNDS,
        "heat_at_most_c": HEAT_AT_MOST_C,
        "key": key or "",
        "run": run,
        "keys": {kind: uuid4() for kind in (*KINDS, "next")},
        "heat_after": int(HEAT_AFTER.total_seconds()),
        "advice_after": int(ADVICE_AFTER.total_seconds()),
        "mail_is_quiet": _is_mail_quiet(reader, relief),
        "variants": [(relief.group, relief.group_name, relief.stretch)],
        "shared": json.dumps(_shared(reader, relief, key, run)),
    }


def empty_screen(reader: Reader, now: datetime) -> dict[str, Any]:
    """The steps before anything is chosen: the browser fills them in without a request."""
    blank = Relief("calf-l", now, now, (Tapped("stretch", now),), can_drink=not reader.no_drink)
    context = screen_of(reader, blank)
    variants = [(group, name, STRETCHES[group]) for group, name in GROUPS.items()]
    return context | {"variants": variants, "shared": json.dumps(_numbers(reader, now))}


def state_of(run: Run) -> dict[str, Any]:
    """What is saved of a run, for the browser; instants in milliseconds."""
    gone_at = run.gone_at if not run.episode.is_ongoing else None
    return {
        "id": str(run.episode.form_key),
        "site": site_of(run),
        "began": _ms(run.episode.started_at),
        "gone": _ms(gone_at) if gone_at else None,
        "over": not run.episode.is_ongoing,
        "mail": run.mail_heat,
        "steps": [
            {"id": str(key), "kind": step.kind, "at": _ms(step.at)}
            for key, step in zip(run.keys, run.steps, strict=True)
        ],
        "page": reverse("journal:episode", args=[run.episode.pk]),
    }


def site_of(run: Run) -> str:
    """The first place of the cramp that has steps; empty: none has."""
    return next((site for site in run.episode.muscles if site in LEG_SITES), "")


def _shared(reader: Reader, relief: Relief, key: UUID | None, run: Run | None) -> dict[str, Any]:
    fresh = {
        "id": str(key or ""),
        "site": relief.site,
        "began": _ms(relief.began),
        "gone": _ms(relief.gone_at) if relief.gone_at else None,
        "mail": False,
        "steps": [{"id": "", "kind": each.kind, "at": _ms(each.at)} for each in relief.steps],
    }
    return _numbers(reader, relief.now) | {"run": state_of(run) if run and run.steps else fresh}


def _numbers(reader: Reader, now: datetime) -> dict[str, Any]:
    numbers: dict[str, Any] = {name: _span(value) for name, value in NUMBERS.items()}
    return numbers | {
        "heatRounds": HEAT_ROUNDS,
        "hold": HOLD_SECONDS,
        "ease": EASE_SECONDS,
        "rounds": ROUNDS,
        "canDrink": not reader.no_drink,
        "at": _ms(now),
        "noMailFrom": NO_MAIL_FROM.hour,
        "noMailTo": NO_MAIL_TO.hour,
        "names": dict(LEG_SITES) | {code: name.capitalize() for code, name in GROUPS.items()},
    }


def _is_mail_quiet(reader: Reader, relief: Relief) -> bool:
    """Whether the next round, or the one after a round begun now, falls into the night."""
    if reader.athlete is None:
        return False
    rounds = [step.at for step in relief.steps if step.kind == "heat"]
    return is_mail_quiet(
        (rounds[-1] if rounds else relief.now) + HEAT_EVERY, reader.athlete.zone_info
    )


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _span(value: Any) -> int:
    return int(value.total_seconds() * 1000)
