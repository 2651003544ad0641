"""docs/sign-off.md tells a sports doctor what the code does: every number, as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from importlib import import_module
from types import ModuleType

import pytest

from script.environment import ROOT

ROW = re.compile(
    r"^\| (?P<what>[^|]+) \| `(?P<name>[A-Z0-9_]+)` \| (?P<value>[^|]+) \| (?P<unit>[^|]*) \|"
    r" `(?P<file>[a-z_/]+\.py)` \| (?P<evidence>[^|]+) \| *(?P<agreed>[^|]*)\|$",
    re.MULTILINE,
)
SPANS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "days": timedelta(days=1),
}
# Whose every number a doctor has to see.
FILES = (
    "advice/body_mass.py",
    "advice/ceiling.py",
    "advice/drink.py",
    "advice/heat.py",
    "advice/heat_index.py",
    "advice/history.py",
    "advice/ledger.py",
    "advice/load.py",
    "advice/plan.py",
    "advice/relief.py",
    "advice/sweat.py",
    "advice/timing.py",
    "advice/tonicity.py",
    "advice/week_load.py",
    *(
        f"advice/rules/{name}.py"
        for name in (
            "after",
            "before",
            "cramps",
            "diary",
            "doctor",
            "drinks",
            "during",
            "effort",
            "fluids",
            "heat",
            "morning",
            "pace",
            "referral",
            "quiet",
            "relief",
            "salt",
        )
    ),
    "journal/before.py",
    "journal/forms/masses.py",
    "journal/mass.py",
    "journal/phases.py",
    "journal/queries/around.py",
    "journal/relief.py",
    "journal/serious.py",
    "journal/warning_signs.py",
    *(
        f"reminders/schedule/{name}.py"
        for name in ("after", "before", "coach", "evening", "quiet", "window")
    ),
)
# Nature's, arithmetic's, a database's or a drawing's; nobody's choice about health.
NO_CHOICE = {
    "ML_PER_L",
    "GLUCOSE",
    "SUCROSE",
    "MG_PER_MMOL_SODIUM",
    "MG_SODIUM_PER_G_SALT",
    "DAYS_IN_WEEK",
    "ANSWER_DAYS",
    "DRAWN",
    "FULL",
    "WINDOW",
    "WINDOWS",
    "BACK",
    "STEP_BACK",
    "WEEK",
    "LONGEST",
}


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    name: str
    value: str
    unit: str
    file: str
    evidence: str


def rows() -> list[Row]:
    text = (ROOT / "docs" / "sign-off.md").read_text()
    found = [
        Row(*(match[part].strip() for part in ("name", "value", "unit", "file", "evidence")))
        for match in ROW.finditer(text)
    ]
    assert len(found) == text.count(".py` |"), "a line of a table is not as the others"
    return found


def module_of(file: str) -> ModuleType:
    return import_module(file.removesuffix(".py").replace("/", "."))


def said(value: object, unit: str) -> str:
    """A constant as the table writes it."""
    if isinstance(value, tuple):
        return " to ".join(said(each, unit) for each in value)
    if isinstance(value, timedelta):
        return f"{value / SPANS[unit]:g}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    assert isinstance(value, int | float)
    return f"{value:g}"


def choices(file: str) -> Iterator[str]:
    """The public constants of a file that are a number, a span, a clock or a pair of numbers."""
    for name, value in vars(module_of(file)).items():
        parts = value if isinstance(value, tuple) and value else (value,)
        plain = all(
            isinstance(part, int | float | timedelta | time) and not isinstance(part, bool)
            for part in parts
        )
        own = re.search(rf"^{name}\b", (ROOT / file).read_text(), re.MULTILINE)
        if re.fullmatch("[A-Z][A-Z0-9_]*", name) and plain and own and name not in NO_CHOICE:
            yield name


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.file}:{row.name}")
def test_every_line_says_what_the_code_does(row: Row) -> None:
    assert said(getattr(module_of(row.file), row.name), row.unit) == row.value
    assert re.match(r"row|section|design choice", row.evidence)


@pytest.mark.parametrize("file", FILES)
def test_every_number_of_the_code_has_its_line(file: str) -> None:
    listed = {row.name for row in rows() if row.file == file}

    assert set(choices(file)) <= listed


def test_no_line_comes_twice() -> None:
    names = [(row.file, row.name) for row in rows()]

    assert len(names) == len(set(names))
