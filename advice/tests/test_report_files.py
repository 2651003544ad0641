"""A file of the doctor's page: asked for once, made by one worker, opened by its owner only."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from kombu.exceptions import OperationalError
from pypdf import PdfReader

from accounts.models import Category, User
from advice import report_files, tasks
from advice.models import Making, ReportFile
from advice.report.pdf import PaperError, paper_of
from advice.report_files import GIVE_UP, LEASE, MOST_FILES, Wishes
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
FILES = "/doctor/files/"


@pytest.fixture
def ana() -> User:
    ana = make.user("ana")
    User.objects.filter(pk=ana.pk).update(name="Ana O'Brien")
    ana.refresh_from_db()
    make.profile(ana, birth_year=1992, sex="female", conditions=["diabetes"])
    make.medication(ana, started_on=make.TODAY - timedelta(days=20))
    for day in (2, 5, 9):
        run = make.done_workout(ana, days_ago=day, cramped=True)
        cramp = make.episode(ana, days_ago=day, workout=run, phase="during", note="murmeltier")
        make.step(cramp, seconds_to_relief=40)
    return ana


def queued(athlete: User, **wishes: Any) -> ReportFile:
    file = report_files.ask(athlete, form_key=uuid4(), wishes=Wishes(**wishes), now=make.NOON)
    assert file is not None
    return file


def words(file: ReportFile) -> str:
    file.refresh_from_db()
    assert file.pdf is not None
    (page,) = PdfReader(BytesIO(bytes(file.pdf))).pages
    return " ".join(page.extract_text().split())


def test_a_form_makes_a_file_that_opens(ana: User, django_capture_on_commit_callbacks: Any) -> None:
    browser = at(ana)
    sent = {
        "form_key": str(uuid4()),
        "questions": "Is it\n\n  the inhaler? ",
        "with_medicines": "on",
    }

    with django_capture_on_commit_callbacks(execute=True):
        first, again = browser.post(FILES, sent), browser.post(FILES, sent)
    ready = browser.get(first["Location"])
    opened = browser.get(f"{first['Location']}pdf/")

    file = ReportFile.objects.get()
    assert first["Location"] == again["Location"] == f"{FILES}{file.pk}/"
    assert (file.state, file.progress, file.made_at) == (Making.DONE, 100, make.NOON)
    assert file.questions == "Is it\nthe inhaler?"
    assert "Your page is ready" in text(ready)
    assert "Refresh" not in ready.headers
    assert opened["Content-Type"] == "application/pdf"
    assert opened.content.startswith(b"%PDF-1.7")


def test_the_file_is_kept_by_no_cache_and_its_name_says_nothing(ana: User) -> None:
    file = queued(ana)
    report_files.make(file.pk, make.NOON)

    shown = at(ana).get(f"{FILES}{file.pk}/pdf/")
    loaded = at(ana).get(f"{FILES}{file.pk}/pdf/?download")

    assert shown["Content-Disposition"] == 'inline; filename="page-2026-01-14.pdf"'
    assert loaded["Content-Disposition"] == 'attachment; filename="page-2026-01-14.pdf"'
    assert {"private", "no-store"} <= set(re.split(r",\s*", shown["Cache-Control"]))


def test_it_holds_what_was_wished_for(ana: User) -> None:
    full = queued(ana, questions="Why?", with_notes=True)
    bare = queued(ana, with_medicines=False)
    for file in (full, bare):
        report_files.make(file.pk, make.NOON)

    said, left_out = words(full), words(bare)

    assert "Ana O'Brien · born 1992, 33 or 34 years old · female" in said
    assert "Salmeterol" in said
    assert "Diabetes" in said
    assert "1. Why?" in said
    assert said.count("murmeltier") == 3
    assert "40 s, timed 3 times" in said.replace("40 s (40 s to 40 s)", "40 s")
    for private in ("Salmeterol", "Diabetes", "murmeltier", "Medicines"):
        assert private not in left_out
    assert "born 1992" in left_out


def test_the_page_waits_in_words_and_looks_again_by_itself(ana: User) -> None:
    browser, file = at(ana), queued(ana)
    page = f"{FILES}{file.pk}/"

    seen = []
    for state, progress in (("queued", 0), ("running", 10), ("running", 40), ("running", 80)):
        ReportFile.objects.update(state=state, progress=progress)
        answer = browser.get(page)
        heading = re.search(r'<h2 id="state">([^<]*)', text(answer))
        assert heading is not None
        seen.append((heading[1], answer.headers["Refresh"]))
        assert f'max="100" value="{progress}"' in text(answer)

    assert seen == [
        ("Waiting for its turn", "2"),
        ("Reading your diary", "2"),
        ("Counting", "2"),
        ("Setting the page", "2"),
    ]
    with time_machine.travel(make.NOON + timedelta(minutes=1), tick=False):
        slow = browser.get(page)
    assert slow.headers["Refresh"] == "10"
    assert "It takes longer than usual." in text(slow)


def test_a_file_that_could_not_be_made_says_so(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PaperError

    monkeypatch.setattr(report_files, "paper_of", refuse)
    file = queued(ana)

    assert not report_files.make(file.pk, make.NOON)

    page = at(ana).get(f"{FILES}{file.pk}/")
    assert "It could not be made" in text(page)
    assert "Refresh" not in page.headers
    assert at(ana).get(f"{FILES}{file.pk}/pdf/").status_code == 404


def test_only_one_worker_makes_it_and_a_second_ring_does_nothing(ana: User) -> None:
    file = queued(ana)

    assert report_files.make(file.pk, make.NOON)
    file.refresh_from_db()
    made = bytes(file.pdf or b"")

    assert not report_files.make(file.pk, make.NOON + timedelta(hours=1))
    file.refresh_from_db()
    assert bytes(file.pdf or b"") == made


def test_what_a_dead_worker_left_is_made_by_the_next(ana: User) -> None:
    file = queued(ana)
    ReportFile.objects.update(state=Making.RUNNING, claimed_at=make.NOON)

    assert not report_files.make(file.pk, make.NOON + LEASE)
    assert report_files.waiting(make.NOON + LEASE) == []
    late = make.NOON + LEASE + timedelta(seconds=1)
    assert report_files.waiting(late) == [file.pk]
    assert report_files.make(file.pk, late)


def test_a_slow_worker_that_lost_its_claim_writes_nothing(
    ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = queued(ana)
    real = paper_of

    def slowly(*args: Any) -> Any:
        ReportFile.objects.update(claimed_at=make.NOON + timedelta(minutes=3), progress=10)
        return real(*args)

    monkeypatch.setattr(report_files, "paper_of", slowly)

    assert not report_files.make(file.pk, make.NOON)
    file.refresh_from_db()
    assert (file.state, file.progress, file.pdf) == (Making.RUNNING, 10, None)


def test_a_file_deleted_while_it_is_made_stays_deleted(
    ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = queued(ana)
    real = paper_of

    def slowly(*args: Any) -> Any:
        ReportFile.objects.all().delete()
        return real(*args)

    monkeypatch.setattr(report_files, "paper_of", slowly)

    assert not report_files.make(file.pk, make.NOON)
    assert not report_files.make(file.pk, make.NOON)
    assert not ReportFile.objects.exists()


def test_without_a_broker_it_waits_for_the_ring_of_the_minute(
    ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: str) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.make_report, "delay_on_commit", refuse)

    answer = at(ana).post(FILES, {"with_medicines": "on"})
    waits = ReportFile.objects.get().state
    tasks.make_waiting_reports.delay()
    tasks.make_waiting_reports.delay()

    assert answer.status_code == 302
    assert waits == Making.QUEUED
    assert ReportFile.objects.get().state == Making.DONE


def test_what_breaks_workers_is_given_up_after_an_hour(ana: User) -> None:
    file = queued(ana)

    assert report_files.waiting(make.NOON + GIVE_UP) == [file.pk]
    assert report_files.waiting(make.NOON + GIVE_UP + timedelta(seconds=1)) == []
    file.refresh_from_db()
    assert file.state == Making.FAILED


def test_without_consent_none_is_made_and_none_is_opened(ana: User) -> None:
    made, file = make.report_file(ana), queued(ana)
    ana.consents.update(withdrawn_at=make.NOON)

    assert not report_files.make(file.pk, make.NOON)

    file.refresh_from_db()
    assert (file.state, file.pdf) == (Making.FAILED, None)
    for page in (f"{FILES}{made.pk}/", f"{FILES}{made.pk}/pdf/"):
        assert at(ana).get(page)["Location"].startswith("/you/consent/")


def test_nobody_else_opens_it_whatever_is_shared(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, **{each.value: True for each in Category}, level="plan")
    file = make.report_file(ana)

    for who in (kim, make.user("bea")):
        for page in ("", "pdf/", "delete/"):
            assert at(who).get(f"{FILES}{file.pk}/{page}").status_code == 404
        assert at(who).post(f"{FILES}{file.pk}/delete/").status_code == 404
        assert "14 Jan" not in text(at(who).get(FILES))
    assert "/doctor/files/" not in text(at(kim).get(f"/athletes/{ana.pk}/doctor/"))


def test_it_can_be_deleted(ana: User) -> None:
    file, browser = make.report_file(ana), at(ana)

    asks = browser.get(f"{FILES}{file.pk}/delete/")
    done = browser.post(f"{FILES}{file.pk}/delete/", follow=True)

    assert "Delete this file?" in text(asks)
    assert "The file is deleted." in text(done)
    assert browser.get(f"{FILES}{file.pk}/").status_code == 404


def test_files_are_thrown_away_after_thirty_days(ana: User) -> None:
    old = make.report_file(ana, asked_at=make.NOON - timedelta(days=30))
    kept = make.report_file(ana, asked_at=make.NOON - timedelta(days=29, hours=23))

    assert at(ana).get(f"{FILES}{old.pk}/").status_code == 404
    tasks.purge_reports.delay()
    tasks.purge_reports.delay()

    assert list(ReportFile.objects.values_list("pk", flat=True)) == [kept.pk]


def test_the_doorbells_are_rung() -> None:
    rung = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {"advice.make_waiting_reports", "advice.purge_reports"} <= rung


def test_there_are_no_more_than_twenty(ana: User) -> None:
    for _ in range(MOST_FILES):
        make.report_file(ana)

    page = at(ana).post(FILES, {"questions": "Why the left one?"})

    assert "There are 20 files already." in text(page)
    assert "Why the left one?" in text(page)
    assert ReportFile.objects.count() == MOST_FILES


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        pytest.param("a" * 2_001, "2,000 characters of questions and these have 2,001", id="long"),
        pytest.param("\n".join(map(str, range(13))), "12 questions and these are 13", id="many"),
    ],
)
def test_too_many_questions_are_kept_and_told(ana: User, questions: str, says: str) -> None:
    page = text(at(ana).post(FILES, {"questions": questions}))

    assert says in page
    assert questions.splitlines()[-1] in page
    assert not ReportFile.objects.exists()


def test_a_double_click_and_another_athlete_with_the_same_key(ana: User) -> None:
    bea, key = make.user("bea"), uuid4()

    files = [
        report_files.ask(who, form_key=key, wishes=Wishes(), now=make.NOON)
        for who in (ana, ana, bea)
    ]

    assert files[0] == files[1] != files[2]


def test_the_doctors_page_lists_the_last_files(ana: User, client: Client) -> None:
    for hours in range(5):
        make.report_file(ana, asked_at=make.NOON - timedelta(hours=hours))
    client.force_login(ana)

    page = text(client.get("/doctor/"))

    assert page.count('href="/doctor/files/') == 1 + 3
    assert "Wed 14 Jan, 12:00" in page.replace("January", "Jan")
