"""Mails to coaches: names and counts, never what is behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from textwrap import fill

from django.core.mail import EmailMessage
from django.utils.formats import date_format

from coaching.digest import Counts, Digest, Line
from reminders.emails.frame import mail, url
from reminders.emails.session import TEXT_WIDTH
from reminders.models import Kind
from reminders.queries import Recipient

# Athletes of a week that are named; the others are a number, and the list has them all.
LINES = 20
TO_SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Row:
    """One athlete's week in words."""

    name: str
    says: str
    needs_eye: bool

    @property
    def as_text(self) -> str:
        """The row for the text part; the name on a line of its own, whatever way it is read."""
        words = " · ".join(filter(None, ["needs your eye" if self.needs_eye else "", self.says]))
        name = fill(self.name, TEXT_WIDTH, break_long_words=False)
        return f"{name}\n" + fill(words, TEXT_WIDTH, initial_indent="  ", subsequent_indent="  ")


def attention(
    recipient: Recipient,
    names: Sequence[str],
    others: int,
    *,
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """Who needs an eye. Why is behind the log-in."""
    context = {
        "names": names,
        "others": others,
        "count": len(names) + others,
        "list_url": url("coaching:athletes"),
    }
    return mail("attention", Kind.ATTENTION, recipient, context, message_id, now)


def digest(
    recipient: Recipient, monday: date, week: Digest, *, message_id: str, now: datetime
) -> EmailMessage:
    """The week that began on that Monday, a line an athlete."""
    context = {
        "dates": dates(monday),
        "rows": [_row(line) for line in week.lines[:LINES]],
        "more": max(0, len(week.lines) - LINES),
        "quiet": week.quiet,
        "done": week.done,
        "planned": week.planned,
        "counts_workouts": any(line.counts is not None for line in week.lines),
        "list_url": url("coaching:athletes"),
    }
    return mail("digest", Kind.DIGEST, recipient, context, message_id, now)


def dates(monday: date) -> str:
    """“16–22 November”, “29 December – 4 January”."""
    sunday = monday + TO_SUNDAY
    if monday.month == sunday.month:
        return f"{monday.day}–{date_format(sunday, 'j F')}"
    return f"{date_format(monday, 'j F')} – {date_format(sunday, 'j F')}"


def _row(line: Line) -> Row:
    return Row(line.name, _says(line.counts), line.needs_eye)


def _says(counts: Counts | None) -> str:
    """“4 done, 5 planned, 2 without an answer”; nothing where none are, or none are shared."""
    if not counts:
        return ""
    parts = [f"{counts.done} done", f"{counts.planned} planned" if counts.planned else ""]
    if counts.unanswered:
        parts.append(f"{counts.unanswered} without an answer")
    return ", ".join(filter(None, parts))
