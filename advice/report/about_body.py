"""Medicines, what is known of the body, and what was tried, in words and figures. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from advice.report.counts import Report
from advice.report.parts import NOT_ASKED, NOT_TOLD, Section, counted
from advice.rules.doctor import NEW_MEDICINE_DAYS
from advice.rules.medicines import class_of
from journal.conditions import CONDITIONS, shown
from journal.queries.batch import BodyRow, MedicineRow

# One sheet of paper holds so many lines of them; the names of more follow, then their count
# (design choices).
MEDICINES_IN_ROWS = 12
MEDICINES_NAMED = 24
STEPS_IN_ROWS = 5


def medicines(report: Report) -> Section:
    """Those taken now with their dates, the linked ones first, beside the first cramp."""
    taken = sorted(report.medicines, key=lambda each: class_of(each.name) is None)
    rows = []
    if report.first_cramp is not None:
        rows.append(("First cramp in this diary", _day(report.first_cramp)))
    rows += [(each.name, _since(each, report.first_cramp)) for each in taken[:MEDICINES_IN_ROWS]]
    if not taken:
        rows.append(("Listed", "none"))
    more = taken[MEDICINES_IN_ROWS:]
    lines = []
    if more:
        names = ", ".join(each.name for each in more[: MEDICINES_NAMED - MEDICINES_IN_ROWS])
        left = len(taken) - MEDICINES_NAMED
        lines.append(f"Also: {names}{f' and {left} more, all in the diary' if left > 0 else ''}.")
    return Section("medicines", "Medicines", rows=tuple(rows), lines=tuple(lines))


def _since(medicine: MedicineRow, first_cramp: date | None) -> str:
    dates = [
        f"since {_short(medicine.started_on)}" if medicine.started_on else f"start {NOT_TOLD}",
        *([f"dose changed {_short(medicine.changed_on)}"] if medicine.changed_on else []),
    ]
    if first_cramp is not None and _is_new(medicine, first_cramp):
        dates.append("new before it")
    found = class_of(medicine.name)
    linked = f"; {found.name}, {found.strength} link" if found is not None else ""
    return f"{', '.join(dates)}{linked}"


def _is_new(medicine: MedicineRow, first_cramp: date) -> bool:
    """Begun or changed within twelve weeks before it (evidence row 17)."""
    earliest = first_cramp - timedelta(days=NEW_MEDICINE_DAYS)
    days = [day for day in (medicine.started_on, medicine.changed_on) if day is not None]
    return any(earliest <= day <= first_cramp for day in days)


def history(body: BodyRow) -> Section:
    """What the body page knows; what we do not ask says so."""
    codes = shown(body.conditions, fluid_limited=body.fluid_limited)
    told = ", ".join(CONDITIONS[code] for code in codes if code != "pregnancy")
    trait = {None: "not known", True: "yes", False: "no"}[body.sickle_trait]
    return Section(
        "history",
        "Conditions and history",
        rows=(
            ("Conditions", told or "none told"),
            ("Sickle-cell trait", trait),
            ("Pregnancy", "pregnant now" if "pregnancy" in codes else NOT_TOLD),
            ("Family history, injuries, back pain", NOT_ASKED),
        ),
    )


def tried(steps: Iterable[tuple[str, int, int]]) -> Section:
    """Steps advised in the last 28 days: title, how often shown, how often followed."""
    found = sorted(steps, key=lambda step: (-step[1], step[0]))
    heading = "Steps tried, last 28 days"
    if not found:
        return Section("tried", heading, lines=("No step was advised in these days.",))
    rows = [
        (title, f"followed {followed} of {times}")
        for title, times, followed in found[:STEPS_IN_ROWS]
    ]
    rest = found[STEPS_IN_ROWS:]
    if rest:
        rows.append(
            (
                f"{counted(len(rest), 'other step')}",
                f"followed {sum(step[2] for step in rest)} of {sum(step[1] for step in rest)}",
            )
        )
    times, followed = sum(step[1] for step in found), sum(step[2] for step in found)
    percent = round(100 * followed / times)
    rows.append(("All together", f"{followed} of {times} ({percent} %)"))
    return Section("tried", heading, rows=tuple(rows))


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _short(day: date) -> str:
    return f"{day:%-d %b %Y}"
