"""Builders of facts: an athlete of 70 kg in Lisbon on a Wednesday at noon, nothing logged."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from advice.rules.facts import Cramp, Drunk, Facts, Label, Medicine, Morning, Planned, Session
from advice.rules.finding import Finding

ZONE = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 1, 14, 12, tzinfo=ZONE)
TODAY = date(2026, 1, 14)
WATER = Label("Tap water", mono_g=0, sucrose_g=0, lactose_g=0, malto_g=0)
JUICE = Label("Apple juice", mono_g=11.4, sodium_mg=7, potassium_mg=119)
SPORTS_DRINK = Label("Sports drink", mono_g=1.5, sucrose_g=4.5, sodium_mg=46, potassium_mg=12)


def facts(**fields: Any) -> Facts:
    """Nothing but a body mass."""
    values: dict[str, Any] = {"now": NOW, "today": TODAY, "body_mass_kg": 70.0} | fields
    return Facts(**values)


def session(day: int = 1, **fields: Any) -> Session:
    """A one-hour run at noon so many days ago, cramp not answered."""
    values: dict[str, Any] = {
        "key": f"s{day}",
        "day": day,
        "started_at": _ago(days=day),
        "sport": "run",
        "name": "Run",
        "minutes": 60,
    } | fields
    return Session(**values)


def just_done(**fields: Any) -> Session:
    """A one-hour run that ended half an hour ago."""
    values: dict[str, Any] = {"started_at": _ago(minutes=90)} | fields
    return session(0, **values)


def planned(hours: float = 22, **fields: Any) -> Planned:
    """A one-hour run so many hours ahead."""
    starts_at = NOW.astimezone(UTC) + timedelta(hours=hours)
    values: dict[str, Any] = {
        "key": "p",
        "days_ahead": (starts_at.astimezone(ZONE).date() - TODAY).days,
        "starts_at": starts_at,
        "sport": "run",
        "name": "Long run",
        "minutes": 60,
    } | fields
    return Planned(**values)


def cramp(day: float = 1, **fields: Any) -> Cramp:
    """A cramp in the left calf so many days ago, only what is required."""
    values: dict[str, Any] = {
        "key": f"c{day}",
        "day": int(day),
        "started_at": _ago(days=day),
        "sites": frozenset({"calf-l"}),
    } | fields
    return Cramp(**values)


def ongoing(minutes: float, **fields: Any) -> Cramp:
    """A cramp that began so many minutes ago and still goes on."""
    return cramp(0, started_at=_ago(minutes=minutes), ongoing=True, **fields)


def drunk(minutes_ago: float = 30, volume_ml: float = 250, label: Label = WATER) -> Drunk:
    """A cup so many minutes ago."""
    return Drunk(started_at=_ago(minutes=minutes_ago), volume_ml=volume_ml, label=label)


def morning(day: int = 0, **fields: Any) -> Morning:
    """An empty morning check."""
    return Morning(day=day, **fields)


def medicine(name: str = "Salmeterol", **fields: Any) -> Medicine:
    """A medicine without dates."""
    return Medicine(name, **fields)


def ml_of(found: Finding | None) -> dict[str, float] | None:
    """The volumes a finding advises, by name."""
    return {name: volume.ml for name, volume in found.volumes.items()} if found else None


def _ago(**span: float) -> datetime:
    return NOW.astimezone(UTC) - timedelta(**span)
