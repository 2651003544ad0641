"""The doctor's page as one list of sections in the order of evidence 5.5: screen and paper alike.

The words are here and not in a template because two templates print them, one in HTML and one
as a PDF, and a doctor who holds both must read the same. Sections of what the reader was not
granted are not there; sections of what nobody told say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Category
from advice.report import about_body, about_training
from advice.report.background import Background
from advice.report.counts import Report
from advice.report.parts import NOT_TOLD, Section, Table, counted, lasted
from advice.weeks import Week
from journal.models.episode import Phase
from journal.queries.batch import BodyRow
from journal.warning_signs import sentences

TITLE = "Cramps: self-reported diary"
# Lines of an ordinary page; more need smaller type in a browser (design choice).
_FULL_FROM = 48
FOOT = "Self-reported; not a diagnosis."


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is about. `body` None: not shared with this reader."""

    name: str
    body: BodyRow | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page but what is typed for it: the questions and the notes."""

    title: str
    person: str
    span: str
    logged: str
    signs_say: str
    signs: tuple[str, ...]
    summary: str
    compared: str
    sections: tuple[Section, ...]
    foot: str

    @property
    def is_full(self) -> bool:
        """Whether it is so much that a browser needs smaller type for one page."""
        lines = sum(
            len(part.rows) + len(part.lines) + (len(part.table.rows) if part.table else 0)
            for part in self.sections
            if part.key != "weeks"
        )
        return lines + 2 * len(self.signs) > _FULL_FROM


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is written: their units, and what they may see."""

    units: str
    categories: AbstractSet[Category]
    is_own: bool

    def can(self, category: Category) -> bool:
        """Whether this category is open."""
        return category in self.categories


def sheet_of(
    person: Person,
    report: Report,
    behind: Background,
    tried: Iterable[tuple[str, int, int]],
    reader: Reader,
    now: datetime,
) -> Sheet:
    """Every section, each there even when nothing was told. `tried`: title, shown, followed."""
    return Sheet(
        title=TITLE,
        person=" · ".join([person.name, *_age_and_sex(person.body, report.last)]),
        span=f"{_day(report.first)} to {_day(report.last)}",
        logged=f"{report.days_logged} of {report.days} days logged,"
        f" {report.sessions.answered} of {counted(report.sessions.done, 'session')} answered",
        signs_say=_signs_say(report),
        signs=tuple(sentences(report.flags)),
        summary=_summary(report),
        compared=_compared(report),
        sections=tuple(_sections(person, report, behind, tried, reader)),
        foot=f"{FOOT} Pain 0–10. A session counts when its cramp was answered or logged."
        f" Made with CrampTracker on {_day(now.date())}.",
    )


def _sections(
    person: Person,
    report: Report,
    behind: Background,
    tried: Iterable[tuple[str, int, int]],
    reader: Reader,
) -> Iterable[Section]:
    can = reader.can
    yield _places(report)
    yield Section("weeks", "Sessions per week; black: with a cramp", table=_weeks(report.weeks))
    yield _timing(report)
    yield _helped(report, behind)
    yield about_training.training(behind.training)
    if can(Category.DRINKS) or can(Category.WEIGHT) or can(Category.WELLNESS):
        yield about_training.fluids(
            behind.fluids,
            reader.units,
            drinks=can(Category.DRINKS),
            weight=can(Category.WEIGHT),
            wellness=can(Category.WELLNESS),
            is_own=reader.is_own,
        )
    yield about_training.heat(behind.warmth, reader.units)
    if can(Category.WELLNESS):
        yield about_training.mornings(behind.mornings)
    if can(Category.MEDICATION):
        yield about_body.medicines(report)
        yield about_body.history(person.body or BodyRow())
    if reader.is_own:
        yield about_body.tried(tried)
    yield _patterns(report)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _age_and_sex(body: BodyRow | None, today: date) -> list[str]:
    if body is None:
        return []
    if body.birth_year is None:
        age = "age not told"
    else:
        # Only the year is known: the birthday may be still to come.
        years = today.year - body.birth_year
        age = f"born {body.birth_year}, {max(years - 1, 0)} or {years} years old"
    return [age, body.sex or "sex not told"]


def _signs_say(report: Report) -> str:
    if report.flags:
        return "Warning signs answered yes:"
    if report.flags_asked:
        return (
            f"Warning signs answered yes: none. Asked beside {report.flags_asked}"
            f" of {counted(report.cramps, 'cramp')}."
        )
    return "Warning signs: not asked."


def _summary(report: Report) -> str:
    rate = report.sessions.per_ten
    per_ten = f" ({rate:.1f} per 10)" if rate is not None else ""
    return (
        f"{counted(report.cramps, 'cramp')}; a cramp in {report.sessions.with_cramp}"
        f" of {counted(report.sessions.answered, 'session')}{per_ten}."
    )


def _compared(report: Report) -> str:
    def share(with_cramp: int, answered: int) -> str:
        rate = f" ({10 * with_cramp / answered:.1f} per 10)" if answered else ""
        return f"{with_cramp} of {answered}{rate}"

    recent, before = report.recent, report.before_recent
    return (
        f"In the last 4 weeks {share(recent.with_cramp, recent.answered)}, in the 4 weeks before"
        f" {share(before.with_cramp, before.answered)}."
    )


def _places(report: Report) -> Section:
    if not report.cramps:
        return Section("places", "Where and how", lines=("No cramp logged in these 12 weeks.",))
    rows = tuple(
        (
            place.words,
            *map(str, (place.during, place.after, place.rest, place.night, place.other)),
            "–" if place.pain_worst is None else f"{place.pain_median:g} ({place.pain_worst})",
        )
        for place in report.places
    )
    cramps = report.cramps
    long = (
        f"{lasted(report.seconds_median)} ({lasted(report.seconds_longest)}),"
        f" known for {report.seconds_known} of {cramps}"
    )
    pain = f"{report.pain_median:g} ({report.pain_worst}) of 10," if report.pain_known else ""
    return Section(
        "places",
        "Where and how",
        table=Table(("Place", "During", "After", "Rest", "Night", "Other", "Pain"), rows),
        rows=(
            ("Lasted, median (longest)", long if report.seconds_known else NOT_TOLD),
            (
                "Pain, median (worst)",
                f"{pain} known for {report.pain_known} of {cramps}" if pain else NOT_TOLD,
            ),
            (
                "Stopped the session",
                f"{counted(report.stopped, 'time')}, {report.recent_stopped} in the last 4 weeks",
            ),
        ),
        lines=("Pain: median (worst). Other: before the session, or not told.",),
    )


def _weeks(weeks: Iterable[Week]) -> Table:
    return Table(
        ("Week from", "Sessions", "Answered", "Cramp"),
        tuple(
            (
                f"{week.first:%-d %b}",
                *map(str, (week.count.done, week.count.answered, week.count.with_cramp)),
            )
            for week in weeks
        ),
    )


def _timing(report: Report) -> Section:
    heading = "When in the session"
    during = dict(report.phases).get(Phase.DURING.label, 0)
    if not during:
        return Section("timing", heading, lines=("No cramp logged during a session.",))
    known = sum(report.quarters)
    names = ("First quarter", "second", "third", "last")
    said = ", ".join(f"{name} {n}" for name, n in zip(names, report.quarters, strict=True))
    unknown = f"; quarter not told for {during - known}" if known < during else ""
    if not known:
        return Section("timing", heading, lines=(f"Quarter not told for any of {during}.",))
    return Section("timing", heading, lines=(f"{said}{unknown}. Cramps during one: {during}.",))


def _helped(report: Report, behind: Background) -> Section:
    said = ", ".join(f"{label.lower()} {count}" for label, count in report.helped)
    known = f" of {counted(report.helped_known, 'cramp')}"
    rows = [("Helped", f"{said}{known}" if said else NOT_TOLD)]
    took = behind.stretch_seconds
    if took is not None:
        spread = f" ({lasted(took.least)} to {lasted(took.most)})" if took.times > 1 else ""
        rows.append(
            (
                "Seconds of stretching to relief, median",
                f"{lasted(took.median)}{spread}, timed {counted(took.times, 'time')}",
            )
        )
    else:
        rows.append(("Seconds of stretching to relief, median", NOT_TOLD))
    return Section("helped", "What helped", rows=tuple(rows))


def _patterns(report: Report) -> Section:
    with_cramp = report.sessions.with_cramp
    without = report.sessions.answered - with_cramp
    return Section(
        "patterns",
        "Patterns in this diary",
        rows=(
            ("Strength", "not enough yet"),
            ("Sessions with a cramp, without", f"{with_cramp}, {without}"),
        ),
        lines=("No pattern has been worked out from this diary, so none is shown.",),
    )
