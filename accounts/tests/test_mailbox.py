from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.mailbox import messages, opening_links_outside


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """An empty mail folder of a local run."""
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def send(*subjects: str, text: str = "Hello", html: str | None = "<b>Hello</b>") -> None:
    """Several messages over one connection, so into one file."""
    with get_connection("django.core.mail.backends.filebased.EmailBackend") as connection:
        for subject in subjects:
            message = EmailMultiAlternatives(
                subject, text, to=["ana@example.org"], connection=connection
            )
            if html is not None:
                message.attach_alternative(html, "text/html")
            message.send()


def only(folder: Path) -> Path:
    """The one file of the folder."""
    (file,) = folder.iterdir()
    return file


def test_one_file_may_hold_several_mails(folder: Path) -> None:
    send("First", "Zweite – Gruß", "Third")

    found = messages(only(folder).read_bytes())

    assert [mail.subject for mail in found] == ["First", "Zweite – Gruß", "Third"]
    assert {(mail.to, mail.text.strip(), mail.html) for mail in found} == {
        ("ana@example.org", "Hello", "<b>Hello</b>")
    }
    assert all(mail.at for mail in found)


def test_a_line_of_dashes_inside_a_mail_is_no_cut(folder: Path) -> None:
    send("First", "Second", text=f"Above\n{'-' * 79}\nbelow the line", html=None)

    found = messages(only(folder).read_bytes())

    assert [mail.subject for mail in found] == ["First", "Second"]
    assert "below the line" in found[0].text


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_an_error(content: bytes) -> None:
    for mail in messages(content):
        assert isinstance(mail.subject, str)
        assert isinstance(mail.text, str)


@given(
    st.lists(
        st.sampled_from(
            [b"Subject: x\n", b"\n", b"-" * 79 + b"\n", b"Date: never\n", b"To: <<\n", b"\xff\xfe",
             b"Content-Type: text/html; charset=nope\n", b"Content-Type: multipart/mixed\n"]
        ),
        max_size=20,
    )
)  # fmt: skip
def test_damaged_mails_are_read_without_an_error(pieces: list[bytes]) -> None:
    messages(b"".join(pieces))


def test_links_of_a_mail_open_outside_its_frame() -> None:
    assert opening_links_outside("<!doctype html><head><title>x") == (
        '<!doctype html><head><base target="_blank"><title>x'
    )
    assert opening_links_outside("no head") == "no head"


@pytest.mark.django_db
def test_the_mailbox_lists_the_newest_first(folder: Path, client: Client) -> None:
    send("Older")
    os.utime(only(folder), (1, 1))
    send("Newer", "Newest")

    page = client.get(reverse("accounts:mailbox")).content.decode()

    assert page.index("Newest") < page.index("Newer") < page.index("Older")


@pytest.mark.django_db
def test_the_mailbox_pages_through_many_files(folder: Path, client: Client) -> None:
    folder.mkdir()
    for number in range(60):
        file = folder / f"{number:02}.log"
        file.write_text(f"Subject: mail {number:02}\n\nx\n")
        os.utime(file, (number, number))

    first = client.get(reverse("accounts:mailbox")).content.decode()
    second = client.get(reverse("accounts:mailbox"), {"before": "10.log"}).content.decode()

    assert "?before=10.log" in first
    assert ("mail 59" in first, "mail 09" in first) == (True, False)
    assert ("mail 09" in second, "mail 00" in second) == (True, True)
    assert "?before" not in second


@pytest.mark.django_db
def test_an_empty_or_missing_folder_is_an_empty_mailbox(folder: Path, client: Client) -> None:
    assert "No mail yet" in client.get(reverse("accounts:mailbox")).content.decode()


@pytest.mark.django_db
def test_a_mail_shows_its_text_with_links_and_its_html_in_a_frame(
    folder: Path, client: Client
) -> None:
    send("Your code", text="Go to http://localhost:8000/you/ <script>", html="<style>b{}</style>")
    file = only(folder).name

    page = client.get(reverse("accounts:mail_message", args=[file, 0])).content.decode()

    assert '<a href="http://localhost:8000/you/" rel="nofollow">' in page
    assert "&lt;script&gt;" in page
    assert reverse("accounts:mail_html", args=[file, 0]) in page
    assert "<style>" not in page


@pytest.mark.django_db
def test_the_html_part_has_a_policy_of_its_own(folder: Path, client: Client) -> None:
    send("Styled", html='<html><head></head><p style="color:red">x</p><script>1</script>')

    answer = client.get(reverse("accounts:mail_html", args=[only(folder).name, 0]))

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "index"),
    [
        ("..%2f..%2fsecret_key", 0),
        ("%2e%2e", 0),
        ("/etc/passwd", 0),
        ("missing.log", 0),
        ("a.log", 1),
        ("a.log", 10**30),
    ],
)
def test_nothing_but_the_mails_can_be_read(
    folder: Path, client: Client, file: str, index: int
) -> None:
    folder.mkdir()
    (folder / "a.log").write_text("Subject: x\n\ny")
    (folder.parent / "secret_key").write_text("s")

    assert client.get(f"/dev/mail/{file}/{index}/").status_code == 404
    assert client.get(f"/dev/mail/{file}/{index}/html/").status_code == 404


@pytest.mark.django_db
def test_elsewhere_there_is_no_mailbox(folder: Path, client: Client, settings: Settings) -> None:
    send("Your code")
    settings.LOCAL_RUN = False

    assert client.get(reverse("accounts:mailbox")).status_code == 404
    for route in ("accounts:mail_message", "accounts:mail_html"):
        assert client.get(reverse(route, args=[only(folder).name, 0])).status_code == 404


@pytest.mark.django_db
def test_the_mailbox_takes_no_post(folder: Path, client: Client) -> None:
    assert client.post(reverse("accounts:mailbox")).status_code == 405
