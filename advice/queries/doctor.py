"""The page for a doctor, and the files made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
from advice.rules.about import ABOUT
from advice.rules.finding import Finding, Level
from journal.models import CrampEpisode

# Rules 4, 40 and 41 and evidence 5.1 to 5.3: what this page is shown to a doctor for.
VISIT_RULES = (
    "emergency_sign",
    "same_day_sign",
    "brown_urine",
    "cramp_not_easing",
    "cramps_keep_returning",
    "sore_for_days",
    "consistent_cramps",
    "consistent_despite_steps",
    "cramps_at_rest",
)
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


def doctor_page(access: Access, now: datetime) -> DoctorPage:
    """The page for a doctor (6 queries)."""
    portrait = read(access.athlete, now)
    found = [each for each in findings_for(access, portrait.facts) if each.rule in VISIT_RULES]
    kept = portrait.history.kept_on
    report, sheet = written(access, portrait, now)
    return DoctorPage(
        report=report,
        sheet=sheet,
        reasons=tuple(_reasons(portrait, found)) if access.is_own else (),
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


def _reasons(portrait: Portrait, found: Iterable[Finding]) -> Iterable[Reason]:
    now = {finding.rule: finding for finding in found}
    for rule in VISIT_RULES:
        finding = now.get(rule)
        given = portrait.facts.answers.get(rule)
        answer = ""
        if given is not None and given.day < DOCTOR_REST_DAYS and given.answer in VISIT_ANSWERS:
            answer = given.answer
        kept = portrait.history.kept_on.get(rule)
        lately = kept is not None and (portrait.facts.today - kept).days < DOCTOR_REST_DAYS
        if finding is not None or answer or (rule == DOCTOR_RULE and lately):
            yield Reason(rule, ABOUT[rule].title, finding, answer)
