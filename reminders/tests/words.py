"""The words that no subject and no preview may hold, from the lists the diary is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from journal.conditions import CONDITIONS
from journal.medicines import NAMES
from journal.muscles import ELSEWHERE, GROUPS, SITES
from reminders.tests.mails import Mail

# What a list of mails and a locked screen show before the mail is opened.
SEEN_FIRST = 100
# Evidence 5.4, stems of generic names and classes.
STEMS = [
    "statin", "salmeterol", "formoterol", "salbutamol", "diuretic", "furosemide", "thiazide",
    "spironolactone", "amiloride", "sartan", "pril", "dipine", "naproxen", "ibuprofen", "insulin",
    "lithium", "medic", "pill", "tablet", "drug", "dose",
]  # fmt: skip
SYMPTOMS = [
    "cramp", "pain", "ache", "hurt", "sore", "spasm", "twitch", "swell", "symptom", "doctor",
    "urine", "dehydrat", "hydrat", "drink", "fluid", "sweat", "weight", "health", "medical",
    "muscle", "leg", "thigh",
]  # fmt: skip
# Parts of names of conditions that say nothing by themselves.
EVERYDAY = frozenset(
    {"before", "years", "years old", "under", "little", "after", "stand", "still", "where", "goes",
     "getting", "eating", "collapse", "family", "effort", "walking", "canal", "narrow", "blood",
     "spinal", "limit", "drinking", "other", "coloured", "thinner", "sport", "trouble", "disorder"}
)  # fmt: skip
LONG_WORD = 5


def _words(names: Iterable[str]) -> list[str]:
    return sorted(set(re.findall(rf"[a-z]{{{LONG_WORD},}}", " ".join(names).lower())))


MUSCLES = sorted({word.lower() for word in (*GROUPS.values(), *ELSEWHERE.values())})
PLACES = sorted({word.lower() for word in SITES.values()})
MEDICINES = [*STEMS, *_words(NAMES)]
ILLNESSES = [*(name.lower() for name in CONDITIONS.values()), *_words(CONDITIONS.values())]
PRIVATE = sorted({*SYMPTOMS, *MUSCLES, *PLACES, *(set(ILLNESSES) - EVERYDAY)})


class Body(HTMLParser):
    """The words of an HTML part in the order a preview reads them, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.is_in_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_in_body = self.is_in_body or tag == "body"
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        if self.is_in_body:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join("".join(self.words).split())


def body_of(html: str) -> Body:
    """An HTML part, read."""
    body = Body()
    body.feed(html)
    return body


def leaks(text: str) -> list[str]:
    """The private words in a text: beginnings of words, and medicines anywhere in one."""
    # The ends of words are free (cramps, cramping), the beginnings are not ("april" is no pril).
    found = [word for word in PRIVATE if re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE)]
    return found + [word for word in MEDICINES if word in text.lower().replace("april", "")]


def seen_first(each: Mail) -> dict[str, str]:
    """What is seen of a mail without opening it, by where it comes from."""
    text = " ".join(each.text.split())
    return {
        "subject": str(each.message.subject),
        "text": each.text[:SEEN_FIRST],
        "text in one line": text[:SEEN_FIRST],
        "preview": body_of(each.html).text[:SEEN_FIRST],
        "subject and text": f"{each.message.subject} {text}"[:SEEN_FIRST],
    }
