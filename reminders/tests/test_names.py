"""Names come through as people write them: in headers, in the text and in the HTML."""

from __future__ import annotations

import html5lib
import pytest
from django.core.mail import EmailMultiAlternatives

from accounts.mail import compose
from reminders.kinds import KINDS
from reminders.models import Kind
from reminders.tests.mails import Mail, mail_of, reader
from reminders.tests.words import body_of

pytestmark = pytest.mark.django_db

NAMES = [
    "O'Brien’s ß & <b>hills</b>",
    "Größe #evil {{ user }} {% now %}",
    "תקליט של ריצה",
    "تمرين الصباح مع O'Brien",
    'Quotes " and \\ and ;',
]
# A piece of each that no mail of ours holds by itself.
PIECES = ["Brien", "evil", "תקליט", "تمرين", "Quotes"]


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
def test_a_name_in_the_html_stands_apart_from_the_direction_of_the_words_around(kind: Kind) -> None:
    """Without <bdi> a Hebrew or Arabic name would pull the figures beside it to its other side."""
    found = mail_of(kind, reader(), NAMES[2])

    for each in found.html.split(NAMES[2])[:-1]:
        inside = each[each.rindex("<") :] if "<" in each else each
        assert inside.startswith(("<bdi>", "<title>")), each[-80:]
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(found.html)


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
