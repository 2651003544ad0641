"""What the front door shows to somebody without a diary: made-up, but really computed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from advice.hydration import prepare
from advice.marks import COMPARED, Marks, marks
from advice.plan import Row, plan_rows
from advice.rules.facts import Facts, Planned

_BODY_MASS_KG = 60.0
_HERO_COLUMNS = 15
_HERO_CRAMPS = frozenset({4, 13, 19, 22, 33, 41, 46, 57})
_SESSIONS = 60
_SHOWN_STEPS = ("night", "during")


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """The pictures of the front door."""

    hero: Marks
    hot: Marks
    other: Marks
    plan: tuple[Row, ...]


def front_door(now: datetime) -> FrontDoor:
    """Sixty sessions with eight cramps, and the evening and the run of a plan."""
    return FrontDoor(
        hero=marks([number in _HERO_CRAMPS for number in range(_SESSIONS)], _HERO_COLUMNS),
        hot=marks([True] * 6 + [False] * 14, COMPARED),
        other=marks([True] * 2 + [False] * 38, COMPARED),
        plan=_plan(now),
    )


def _plan(now: datetime) -> tuple[Row, ...]:
    noon = now.astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    planned = Planned(
        key="example",
        days_ahead=1,
        starts_at=noon + timedelta(hours=22),
        sport="run",
        name="Long run",
        minutes=100,
        effort=5,
    )
    facts = Facts(now=noon, today=noon.date(), body_mass_kg=_BODY_MASS_KG, planned=(planned,))
    rows = plan_rows(prepare(planned, facts), planned, facts)
    return tuple(row for row in rows if row.step.kind in _SHOWN_STEPS)
