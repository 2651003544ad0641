"""A real SMTP server on the loopback, through Django's own backend."""

from __future__ import annotations

import asyncio
import smtplib
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from allauth.account.models import EmailAddress
from pytest_django import Settings

from reminders import services
from reminders.models import Reminder, State
from reminders.services import sending
from reminders.tests.test_sending import due
from tests import make

pytestmark = pytest.mark.django_db

EVENING = make.NOON + timedelta(hours=8)
Says = Callable[[SMTP], str]


class Server:
    """Keeps what it accepts; `at_mail`, `at_rcpt` and `at_data` say something else, in turn, and
    `before_data` in place of asking for the message.

    `pipelines`: it lets others say several things at once.
    """

    pipelines = False

    def __init__(self) -> None:
        self.accepted: list[bytes] = []
        self.recipients: list[str] = []
        self.at_mail: list[Says] = []
        self.before_data: list[Says] = []
        self.at_rcpt: list[Says] = []
        self.at_data: list[Says] = []
        self.connections = 0

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = name
        # The first line is the name of the server.
        return [lines[0], "250-PIPELINING", *lines[1:]] if self.pipelines else lines

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        said = self.at_mail.pop(0)(server) if self.at_mail else "250 OK"
        if said.startswith("2"):
            envelope.mail_from = sender
        return said

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        said = self.at_rcpt.pop(0)(server) if self.at_rcpt else "250 OK"
        if said.startswith("2"):
            envelope.rcpt_tos.append(to)
            self.recipients.append(to)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        said = self.at_data.pop(0)(server) if self.at_data else "250 OK"
        if said.startswith("2"):
            assert isinstance(envelope.original_content, bytes)
            self.accepted.append(envelope.original_content)
        return said


class Talk(SMTP):
    """A server that may refuse at DATA, before there is a message."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        """In place of aiosmtpd's, which asks nobody."""
        handler = self.event_handler
        assert isinstance(handler, Server)
        assert self.envelope is not None
        if not handler.before_data or not self.envelope.rcpt_tos:
            await super().smtp_DATA(arg)
            return
        await self.push(handler.before_data.pop(0)(self))


class Listener(Controller):
    """Its talks are ours."""

    def factory(self) -> Talk:
        """One for each connection."""
        return Talk(self.handler, **self.SMTP_kwargs)


def says(words: str) -> Says:
    return lambda server: words


def drop(server: SMTP) -> str:
    """Take the message and hang up before answering."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()
    return "250 OK"


def hang_up_with(words: str) -> Says:
    """Answer, and hang up."""

    def say(server: SMTP) -> str:
        assert isinstance(server.transport, asyncio.Transport)
        server.transport.write(f"{words}\r\n".encode())
        server.transport.close()
        return words

    return say


def refuse_and_go_on(server: SMTP) -> str:
    """Refuse, and take a message all the same."""
    assert server.envelope is not None
    server.envelope.mail_from = "nobody@example.org"
    server.envelope.rcpt_tos.append("nobody@example.org")
    return "550 no such user"


def swallow(server: SMTP) -> str:
    """What came together with this is not read."""
    server._reader._buffer.clear()  # type: ignore[attr-defined] # nothing else gets at it
    return "250 OK"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@pytest.fixture(params=[False, True], ids=["waits", "pipelines"])
def server(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Server]:
    found = Server()
    found.pipelines = request.param
    # The controller connects to its own port to see that it is up, so the port must be known.
    controller = Listener(found, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "reminders.smtp.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_TIMEOUT = 5
    yield found
    controller.stop()


def test_a_message_is_accepted_by_a_real_server(server: Server) -> None:
    due()

    assert services.send_due(EVENING) == {State.SENT: 1}

    message = message_from_bytes(server.accepted[0], policy=policy.default)
    assert message["To"] == "ana@example.org"
    assert message["Message-ID"] == Reminder.objects.get().message_id
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]


def test_a_batch_goes_over_one_line(server: Server) -> None:
    for number in range(5):
        due(f"a{number}")

    assert services.send_due(EVENING) == {State.SENT: 5}
    assert (len(server.accepted), server.connections) == (5, 1)


@pytest.mark.parametrize("where", ["at_mail", "at_rcpt", "at_data"])
def test_a_server_that_is_busy_is_asked_again(server: Server, where: str) -> None:
    due()
    getattr(server, where).append(says("451 try later"))

    assert services.send_due(EVENING) == {State.PLANNED: 1}
    assert services.send_due(EVENING + timedelta(minutes=1)) == {State.SENT: 1}
    assert len(server.accepted) == 1


@pytest.mark.parametrize("where", ["at_mail", "at_rcpt", "at_data"])
def test_a_server_that_refuses_is_not_asked_again(server: Server, where: str) -> None:
    due("ana")
    due("bea")
    getattr(server, where).append(says("550 no such user"))

    assert services.send_due(EVENING) == {State.FAILED: 1, State.SENT: 1}
    assert services.send_due(EVENING + timedelta(minutes=5)) == {}
    assert "550" in Reminder.objects.get(state=State.FAILED).reason


def test_a_server_that_allows_it_hears_from_whom_and_to_whom_at_once(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    real = smtplib.SMTP.send

    def note(self: smtplib.SMTP, words: bytes | str) -> None:
        said.append(words.split("\r\n")[0] if isinstance(words, str) else "a message")
        real(self, words)

    monkeypatch.setattr(smtplib.SMTP, "send", note)
    due()

    assert services.send_due(EVENING) == {State.SENT: 1}

    begin = said[1 : said.index("a message")]
    assert [words.split()[0].lower() for words in begin] == (
        ["mail"] if server.pipelines else ["mail", "rcpt", "data"]
    )


def test_each_mail_goes_to_its_own_reader_after_any_other(server: Server) -> None:
    """One address is written as it is, the next one needs quotes."""
    addresses = ["ana@example.org", '"b e a"@example.org', "cat@example.org"]
    for number, address in enumerate(addresses):
        due(f"a{number}")
        EmailAddress.objects.filter(email=f"a{number}@example.org").update(email=address)
    server.at_rcpt.append(says("451 try later"))

    services.send_due(EVENING)

    assert server.recipients == addresses[1:]


@pytest.mark.parametrize("where", ["at_mail", "at_rcpt"])
def test_a_server_that_refuses_and_hangs_up_is_believed(server: Server, where: str) -> None:
    due("ana")
    due("bea")
    getattr(server, where).append(hang_up_with("550 no such user"))

    assert services.send_due(EVENING) == {State.FAILED: 1, State.SENT: 1}
    assert (len(server.accepted), server.connections) == (1, 2)


@pytest.mark.parametrize("where", ["at_mail", "at_rcpt"])
def test_a_server_that_refuses_and_waits_for_a_message_gets_none(
    server: Server, where: str
) -> None:
    due("ana")
    due("bea")
    getattr(server, where).append(refuse_and_go_on)

    assert services.send_due(EVENING) == {State.FAILED: 1, State.SENT: 1}
    [sent] = server.accepted
    assert b"To: bea@example.org" in sent
    assert server.connections == (2 if server.pipelines else 1)


@pytest.mark.parametrize(
    ("words", "state"), [("451 try later", State.PLANNED), ("554 no", State.FAILED)]
)
def test_a_refusal_in_place_of_go_on_touches_nobody_elses_mail(
    server: Server, words: str, state: State
) -> None:
    due("ana")
    due("bea")
    server.before_data.append(says(words))

    assert services.send_due(EVENING) == {state: 1, State.SENT: 1}
    [sent] = server.accepted
    assert b"To: bea@example.org" in sent
    assert (server.recipients, server.connections) == (["ana@example.org", "bea@example.org"], 1)


@pytest.mark.parametrize("where", ["at_mail", "at_rcpt", "before_data", "at_data"])
def test_a_server_that_takes_its_leave_is_called_again(server: Server, where: str) -> None:
    due("ana")
    due("bea")
    getattr(server, where).append(hang_up_with("421 closing"))

    assert services.send_due(EVENING) == {State.PLANNED: 1, State.SENT: 1}
    assert len(server.accepted) == 1


@pytest.mark.parametrize("where", ["at_mail", "at_rcpt"])
@pytest.mark.parametrize(
    "words",
    [
        pytest.param("252 perhaps", id="neither yes nor no"),
        pytest.param("550-5.1.1 no\r\n5.1.1 see our page\r\n550 x", id="malformed"),
    ],
)
def test_an_answer_nobody_understands_ends_no_mail_and_the_line(
    server: Server, where: str, words: str
) -> None:
    due("ana")
    due("bea")
    getattr(server, where).append(says(words))

    assert services.send_due(EVENING) == {State.PLANNED: 1, State.SENT: 1}
    [sent] = server.accepted
    assert b"To: bea@example.org" in sent


def test_what_swallows_the_rest_of_what_we_say_costs_one_wait(
    server: Server, settings: Settings
) -> None:
    """A virus scanner between us and the server may read one command at a time."""
    settings.EMAIL_TIMEOUT = 1
    for number in range(3):
        due(f"a{number}")
    server.at_mail += [swallow] * 4

    assert services.send_due(EVENING) == {State.SENT: 3}
    assert server.connections == (2 if server.pipelines else 1)


def test_a_line_that_drops_after_the_message_is_never_taken_for_a_refusal(server: Server) -> None:
    due("ana")
    due("bea")
    server.at_data.append(drop)

    assert services.send_due(EVENING) == {State.FAILED: 1, State.SENT: 1}
    assert services.send_due(EVENING + timedelta(minutes=5)) == {}
    # The server has both; sending the first again would have made it twice.
    assert len(server.accepted) == 2
    assert server.connections == 2


@pytest.mark.parametrize(
    "backend", ["reminders.smtp.Backend", "django.core.mail.backends.smtp.EmailBackend"]
)
def test_a_line_that_drops_before_the_message_leaves_no_doubt(
    server: Server, settings: Settings, backend: str
) -> None:
    settings.EMAIL_BACKEND = backend
    due()
    server.at_rcpt += [drop, drop]
    # Django's own backend cannot tell, so nothing is sent again.
    knows = backend.startswith("reminders")

    assert services.send_due(EVENING) == {State.PLANNED if knows else State.FAILED: 1}
    assert services.send_due(EVENING + timedelta(minutes=2)) == ({State.SENT: 1} if knows else {})
    assert len(server.accepted) == int(knows)


def test_a_line_that_dropped_before_the_message_is_opened_anew_once(server: Server) -> None:
    due()
    server.at_rcpt.append(drop)

    assert services.send_due(EVENING) == {State.SENT: 1}
    assert (len(server.accepted), server.connections) == (1, 2)
    assert Reminder.objects.get().attempts == 1


def test_a_second_message_on_a_line_begins_anew(server: Server) -> None:
    due("ana")
    due("bea")
    server.at_rcpt += [says("250 OK"), drop, drop]

    assert services.send_due(EVENING) == {State.SENT: 1, State.PLANNED: 1}


def test_a_server_that_hangs_up_between_two_messages_costs_none(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        due(f"a{number}")
    real = smtplib.SMTP.noop

    def hang_up_first(self: smtplib.SMTP) -> tuple[int, bytes]:
        self.close()
        return real(self)

    monkeypatch.setattr(smtplib.SMTP, "noop", hang_up_first)
    # As if so much time went by between two messages that the server is asked first.
    monkeypatch.setattr("reminders.line.FRESH", 0.0)

    assert services.send_due(EVENING) == {State.SENT: 3}
    assert server.connections == 3


def test_a_server_that_cannot_be_reached_leaves_everything_planned(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = "reminders.smtp.Backend"
    settings.EMAIL_HOST = "127.0.0.1"
    # A port of the system range on which nothing listens.
    settings.EMAIL_PORT = 1
    due()

    assert services.send_due(EVENING) == {}
    assert Reminder.objects.get().state == State.PLANNED


def test_a_refusal_is_one_line_and_the_log_keeps_no_address(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    due()
    server.at_rcpt.append(says("554-no <ana@example.org>\r\n554 event=\x00all_is_well"))

    assert services.send_due(EVENING) == {State.FAILED: 1}

    reason = Reminder.objects.get().reason
    assert reason == "The mail server refused it: 554 no <ana@example.org> event= all_is_well"
    [said] = [each.getMessage() for each in caplog.records if each.name.startswith("reminders")]
    assert said.endswith("was not accepted: 554 no <(address)> event= all_is_well")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("ana@example.org\nBcc: all@example.org", id="a line break"),
        pytest.param("ana@exa..mple.org@", id="no address"),
        pytest.param("ana@" + "ö" * 80 + ".example", id="a host too long for ASCII"),
    ],
)
def test_an_address_that_no_mail_can_be_written_to_stops_nobody_elses(
    server: Server, address: str
) -> None:
    bad = due("ana")
    EmailAddress.objects.update(email=address)
    due("bea")
    assert bad.pk == Reminder.objects.earliest("pk").pk

    tally = services.send_due(EVENING)

    assert tally == {State.PLANNED: 1, State.SENT: 1}
    assert len(server.accepted) == 1
    bad.refresh_from_db()
    assert (bad.state, bad.attempts, bad.reason) == (State.PLANNED, 1, sending.UNREADABLE)
