"""Builders: plain typed functions, every default visible, nothing random."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress

from accounts.models import AccessLog, Grant, HealthConsent, User
from advice import sharing
from advice.models import FindingSnapshot, ReportFile, ReportShare
from coaching.codes import code_of, hashed
from coaching.models import Invitation
from journal.models import (
    Change,
    CheckIn,
    CrampEpisode,
    Cup,
    Drink,
    Entry,
    HealthProfile,
    Intake,
    Medication,
    NearCramp,
    ReliefRun,
    ReliefStep,
    Workout,
    WorkoutTemplate,
)
from reminders.models import Preference, Reminder, Seat, Snooze

# A Wednesday at noon in Lisbon, in winter: UTC and local clocks agree.
NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
TODAY = date(2026, 1, 14)
PASSWORD = "a long walk by the river 7"


def user(name: str = "ana", *, consent: bool = True, verified: bool = True, **fields: Any) -> User:
    """A person of the cast: ana and bea are athletes, kim is a coach by `coach()`."""
    values: dict[str, Any] = {"zone": "Europe/Lisbon", "name": name.capitalize()} | fields
    made = User.objects.create_user(f"{name}@example.org", PASSWORD, **values)
    EmailAddress.objects.create(user=made, email=made.email, verified=verified, primary=True)
    if consent:
        HealthConsent.objects.create(user=made, given_at=NOON - timedelta(days=400))
    return made


def coach(name: str = "kim", **fields: Any) -> User:
    """Somebody who turned coaching on."""
    return user(name, is_coach=True, **fields)


def grant(athlete: User, to: User, **fields: Any) -> Grant:
    """A live grant of workouts, cramps and drinks."""
    values: dict[str, Any] = {"granted_at": NOON - timedelta(days=30)} | fields
    return Grant.objects.create(athlete=athlete, coach=to, **values)


def workout(athlete: User, **fields: Any) -> Workout:
    """A run planned for tomorrow at ten, one hour, effort 5."""
    values: dict[str, Any] = {
        "sport": "run",
        "zone": athlete.zone,
        "planned_start_at": NOON + timedelta(hours=22),
        "planned_minutes": 60,
        "planned_effort": 5,
    } | fields
    made = Workout.objects.create(athlete=athlete, **values)
    made.refresh_from_db()
    return made


def done_workout(athlete: User, *, days_ago: float = 1, **fields: Any) -> Workout:
    """A run done some days before NOON, one hour at RPE 5, cramp not answered."""
    values: dict[str, Any] = {
        "state": "done",
        "planned_start_at": None,
        "planned_minutes": None,
        "planned_effort": None,
        "started_at": NOON - timedelta(days=days_ago),
        "minutes": 60,
        "rpe": 5,
    } | fields
    return workout(athlete, **values)


def episode(athlete: User, *, days_ago: float = 1, **fields: Any) -> CrampEpisode:
    """A cramp in the left calf, only what is required."""
    values: dict[str, Any] = {
        "muscles": ["calf-l"],
        "zone": athlete.zone,
        "started_at": NOON - timedelta(days=days_ago),
    } | fields
    return CrampEpisode.objects.create(athlete=athlete, **values)


def near_cramp(athlete: User, *, days_ago: float = 1, **fields: Any) -> NearCramp:
    """A near-cramp in the right hamstring."""
    values: dict[str, Any] = {
        "muscles": ["ham-r"],
        "zone": athlete.zone,
        "started_at": NOON - timedelta(days=days_ago),
    } | fields
    return NearCramp.objects.create(athlete=athlete, **values)


def step(episode: CrampEpisode, kind: str = "stretch", **fields: Any) -> ReliefStep:
    """A step against a cramp, told later, without a time."""
    return ReliefStep.objects.create(episode=episode, kind=kind, **fields)


def template(owner: User, name: str = "Leg day", **fields: Any) -> WorkoutTemplate:
    """A run at ten, one hour."""
    values: dict[str, Any] = {"sport": "run", "clock": time(10), "minutes": 60} | fields
    return WorkoutTemplate.objects.create(owner=owner, name=name, **values)


def run(athlete: User, *, minutes_ago: float = 1, **fields: Any) -> CrampEpisode:
    """A cramp of the left calf that still goes on, guided, with its first stretch."""
    began = NOON - timedelta(minutes=minutes_ago)
    made = episode(athlete, started_at=began, end_kind="ongoing")
    ReliefStep.objects.create(episode=made, kind="stretch", started_at=began)
    ReliefRun.objects.create(episode=made, **{"seen_at": began} | fields)
    return made


def warmed(run: CrampEpisode, *, minutes_ago: float) -> ReliefStep:
    """A round of warmth that was begun some minutes before NOON."""
    began = NOON - timedelta(minutes=minutes_ago)
    return ReliefStep.objects.create(episode=run, kind="heat", started_at=began)


def drink(name: str = "Tap water", **fields: Any) -> Drink:
    """Plain water of the catalogue."""
    values: dict[str, Any] = {"mono_g": 0, "sucrose_g": 0, "malto_g": 0, "lactose_g": 0} | fields
    return Drink.objects.create(name=name, **values)


def intake(athlete: User, of: Drink, *, volume_ml: float = 250, **fields: Any) -> Intake:
    """A cup an hour before NOON."""
    values: dict[str, Any] = {
        "zone": athlete.zone,
        "started_at": NOON - timedelta(hours=1),
    } | fields
    return Intake.objects.create(athlete=athlete, drink=of, volume_ml=volume_ml, **values)


def cup(athlete: User, of: Drink, *, volume_ml: float = 750, **fields: Any) -> Cup:
    """A bottle."""
    values: dict[str, Any] = {"name": "Blue bottle"} | fields
    return Cup.objects.create(owner=athlete, drink=of, volume_ml=volume_ml, **values)


def check_in(athlete: User, **fields: Any) -> CheckIn:
    """An empty morning check of TODAY."""
    values: dict[str, Any] = {"zone": athlete.zone, "local_on": TODAY} | fields
    return CheckIn.objects.create(athlete=athlete, **values)


def medication(athlete: User, name: str = "Salmeterol", **fields: Any) -> Medication:
    """A medicine without dates."""
    values: dict[str, Any] = {"zone": athlete.zone} | fields
    return Medication.objects.create(athlete=athlete, name=name, **values)


def profile(athlete: User, **fields: Any) -> HealthProfile:
    """Seventy kilograms, no fluid limit."""
    values: dict[str, Any] = {"body_mass_kg": 70.0} | fields
    return HealthProfile.objects.create(athlete=athlete, **values)


def change(entry: Entry, fields: dict[str, list[Any]] | None = None, **values: Any) -> Change:
    """A change of an entry at NOON; with no fields it was saved."""
    name = str(entry._meta.model_name)
    columns: dict[str, Any] = {
        "athlete": entry.athlete,
        "kind": name,
        "entry_id": entry.pk,
        "act": "changed" if fields else "made",
        "fields": fields or {},
        "at": NOON,
    } | values
    return Change.objects.create(**columns)


def log(athlete: User, reader: User, page: str = "workout") -> AccessLog:
    """Somebody looked at NOON."""
    return AccessLog.objects.create(athlete=athlete, reader=reader, page=page, at=NOON)


def invitation(sender: User, side: str = "athlete", **fields: Any) -> Invitation:
    """Written at NOON, open for 14 days: workouts, cramps and drinks, by code alone."""
    key = uuid4()
    values: dict[str, Any] = {
        "categories": ["workouts", "cramps", "drinks"],
        "created_at": NOON,
        "expires_at": NOON + timedelta(days=14),
        "code_hash": hashed(code_of(key)),
    } | fields
    return Invitation.objects.create(pk=key, sender=sender, side=side, **values)


def preference(user: User, **fields: Any) -> Preference:
    """The defaults as a row: both mails on, eight in the evening, quiet from ten to six."""
    return Preference.objects.create(user=user, **fields)


def reminder(recipient: User, **fields: Any) -> Reminder:
    """The evening mail for tomorrow, due at eight tonight, useful until ten."""
    values: dict[str, Any] = {
        "kind": "hydration",
        "subject_id": (TODAY + timedelta(days=1)).isoformat(),
        "local_on": TODAY,
        "due_at": NOON + timedelta(hours=8),
        "stale_at": NOON + timedelta(hours=10),
        "created_at": NOON,
    } | fields
    return Reminder.objects.create(recipient=recipient, **values)


def report_file(athlete: User, **fields: Any) -> ReportFile:
    """The doctor's page, asked for an hour before NOON and ready."""
    values: dict[str, Any] = {
        "asked_at": NOON - timedelta(hours=1),
        "state": "done",
        "progress": 100,
        "made_at": NOON - timedelta(hours=1),
        "pdf": b"%PDF-1.7",
    } | fields
    return ReportFile.objects.create(athlete=athlete, **values)


def share(file: ReportFile, *, days: int = 7) -> ReportShare:
    """A link to a report file, made at noon."""
    return sharing.share(file, days=days, form_key=uuid4(), now=NOON)


def snapshot(athlete: User, *, days_ago: int = 0, **fields: Any) -> FindingSnapshot:
    """Advice to see a doctor, kept as it was shown some days before TODAY, not answered."""
    values: dict[str, Any] = {
        "rule": "consistent_cramps",
        "level": 40,
        "inputs": {
            "because": ["sessions"],
            "sessions": 3,
            "days": 28,
            "dates": ["2026-01-01", "2026-01-07", "2026-01-09"],
        },
        "shown_on": TODAY - timedelta(days=days_ago),
    } | fields
    return FindingSnapshot.objects.create(athlete=athlete, **values)


def tip(athlete: User, *, days_ago: int = 0, **fields: Any) -> FindingSnapshot:
    """A tip of a fuller week, kept as it was shown some days before TODAY, not answered."""
    inputs = {"percent": 34, "much": False, "week_load": 900, "usual_load": 672}
    values: dict[str, Any] = {"rule": "load_jump", "level": 20, "inputs": inputs} | fields
    return snapshot(athlete, days_ago=days_ago, **values)


def seat(of: Reminder, number: int = 1) -> Seat:
    """The first place of a workout."""
    return Seat.objects.create(reminder=of, of="w.workout", number=number)


def snooze(user: User, kind: str = "hydration", **fields: Any) -> Snooze:
    """A rest of three days from NOON."""
    values: dict[str, Any] = {"until": NOON + timedelta(days=3)} | fields
    return Snooze.objects.create(user=user, kind=kind, **values)
