"""Reminders under fire: the short form of `python -m tests.chaos`, and whether it would notice."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from reminders.services import claims, sending
from script.environment import ROOT
from tests.chaos.ledger import ACCEPTED, Ledger, Note, read
from tests.chaos.post import AT_DATA, Post
from tests.chaos.verdict import Damage, Row, complaints

EVENING = Row("evening-1@example.org", "hydration", "2026-01-14", "sent", sending.ACCEPTED, "<e@x>")
DOCTOR = Row("doctor-2@example.org", "doctor", "2026-01-14", "sent", sending.ACCEPTED, "<d@x>")
TAKEN = [Note(ACCEPTED, EVENING.to, EVENING.message_id), Note(ACCEPTED, DOCTOR.to, "<d@x>")]
UNHURT = Damage(workers=0, lines=0)


@pytest.mark.processes
@pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def test_under_fire_no_evening_mail_comes_twice_and_no_doctor_mail_is_lost(database: str) -> None:
    words = ["--database", database, "--reminders", "160", "--seconds", "30"]

    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos", *words],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "all holds" in done.stdout


def wrong(rows: list[Row], notes: list[Note], damage: Damage = UNHURT) -> list[str]:
    return list(complaints(rows, notes, len({row.to for row in rows}), damage))


def test_when_everything_was_sent_and_taken_nothing_is_wrong() -> None:
    assert wrong([EVENING, DOCTOR], TAKEN) == []


def test_an_evening_mail_that_came_twice_is_noticed() -> None:
    assert "came 2 times" in wrong([EVENING, DOCTOR], [*TAKEN, TAKEN[0]])[0]


def test_two_evening_mails_under_two_ids_are_noticed() -> None:
    second = replace(EVENING, message_id="<other@x>")
    notes = [*TAKEN, Note(ACCEPTED, second.to, second.message_id)]

    assert "had 2 mails of the kind hydration" in wrong([EVENING, DOCTOR, second], notes)[0]


def test_a_doctor_mail_may_come_twice_under_one_id_only() -> None:
    other = Note(ACCEPTED, DOCTOR.to, "<other@x>")

    assert wrong([EVENING, DOCTOR], [*TAKEN, TAKEN[1]]) == []
    assert "no row knows it" in wrong([EVENING, DOCTOR], [*TAKEN, other])[0]


def test_a_doctor_mail_that_was_given_up_is_lost_unless_the_server_refused_it() -> None:
    lost = replace(DOCTOR, state="failed", reason="The mail server refused it: 550")
    refusal = Note("refuse_at_rcpt", DOCTOR.to)

    assert "is lost" in wrong([EVENING, lost], TAKEN[:1])[0]
    assert wrong([EVENING, lost], [TAKEN[0], refusal]) == []


def test_a_mail_called_sent_that_nobody_took_is_noticed() -> None:
    assert "never took it" in wrong([EVENING, DOCTOR], TAKEN[1:])[0]


@pytest.mark.parametrize("state", ["planned", "claimed"])
def test_a_row_without_an_end_is_noticed(state: str) -> None:
    assert "is still" in wrong([replace(EVENING, state=state), DOCTOR], TAKEN)[0]


def test_a_row_without_a_reason_is_noticed() -> None:
    assert "without a reason" in wrong([replace(EVENING, reason=""), DOCTOR], TAKEN)[0]


def test_somebody_who_was_forgotten_is_noticed() -> None:
    assert list(complaints([EVENING], TAKEN[:1], 2, UNHURT)) == ["1 people have rows, not 2"]


def test_a_mail_to_somebody_who_wants_none_is_noticed() -> None:
    row = replace(EVENING, to="off-3@example.org")

    assert wrong([row], [Note(ACCEPTED, row.to, row.message_id)]) == [
        "off-3@example.org had a mail"
    ]


@pytest.mark.parametrize("reason", [claims.STOPPED, sending.BROKEN])
def test_more_mails_given_up_than_harm_was_done_are_noticed(reason: str) -> None:
    row = replace(EVENING, state="missed", reason=reason)

    assert "given up" in wrong([row], [])[0]
    assert wrong([row], [], Damage(workers=1, lines=1)) == []


def test_what_the_server_took_is_read_as_it_was_written(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")

    for note in TAKEN:
        ledger.write(note)

    assert list(read(tmp_path / "ledger")) == TAKEN


def test_one_seed_draws_the_same_faults_and_another_draws_others(tmp_path: Path) -> None:
    def draws(seed: int) -> list[str]:
        post = Post(Ledger(tmp_path / "ledger"), Random(seed), 0.5)  # noqa: S311
        return [post._draw(AT_DATA, 1.0) for _ in range(50)]

    assert draws(1) == draws(1)
    assert draws(1) != draws(2)
    assert set(draws(1)) > {""}
