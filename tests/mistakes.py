"""Mistakes people make, one in each answer, and what the page says beside the field."""

from __future__ import annotations

from typing import NamedTuple

from tests.forms import Answers

NUMBER = "Write a number"
WHOLE = "Write a whole number from 1 to 1,440."
DAY = "Write the day as year-month-day"
YEAR = "Pick a day from 1950 to 2100."
CLOCK = "Write the time as hours and minutes"
NAME_80 = "A name holds 80 characters"
LONG_NOTE = "A note holds 2,000 characters and this one has 10,000."
UNKNOWN_ZONE = "is not a time zone we know"
NOT_KEPT = "There is a sign in it that we cannot keep."


class Wrong(NamedTuple):
    """One mistake in an answer that is right but for it."""

    form: str
    field: str
    typed: str | list[str]
    says: str
    besides: Answers = {}


PLANS = [
    Wrong("plan a workout", "minutes", "0", WHOLE),
    Wrong("plan a workout", "minutes", "5000", WHOLE),
    Wrong("plan a workout", "minutes", "5,000", WHOLE),
    Wrong("plan a workout", "minutes", "2400", WHOLE),
    Wrong("plan a workout", "minutes", "-5", WHOLE),
    Wrong("plan a workout", "minutes", "an hour", WHOLE),
    Wrong("plan a workout", "minutes", "60,5", WHOLE),
    Wrong("plan a workout", "minutes", "\uff19" * 5_000, WHOLE),
    Wrong("plan a workout", "minutes", "", WHOLE),
    Wrong("plan a workout", "minutes", " ", WHOLE),
    Wrong("plan a workout", "day", "", "Pick a day."),
    Wrong("plan a workout", "day", "2026-02-31", DAY),
    Wrong("plan a workout", "day", "0001-01-01", YEAR),
    Wrong("plan a workout", "day", "9999-12-31", YEAR),
    Wrong("plan a workout", "day", "2099-12-31", "A plan reaches two years ahead."),
    Wrong("plan a workout", "day", "tomorrow", DAY),
    Wrong("plan a workout", "clock", "10:00", "This time has passed.", {"day": "2026-01-13"}),
    Wrong("plan a workout", "clock", "25:00", CLOCK),
    Wrong("plan a workout", "clock", "18:60", CLOCK),
    Wrong("plan a workout", "clock", "", "Give a time, or pick a part of the day."),
    Wrong("plan a workout", "part", "dusk", "Pick one of the answers shown."),
    Wrong("plan a workout", "zone", "Mars/Olympus", UNKNOWN_ZONE),
    Wrong("plan a workout", "zone", "../etc/passwd", UNKNOWN_ZONE),
    Wrong("plan a workout", "zone", "", "Pick a time zone, such as Europe/Lisbon."),
    Wrong("plan a workout", "sport", "chess", "Pick one from the list."),
    Wrong("plan a workout", "sport", "", "This is needed. Please fill it in."),
    Wrong("plan a workout", "effort", "11", "Pick a number from 0 to 10."),
    Wrong("plan a workout", "target_muscles", ["calf", "wing"], "Pick from the ones shown."),
    Wrong("plan a workout", "humidity", "140", "Write a number from 0 to 100 %."),
    Wrong("plan a workout", "humidity", "-1", "Write a number from 0 to 100 %."),
    Wrong("plan a workout", "temperature", "451", NUMBER),
    Wrong("plan a workout", "temperature", "warm", "Write a number in °C"),
    Wrong("plan a workout", "distance", "-3", NUMBER),
    Wrong("plan a workout", "distance", "1e400", NUMBER),
    Wrong("plan a workout", "distance", "NaN", NUMBER),
    Wrong("plan a workout", "distance", "Infinity", NUMBER),
    Wrong("plan a workout", "pace", "fast", "Write the pace as minutes and seconds"),
    Wrong("plan a workout", "pace", "5:61", "Write the pace as minutes and seconds"),
    Wrong("plan a workout", "pace", "0:30", "Write a pace from 1:00 to 60:00 /km."),
    Wrong("plan a workout", "pace", "900:00", "Write a pace from 1:00 to 60:00 /km."),
    Wrong("plan a workout", "pace", "5:30:10", "such as 28", {"sport": "ride"}),
    Wrong("plan a workout", "pace", "90", "from 1.0 to 60.0 km/h", {"sport": "ride"}),
    Wrong("plan a workout", "acclimatised", "perhaps", "Pick one of the answers shown."),
    Wrong("plan a workout", "note", "x" * 10_000, LONG_NOTE),
    Wrong("plan a workout", "note", "a\0b", NOT_KEPT),
    Wrong("plan a workout", "title", "🏃" * 81, NAME_80),
    Wrong("plan a workout", "title", "\0", NOT_KEPT),
    Wrong("edit a plan", "minutes", "0", WHOLE),
    Wrong("edit a plan", "day", "2026-02-31", DAY),
    Wrong("move a workout", "day", "2026-02-31", DAY),
    Wrong("move a workout", "clock", "soon", CLOCK),
    Wrong("move a workout", "zone", "Lisbonn", UNKNOWN_ZONE),
]
DONES = [
    Wrong("log a workout", "first_half", "half", "Write minutes and seconds, such as 24:30."),
    Wrong("log a workout", "first_half", "60:00", "The first half took less than the whole."),
    Wrong("log a workout", "first_half", "0:10", "Write a time from 0:30 to 24 hours."),
    Wrong("log a workout", "first_half", "9999:00", "Write a time from 0:30 to 24 hours."),
    Wrong("test sweat", "mass_before", "705", "Did you mean 70.5?"),
    Wrong("test sweat", "mass_after", "60", "Please check both weights."),
    Wrong("test sweat", "food", "some", "Write a whole number from 0 to 5,000."),
    Wrong("test sweat", "urine", "-1", NUMBER),
    Wrong("log a workout", "minutes", "0", WHOLE),
    Wrong("log a workout", "minutes", "5000", WHOLE),
    Wrong("log a workout", "minutes", "1440", "which is still to come", {"day": "2026-01-14"}),
    Wrong("log a workout", "clock", "23:00", "This start is still to come.", {"day": "2026-01-14"}),
    Wrong("log a workout", "clock", "", "Pick a time."),
    Wrong("log a workout", "day", "0001-01-01", YEAR),
    Wrong("log a workout", "day", "9999-12-31", YEAR),
    Wrong("log a workout", "rpe", "11", "Pick a number from 0 to 10."),
    Wrong("log a workout", "cramped", "maybe", "Pick one of the answers shown."),
    Wrong("log a workout", "mass_before", "-70", "Write a number from"),
    Wrong("log a workout", "mass_before", "604", "Did you mean 60.4?"),
    Wrong("log a workout", "mass_after", "7.0", NUMBER),
    Wrong("log a workout", "mass_after", "50", "Please check both weights."),
    Wrong("log a workout", "drank", "a lot", "Write a number in mL"),
    Wrong("log a workout", "drank", "-500", NUMBER),
    Wrong("log a workout", "urine", "99999999999999999999", NUMBER),
    Wrong("log a workout", "humidity", "140", "Write a number from 0 to 100 %."),
    Wrong("log a workout", "soreness", "-1", "Pick a number from 0 to 10."),
    Wrong("log a workout", "fatigue", "x", "Pick a number from 0 to 10."),
    Wrong("log a workout", "zone", "Atlantis", UNKNOWN_ZONE),
    Wrong("log a workout", "note", "x" * 10_000, LONG_NOTE),
    Wrong("finish a workout", "minutes", "2400", WHOLE),
    Wrong("finish a workout", "title", "x" * 200, NAME_80),
    Wrong("finish a workout", "sport", "chess", "Pick one from the list."),
    Wrong("edit a done workout", "mass_before", "0", NUMBER),
    Wrong("edit a done workout", "clock", "10:00", "is still to come.", {"day": "2027-01-01"}),
]
CRAMPS = [
    Wrong("log a cramp", "muscles", [], "Pick where it was."),
    Wrong("log a cramp", "muscles", ["wing-l"], "Pick from the ones shown."),
    Wrong("log a cramp", "muscles", ["calf-l", "wing-l"], "Pick from the ones shown."),
    Wrong("log a cramp", "severity", "11", "Pick a number from 0 to 10."),
    Wrong("log a cramp", "severity", "-1", "Pick a number from 0 to 10."),
    Wrong("log a cramp", "severity", "6.5", "Pick a number from 0 to 10."),
    Wrong("log a cramp", "on", "2026-02-31", DAY),
    Wrong("log a cramp", "on", "0001-01-01", YEAR),
    Wrong("log a cramp", "on", "9999-12-31", YEAR),
    Wrong("log a cramp", "clock", "10:30", "That is long ago.", {"on": "1951-01-01"}),
    Wrong("log a cramp", "clock", "10:30", "That is still to come.", {"on": "2026-01-15"}),
    Wrong("log a cramp", "clock", "12:30", "That is still to come.", {"on": "2026-01-14"}),
    Wrong("log a cramp", "clock", "", "Write the time, such as 18:30."),
    Wrong("log a cramp", "clock", "24:00", CLOCK),
    Wrong("log a cramp", "when", "next week", "Pick one of the answers shown."),
    Wrong("log a cramp", "ended_clock", "10:29", "It started at 10:30. The end comes after that."),
    Wrong("log a cramp", "ended_clock", "12:30", "still to come", {"ended_on": "2026-01-14"}),
    Wrong("log a cramp", "ended_clock", "", "Write the time it ended"),
    Wrong("log a cramp", "ended_on", "2026-13-01", DAY),
    Wrong("log a cramp", "ended_on", "9999-12-31", YEAR),
    Wrong("log a cramp", "lasted", "forever", "Pick one of the answers shown."),
    Wrong("log a cramp", "stopped", "maybe", "Pick one of the answers shown."),
    Wrong("log a cramp", "phase", "later", "Pick one of the answers shown."),
    Wrong("log a cramp", "phase_quarter", "5", "Pick one of the answers shown."),
    Wrong("log a cramp", "helped", ["luck"], "Pick from the ones shown."),
    Wrong("log a cramp", "twitching_before", "2", "Pick one of the answers shown."),
    Wrong("log a cramp", "red_flags", ["all"], "Pick from the ones shown."),
    Wrong("log a cramp", "note", "ä" * 10_000, LONG_NOTE),
    Wrong("log a cramp", "note", "\0", NOT_KEPT),
    Wrong("log a cramp", "sudden", "2", "Pick one of the answers shown."),
    Wrong("log a cramp", "painful", "perhaps", "Pick one of the answers shown."),
    Wrong("log a cramp", "visibly_hard", "2", "Pick one of the answers shown."),
    Wrong("log a cramp", "soreness_next_day", "11", "Pick a number from 0 to 10."),
    Wrong("log a cramp", "sleep_disturbance", "-1", "Pick a number from 0 to 10."),
    Wrong("log a cramp", "min_stretch", "a while", "Write a whole number from 0 to 1,440."),
    Wrong("log a cramp", "min_stretch", "1441", "Write a whole number from 0 to 1,440."),
    Wrong("log a cramp", "min_stretch", "1440", "That is more than a day."),
    Wrong("log a cramp", "sec_stretch", "-5", "Write a whole number from 0 to 3,600."),
    Wrong("edit a cramp", "sec_stretch", "3601", "Write a whole number from 0 to 3,600."),
    Wrong("log a near-cramp", "muscles", [], "Pick where it was."),
    Wrong("log a near-cramp", "muscles", ["wing-l"], "Pick from the ones shown."),
    Wrong("log a near-cramp", "clock", "", "Write the time, such as 18:30."),
    Wrong("log a near-cramp", "clock", "10:30", "That is still to come.", {"on": "2026-01-15"}),
    Wrong("log a near-cramp", "note", "ä" * 10_000, LONG_NOTE),
    Wrong("edit a near-cramp", "muscles", [], "Pick where it was."),
    Wrong("edit a near-cramp", "clock", "24:00", CLOCK),
    Wrong("edit a cramp", "muscles", [], "Pick where it was."),
    Wrong("edit a cramp", "severity", "11", "Pick a number from 0 to 10."),
    Wrong("edit a cramp", "clock", "10:30", "still to come", {"on": "2026-01-15"}),
    Wrong("edit a cramp", "clock", "", "Pick a time."),
    Wrong("edit a cramp", "ended_clock", "09:00", "The end comes after that."),
    Wrong("end a cramp", "clock", "11:00", "It started at 12:00. The end comes after that."),
    Wrong("end a cramp", "clock", "12:30", "still to come", {"on": "2026-01-14"}),
    Wrong("end a cramp", "when", "9", "Pick one of the answers shown."),
    Wrong("end a cramp", "on", "9999-12-31", YEAR),
]
DRINKS = [
    Wrong("log a drink", "label_carbs", "300", "100 mL cannot hold 300 g."),
    Wrong("log a drink", "label_carbs", "-1", "Write 0 or more."),
    Wrong("log a drink", "label_carbs", "sweet", "Write a number in g, such as 6.5."),
    Wrong("log a drink", "label_sugars", "7", "Sugars are part of the 6.5 g carbohydrate"),
    Wrong("log a drink", "label_sodium", "1", "Salt or sodium, one of them is enough."),
    Wrong("log a drink", "ended_clock", "10:00", "The end comes after that."),
    Wrong("log a drink", "ended_clock", "", "Write the time it was finished, or clear the day."),
    Wrong("log a drink", "ended_clock", "11:00", "still to come", {"ended_on": "2026-01-15"}),
    Wrong("edit a drink", "ended_clock", "10:00", "The end comes after that."),
    Wrong("add a drink of one's own", "name", "", "Give it a name"),
    Wrong("add a drink of one's own", "sugars", "7", "Sugars are part of the 6.5 g carbohydrate"),
    Wrong("add a drink of one's own", "sodium", "1", "Salt or sodium, one of them is enough."),
    Wrong("add a drink of one's own", "calcium", "milk", "Write a number in mg, such as 6.5."),
    Wrong("edit a drink of one's own", "osmolality", "6000", "Write at most 5,000 mOsm/kg."),
    Wrong("add a cup", "name", "n" * 41, "A name holds 40 characters."),
    Wrong("add a cup", "drink", "nectar", "Pick a drink."),
    Wrong("edit a cup", "volume", "5001", "Write a number from 1 to 5,000 mL."),
    Wrong("log a drink", "label_name", "", "Give it a name"),
    Wrong("log a drink", "label_name", "x" * 81, NAME_80),
    Wrong("log a drink", "label_name", "a\0", NOT_KEPT),
    Wrong("log a drink", "label_kind", "honey", "Pick one of the answers shown."),
    Wrong("log a drink", "volume", "", "Write how much it was."),
    Wrong("log a drink", "volume", "0", NUMBER),
    Wrong("log a drink", "volume", "-250", NUMBER),
    Wrong("log a drink", "volume", "50000", NUMBER),
    Wrong("log a drink", "volume", "half a litre", "Write a number in mL, such as 500."),
    Wrong("log a drink", "drink", "7", "Pick a drink."),
    Wrong("log a drink", "clock", "12:30", "still to come", {"on": "2026-01-14"}),
    Wrong("log a drink", "on", "2026-02-31", DAY),
    Wrong("edit a drink", "volume", "", "Write how much it was."),
    Wrong("edit a drink", "drink", "7", "Pick a drink."),
    Wrong("edit a drink", "drink", "", "Pick a drink, or add yours from its label."),
]
BODIES = [
    Wrong("check in", "fatigue", "11", "Pick a number from 0 to 10."),
    Wrong("check in", "sleep_hours", "25", "Write hours from 0 to 24, such as 7.5 or 7:30."),
    Wrong("check in", "sleep_hours", "7:75", "Write hours from 0 to 24, such as 7.5 or 7:30."),
    Wrong("check in", "sleep_hours", "24:30", "Write hours from 0 to 24, such as 7.5 or 7:30."),
    Wrong("check in", "sleep_hours", "9" * 5_000 + ":00", "Write hours from 0 to 24"),
    Wrong("check in", "urine", "9", "Pick one of the answers shown."),
    Wrong("check in", "thirst", "10", "Pick one of the answers shown."),
    Wrong("check in", "morning_mass_kg", "-70", NUMBER),
    Wrong("check in", "morning_mass_kg", "704", "Did you mean 70.4?"),
    Wrong("check in", "stress", "11", "Pick a number from 0 to 10."),
    Wrong("check in", "sleep", "12", "Pick one of the answers shown."),
    Wrong("check in", "sore_at", "wing", "Pick one of the answers shown."),
    Wrong("check in", "sore_calf", "11", "Pick a number from 0 to 10."),
    Wrong("check in", "sore_glute", "x", "Pick a number from 0 to 10."),
    Wrong("check in", "note", "x" * 10_000, LONG_NOTE),
    Wrong("body", "body_mass_kg", "-70", NUMBER),
    Wrong("body", "body_mass_kg", "heavy", "Write a number in kg, such as 70.5."),
    Wrong("body", "sickle_trait", "perhaps", "Pick one of the answers shown."),
    Wrong("body", "emergency_number", "help", "Write the number in digits"),
    Wrong("body", "emergency_number", "\uff11\uff11\uff12", "Write the number in digits"),
    Wrong("body", "conditions", ["luck"], "Pick from the ones shown."),
    Wrong("add a medicine", "changed_on", "2025-09-01", "the last day you took it."),
    Wrong("add a medicine", "name", "", "Write the name on the packet."),
    Wrong("add a medicine", "name", "   ", "Write the name on the packet."),
    Wrong("add a medicine", "name", "x" * 81, NAME_80),
    Wrong("add a medicine", "started_on", "2027-01-01", "That day is still to come."),
    Wrong("add a medicine", "started_on", "2025-02-29", DAY),
    Wrong("add a medicine", "changed_on", "2025-05-01", "That is before 1 June 2025"),
    Wrong("add a medicine", "ended_on", "2025-05-01", "That is before 1 June 2025"),
    Wrong("add a medicine", "ended_on", "9999-12-31", YEAR),
    Wrong("add a medicine", "note", "x" * 10_000, LONG_NOTE),
    Wrong("edit a medicine", "name", "", "Write the name on the packet."),
]
PEOPLE = [
    Wrong("settings", "name", "", "Type the name we should use for you."),
    Wrong("settings", "name", "  ", "Type the name we should use for you."),
    Wrong("settings", "name", "x" * 81, "At most 80 characters fit, and this has 81."),
    Wrong("settings", "name", "a\0", NOT_KEPT),
    Wrong("settings", "zone", "Mars/Olympus", UNKNOWN_ZONE),
    Wrong("settings", "zone", "", "Pick the city whose clock you live by."),
    Wrong("settings", "units", "cubits", "Pick one from the list."),
    Wrong("settings", "theme", "neon", "Pick one from the list."),
    Wrong("e-mails", "evening_at", "", "Choose an hour, such as 20:00."),
    Wrong("e-mails", "evening_at", "25:00", "Write the hour as 20:00."),
    Wrong("e-mails", "evening_at", "06:00", "choose an hour between 12:00 and 23:30"),
    Wrong("e-mails", "evening_at", "21:45", "less than half an hour before"),
    Wrong("e-mails", "quiet_from", "late", "Write the hour as 22:00."),
    Wrong("e-mails", "quiet_to", "", "Choose an hour, such as 06:00."),
    Wrong("e-mails", "paused_until", "2026-02-31", "Write the day as 2026-12-31."),
    Wrong("e-mails", "paused_until", "2026-01-14", "Choose a day after today"),
    Wrong("e-mails", "paused_until", "9999-12-31", "Choose a day within a year."),
    Wrong("e-mails", "paused_until", "0001-01-01", "Choose a day after today"),
    Wrong("invite a coach", "categories", [], "Switch on at least one."),
    Wrong("invite a coach", "categories", ["workouts", "dreams"], "Pick from the ones shown."),
    Wrong("invite a coach", "ends_on", "2026-02-31", "Give a date such as 2026-12-31"),
    Wrong("invite a coach", "ends_on", "2026-01-14", "Pick a day from tomorrow on"),
    Wrong("invite a coach", "ends_on", "9999-12-31", "Pick a day within five years"),
    Wrong("invite a coach", "email", "kim", "This does not look like an e-mail address."),
    Wrong("invite a coach", "email", "k\0m@example.org", "does not look like an e-mail address"),
    Wrong("invite a coach", "email", f"{'k' * 400}@example.org", "At most 320 characters fit"),
    Wrong("invite a coach", "email", "ana@example.org", "This is your own address."),
    Wrong("change a grant", "categories", [], "Switch on at least one."),
    Wrong("change a grant", "ends_on", "soon", "Give a date such as 2026-12-31"),
    Wrong("answer a coach", "categories", [], "Switch on at least one."),
    Wrong("answer a coach", "ends_on", "0001-01-01", "Pick a day from tomorrow on"),
    Wrong("enter a code", "code", "", "Type the code you were given."),
    Wrong("enter a code", "code", "12", "A code has ten letters and digits"),
    Wrong("enter a code", "code", "x" * 100, "At most 60 characters fit"),
    Wrong("enter a code", "code", "\0", NOT_KEPT),
    Wrong("enter a code", "code", "AAAAA-AAAAA", "This invitation is no longer valid."),
    Wrong("sign up", "email", "ana", "This does not look like an e-mail address."),
    Wrong("sign up", "email", "", "This is needed."),
    Wrong("sign up", "name", "", "Type the name we should use for you."),
    Wrong("sign up", "name", "a\0", NOT_KEPT),
    Wrong("sign up", "password1", "short", "This password is too short."),
    Wrong("sign up", "password2", "something else", "You must type the same password each time."),
    Wrong("sign up", "zone", "Mars/Olympus", UNKNOWN_ZONE),
    Wrong("sign up", "units", "cubits", "Pick one from the list."),
    Wrong("log in", "login", "ana", "This does not look like an e-mail address."),
    Wrong("log in", "password", "", "This is needed."),
    Wrong("reset a password", "email", "x", "This does not look like an e-mail address."),
    Wrong("change the password", "oldpassword", "not it", "This is not your password now."),
    Wrong("change the password", "password1", "1", "This password is too short."),
]

AHEAD = [
    Wrong("repeat a workout", "weekdays", [], "Pick at least one."),
    Wrong("repeat a workout", "weekdays", ["9"], "Pick from the ones shown."),
    Wrong("repeat a workout", "weeks", "1", "from 2 to 26", {"until": ""}),
    Wrong("repeat a workout", "weeks", "two", "from 2 to 26", {"until": ""}),
    Wrong("repeat a workout", "weeks", "", "Say how many weeks", {"until": ""}),
    Wrong("repeat a workout", "until", "2026-02-31", DAY),
    Wrong("repeat a workout", "until", "2026-01-02", "Pick a day after 15 January 2026"),
    Wrong("repeat a workout", "until", "2027-01-02", "A repeat is 26 weeks at most."),
    Wrong("copy a week", "to", "", "Pick a day."),
    Wrong("copy a week", "to", "2026-01-12", "This is the week itself."),
    Wrong("copy a week", "to", "2026-01-11", "This week is over."),
    Wrong("copy a week", "to", "2031-01-11", "A plan reaches two years ahead."),
    Wrong("copy a week", "to", "9999-12-31", YEAR),
    Wrong("add a template", "name", "", "Give it a name"),
    Wrong("add a template", "name", "x" * 81, NAME_80),
    Wrong("add a template", "clock", "", "Give a time, or pick a part of the day."),
    Wrong("add a template", "clock", "25:00", CLOCK),
    Wrong("add a template", "minutes", "0", WHOLE),
    Wrong("edit a template", "sport", "chess", "Pick one from the list."),
    Wrong("save as template", "distance", "far", NUMBER),
]
# What cannot be, in every form that asks for it. Advice is never built on these:
# advice/tests/test_plausible.py holds the same values against the facts.
_HUMID = "Write a number from 0 to 100 %."
_HEAT = "Write a number from -40 to 60 °C."
_MASS = "Write a number from 20 to 300 kg."
_UP = "That is 28 % more than before. No workout does that. Please check both weights."
_DOWN = "That is 29 % less than before. No workout does that. Please check both weights."
_URINE = "Write a number from 0 to 5,000 mL."
_PASSED = "Nobody passes that much in a workout this long. Please check it."
DONE_FORMS = ("log a workout", "finish a workout", "edit a done workout")
PLAN_FORMS = ("plan a workout", "edit a plan")
IMPOSSIBLE = [
    Wrong("log a drink", "label_carbs", "300", "100 mL cannot hold 300 g. Is that for the whole"),
    *(
        wrong
        for name in ("add a drink of one's own", "edit a drink of one's own")
        for wrong in (
            Wrong(name, "carbs", "300", "100 mL cannot hold 300 g. Is that for the whole bottle?"),
            Wrong(name, "sugars", "300", "100 mL cannot hold 300 g."),
            Wrong(
                name, "carbs", "90", "that is 130 g in 100 mL, more than fits", {"protein": "40"}
            ),
            Wrong(name, "potassium", "20000", "100 mL cannot hold 20000 mg."),
        )
    ),
    *(
        wrong
        for name in (*DONE_FORMS, "test sweat")
        for wrong in (
            Wrong(name, "mass_before", "-70", _MASS),
            Wrong(name, "mass_after", "-70", _MASS),
            Wrong(name, "mass_after", "90.5", _UP),
            Wrong(name, "mass_after", "50.0", _DOWN),
            Wrong(name, "urine", "9000", _URINE),
            Wrong(name, "urine", "2500", _PASSED),
        )
    ),
    Wrong("check in", "morning_mass_kg", "-70", _MASS),
    Wrong("body", "body_mass_kg", "-70", _MASS),
    *(
        wrong
        for name in (*DONE_FORMS, *PLAN_FORMS, "test sweat")
        for wrong in (
            Wrong(name, "humidity", "140", _HUMID),
            Wrong(name, "temperature", "80", _HEAT),
        )
    ),
    *(Wrong(name, "minutes", "2400", WHOLE) for name in (*DONE_FORMS, *PLAN_FORMS)),
    *(Wrong(name, "rpe", "11", "Pick a number from 0 to 10.") for name in DONE_FORMS),
    *(Wrong(name, "effort", "11", "Pick a number from 0 to 10.") for name in PLAN_FORMS),
]
MISTAKES = [*PLANS, *AHEAD, *DONES, *CRAMPS, *DRINKS, *BODIES, *PEOPLE, *IMPOSSIBLE]
