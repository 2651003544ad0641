"""What becomes of a mail that came back, of its address, and what its reader is told."""

from __future__ import annotations

import io
import os
from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import forget_that_mail_came_back, mail_arrived, mail_came_back
from reminders import bounces, queries, services, trials
from reminders.bounces import Returned
from reminders.models import Kind, Reminder, State
from reminders.services import preferences
from reminders.services.bounces import AGAIN, NO_SUCH_ADDRESS, Outcome, revive
from reminders.tests.reports import MESSAGE_ID, report
from reminders.tests.test_sending import due
from reminders.tests.test_smtp import Server, says, server
from tests import make

__all__ = ["server"]

pytestmark = pytest.mark.django_db
EVENING = make.NOON + timedelta(hours=8)


def sent(user: User, **fields: object) -> Reminder:
    values: dict[str, object] = {
        "state": State.SENT,
        "sent_at": make.NOON - timedelta(minutes=5),
        "message_id": MESSAGE_ID,
        "attempts": 1,
    }
    return make.reminder(user, **(values | fields))


def returned(**fields: str) -> Returned:
    found = bounces.read(report(**fields))
    assert found is not None
    return found


def bounced(user: User) -> str:
    return User.objects.get(pk=user.pk).bounced_address


# The service


def test_a_dead_address_stops_the_mails_and_the_row_says_why() -> None:
    ana = make.user()
    row = sent(ana)

    assert services.came_back(returned(), make.NOON) is Outcome.STOPPED

    row.refresh_from_db()
    assert bounced(ana) == "ana@example.org"
    assert row.state == State.FAILED
    assert row.reason.startswith(f"{NO_SUCH_ADDRESS}: 5.1.1 550 5.1.1")
    assert "came back" in queries.recipients([ana.pk])[ana.pk].refusal(Kind.HYDRATION)


def test_a_report_that_comes_twice_does_nothing_even_after_trying_again() -> None:
    ana = make.user()
    sent(ana)

    services.came_back(returned(), make.NOON)
    assert services.came_back(returned(), make.NOON) is Outcome.KNOWN
    assert bounced(ana) == "ana@example.org"
    services.try_again(ana, make.NOON)

    assert services.came_back(returned(), make.NOON) is Outcome.KNOWN
    assert bounced(ana) == ""


@pytest.mark.parametrize(
    ("status", "words"), [("5.2.2", "552 5.2.2 mailbox full"), ("5.7.1", "550 5.7.1 as spam")]
)
def test_a_full_mailbox_or_a_policy_costs_the_mail_and_not_the_address(
    status: str, words: str
) -> None:
    ana = make.user()
    row = sent(ana)

    outcome = services.came_back(returned(status=status, words=words), make.NOON)

    row.refresh_from_db()
    assert outcome is Outcome.RECORDED
    assert (row.state, bounced(ana)) == (State.FAILED, "")
    assert row.reason.startswith("It came back: 5.")


def test_nobody_can_stop_the_mails_of_somebody_else() -> None:
    ana, bea = make.user(), make.user("bea")
    mine, theirs = "<of.ana@example.org>", "<of.bea@example.org>"
    sent(ana, message_id=mine)
    sent(bea, message_id=theirs)

    # Bea knows her own Message-ID and Ana's address, and nothing else.
    forged = [
        returned(to="ana@example.org", message_id=theirs),
        returned(to="ana@example.org", message_id="<guessed@example.org>"),
        returned(to="bea@example.org", message_id=mine),
        returned(to="", message_id=mine),
    ]

    assert {services.came_back(each, make.NOON) for each in forged} == {Outcome.NOT_OURS}
    assert (bounced(ana), bounced(bea)) == ("", "")
    assert set(Reminder.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_report_that_names_both_stops_only_the_one_whose_mail_it_returns() -> None:
    ana, bea = make.user(), make.user("bea")
    sent(bea)
    both = returned(to="bea@example.org, ana@example.org")

    assert both.addresses >= {"ana@example.org", "bea@example.org"}
    assert services.came_back(both, make.NOON) is Outcome.STOPPED
    assert (bounced(ana), bounced(bea)) == ("", "bea@example.org")


def test_a_report_of_long_ago_is_not_believed() -> None:
    ana = make.user()
    sent(ana, sent_at=make.NOON - timedelta(days=31))

    assert services.came_back(returned(), make.NOON) is Outcome.NOT_OURS
    assert bounced(ana) == ""


@pytest.mark.parametrize("state", [State.PLANNED, State.CLAIMED, State.MISSED, State.SKIPPED])
def test_a_row_that_was_not_sent_is_left_alone(state: State) -> None:
    row = sent(make.user(), state=state)

    assert services.came_back(returned(), make.NOON) is Outcome.KNOWN
    assert Reminder.objects.get(pk=row.pk).state == state


def test_another_main_address_is_not_held_back_by_the_old_one() -> None:
    ana = make.user()
    sent(ana)
    old = EmailAddress.objects.get(user=ana)
    old.primary = False
    old.save(update_fields=["primary"])
    EmailAddress.objects.create(user=ana, email="new@example.org", verified=True, primary=True)
    User.objects.filter(pk=ana.pk).update(email="new@example.org")

    assert services.came_back(returned(), make.NOON) is Outcome.RECORDED

    assert bounced(ana) == ""
    assert queries.recipients([ana.pk])[ana.pk].refusal(Kind.HYDRATION) == ""


def test_the_address_is_only_remembered_while_it_is_confirmed_and_theirs() -> None:
    ana, bea = make.user(), make.user("bea", verified=False)

    assert not mail_came_back(ana.pk, "bea@example.org")
    assert not mail_came_back(bea.pk, "bea@example.org")
    assert mail_came_back(ana.pk, "ANA@example.org")
    assert mail_came_back(ana.pk, "ana@example.org")
    ana.refresh_from_db()
    assert ana.mail_comes_back
    assert forget_that_mail_came_back(ana)
    assert not forget_that_mail_came_back(ana)
    assert not ana.mail_comes_back


def test_a_code_read_at_the_address_shows_that_mail_arrives() -> None:
    ana = make.user(bounced_address="ana@example.org")

    assert not mail_arrived(ana.pk, "other@example.org")
    assert mail_arrived(ana.pk, "Ana@example.org")
    assert not mail_arrived(ana.pk, "ana@example.org")
    assert bounced(ana) == ""


# What must not be lost


def doctor(user: User, **fields: object) -> Reminder:
    values = {"kind": Kind.DOCTOR, "subject_id": "consistent_cramps", "stale_at": None}
    return sent(user, **(values | fields))


def test_a_doctor_mail_that_came_back_waits_for_an_address_that_works() -> None:
    ana = make.user()
    row = doctor(ana)
    services.came_back(returned(), make.NOON)

    assert revive(make.NOON) == 0
    assert services.try_again(User.objects.get(pk=ana.pk), EVENING)

    row.refresh_from_db()
    assert (row.state, row.due_at, row.reason) == (State.PLANNED, EVENING, AGAIN)
    assert row.message_id == MESSAGE_ID
    assert revive(EVENING) == 0


def test_another_address_brings_it_with_the_next_minute() -> None:
    ana = make.user()
    row = doctor(ana)
    services.came_back(returned(), make.NOON)
    User.objects.filter(pk=ana.pk).update(email="new@example.org")

    assert services.plan(make.NOON) == 1
    assert Reminder.objects.get(pk=row.pk).state == State.PLANNED


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"kind": Kind.HYDRATION}, id="an evening that is over"),
        pytest.param({"due_at": make.NOON - timedelta(days=28)}, id="four weeks ago"),
        pytest.param({"attempts": 50}, id="tried often enough"),
        pytest.param({"reason": "The mail server refused it: 554"}, id="refused"),
    ],
)
def test_nothing_else_is_sent_again(fields: dict[str, object]) -> None:
    reason = f"{NO_SUCH_ADDRESS}: 5.1.1"
    row = doctor(make.user(), **({"state": State.FAILED, "reason": reason} | fields))

    assert revive(make.NOON) == 0
    assert Reminder.objects.get(pk=row.pk).state == State.FAILED


# A refusal while sending


@pytest.mark.parametrize("words", ["550 5.1.1 unknown", "550 no such user here"])
def test_a_server_that_knows_no_such_address_stops_the_mails(server: Server, words: str) -> None:
    due()
    server.at_rcpt.append(says(words))

    assert services.send_due(EVENING) == {State.FAILED: 1}

    row = Reminder.objects.get()
    assert row.reason.startswith(f"{NO_SUCH_ADDRESS}: 550")
    assert bounced(row.recipient) == "ana@example.org"


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("at_rcpt", "550 5.7.1 you are on a list of spammers"),
        ("at_rcpt", "552 5.2.2 mailbox full"),
        ("at_rcpt", "451 4.1.1 unknown for now"),
        ("at_data", "550 5.1.1 unknown"),
    ],
)
def test_any_other_refusal_does_not(server: Server, where: str, words: str) -> None:
    due()
    getattr(server, where).append(says(words))

    services.send_due(EVENING)

    assert bounced(Reminder.objects.get().recipient) == ""


def test_a_test_that_is_refused_stops_the_mails_too(server: Server) -> None:
    ana = make.user()
    server.at_rcpt.append(says("550 5.1.1 unknown"))

    assert not services.send_test(ana.pk, make.NOON)
    assert bounced(ana) == "ana@example.org"


def test_a_test_that_comes_back_stops_them_as_well() -> None:
    ana, bea = make.user(), make.user("bea")
    assert preferences.send_test(ana.pk, make.NOON)
    message_id = mail.outbox[0].extra_headers["Message-ID"]

    of_bea = returned(message_id=message_id, to="bea@example.org")
    assert services.came_back(of_bea, make.NOON) is Outcome.NOT_OURS
    old = make.NOON + timedelta(days=31)
    assert services.came_back(returned(message_id=message_id), old) is Outcome.NOT_OURS
    assert services.came_back(returned(message_id=message_id), make.NOON) is Outcome.STOPPED

    assert (bounced(ana), bounced(bea)) == ("ana@example.org", "")


def test_the_id_of_a_test_cannot_be_made_by_others() -> None:
    ana = make.user()
    real = trials.message_id(ana.pk, make.NOON)
    earlier = make.NOON - timedelta(days=1)

    assert trials.is_of(real, ana.pk, earlier)
    assert not trials.is_of(real.replace("<test.", "<test.9"), ana.pk, earlier)
    assert not trials.is_of(real.replace("@", "0@"), ana.pk, earlier)
    assert not trials.is_of(MESSAGE_ID, ana.pk, earlier)


# The command


def piped(monkeypatch: pytest.MonkeyPatch, raw: bytes, at: datetime = make.NOON) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    with time_machine.travel(at, tick=False):
        call_command("read_bounce", stdout=out)
    return out.getvalue().strip()


def test_the_command_reads_what_the_mail_server_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    ana = make.user()
    sent(ana)

    assert "no report" in piped(monkeypatch, b"Subject: Re: Tomorrow\n\nThank you.")
    assert "no report" in piped(monkeypatch, b"\xff\x00" * 100)
    assert piped(monkeypatch, report(message_id="<x@y>")) == Outcome.NOT_OURS.value
    assert piped(monkeypatch, report()) == Outcome.STOPPED.value
    assert piped(monkeypatch, report()) == Outcome.KNOWN.value
    assert bounced(ana) == "ana@example.org"


def test_a_database_that_does_not_answer_makes_the_mail_server_try_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("the database does not answer")

    monkeypatch.setattr(services, "came_back", gone)

    with pytest.raises(CommandError) as error:
        piped(monkeypatch, report())
    assert error.value.returncode == os.EX_TEMPFAIL


# What the reader sees

BANNER = "came back, so none are sent"


@pytest.mark.usefixtures("noon")
def test_every_page_says_that_mails_come_back_to_their_reader_alone(client: Client) -> None:
    ana, kim = make.user(bounced_address="Ana@example.org"), make.coach()
    make.grant(ana, kim)

    client.force_login(ana)
    for path in ("/", "/reminders/", "/you/", "/accounts/email/", "/rules/"):
        assert BANNER in client.get(path, follow=True).content.decode(), path
    client.force_login(kim)
    for path in ("/", f"/athletes/{ana.pk}/", f"/athletes/{ana.pk}/journal/"):
        assert BANNER not in client.get(path, follow=True).content.decode(), path


@pytest.mark.usefixtures("noon")
def test_nothing_comes_before_the_steps_against_a_cramp(client: Client) -> None:
    ana = make.user(bounced_address="ana@example.org")
    client.force_login(ana)

    for path in ("/relief/", reverse("advice:relief_now", args=[make.run(ana).form_key])):
        answer = client.get(path)
        assert answer.status_code == 200
        assert BANNER not in answer.content.decode()


@pytest.mark.usefixtures("noon")
def test_an_old_address_that_came_back_is_no_reason_for_it(client: Client) -> None:
    client.force_login(make.user(bounced_address="before@example.org"))

    assert BANNER not in client.get("/reminders/").content.decode()


@pytest.mark.usefixtures("noon")
def test_trying_again_sends_a_test_and_takes_it_away(client: Client) -> None:
    ana = make.user(bounced_address="ana@example.org")
    client.force_login(ana)

    page = client.post("/reminders/try-again/", follow=True).content.decode()

    assert BANNER not in page
    assert "A test e-mail is on its way to ana@example.org." in page
    assert bounced(ana) == ""
    # A second press finds nothing to do and sends no second test.
    client.post("/reminders/try-again/")
    assert client.get("/reminders/try-again/").status_code == 405
