"""Every form of the app: its address, and an answer to it that is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Model
from django.urls import reverse

from accounts.models import Grant, HealthConsent, User
from advice.models import ReportFile
from coaching.codes import code_of, grouped
from coaching.models import Invitation
from journal.models import (
    CheckIn,
    CrampEpisode,
    Cup,
    Drink,
    HealthProfile,
    Intake,
    Medication,
    NearCramp,
    ReliefStep,
    Workout,
    WorkoutTemplate,
)
from reminders import links
from reminders.models import Kind, Preference, Snooze
from tests import make

# What a form may write, and so what a refused form must leave as it is.
KEPT: tuple[type[Model], ...] = (
    CheckIn,
    CrampEpisode,
    Cup,
    Drink,
    EmailAddress,
    Grant,
    HealthConsent,
    HealthProfile,
    Intake,
    Invitation,
    Medication,
    NearCramp,
    Preference,
    ReliefStep,
    ReportFile,
    Snooze,
    User,
    Workout,
    WorkoutTemplate,
)
Answers = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class FormDoor:
    """A form: where it is for ana, an answer that is right, who opens it."""

    name: str
    url: Callable[[User], str]
    right: Answers
    is_public: bool = False


def rows() -> dict[str, list[tuple[object, ...]]]:
    """All that is stored, to compare before and after."""
    stored = {}
    with connection.cursor() as cursor:
        for model in KEPT:
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')  # noqa: S608 our own names
            stored[table] = cursor.fetchall()
    return stored


def _path(url: str) -> str:
    return urlsplit(url).path


def _at(route: str, pk: Callable[[User], UUID] | None = None) -> Callable[[User], str]:
    return lambda ana: reverse(route, args=[pk(ana)] if pk else [])


PLAN: Answers = {
    "sport": "run",
    "title": "Long run",
    "day": "2026-01-20",
    "clock": "18:30",
    "part": "",
    "zone": "Europe/Lisbon",
    "minutes": "60",
    "effort": "5",
    "target_muscles": ["calf"],
    "distance": "10,5",
    "pace": "5:30",
    "temperature": "21",
    "humidity": "60",
    "acclimatised": "no",
    "note": "Easy",
}
MOVE: Answers = {name: PLAN[name] for name in ("day", "clock", "part", "zone")}
REPEAT: Answers = {"weekdays": ["0", "3"], "weeks": "4", "until": "2026-02-05"}
COPY: Answers = {"to": "2026-01-21"}
TEMPLATE: Answers = {
    "name": "Long run",
    "sport": "run",
    "clock": "07:30",
    "part": "",
    "minutes": "60",
    "effort": "5",
    "distance": "10,5",
    "target_muscles": ["calf"],
}
DONE: Answers = {
    "sport": "run",
    "title": "Long run",
    "day": "2026-01-13",
    "clock": "10:00",
    "zone": "Europe/Lisbon",
    "minutes": "60",
    "distance": "10.5",
    "rpe": "5",
    "cramped": "no",
    "first_half": "29:30",
    "temperature": "21",
    "humidity": "60",
    "acclimatised": "yes",
    "drank": "500",
    "urine": "100",
    "mass_before": "70.5",
    "mass_after": "70",
    "soreness": "2",
    "fatigue": "3",
    "target_muscles": ["calf"],
    "note": "Fine",
}
SWEAT: Answers = {
    "mass_before": "70.5",
    "mass_after": "70",
    "drank": "500",
    "urine": "100",
    "food": "40",
    "temperature": "21",
    "humidity": "60",
}
CRAMP: Answers = {
    "muscles": ["calf-l"],
    "when": "other",
    "on": "2026-01-13",
    "clock": "10:30",
    "severity": "6",
    "stopped": "eased",
    "lasted": "end",
    "ended_on": "2026-01-13",
    "ended_clock": "10:32",
    "phase": "during",
    "phase_quarter": "4",
    "helped": ["stretch"],
    "min_stretch": "1",
    "sec_stretch": "30",
    "sudden": "yes",
    "painful": "yes",
    "visibly_hard": "no",
    "twitching_before": "yes",
    "soreness_next_day": "4",
    "sleep_disturbance": "2",
    "red_flags": ["none"],
    "note": "At the hill",
}
EDIT_CRAMP: Answers = {name: value for name, value in CRAMP.items() if name != "when"}
NEAR: Answers = {name: CRAMP[name] for name in ("muscles", "when", "on", "clock", "note")}
EDIT_NEAR: Answers = {name: value for name, value in NEAR.items() if name != "when"}
DRINK: Answers = {
    "when": "other",
    "on": "2026-01-13",
    "clock": "10:30",
    "volume": "500",
    "ended_on": "2026-01-13",
    "ended_clock": "11:00",
    "label_name": "Club mix",
    "label_carbs": "6,5",
    "label_sugars": "4",
    "label_kind": "",
    "label_salt": "0.1",
    "label_sodium": "",
}
CHECK_IN: Answers = {
    "fatigue": "3",
    "stress": "2",
    "sleep": "other",
    "sleep_hours": "7:30",
    "urine": "3",
    "thirst": "4",
    "morning_mass_kg": "70,2",
    "note": "Slept well",
    "sore_at": "calf",
    "sore_calf": "2",
}
BODY: Answers = {
    "body_mass_kg": "70",
    "conditions": ["diabetes"],
    "sickle_trait": "no",
    "birth_year": "1990",
    "sex": "female",
    "emergency_number": "112",
}
OWN_DRINK: Answers = {
    "name": "Club mix",
    "carbs": "6,5",
    "sugars": "4",
    "kind": "",
    "powder": "on",
    "salt": "0.1",
    "sodium": "",
    "potassium": "12",
    "magnesium": "1",
    "calcium": "2",
    "protein": "0",
    "fat": "0",
    "alcohol": "0",
    "osmolality": "280",
}
CUP: Answers = {"name": "Blue bottle", "drink": "", "volume": "750"}
MEDICINE: Answers = {
    "name": "Salmeterol",
    "started_on": "2025-06-01",
    "changed_on": "2025-07-01",
    "ended_on": "2025-08-01",
    "note": "Mornings",
}
REPORT: Answers = {"questions": "Why mostly the left calf?", "with_medicines": "on"}
SETTINGS: Answers = {"name": "Ana", "zone": "Europe/Lisbon", "units": "metric", "theme": "system"}
MAILS: Answers = {
    "hydration": "on",
    "evening_at": "20:00",
    "quiet_from": "22:00",
    "quiet_to": "06:00",
    "paused_until": "2026-02-01",
}
OFFER: Answers = {"categories": ["workouts"], "ends_on": "2026-12-31", "email": "kim@example.org"}
SIGN_UP: Answers = {
    "email": "new@example.org",
    "name": "Nuno",
    "password1": make.PASSWORD,
    "password2": make.PASSWORD,
    "zone": "Europe/Lisbon",
    "units": "metric",
}

FORMS = [
    FormDoor("plan a workout", _at("journal:plan_workout"), PLAN),
    FormDoor("edit a plan", _at("journal:edit_workout", lambda ana: make.workout(ana).pk), PLAN),
    FormDoor("move a workout", _at("journal:move_workout", lambda ana: make.workout(ana).pk), MOVE),
    FormDoor(
        "repeat a workout",
        _at("journal:repeat_workout", lambda ana: make.workout(ana).pk),
        REPEAT,
    ),
    FormDoor("copy a week", lambda _: reverse("journal:copy_week", args=[2026, 3]), COPY),
    FormDoor("add a template", _at("journal:add_template"), TEMPLATE),
    FormDoor(
        "save as template",
        _at("journal:save_as_template", lambda ana: make.workout(ana).pk),
        TEMPLATE,
    ),
    FormDoor(
        "edit a template",
        _at("journal:edit_template", lambda ana: make.template(ana).pk),
        TEMPLATE,
    ),
    FormDoor("log a workout", _at("journal:log_workout"), DONE),
    FormDoor(
        "finish a workout", _at("journal:finish_workout", lambda ana: make.workout(ana).pk), DONE
    ),
    FormDoor(
        "edit a done workout",
        _at("journal:edit_workout", lambda ana: make.done_workout(ana).pk),
        DONE,
    ),
    FormDoor("test sweat", _at("journal:sweat_test", lambda ana: make.done_workout(ana).pk), SWEAT),
    FormDoor("log a cramp", _at("journal:log_cramp"), CRAMP),
    FormDoor(
        "edit a cramp",
        _at("journal:edit_episode", lambda ana: make.episode(ana).pk),
        EDIT_CRAMP,
    ),
    FormDoor(
        "end a cramp",
        _at("journal:end_episode", lambda ana: make.episode(ana, end_kind="ongoing").pk),
        {"when": "other", "on": "2026-01-13", "clock": "12:30"},
    ),
    FormDoor("log a near-cramp", _at("journal:log_near_cramp"), NEAR),
    FormDoor(
        "edit a near-cramp",
        _at("journal:edit_near_cramp", lambda ana: make.near_cramp(ana).pk),
        EDIT_NEAR,
    ),
    FormDoor("log a drink", _at("journal:log_drink"), DRINK),
    FormDoor(
        "edit a drink",
        _at("journal:edit_drink", lambda ana: make.intake(ana, Drink.objects.get()).pk),
        {
            "drink": "",
            **{name: DRINK[name] for name in ("on", "clock", "volume", "ended_on", "ended_clock")},
        },
    ),
    FormDoor("add a drink of one's own", _at("journal:add_own_drink"), OWN_DRINK),
    FormDoor(
        "edit a drink of one's own",
        _at("journal:edit_own_drink", lambda ana: make.drink("Mix", owner=ana).pk),
        OWN_DRINK,
    ),
    FormDoor("add a cup", _at("journal:add_cup"), CUP),
    FormDoor(
        "edit a cup",
        _at("journal:edit_cup", lambda ana: make.cup(ana, Drink.objects.filter(owner=None)[0]).pk),
        CUP,
    ),
    FormDoor("check in", _at("journal:check_in"), CHECK_IN),
    FormDoor("body", _at("journal:profile"), BODY),
    FormDoor("add a medicine", _at("journal:add_medicine"), MEDICINE),
    FormDoor(
        "edit a medicine",
        _at("journal:edit_medicine", lambda ana: make.medication(ana).pk),
        MEDICINE,
    ),
    FormDoor("page as a PDF", _at("advice:report_files"), REPORT),
    FormDoor("settings", _at("accounts:settings"), SETTINGS),
    FormDoor("e-mails", _at("reminders:settings"), MAILS),
    FormDoor(
        "rest of a kind of e-mail",
        lambda ana: _path(links.snooze_url(ana, Kind.HYDRATION)),
        {"days": "3"},
        is_public=True,
    ),
    FormDoor(
        "drink from an e-mail",
        lambda ana: _path(links.log_url(ana, None, at=make.NOON, kind=Kind.HYDRATION)),
        {"volume": "350", "when": "other", "on": "2026-01-14", "clock": "11:30"},
        is_public=True,
    ),
    FormDoor("invite a coach", _at("coaching:invite_coach"), OFFER),
    FormDoor(
        "change a grant",
        _at("coaching:grant", lambda ana: make.grant(ana, make.coach()).pk),
        {"categories": ["workouts"], "ends_on": "2026-12-31"},
    ),
    FormDoor(
        "invite an athlete",
        _at("coaching:invite_athlete"),
        {"categories": ["workouts"], "email": "bea@example.org"},
    ),
    FormDoor(
        "answer a coach",
        lambda _: reverse(
            "coaching:invitation",
            args=[grouped(code_of(make.invitation(make.coach("kai"), "coach").pk))],
        ),
        {"categories": ["workouts"], "ends_on": "2026-12-31"},
    ),
    FormDoor("enter a code", _at("coaching:enter_code"), {"code": "AAAAA-AAAAA"}),
    FormDoor("sign up", _at("account_signup"), SIGN_UP, is_public=True),
    FormDoor(
        "log in",
        _at("account_login"),
        {"login": "ana@example.org", "password": make.PASSWORD},
        is_public=True,
    ),
    FormDoor(
        "reset a password",
        _at("account_reset_password"),
        {"email": "ana@example.org"},
        is_public=True,
    ),
    FormDoor(
        "change the password",
        _at("account_change_password"),
        {
            "oldpassword": make.PASSWORD,
            "password1": "another long walk 8",
            "password2": "another long walk 8",
        },
    ),
]


def form(name: str) -> FormDoor:
    """The form of this name."""
    return next(each for each in FORMS if each.name == name)
