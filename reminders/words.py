"""What each kind of e-mail is called on pages: one place, so that a new kind is one entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reminders.models import Kind


@dataclass(frozen=True, slots=True)
class Words:
    """One kind in words.

    `help` stands under its switch; `these` says which they are, `coming` what one is, and `stopped`
    what is so from now on. `waits`: one that falls into a rest comes after it; others are left out.
    """

    help: str
    these: str
    coming: str
    stopped: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that belong together on the page of choices."""

    name: str
    kinds: tuple[Kind, ...]
    note: str = ""


AT_MOST_TWO = (
    "At most two e-mails speak of one workout: of those you choose, the two that come first. None"
    " comes in your quiet hours."
)
WORDS: Mapping[Kind, Words] = {
    Kind.HYDRATION: Words(
        help="What to drink tonight and tomorrow, for sessions that are long or warm.",
        these="These are the e-mails on the evening before.",
        coming="What to drink the evening before",
        stopped="No more e-mails on the evening before. Your diary still shows each plan.",
    ),
    Kind.FOUR_HOURS: Words(
        help="Off unless you ask for it. What to drink in the hours before, on the day itself.",
        these="These are the e-mails four hours before a workout.",
        coming="What to drink in the hours before",
        stopped="No more e-mails four hours before a workout. Your diary still shows each plan.",
    ),
    Kind.TWO_HOURS: Words(
        help="Off unless you ask for it. A last look two hours before the start.",
        these="These are the e-mails two hours before a workout.",
        coming="A last look before the start",
        stopped="No more e-mails two hours before a workout. Your diary still shows each plan.",
    ),
    Kind.PACE: Words(
        help="An hour and a half before the start, when it is hot, faster or longer than usual, or"
        " you were sore this morning.",
        these="These are the e-mails before a hot or hard workout.",
        coming="How to begin a hot or hard workout",
        stopped="No more e-mails before a hot or hard workout. Your diary still says what to mind.",
    ),
    Kind.RECOVERY: Words(
        help="What to drink after, when you weighed yourself before and after and were lighter.",
        these="These are the e-mails after a workout.",
        coming="What to drink after it",
        stopped="No more e-mails after a workout. Its page still says what to drink.",
    ),
    Kind.UNANSWERED: Words(
        help="One question about a workout that has no answer yet. No answer is fine too.",
        these="These are the e-mails that ask about a workout without an answer.",
        coming="A question about a workout",
        stopped="We do not ask by e-mail any more. What is open waits in your diary.",
    ),
    Kind.ONGOING: Words(
        help="When something you wrote down has no end yet. The e-mail does not say what.",
        these="These are the e-mails about an entry without an end.",
        coming="A question about an entry",
        stopped="We do not ask by e-mail any more. Your entry waits in your diary as it is.",
    ),
    Kind.DOCTOR: Words(
        help="When your diary meets our rule for it, at most once in 28 days. The e-mail only says"
        " that a page is ready.",
        these="These are the e-mails that say that a page is ready.",
        coming="A page is ready for you",
        stopped="We do not write any more when a page for a doctor is ready. Your diary still"
        " shows it.",
        waits=True,
    ),
    Kind.HEAT: Words(
        help="On the screen “Cramp now” you can ask for a short e-mail when the next round is due."
        " Never between 22:00 and 06:00.",
        these="These are the short e-mails that you ask for on the screen “Cramp now”.",
        coming="Time to go on, as you asked",
        stopped="We do not write any more when it is time to go on. The screen “Cramp now” still"
        " tells you.",
    ),
    Kind.ATTENTION: Words(
        help="When something new stands at the top of your list. The e-mail names nobody’s health.",
        these="These are the e-mails that say that an athlete needs your eye.",
        coming="Something new on your list of athletes",
        stopped="We do not write any more when an athlete needs your eye. Your list still says so.",
        waits=True,
    ),
    Kind.DIGEST: Words(
        help="On Monday morning: what your athletes planned and did last week, in numbers, and who"
        " needs your eye.",
        these="These are the weekly e-mails about your athletes.",
        coming="Your athletes, last week",
        stopped="No more weekly e-mails about your athletes. Your list is always there.",
    ),
}
OF_AN_ATHLETE = (
    Group(
        "Before a workout",
        (Kind.HYDRATION, Kind.FOUR_HOURS, Kind.TWO_HOURS, Kind.PACE),
        AT_MOST_TWO,
    ),
    Group("After it", (Kind.RECOVERY, Kind.UNANSWERED, Kind.ONGOING)),
    Group("For your health", (Kind.DOCTOR, Kind.HEAT)),
)
OF_A_COACH = (Group("For coaches", (Kind.ATTENTION, Kind.DIGEST)),)


def groups(*, is_coach: bool) -> tuple[Group, ...]:
    """The kinds that somebody can choose, as the page shows them."""
    return (*OF_AN_ATHLETE, *OF_A_COACH) if is_coach else OF_AN_ATHLETE
