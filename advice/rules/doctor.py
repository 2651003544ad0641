"""When to see somebody who can examine you: rows 4, 32, 40, 41 and evidence 5.2, 5.3."""

from __future__ import annotations

from collections.abc import Iterable

from advice.rules import fluids
from advice.rules.diary import clock, is_exercise, on_day, recent_cramps
from advice.rules.facts import Cramp, Facts, Medicine
from advice.rules.finding import Finding, Level, Scalar
from advice.rules.medicines import MedicineClass, class_of
from journal.serious import why_serious
from journal.warning_signs import gravity

# Row 4 (design choices; no study says how many are too many).
CONSISTENT_DAYS = 28
CONSISTENT_SESSIONS = 3
LAST_SESSIONS = 10
OF_LAST_SESSIONS = 3
SERIOUS_EPISODES = 2
WEEKS = 6
# Row 40.
VERY_SORE = 7
SORE_DAYS = 2
# Row 41 (design choice): share of the preventive reminders of 28 days.
DID_THEIR_PART = 0.7
# Evidence 5.3: at rest or at night, once a week or more.
NIGHTS_IN_28_DAYS = 4
# Rows 17 and 32 (design choices).
NEW_MEDICINE_DAYS = 84
ASK_AGAIN_DAYS = 365


def same_day_sign(facts: Facts) -> Finding | None:
    """A warning sign of evidence 5.2 was answered "yes" in the last two days.

    One of 5.1 too: after its day as an emergency it still wants somebody to look.
    """
    for cramp in recent_cramps(facts, fluids.SAME_DAY_HOURS):
        if gravity(cramp.red_flags or frozenset()) is not None:
            return Finding(
                "same_day_sign",
                Level.SAME_DAY,
                {
                    "signs": [*sorted(cramp.red_flags or ())],
                    "started_at": clock(facts, cramp.started_at),
                },
            )
    return None


def brown_urine(facts: Facts) -> Finding | None:
    """This morning's urine was brown like cola (evidence 5.2): not on the colour scale."""
    if not any(morning.day == 0 and morning.brown_urine for morning in facts.mornings):
        return None
    return Finding("brown_urine", Level.SAME_DAY, {"on": on_day(facts, 0)})


def sore_for_days(facts: Facts) -> Finding | None:
    """One muscle at 7 or more today, yesterday and the day before (row 40).

    A morning that was not answered is not "better": without all three there is no finding.
    """
    by_day = {morning.day: morning.soreness for morning in facts.mornings}
    days = range(SORE_DAYS + 1)
    for group, pain in sorted(by_day.get(0, {}).items()):
        values = [by_day.get(day, {}).get(group) for day in days]
        if all(value is not None and value >= VERY_SORE for value in values):
            return Finding(
                "sore_for_days",
                Level.SAME_DAY,
                {"muscle": group, "soreness": pain, "since": on_day(facts, SORE_DAYS)},
            )
    return None


def is_serious(cramp: Cramp) -> bool:
    """As the cramp's own page tells it (row 2)."""
    return bool(
        why_serious(
            stopped=cramp.stopped or "",
            severity=cramp.severity,
            sites=cramp.sites,
            signs=cramp.red_flags,
        )
    )


def _cramp_days(facts: Facts) -> dict[str, int]:
    """Sessions with a cramp: key to day. Cramps logged without a workout count once a day."""
    found = {session.key: session.day for session in facts.sessions if session.cramped}
    sessions = {session.key: session.day for session in facts.sessions}
    for cramp in facts.cramps:
        if not is_exercise(cramp):
            continue
        if cramp.session_key in sessions:
            found[cramp.session_key] = sessions[cramp.session_key]
        elif not any(day == cramp.day for day in found.values()):
            found[f"day {cramp.day}"] = cramp.day
    return found


def _in_last_sessions(facts: Facts, cramped: Iterable[str]) -> int | None:
    """Cramp sessions among the last ten answered; None before there are ten."""
    keys = set(cramped)
    answered = [
        session.key in keys
        for session in facts.sessions
        if session.cramped is not None or session.key in keys
    ][:LAST_SESSIONS]
    return sum(answered) if len(answered) == LAST_SESSIONS else None


def _consistent(facts: Facts) -> dict[str, Scalar | list[Scalar]] | None:
    """The numbers of row 4, with the arms that hold under `because`; None: none holds."""
    cramped = _cramp_days(facts)
    days = sorted({day for day in cramped.values() if day < CONSISTENT_DAYS}, reverse=True)
    sessions = sum(1 for day in cramped.values() if day < CONSISTENT_DAYS)
    last = _in_last_sessions(facts, cramped)
    serious = sum(1 for c in facts.cramps if c.day < CONSISTENT_DAYS and is_serious(c))
    weeks = {cramp.day // 7 for cramp in facts.cramps} | {day // 7 for day in cramped.values()}
    arms = {
        "sessions": sessions >= CONSISTENT_SESSIONS,
        "last": last is not None and last >= OF_LAST_SESSIONS,
        "serious": serious >= SERIOUS_EPISODES,
        "weeks": weeks >= set(range(WEEKS)),
    }
    because: list[Scalar] = [name for name, holds in arms.items() if holds]
    if not because:
        return None
    return {
        "because": because,
        "sessions": sessions,
        "dates": [on_day(facts, day) for day in days],
        "last": last,
        "serious": serious,
        "days": CONSISTENT_DAYS,
        "weeks": WEEKS,
    }


def consistent_cramps(facts: Facts) -> Finding | None:
    """Cramps keep coming (row 4): in 3 sessions of 28 days, in 3 of the last 10, two serious
    ones in 28 days, or at least weekly for six weeks.

    The arm of ten waits for ten answered sessions: three of three would be the first arm again.
    """
    inputs = _consistent(facts)
    return Finding("consistent_cramps", Level.SEE_A_DOCTOR, inputs) if inputs else None


def consistent_despite_steps(facts: Facts) -> Finding | None:
    """Row 4 holds although at least 70 % of the reminders were followed (row 41)."""
    if facts.adherence is None or facts.adherence < DID_THEIR_PART:
        return None
    inputs = _consistent(facts)
    if inputs is None:
        return None
    share = {"adherence_percent": round(facts.adherence * 100)}
    return Finding("consistent_despite_steps", Level.SEE_A_DOCTOR, inputs | share)


def cramps_at_rest(facts: Facts) -> Finding | None:
    """At night or at rest about weekly: four in 28 days (evidence 5.3)."""
    resting = [c for c in facts.cramps if not is_exercise(c) and c.day < CONSISTENT_DAYS]
    if len(resting) < NIGHTS_IN_28_DAYS:
        return None
    return Finding(
        "cramps_at_rest",
        Level.SEE_A_DOCTOR,
        {
            "count": len(resting),
            "dates": [on_day(facts, day) for day in sorted({c.day for c in resting}, reverse=True)],
            "days": CONSISTENT_DAYS,
        },
    )


def medicine_to_ask_about(facts: Facts) -> Finding | None:
    """A medicine sometimes linked to cramps that nobody was asked about (rows 17 and 32).

    New or changed within twelve weeks before the first cramp we know of: see a doctor. Never a
    word about leaving it off.
    """
    flagged = [
        (medicine, found)
        for medicine in facts.medicines
        if (found := class_of(medicine.name)) is not None and _still_to_ask(medicine)
    ]
    if not flagged:
        return None
    first_cramp = max((cramp.day for cramp in facts.cramps), default=None)
    newly = [m.name for m, _ in flagged if first_cramp is not None and _is_new(m, first_cramp)]
    return Finding(
        "medicine_to_ask_about",
        Level.SEE_A_DOCTOR if newly else Level.TIP,
        _medicine_inputs(flagged) | {"new": [*newly]},
    )


def _medicine_inputs(
    flagged: list[tuple[Medicine, MedicineClass]],
) -> dict[str, Scalar | list[Scalar]]:
    return {
        "names": [medicine.name for medicine, _ in flagged],
        "kinds": [f"{m.name}: {found.name}, {found.strength} link" for m, found in flagged],
    }


def _still_to_ask(medicine: Medicine) -> bool:
    if medicine.asked_day is None or medicine.asked_day > ASK_AGAIN_DAYS:
        return True
    changes = [day for day in (medicine.started_day, medicine.changed_day) if day is not None]
    return any(day < medicine.asked_day for day in changes)


def _is_new(medicine: Medicine, first_cramp: int) -> bool:
    days = [day for day in (medicine.started_day, medicine.changed_day) if day is not None]
    return any(first_cramp <= day <= first_cramp + NEW_MEDICINE_DAYS for day in days)
