"""The page for a doctor, and the files made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.access import Access
from accounts.models import Category, User
from advice.facts import Portrait, portraits
from advice.history import History
from advice.models import FILE_DAYS, Answer, ReportFile
from advice.queries.findings import DOCTOR_REST_DAYS, DOCTOR_RULE, findings_for
from advice.report.background import background_of
from advice.report.counts import DAYS, Report, report_of
from advice.report.sheet import Person, Reader, Sheet, sheet_of
from advice.rules import evaluate
from advice.rules.about import ABOUT
from advice.rules.facts import Facts
from advice.rules.finding import Finding, Level
from advice.rules.quiet import is_quiet
from journal.models import CrampEpisode

# What this page is shown to a doctor for: rules 4, 40 and 41 and evidence 5.1 to 5.3.
VISIT_LEVELS = frozenset({Level.SEE_A_DOCTOR, Level.SAME_DAY, Level.EMERGENCY})
VISIT_ANSWERS = (Answer.SEEN, Answer.BOOKED, Answer.NOT_NOW)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a visit is worth it: a finding of today, or one that was answered lately."""

    rule: str
    title: str
    finding: Finding | None
    # The answer of the last 28 days; "" where none is.
    answer: str

    @property
    def is_urgent(self) -> bool:
        """Whether it is for today: then nobody is asked about a visit in some weeks."""
        return self.finding is not None and self.finding.level >= Level.SAME_DAY


@dataclass(frozen=True, slots=True)
class DoctorPage:
    """The sheet with the counts behind it, and why it is worth showing."""

    report: Report
    sheet: Sheet
    reasons: tuple[Reason, ...]
    unkept: tuple[Finding, ...]
    emergency_number: str
    # Whether both age and sex are told.
    knows_person: bool

    @property
    def urgent(self) -> list[Reason]:
        """What is for today."""
        return [reason for reason in self.reasons if reason.is_urgent]

    @property
    def visits(self) -> list[Reason]:
        """What a visit in the next weeks is for."""
        return [reason for reason in self.reasons if not reason.is_urgent]


def doctor_page(access: Access, now: datetime) -> DoctorPage:
    """The page for a doctor (6 queries)."""
    portrait = read(access.athlete, now)
    found = [each for each in findings_for(access, portrait.facts) if each.level in VISIT_LEVELS]
    kept = portrait.history.kept_on
    report, sheet = written(access, portrait, now)
    return DoctorPage(
        report=report,
        sheet=sheet,
        reasons=tuple(_reasons(portrait)) if access.is_own else (),
        unkept=tuple(each for each in found if kept.get(each.rule) != portrait.facts.today),
        emergency_number=portrait.diary.body.emergency_number,
        knows_person=portrait.diary.body.birth_year is not None and bool(portrait.diary.body.sex),
    )


def notes_of_cramps(athlete: User, report: Report) -> list[tuple[str, str]]:
    """Day and note of each cramp of the report's days that has one, newest first (1 query)."""
    rows = (
        CrampEpisode.objects.owned_by(athlete)
        .filter(started_at__gte=report.began, started_at__lt=report.ended)
        .exclude(note="")
        .order_by("-started_at", "pk")
        .values_list("started_at", "note")
    )
    zone = athlete.zone_info
    return [(f"{at.astimezone(zone):%-d %B}", note) for at, note in rows]


def report_files(athlete: User, now: datetime) -> QuerySet[ReportFile]:
    """The athlete's files that are kept, newest first, without the files themselves."""
    since = now - timedelta(days=FILE_DAYS)
    return ReportFile.objects.filter(athlete=athlete, asked_at__gt=since).defer("pdf")


def read(athlete: User, now: datetime) -> Portrait:
    """Everything the page is made of (6 queries)."""
    return portraits([athlete], now, days=DAYS, for_report=True)[athlete.pk]


def written(
    access: Access, portrait: Portrait, now: datetime, *, with_medicines: bool = True
) -> tuple[Report, Sheet]:
    """The counts and the sheet for this reader; no query."""
    left_out = frozenset[Category]() if with_medicines else frozenset({Category.MEDICATION})
    athlete, zone = access.athlete, access.athlete.zone_info
    diary = portrait.shown(access)
    report = report_of(diary, zone, now)
    # Age and sex are the athlete's to show; a coach sees them with medicines and conditions.
    body = diary.body if access.can(Category.MEDICATION) else None
    sheet = sheet_of(
        Person(athlete.name, body),
        report,
        background_of(diary, zone, now),
        _tried(portrait.history) if access.is_own else (),
        Reader(access.reader.units, access.categories - left_out, access.is_own),
        now.astimezone(zone),
    )
    return report, sheet


def _tried(history: History) -> Iterable[tuple[str, int, int]]:
    for rule, (shown, followed) in history.tried.items():
        if rule in ABOUT:
            yield ABOUT[rule].title, shown, followed


def _reasons(portrait: Portrait) -> Iterable[Reason]:
    """What holds on the rows of today, answered or not; graver than its answer, it is asked anew.

    What was mailed stays for its 28 days, so that a visit can be told after the cramps ended.
    """
    facts = portrait.facts
    unheard = replace(facts, answers={}, retired=frozenset())
    standing = [each for each in evaluate(unheard) if each.level in VISIT_LEVELS]
    for finding in standing:
        answer = _answer(facts, finding.rule) if is_quiet(finding, facts) else ""
        yield Reason(finding.rule, ABOUT[finding.rule].title, finding, answer)
    alone = any(each.level is Level.EMERGENCY for each in standing)
    kept = portrait.history.kept_on.get(DOCTOR_RULE)
    lately = kept is not None and (facts.today - kept).days < DOCTOR_REST_DAYS
    if lately and not alone and all(each.rule != DOCTOR_RULE for each in standing):
        yield Reason(DOCTOR_RULE, ABOUT[DOCTOR_RULE].title, None, _answer(facts, DOCTOR_RULE))


def _answer(facts: Facts, rule: str) -> str:
    given = facts.answers.get(rule)
    return given.answer if given is not None and given.answer in VISIT_ANSWERS else ""
