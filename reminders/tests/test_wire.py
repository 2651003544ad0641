"""What we put on the line is, byte for byte, what Python's own writer makes of the same message."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import HeaderParseError

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from hypothesis import given
from hypothesis import strategies as st

from reminders import wire
from reminders.models import Kind
from reminders.tests.mails import DUE, mail_of, reader

# Line ends of all sorts, what begins or ends a message for a server, long lines, other alphabets.
bodies = st.lists(
    st.sampled_from(["\n", "\r\n", "\r", "\n.\n", "From me", "x" * 700, " ", "--", "ß°", "שלום"])
    | st.text(max_size=20),
    max_size=12,
).map("".join)
# Django refuses a header of two lines.
values = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=120)


def mail_with(text: str, html: str, subject: str = "Tomorrow", header: str = "") -> EmailMessage:
    message = EmailMultiAlternatives(
        subject, text, to=["ana@example.org"], headers={"X-Any": header}
    )
    message.attach_alternative(html, "text/html")
    return message


def written(message: EmailMessage) -> bytes:
    """What we write of it, which Python writes as well."""
    made = message.message()
    ours = wire.written(made)
    assert ours == made.as_bytes(linesep="\r\n")
    return ours


@given(values, values, bodies, bodies)
def test_any_mail_of_two_texts_is_written_as_python_does(
    subject: str, header: str, text: str, html: str
) -> None:
    written(mail_with(text, html, subject, header))


@pytest.mark.parametrize("length", range(60, 90))
def test_a_header_about_as_long_as_a_line_is_folded_as_python_does(length: int) -> None:
    header = f"{'a' * 20} {'b' * (length - 28)}"

    written(mail_with("Text.", "<p>Text.</p>", header=header))


@pytest.mark.parametrize("control", "\x0b\x0c\x1c\x1d\x1e\x00\x7f\t")
def test_a_header_with_a_control_character_fares_as_with_python(control: str) -> None:
    written(mail_with("Text.", "<p>Text.</p>", header=f"one{control}two"))
    with_another = mail_with("Text.", "<p>Text.</p>", header=f"one{control}Bcc: all@example.org")
    made = with_another.message()
    try:
        made.as_bytes(linesep="\r\n")
    except HeaderParseError:
        with pytest.raises(HeaderParseError):
            wire.written(made)
    else:
        written(with_another)


def test_a_mail_that_is_not_of_two_plain_texts_is_left_to_python() -> None:
    plain = EmailMessage("Tomorrow", "Only text.\nß", to=["ana@example.org"])
    with_file = mail_with("Text.", "<p>Text.</p>")
    with_file.attach("run.csv", b"a,b\n1,2\n", "application/octet-stream")
    long = mail_with("x" * 2_000, "<p>ß</p>")

    assert b"Only text.\r\n\xc3\x9f" in written(plain)
    assert b"run.csv" in written(with_file)
    assert b"quoted-printable" in written(long)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", DUE)
def test_every_kind_of_mail_arrives_as_it_was_composed(kind: Kind) -> None:
    sent = mail_of(kind, reader())

    arrived = message_from_bytes(written(sent.message), policy=policy.default)

    bodies = [part.get_content().splitlines() for part in arrived.iter_parts()]
    assert bodies == [sent.text.splitlines(), sent.html.splitlines()]
