"""Whether a planned mail still has its reason, judged on fresh rows just before it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from advice.brief import Brief
from advice.hydration import Preparation
from advice.queries import briefs, doctor_findings
from advice.relief import is_mail_quiet
from advice.rules.finding import Finding
from advice.rules.relief import forbids_steps
from journal.models import Workout
from journal.queries.relief import HeatRound, heat_rounds
from reminders import queries, schedule
from reminders.models import Kind, Reminder, State
from reminders.queries import FLUID_LIMIT, SHORT_DAY, Day, Recipient

# Why advice wants no evening mail, in plain words; another code falls back to QUIET_ADVICE.
SILENCES = {
    "fluid_limit": FLUID_LIMIT,
    "gained": "You finished a session heavier than you began it, so no drinking advice for now.",
    "swollen": "You were heavier and swollen in the morning, so no drinking advice for now.",
    "emergency": "There is a warning sign to look after first.",
}
# Advice goes on and urges no drink before the start (advice.rules.fluids.held_back).
HELD_BACK = {
    "heavier": "You were heavier this morning, so no drink is urged on you today.",
    "gained_today": "You finished a session of today heavier than you began it.",
}
QUIET_ADVICE = "There is no drinking advice for now."
GONE = "The workout was moved, done or cancelled."
OVER = "It could not go out before it was too late to help."
TOLD = "You had this e-mail less than 28 days ago."
SETTLED = "There is no reason for it any more."
GONE_ON = "It is over, or the next round has begun."
OPEN_PAGE = "The page was open."
AT_NIGHT = "It fell into the night or into your quiet hours."
# Who looked at the screen so lately needs no mail (design choice); the page tells each 45 seconds.
LOOKED_WITHIN = timedelta(seconds=90)


def needless(workouts: Sequence[Workout], found: Mapping[UUID, Preparation]) -> str:
    """Why none of the day's workouts calls for a drink the evening before; empty: one does."""
    plans = [found[workout.pk] for workout in workouts]
    for plan in plans:
        if plan.silent_because not in {None, "no_mass"}:
            return SILENCES.get(plan.silent_because or "", QUIET_ADVICE)
    wanted = any(step.kind == "night" for plan in plans for step in plan.steps)
    held = next((plan.held_back for plan in plans if plan.held_back is not None), None)
    return "" if wanted else HELD_BACK.get(held or "", SHORT_DAY)


@dataclass(frozen=True, slots=True)
class Settle:
    """Do not send: record this instead.

    `asked_at` is when advice was asked; None: planning may want the mail again (see planning).
    """

    state: State
    reason: str
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: the hour has moved."""

    due_at: datetime
    stale_at: datetime | None


@dataclass(frozen=True, slots=True)
class SendEvening:
    """Send the mail about these workouts."""

    recipient: Recipient
    day: Day
    briefs: Mapping[UUID, Brief]


@dataclass(frozen=True, slots=True)
class SendDoctor:
    """Send the mail that says the page is ready."""

    recipient: Recipient
    finding: Finding


@dataclass(frozen=True, slots=True)
class SendHeat:
    """Send the mail that says when to go on."""

    recipient: Recipient
    round: HeatRound


Verdict = Settle | Later | SendEvening | SendDoctor | SendHeat


def judge(rows: Sequence[Reminder], now: datetime) -> dict[int, Verdict]:
    """A verdict for each due row (a constant number of queries for any number of rows)."""
    pks = {row.recipient_id for row in rows}
    people = queries.recipients(pks)
    evening = [row for row in rows if row.kind == Kind.HYDRATION]
    doctor = [row for row in rows if row.kind == Kind.DOCTOR]
    heat = [row for row in rows if row.kind == Kind.HEAT]
    return (
        _judge_evening(evening, people, now)
        | _judge_doctor(doctor, people, now)
        | _judge_heat(heat, people, now)
    )


def _judge_evening(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    if not rows:
        return {}
    planned = queries.planned_workouts({row.recipient_id for row in rows}, now)
    verdicts: dict[int, Verdict] = {}
    open_days: dict[int, Day] = {}
    for row in rows:
        recipient = people[row.recipient_id]
        days = queries.days_of(recipient, planned.get(row.recipient_id, []))
        day = days.get(date.fromisoformat(row.subject_id))
        verdict = _against_evening(row, recipient, day, now)
        if verdict is None and day is not None:
            open_days[row.pk] = day
        elif verdict is not None:
            verdicts[row.pk] = verdict
    workouts = [workout for day in open_days.values() for workout in day.workouts]
    found = briefs(workouts, now) if workouts else {}
    plans = {pk: each.drinking for pk, each in found.items() if each.drinking is not None}
    for row in rows:
        if row.pk in open_days:
            day = open_days[row.pk]
            reason = needless(day.workouts, plans)
            verdicts[row.pk] = (
                Settle(State.SKIPPED, reason, asked_at=now)
                if reason
                else SendEvening(people[row.recipient_id], day, found)
            )
    return verdicts


def _against_evening(
    row: Reminder, recipient: Recipient, day: Day | None, now: datetime
) -> Settle | Later | None:
    """What stands against the mail before advice is asked; None: nothing."""
    refusal = recipient.refusal(Kind.HYDRATION) or recipient.pause(now)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if row.stale_at is not None and row.stale_at <= now:
        return Settle(State.MISSED, OVER)
    if day is None or day.window is None:
        return Settle(State.SKIPPED, GONE)
    if now < day.window.opens_at:
        due = schedule.due_in(day.window, now)
        return Later(due.due_at, due.stale_at) if due else Settle(State.MISSED, OVER)
    return Settle(State.MISSED, OVER) if now >= day.window.closes_at else None


def _judge_doctor(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    if not rows:
        return {}
    users = [people[pk].user for pk in {row.recipient_id for row in rows}]
    found = doctor_findings(users, now)
    told = queries.told_lately(now).filter(state=State.SENT, recipient__in=users)
    told_ids = set(told.values_list("recipient_id", flat=True))
    return {
        row.pk: _doctor_verdict(
            people[row.recipient_id],
            found.get(row.recipient_id),
            now,
            told=row.recipient_id in told_ids,
        )
        for row in rows
    }


def _doctor_verdict(
    recipient: Recipient, finding: Finding | None, now: datetime, *, told: bool
) -> Verdict:
    refusal = recipient.refusal(Kind.DOCTOR)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if told:
        return Settle(State.SKIPPED, TOLD)
    if finding is None:
        return Settle(State.SKIPPED, SETTLED)
    free_at = schedule.after_pause(now, recipient.preference.paused_until, recipient.evening)
    return Later(free_at, None) if free_at > now else SendDoctor(recipient, finding)


def heat_subject(each: HeatRound) -> str:
    """What a mail about warmth is about: the cramp, and the round that may begin."""
    return f"{each.episode_id}.{each.rounds + 1}"


def _judge_heat(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """The rounds as they stand now; one that has begun has another subject (1 query)."""
    if not rows:
        return {}
    since = now - queries.SEEN_WITHIN
    rounds = heat_rounds([row.recipient_id for row in rows], since)
    waiting = {(each.athlete_id, heat_subject(each)): each for each in rounds}
    return {
        row.pk: heat_verdict(
            row, people[row.recipient_id], waiting.get((row.recipient_id, row.subject_id)), now
        )
        for row in rows
    }


def heat_verdict(
    row: Reminder, recipient: Recipient, each: HeatRound | None, now: datetime
) -> Settle | Later | SendHeat:
    """Whether the mail about this round may go out now (no query)."""
    refusal = recipient.refusal(Kind.HEAT) or recipient.pause(now)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if row.stale_at is not None and row.stale_at <= now:
        return Settle(State.MISSED, OVER)
    if each is None:
        return Settle(State.SKIPPED, GONE_ON)
    if forbids_steps(each.signs or ()):
        return Settle(State.SKIPPED, SILENCES["emergency"])
    if each.due_at > now:
        return Later(each.due_at, each.due_at + schedule.HEAT_USEFUL_FOR)
    if is_mail_quiet(now, recipient.evening.zone) or recipient.evening.is_quiet(now):
        return Settle(State.SKIPPED, AT_NIGHT)
    if each.seen_at is not None and now - each.seen_at < LOOKED_WITHIN:
        return Settle(State.SKIPPED, OPEN_PAGE)
    return SendHeat(recipient, each)
