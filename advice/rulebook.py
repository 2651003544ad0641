"""All rules in the order of a reader: what somebody can look up without a diary. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from advice.rules import RULES
from advice.rules.about import ABOUT
from advice.rules.finding import Evidence

# Title of a part, and the modules of advice.rules it gathers.
_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("When to call, and when to see a doctor", ("emergency", "doctor", "referral", "morning")),
    ("Cramps themselves", ("cramps",)),
    ("Getting rid of a cramp", ("relief",)),
    ("Heat", ("heat",)),
    ("Pace, load, sore and tired muscles", ("pace", "effort")),
    ("Drinking before, during and after", ("before", "during", "after")),
    ("Which drink", ("drinks", "salt")),
)
# Sharing categories as a reader meets them.
_READS = {
    "workouts": "workouts",
    "cramps": "cramps",
    "drinks": "drinks",
    "wellness": "morning checks",
    "medication": "medicines",
    "weight": "weight",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule: its name, the article's rules it stands for, how sure, and what it looks at."""

    rule: str
    title: str
    article: str
    evidence: Evidence
    needs: str


@dataclass(frozen=True, slots=True)
class Part:
    """Rules about one thing."""

    title: str
    entries: tuple[Entry, ...]


def parts() -> tuple[Part, ...]:
    """Every rule exactly once."""
    names = [(rule.__module__.rpartition(".")[2], rule.__name__) for rule in RULES]
    return tuple(
        Part(title, tuple(_entry(name) for module, name in names if module in modules))
        for title, modules in _PARTS
    )


def _entry(rule: str) -> Entry:
    about = ABOUT[rule]
    rows = [row for row in about.rows if "." not in row]
    reads = [_READS[category] for category in about.reads]
    return Entry(
        rule=rule,
        title=about.title,
        article=_listed(rows),
        evidence=about.evidence,
        needs=_listed(reads),
    )


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
