"""Mails that ask: how was it, and is it over. None of them says what is in the diary first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import fill
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage
from django.utils.formats import date_format

from journal.models import Workout
from journal.queries.ongoing import Endless
from reminders.emails.frame import mail, url
from reminders.emails.session import TEXT_WIDTH, when_of
from reminders.links import answer_url
from reminders.models import Kind
from reminders.queries import Recipient


@dataclass(frozen=True, slots=True)
class Session:
    """A workout that waits for a word, and where to say it without a log-in."""

    when: str
    name: str
    url: str

    @property
    def as_text(self) -> str:
        """The session for the text part; the name on a line of its own, whatever way it is read."""
        at = self.when[:1].upper() + self.when[1:]
        return f"{at}\n{fill(self.name, TEXT_WIDTH, break_long_words=False)}\n  {self.url}"


def unanswered(
    recipient: Recipient,
    day: date,
    workouts: Sequence[Workout],
    *,
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """How were the sessions of that day. Each can be answered by itself, all of them on a page."""
    zone = recipient.user.zone_info
    context = {
        "weekday": date_format(day, "l"),
        "date": date_format(day, "l j F"),
        "sessions": [_session(each, day, zone) for each in workouts],
        "all_url": url("journal:unanswered"),
    }
    return mail("unanswered", Kind.UNANSWERED, recipient, context, message_id, now)


def ongoing(recipient: Recipient, each: Endless, *, message_id: str, now: datetime) -> EmailMessage:
    """Is it over. First when to get help (evidence 5.1, 5.2); no place is named."""
    since = each.started_at.astimezone(recipient.user.zone_info)
    context = {
        "since": date_format(since, "l j F, H:i"),
        "end_url": url("journal:end_episode", each.episode_id),
        "page_url": url("journal:episode", each.episode_id),
    }
    return mail("ongoing", Kind.ONGOING, recipient, context, message_id, now)


def _session(workout: Workout, day: date, zone: ZoneInfo) -> Session:
    started = workout.starts_at.astimezone(zone)
    # One that went past midnight began on another day than the mail is about.
    on = "" if started.date() == day else f"{date_format(started, 'l')}, "
    clock = date_format(started, "H:i") if workout.started_at else when_of(workout, zone)
    return Session(f"{on}{clock}", workout.name, answer_url(workout))
