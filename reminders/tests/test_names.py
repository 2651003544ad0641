"""Names come through as people write them: in headers, in the text and in the HTML."""

from __future__ import annotations

import html5lib
import pytest
from django.core.mail import EmailMultiAlternatives

from accounts.mail import compose
from advice.words import apart
from reminders.kinds import KINDS
from reminders.models import Kind
from reminders.tests.mails import Mail, mail_of, reader
from reminders.tests.words import body_of

pytestmark = pytest.mark.django_db

WESTERN = "O'Brien’s ß & <b>Größe</b> {{ user }} \" #evil"
HEBREW = "ריצה ארוכה 10"
ARABIC = "تمرين الصباح"
NAMES = [WESTERN, HEBREW, ARABIC]
# A piece of each that no mail of ours holds by itself.
PIECES = ["Brien", "ריצה", "تمرين"]
# Between Unicode's isolating signs, where a part knows no <bdi>.
APART = f"\u2068{HEBREW}\u2069"


@pytest.mark.parametrize(("name", "piece"), list(zip(NAMES, PIECES, strict=True)), ids=PIECES)
@pytest.mark.parametrize("kind", list(KINDS))
def test_wherever_a_name_stands_it_is_whole(kind: Kind, name: str, piece: str) -> None:
    found = mail_of(kind, reader(), name)

    subject = str(found.parsed["Subject"])
    text, read = _as_read(found, "plain"), body_of(_as_read(found, "html")).text
    for part in (subject, " ".join(text.split()), read):
        assert part.count(piece) == part.count(name)
        assert "&amp;" not in part
        assert "&#x27;" not in part
    assert text.count(piece) == 0 or piece in read


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_name_from_right_to_left_stands_apart_from_the_words_around_it(kind: Kind) -> None:
    """Else a Hebrew or an Arabic name would pull the figures beside it to its other side."""
    found = mail_of(kind, reader(), HEBREW)

    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(found.html)
    for each in page.iter():
        for words in (each.text or "", each.tail or ""):
            is_alone = words == each.text and each.tag in {"bdi", "title"}
            assert is_alone or HEBREW not in words.replace(APART, "")
    for line in found.text.splitlines():
        assert line.strip().endswith(HEBREW) or HEBREW not in line.replace(APART, "")


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_reader_whose_address_has_an_apostrophe_is_reached(kind: Kind) -> None:
    found = mail_of(kind, reader("o'brien"))

    assert found.parsed["To"] == "o'brien@example.org"
    assert found.message.recipients() == ["o'brien@example.org"]


@pytest.mark.parametrize("name", NAMES)
def test_a_subject_with_a_name_is_whole_and_one_line(name: str) -> None:
    """No kind puts a name into its subject today; the composer must not be what stops one."""
    message = compose("hydration", "ana@example.org", {"starts": f"{name}\r\nBcc: x@example.org"})

    found = Mail(reader(), Kind.HYDRATION, message).parsed
    assert isinstance(message, EmailMultiAlternatives)
    assert str(found["Subject"]).strip() == f"Tomorrow, {name} Bcc: x@example.org"
    assert found["Bcc"] is None


def _as_read(found: Mail, kind: str) -> str:
    """A part as it comes out of the bytes that are sent."""
    part = found.parsed.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize(
    ("name", "is_set_apart"),
    [("Long run", False), ("O’Brien’s ß", False), ("", False), (HEBREW, True), (ARABIC, True)],
)
def test_only_what_runs_from_right_to_left_is_set_apart(name: str, is_set_apart: bool) -> None:
    assert apart(name) == (f"\u2068{name}\u2069" if is_set_apart else name)
