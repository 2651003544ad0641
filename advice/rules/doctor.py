"""When to see somebody who can examine you: rows 4, 32, 40, 41 and evidence 5.2, 5.3."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advice.rules import fluids
from advice.rules.diary import asked_once, clock, is_cramp, is_exercise, on_day, recent_cramps
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
# Evidence 5.3: at rest or at night, once a week or more, or where sleep suffers.
NIGHTS_IN_28_DAYS = 4
# Design choices: from the middle band of 0 to 10 on a night is spoiled; one alone is chance.
SPOILED_SLEEP = 4
SPOILED_NIGHTS = 2
# Evidence 5.2: a change of water tablets "this week".
THIS_WEEK_DAYS = 7
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
    told: dict[str, list[Cramp]] = {}
    for cramp in facts.cramps:
        if cramp.session_key is not None:
            told.setdefault(cramp.session_key, []).append(cramp)
    found = {
        session.key: session.day
        for session in facts.sessions
        # A "yes" whose every cramp was a painless twitch is none (row 5).
        if session.cramped
        and (session.key not in told or any(is_cramp(cramp) for cramp in told[session.key]))
    }
    sessions = {session.key: session.day for session in facts.sessions}
    for cramp in facts.cramps:
        if not is_cramp(cramp) or not is_exercise(facts, cramp):
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


def _answered(facts: Facts, cramped: Mapping[str, int]) -> int:
    """Of how many answered sessions of 28 days the ones with a cramp are."""
    told = {session.key: session.day for session in facts.sessions if session.cramped is not None}
    return sum(1 for day in {**told, **cramped}.values() if day < CONSISTENT_DAYS)


@asked_once
def consistency(facts: Facts) -> dict[str, Scalar | list[Scalar]] | None:
    """The numbers of row 4, with the arms that hold under `because`; None: none holds."""
    cramped = _cramp_days(facts)
    days = sorted({day for day in cramped.values() if day < CONSISTENT_DAYS}, reverse=True)
    sessions = sum(1 for day in cramped.values() if day < CONSISTENT_DAYS)
    last = _in_last_sessions(facts, cramped)
    cramps = [cramp for cramp in facts.cramps if is_cramp(cramp)]
    serious = sum(1 for cramp in cramps if cramp.day < CONSISTENT_DAYS and is_serious(cramp))
    weeks = {cramp.day // 7 for cramp in cramps} | {day // 7 for day in cramped.values()}
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
        "answered": _answered(facts, cramped),
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
    inputs = consistency(facts)
    return Finding("consistent_cramps", Level.SEE_A_DOCTOR, inputs) if inputs else None


def consistent_despite_steps(facts: Facts) -> Finding | None:
    """Row 4 holds although at least 70 % of the reminders were followed (row 41)."""
    if facts.adherence is None or facts.adherence < DID_THEIR_PART:
        return None
    inputs = consistency(facts)
    if inputs is None:
        return None
    share = {"adherence_percent": round(facts.adherence * 100)}
    return Finding("consistent_despite_steps", Level.SEE_A_DOCTOR, inputs | share)


def cramps_at_rest(facts: Facts) -> Finding | None:
    """At night or at rest about weekly, four in 28 days, or two that spoiled sleep (5.3)."""
    resting = [
        cramp
        for cramp in facts.cramps
        if cramp.day < CONSISTENT_DAYS and is_cramp(cramp) and not is_exercise(facts, cramp)
    ]
    spoiled = sum(
        1
        for cramp in resting
        if cramp.sleep_disturbance is not None and cramp.sleep_disturbance >= SPOILED_SLEEP
    )
    if len(resting) < NIGHTS_IN_28_DAYS and spoiled < SPOILED_NIGHTS:
        return None
    return Finding(
        "cramps_at_rest",
        Level.SEE_A_DOCTOR,
        {
            "count": len(resting),
            "spoiled": spoiled,
            "dates": [on_day(facts, day) for day in sorted({c.day for c in resting}, reverse=True)],
            "days": CONSISTENT_DAYS,
        },
    )


def medicine_to_ask_about(facts: Facts) -> Finding | None:
    """A medicine sometimes linked to cramps that nobody was asked about (rows 17 and 32).

    New or changed within twelve weeks before the first cramp of the diary: see a doctor. Never a
    word about leaving it off.
    """
    flagged = [
        (medicine, found)
        for medicine in facts.medicines
        if (found := class_of(medicine.name)) is not None
        and found.is_asked
        and _still_to_ask(medicine)
    ]
    if not flagged:
        return None
    first = first_cramp_day(facts)
    newly = [m.name for m, _ in flagged if first is not None and _is_new(m, first)]
    # Evidence 5.2: what makes one of these a matter of today.
    lately = [
        medicine.name
        for medicine, found in flagged
        if found.is_water_tablet and _is_changed_within(medicine, THIS_WEEK_DAYS)
    ]
    told: dict[str, Scalar | list[Scalar]] = {
        "new": [*newly],
        "water_tablet": lately != [] and bool(recent_cramps(facts, THIS_WEEK_DAYS * 24)),
        "statin": any(found.is_statin for _, found in flagged),
    }
    return Finding(
        "medicine_to_ask_about",
        Level.SEE_A_DOCTOR if newly else Level.TIP,
        _medicine_inputs(flagged) | told,
    )


def first_cramp_day(facts: Facts) -> int | None:
    """How many days ago the first cramp of the diary was; None: there is none."""
    known = [cramp.day for cramp in facts.cramps]
    known += [facts.first_cramp_day] if facts.first_cramp_day is not None else []
    return max(known, default=None)


def _is_changed_within(medicine: Medicine, days: int) -> bool:
    told = [day for day in (medicine.started_day, medicine.changed_day) if day is not None]
    return any(0 <= day <= days for day in told)


def _medicine_inputs(
    flagged: list[tuple[Medicine, MedicineClass]],
) -> dict[str, Scalar | list[Scalar]]:
    return {
        "names": [medicine.name for medicine, _ in flagged],
        "kinds": [f"{m.name}: {found.words}" for m, found in flagged],
    }


def _still_to_ask(medicine: Medicine) -> bool:
    if medicine.asked_day is None or medicine.asked_day > ASK_AGAIN_DAYS:
        return True
    changes = [day for day in (medicine.started_day, medicine.changed_day) if day is not None]
    return any(day < medicine.asked_day for day in changes)


def _is_new(medicine: Medicine, first_cramp: int) -> bool:
    days = [day for day in (medicine.started_day, medicine.changed_day) if day is not None]
    return any(first_cramp <= day <= first_cramp + NEW_MEDICINE_DAYS for day in days)
