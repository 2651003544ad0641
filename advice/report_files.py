"""Making the doctor's page as a file: asked for, claimed, made, thrown away.

The row is the job. Any number of workers may ring for it; one claims it by an UPDATE, and a
claim that is older than LEASE belongs to a worker that died.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from typst import TypstError

from accounts.access import has_consent, open_diary
from accounts.models import User
from advice.models import FILE_DAYS, Making, ReportFile
from advice.queries.doctor import notes_of_cramps, read, written
from advice.report.pdf import PaperError, Typed, paper_of

# A page is made in well under a second (design choice).
LEASE = timedelta(minutes=2)
# Nobody waits longer; what breaks a worker each time must not do so for ever (design choice).
GIVE_UP = timedelta(hours=1)
# Progress, of 100: what is being done when it is reached (`ReportFile.progress`).
READING, COUNTING, SETTING, READY = 10, 40, 80, 100
# Nobody needs more at a time, and each is kept for weeks (design choice).
MOST_FILES = 20
# Small transactions (design choice); a row holds a whole file.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the athlete wants on the page."""

    questions: str = ""
    with_medicines: bool = True
    with_notes: bool = False


def ask(athlete: User, *, form_key: UUID, wishes: Wishes, now: datetime) -> ReportFile | None:
    """The file of this form, queued; sent again, the same one (safe to run twice).

    None: there are MOST_FILES already.
    """
    theirs = ReportFile.objects.filter(athlete=athlete)
    if theirs.exclude(form_key=form_key).count() >= MOST_FILES:
        return None
    file, _ = ReportFile.objects.get_or_create(
        athlete=athlete,
        form_key=form_key,
        defaults={
            "asked_at": now,
            "questions": wishes.questions,
            "with_medicines": wishes.with_medicines,
            "with_notes": wishes.with_notes,
        },
    )
    return file


def waiting(now: datetime) -> list[UUID]:
    """Keys of unmade files, the oldest first. Those that are too old are given up."""
    lost = unmade(now)
    lost.filter(asked_at__lt=now - GIVE_UP).update(state=Making.FAILED)
    return list(unmade(now).order_by("asked_at").values_list("pk", flat=True))


def unmade(now: datetime) -> QuerySet[ReportFile]:
    """Files nobody is making: queued, or claimed by a worker that died since."""
    died = Q(state=Making.RUNNING, claimed_at__lt=now - LEASE)
    # What follows from the state is said too: the index is of files without a time of making.
    return ReportFile.objects.filter(Q(state=Making.QUEUED) | died, made_at=None)


def make(pk: UUID, now: datetime) -> bool:
    """Make this file unless somebody else does, or did; whether it was made here.

    Safe to run any number of times. A file that was deleted meanwhile stays deleted. Whose owner
    took back their consent is not made.
    """
    claim = {"state": Making.RUNNING, "progress": READING, "claimed_at": now}
    if not unmade(now).filter(pk=pk).update(**claim):
        return False
    file = ReportFile.objects.select_related("athlete").defer("pdf").filter(pk=pk).first()
    if file is None:
        return False
    if not has_consent(file.athlete):
        return _settle(file, now, state=Making.FAILED) and False
    try:
        pdf = _pdf(file, now)
    except (PaperError, TypstError):
        return _settle(file, now, state=Making.FAILED) and False
    return _settle(file, now, state=Making.DONE, progress=READY, made_at=now, pdf=pdf)


def _settle(file: ReportFile, now: datetime, **columns: object) -> bool:
    """Write to the row while the claim is ours."""
    mine = ReportFile.objects.filter(pk=file.pk, state=Making.RUNNING, claimed_at=now)
    return mine.update(**columns) == 1


def _pdf(file: ReportFile, now: datetime) -> bytes:
    access = open_diary(file.athlete, None, now=now, page="doctor")
    portrait = read(file.athlete, now)
    _settle(file, now, progress=COUNTING)
    report, sheet = written(access, portrait, now, with_medicines=file.with_medicines)
    notes = notes_of_cramps(file.athlete, report) if file.with_notes else None
    _settle(file, now, progress=SETTING)
    typed = Typed(questions=file.questions.splitlines(), notes=notes)
    return paper_of(sheet, report.weeks, typed).pdf


def purge(now: datetime) -> int:
    """Remove every file asked for FILE_DAYS ago or earlier; how many (safe to run twice)."""
    old = ReportFile.objects.filter(asked_at__lte=now - timedelta(days=FILE_DAYS))
    gone = 0
    while keys := list(old.values_list("pk", flat=True)[:BATCH]):
        ReportFile.objects.filter(pk__in=keys).delete()
        gone += len(keys)
    return gone
