"""What pages and mails ask of advice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.access import Access
from accounts.models import Category, User
from advice.asked import Asked, asked
from advice.facts import (
    DRINK_HOURS,
    PLAN_DAYS,
    Days,
    Portrait,
    facts_from,
    facts_of,
    is_still_ahead,
    planned_from,
    portraits,
    visible,
    weightless,
)
from advice.history import History
from advice.hydration import Preparation, prepare
from advice.marks import COMPARED, HISTORY, Marks, marks
from advice.models import Answer
from advice.plan import Row, plan_rows
from advice.quick import Spot, cups, spots
from advice.report import DAYS as REPORT_DAYS
from advice.report import Report, report_of
from advice.rules import FLUID_RULES, evaluate
from advice.rules.about import ABOUT
from advice.rules.before import wants_evening_drink
from advice.rules.facts import WINDOW_DAYS, Facts, Planned
from advice.rules.finding import Finding, Level
from advice.rules.fluids import silence
from advice.rules.relief import had_enough
from journal.models import Workout
from journal.models.workout import State
from journal.queries.batch import Diary, diaries
from journal.queries.drinks import Chip

DOCTOR_RULE = "consistent_cramps"
# Once somebody has seen a doctor, the advice to see one rests this long (evidence row 4).
DOCTOR_REST_DAYS = 28
# Today shows this many findings, gravest first; Insights shows all.
SHOWN_ON_TODAY = 3
MARKS_DAYS = 28
# Fewer sessions with a cramp than this tell nothing about a pattern (evidence 6.3, gate k >= 5).
ENOUGH_CRAMPS = 5
# A preparation is silent for a reason that this reader may not see.
UNTOLD = "untold"


def findings(athlete: User, now: datetime) -> tuple[Finding, ...]:
    """The athlete's findings, gravest first (6 queries)."""
    return findings_of([athlete], now)[athlete.pk]


def findings_of(athletes: Sequence[User], now: datetime) -> dict[UUID, tuple[Finding, ...]]:
    """Findings of each athlete, gravest first (6 queries, however many athletes)."""
    return {pk: evaluate(facts) for pk, facts in facts_of(athletes, now).items()}


def findings_for(access: Access, facts: Facts) -> tuple[Finding, ...]:
    """Findings of the opened diary as this reader may see them; nothing hidden shines through.

    Who may not know of a doctor's limit gets no advice on drinking: it could break the limit, and
    leaving it out only where there is one would tell of it. Nor does anybody while drinking
    advice is silent for the athlete: a stranger to the reason must not pass an amount on. Nor is
    anything said that follows from an exact weight, which sharing opens in bands only.
    """
    if access.is_own:
        return evaluate(facts)
    knows_limits = access.can(Category.MEDICATION) and silence(facts) is None
    return tuple(
        finding
        for finding in evaluate(visible(facts, access.categories))
        if access.categories.issuperset(ABOUT[finding.rule].reads)
        and (knows_limits or finding.rule not in FLUID_RULES)
        and not ABOUT[finding.rule].exact_weight
    )


def preparations(workouts: Sequence[Workout], now: datetime) -> dict[UUID, Preparation]:
    """How to prepare for each planned workout, by its id.

    6 queries, however many workouts and athletes; 5 when the athletes came with the workouts.
    """
    known = {
        workout.athlete_id: workout.athlete
        for workout in workouts
        if Workout.athlete.is_cached(workout)
    }
    missing = {workout.athlete_id for workout in workouts} - known.keys()
    athletes = known | (User.objects.in_bulk(list(missing)) if missing else {})
    facts = {
        pk: facts_from(athletes[pk].zone_info, diary, History(), now)
        for pk, diary in _diaries_now(athletes, now).items()
    }
    return {
        workout.pk: prepare(
            planned_from(workout, Days(athletes[workout.athlete_id].zone_info, now)),
            facts[workout.athlete_id],
        )
        for workout in workouts
    }


def calls_for_evening_drink(workout: Workout, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a planned workout is long or warm enough, whoever does it (no query)."""
    return wants_evening_drink(planned_from(workout, Days(zone, now)))


def doctor_findings(athletes: Sequence[User], now: datetime) -> dict[UUID, Finding]:
    """Who should hear that a doctor is worth a visit, and why (6 queries).

    Only athletes of whom rule 4 is true, who are in no emergency, and who have not answered
    "I have seen a doctor" in the last 28 days.
    """
    found = {}
    for pk, facts in facts_of(athletes, now).items():
        finding = next((each for each in evaluate(facts) if each.rule == DOCTOR_RULE), None)
        if finding is not None and not has_seen_doctor(facts):
            found[pk] = finding
    return found


def has_seen_doctor(facts: Facts) -> bool:
    """Whether the athlete said so in the last 28 days."""
    answered = facts.answers.get(DOCTOR_RULE)
    return (
        answered is not None and answered.answer == Answer.SEEN and answered.day < DOCTOR_REST_DAYS
    )


@dataclass(frozen=True, slots=True)
class Next:
    """The next workout with its preparation."""

    planned: Planned
    preparation: Preparation
    rows: tuple[Row, ...]
    # What "I had it" logs; None without a catalogue.
    water_id: UUID | None


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page Today."""

    facts: Facts
    asked: Asked
    next: Next | None
    emergency: Finding | None
    shown: tuple[Finding, ...]
    more: int
    marks: Marks
    sessions_unanswered: int
    emergency_number: str
    is_new: bool
    spots: tuple[Spot, ...]
    cups: tuple[Chip, ...]
    # Findings that were not kept yet on this local day.
    unkept: tuple[Finding, ...]

    @property
    def grave(self) -> tuple[Finding, ...]:
        """What stands above the next workout: do not drink more, see a doctor today."""
        return tuple(each for each in self.shown if each.level >= Level.SAME_DAY)

    @property
    def others(self) -> tuple[Finding, ...]:
        """What can be read after it."""
        return tuple(each for each in self.shown if each.level < Level.SAME_DAY)


def today(athlete: User, now: datetime) -> Today:
    """The page Today (6 queries)."""
    portrait = portraits([athlete], now, with_cups=True)[athlete.pk]
    facts, diary = portrait.facts, portrait.diary
    found = evaluate(facts)
    emergency = next((each for each in found if each.level == Level.EMERGENCY), None)
    shown = found if emergency is not None else found[:SHOWN_ON_TODAY]
    recent = [session for session in facts.sessions if session.day < MARKS_DAYS]
    kept = portrait.history.kept_on
    return Today(
        facts=facts,
        asked=asked(diary, now),
        next=_next(portrait, now),
        emergency=emergency,
        shown=shown,
        more=len(found) - len(shown),
        marks=marks(_answers(facts, MARKS_DAYS), HISTORY),
        sessions_unanswered=sum(1 for session in recent if session.cramped is None),
        emergency_number=diary.body.emergency_number,
        is_new=not (diary.workouts or diary.episodes or diary.mornings),
        spots=spots(diary.episodes),
        cups=cups(portrait),
        unkept=tuple(each for each in shown if kept.get(each.rule) != facts.today),
    )


def _answers(facts: Facts, days: int) -> list[bool]:
    """Answered sessions, oldest first; a logged cramp answers for its session."""
    crampy = {cramp.session_key for cramp in facts.cramps}
    answers = [
        True if session.key in crampy else session.cramped
        for session in reversed(facts.sessions)
        if session.day < days
    ]
    return [answer for answer in answers if answer is not None]


def _next(portrait: Portrait, now: datetime) -> Next | None:
    ahead = [
        row
        for row in portrait.diary.workouts
        if row.state == State.PLANNED and is_still_ahead(row, now)
    ]
    if not ahead:
        return None
    planned = planned_from(ahead[-1], Days(portrait.athlete.zone_info, now))
    return _plan(planned, portrait.facts, portrait.diary)


def _plan(planned: Planned, facts: Facts, diary: Diary) -> Next:
    preparation = prepare(planned, facts)
    return Next(planned, preparation, plan_rows(preparation, planned, facts), diary.water_id)


@dataclass(frozen=True, slots=True)
class Insights:
    """Everything on the page Insights."""

    findings: tuple[Finding, ...]
    recent: Marks
    recent_unanswered: int
    weeks: Marks
    report: Report
    emergency_number: str
    enough: int = ENOUGH_CRAMPS

    @property
    def is_enough(self) -> bool:
        """Whether there are so many cramps that a pattern could be told from chance."""
        return self.report.sessions.with_cramp >= self.enough

    @property
    def without(self) -> int:
        """Answered sessions without a cramp."""
        return self.report.sessions.answered - self.report.sessions.with_cramp


def insights(access: Access, now: datetime) -> Insights:
    """The page Insights as this reader may see it (6 queries)."""
    portrait = portraits([access.athlete], now, days=REPORT_DAYS)[access.athlete.pk]
    report = report_of(portrait.shown(access), access.athlete.zone_info, now)
    return Insights(
        findings=findings_for(access, portrait.facts),
        recent=marks(report.answers[len(report.answers) - report.recent.answered :], HISTORY),
        recent_unanswered=report.recent.unanswered,
        weeks=marks(report.answers, COMPARED),
        report=report,
        emergency_number=portrait.diary.body.emergency_number,
    )


@dataclass(frozen=True, slots=True)
class DoctorPage:
    """The report, and rule 4 where it is true or was answered."""

    report: Report
    finding: Finding | None
    answer: str
    has_been_kept: bool
    unkept: tuple[Finding, ...]


def doctor_page(access: Access, now: datetime) -> DoctorPage:
    """The page for a doctor (6 queries)."""
    portrait = portraits([access.athlete], now, days=REPORT_DAYS)[access.athlete.pk]
    found = findings_for(access, portrait.facts)
    finding = next((each for each in found if each.rule == DOCTOR_RULE), None)
    kept = portrait.history.kept_on.get(DOCTOR_RULE)
    answered = portrait.facts.answers.get(DOCTOR_RULE)
    is_new = finding is not None and kept != portrait.facts.today
    return DoctorPage(
        report=report_of(portrait.shown(access), access.athlete.zone_info, now),
        finding=finding,
        answer=answered.answer if answered is not None and answered.day < DOCTOR_REST_DAYS else "",
        has_been_kept=kept is not None,
        unkept=(finding,) if finding is not None and is_new else (),
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """What the relief page needs of somebody's own diary.

    `no_drink`: "fluid_limit" (a doctor's), "ceiling" (drank too much already), or "".
    """

    no_drink: str
    emergency_number: str


def drinking_limits(athlete: User, now: datetime) -> Limits:
    """Whether sips may be offered during a cramp (5 queries).

    What was answered before does not matter here: an answer only keeps a finding away.
    """
    diary = _diaries_now([athlete.pk], now)[athlete.pk]
    facts = facts_from(athlete.zone_info, diary, History(), now)
    grave = any(each.level >= Level.CEILING for each in evaluate(facts))
    grave = grave or had_enough(facts)
    return Limits(
        no_drink="fluid_limit" if facts.fluid_limited else "ceiling" if grave else "",
        emergency_number=diary.body.emergency_number,
    )


def plan_of(access: Access, workout: Workout, now: datetime) -> Next | None:
    """The plan of one workout as this reader may see it; None: not shared (5 queries)."""
    if not access.categories >= {Category.DRINKS, Category.MEDICATION}:
        return None
    zone, pk = access.athlete.zone_info, access.athlete.pk
    diary = _diaries_now([pk], now)[pk]
    own = facts_from(zone, diary, History(), now)
    planned, facts = planned_from(workout, Days(zone, now)), visible(own, access.categories)
    if not access.is_own and silence(facts) is None:
        # Amounts follow from the weight, which a coach knows in bands at most.
        facts = weightless(facts)
    plan = _plan(planned, facts, diary)
    if silence(own) is None or silence(facts) is not None:
        return plan
    # The reason is not shared; that nothing is advised must hold for this reader all the same.
    quiet = replace(plan.preparation, silent_because=UNTOLD, steps=(), ceiling=None)
    return replace(plan, preparation=quiet, rows=())


def _diaries_now(athletes: Iterable[UUID], now: datetime) -> dict[UUID, Diary]:
    """Rows for drinking plans, which do not look at what was answered (5 queries)."""
    return diaries(
        athletes,
        since=now - timedelta(days=WINDOW_DAYS + 1),
        until=now + timedelta(days=PLAN_DAYS + 1),
        drinks_since=now - timedelta(hours=DRINK_HOURS),
    )
