"""What a returned mail says, and which refusals speak of an address."""

from __future__ import annotations

from base64 import b64encode
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reminders.bounces import blames_address, read
from reminders.tests.reports import GONE, MESSAGE_ID, report


def test_a_report_says_which_mail_came_back_from_whom_and_why() -> None:
    found = read(report())

    assert found is not None
    assert found.message_id == MESSAGE_ID
    assert found.addresses == {"ana@example.org"}
    assert (found.code, found.is_hard) == ("5.1.1", True)
    assert found.words == GONE


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers", "message/global"])
@pytest.mark.parametrize("kind", ["message/delivery-status", "message/global-delivery-status"])
def test_a_report_is_read_however_it_is_packed(kind: str, returned: str) -> None:
    found = read(report(kind=kind, returned=returned))

    assert found is not None
    assert (found.message_id, found.is_hard) == (MESSAGE_ID, True)
    assert read(report(kind=kind, returned=returned).replace(b"\r\n", b"\n")) == found


def test_parts_in_base_64_are_read_too() -> None:
    plain = report().split(b"--b\r\n")
    for number in (2, 3):
        head, _, body = plain[number].partition(b"\r\n\r\n")
        packed = head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64encode(body) + b"\r\n"
        plain[number] = packed + (b"\r\n--b--\r\n" if number == 3 else b"")

    found = read(b"--b\r\n".join(plain))

    assert found == read(report())


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"Subject: Re: Tomorrow\r\n\r\nThank you!", id="an answer by hand"),
        pytest.param(report(action="delayed", status="4.4.1"), id="it is late"),
        pytest.param(report(action="delivered", status="2.0.0"), id="it arrived"),
        pytest.param(report(message_id="none"), id="which mail is not said"),
        pytest.param(report(kind="text/plain"), id="a report in prose"),
        pytest.param(report(returned="text/plain"), id="the mail is not returned"),
        pytest.param(report().replace(b"multipart/report", b"multipart/mixed"), id="mixed"),
        pytest.param(report()[:300], id="cut off"),
    ],
)
def test_what_is_no_report_of_a_failure_is_none(raw: bytes) -> None:
    assert read(raw) is None


def test_a_report_about_a_forwarded_mail_names_both_addresses() -> None:
    forwarded = report().replace(
        b"Final-Recipient: rfc822; ana@example.org", b"Final-Recipient: rfc822; <Old@Example.net>"
    )

    found = read(forwarded)

    assert found is not None
    assert found.addresses == {"ana@example.org", "old@example.net"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("5.1.1", "550 5.1.1 User unknown"),
        ("5.1.2", ""),
        ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
        ("5.2.1", "550 5.2.1 The account is disabled"),
        ("5.4.4", "Host or domain name not found"),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied"),
        # Some servers say nothing by the code; then their words count.
        ("5.0.0", "smtp; 550 5.1.1 <ana@example.org> no such mailbox"),
        ("5.0.0", "smtp; 550 no such user here"),
        ("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable"),
        ("", "550 5.1.1 unknown"),
        ("", "550 No such user"),
        ("", "553 sorry, that recipient is not valid: unknown user"),
        ("", "550 The account ana@example.org does not exist"),
    ],
)
def test_an_address_that_takes_no_mail(code: str, words: str) -> None:
    found = read(report(status=code or "5.0.0", words=words))

    assert blames_address(words, code) is True
    assert found is not None
    assert found.is_hard


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("5.2.2", "552 5.2.2 mailbox full", id="full"),
        pytest.param("4.1.1", "450 4.1.1 user unknown for now", id="for now"),
        pytest.param("4.4.7", "delivery time expired", id="expired"),
        pytest.param("5.7.1", "550 5.7.1 rejected as spam: unknown user base", id="spam"),
        pytest.param("5.1.8", "550 5.1.8 Sender address rejected: Domain not found", id="we"),
        pytest.param("5.1.7", "", id="our address"),
        pytest.param("5.3.4", "552 5.3.4 message too big", id="too big"),
        pytest.param("5.0.0", "", id="nothing is said"),
        pytest.param("5.0.0", "550 blocked: user unknown or on our list", id="blocked"),
        pytest.param("", "550 SPF check of the sender did not pass", id="SPF"),
        pytest.param("", "550 relay not permitted for this recipient: unknown", id="relay"),
        pytest.param("", "554 no such user", id="a reply that is not about recipients"),
        pytest.param("", "550 go away", id="550 alone"),
        pytest.param("", "450 no such user yet", id="temporary reply"),
        pytest.param("", "550 from 5.1.1.7: not today", id="a number of the network is no code"),
    ],
)
def test_a_refusal_that_does_not_speak_of_the_address(code: str, words: str) -> None:
    assert blames_address(words, code) is False


def test_a_mail_that_failed_for_another_reason_came_back_all_the_same() -> None:
    full = read(report(status="5.2.2", words="552 5.2.2 mailbox full"))
    expired = read(report(status="4.4.1", words="connect to mx: connection timed out"))

    assert full is not None
    assert expired is not None
    assert (full.is_hard, expired.is_hard) == (False, False)
    assert (full.code, expired.code) == ("5.2.2", "4.4.1")


def test_what_a_server_says_is_one_short_line_that_can_be_printed_and_kept() -> None:
    found = read(report(words="550 5.1.1 no\x00 such\n\t user \x1b[31m" + "x" * 500))

    assert found is not None
    assert found.words.startswith("550 5.1.1 no such user [31mxxx")
    assert len(found.words) == 150
    assert found.words.isprintable()


def test_a_nest_of_parts_is_none_and_does_not_end_the_program() -> None:
    nest = b"".join(
        b'Content-Type: multipart/report; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)
    )

    assert read(nest) is None


def test_a_bomb_of_empty_lines_is_read_in_no_time() -> None:
    head = report().partition(b"Action: failed")[0]
    before = process_time()

    assert read(head + b"\r\n\n\r" * 500_000) is None

    assert process_time() - before < 2


def test_a_report_with_a_long_mail_behind_it_is_read() -> None:
    found = read(report() + b"long lines of a mail\r\n" * 100_000)

    assert found is not None
    assert found.is_hard


PIECES = st.sampled_from(report().splitlines(keepends=True))


@given(
    raw=st.one_of(st.binary(), st.lists(st.one_of(PIECES, st.binary(max_size=40))).map(b"".join))
)
@example(raw=report())
def test_reading_raises_for_nothing(raw: bytes) -> None:
    found = read(raw)

    assert found is None or (found.message_id and found.words.isprintable())


@given(at=st.integers(0, len(report())), piece=st.binary(max_size=8), length=st.integers(0, 40))
def test_a_damaged_report_raises_nothing(at: int, piece: bytes, length: int) -> None:
    whole = report()

    found = read(whole[:at] + piece + whole[at + length :])

    assert found is None or "\x00" not in found.words + found.message_id + "".join(found.addresses)
