"""The page of rules: every claim of the article, and whether it speaks to somebody today. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advice.article import ROWS, SECTIONS
from advice.article.needs import TOLD_AT, Need, lacks
from advice.article.row import Limit, Part, Place
from advice.rules import FLUID_RULES, RULES, precedence
from advice.rules.about import ABOUT
from advice.rules.facts import Facts
from advice.rules.finding import Evidence, Finding, Level
from advice.rules.quiet import is_quiet
from advice.words import joined

BESIDE = "Beside the article"
# What a reader may pick: everything, what speaks today, or one grade of evidence.
ALL, TODAY = "all", "today"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the article, or with a dot in its code a section beside it."""

    code: str
    part: str
    title: str
    claim: str
    known: str
    evidence: Evidence | None
    about: str
    changes: str
    needs: tuple[Need, ...]
    any_need: bool
    limits: tuple[Limit, ...]
    places: tuple[Place, ...]
    rules: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page: “row-28”, “row-5-1”."""
        return anchor(self.code)

    @property
    def is_of_article(self) -> bool:
        """Whether the article says it."""
        return is_row(self.code)

    @property
    def titles(self) -> str:
        """The titles of the rules that speak for it, as a list; "" where none does."""
        return joined(f"“{ABOUT[rule].title}”" for rule in self.rules)

    @property
    def needs_words(self) -> str:
        """What it needs, as the end of a sentence; "" where it needs nothing."""
        return joined_needs(self.needs, any_need=self.any_need)


@dataclass(frozen=True, slots=True)
class State:
    """What an entry says to one athlete now: findings, or why there is none.

    `told_at` names the page where what is needed can be told.
    """

    speaks: tuple[Finding, ...] = ()
    silent: str = ""
    told_at: str = ""


# What the athlete has a say in is changed in the ledger.
AWAY = State(silent="put away by you", told_at="advice:ledger")
ANSWERED = State(silent="you have answered it", told_at="advice:ledger")


@dataclass(frozen=True, slots=True)
class Pick:
    """One of the ways to see fewer rules."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one part, as picked, each with its state where there is an athlete."""

    title: str
    anchor: str
    entries: tuple[tuple[Entry, State | None], ...]


def anchor(code: str) -> str:
    """The fragment of a row or section: “row-28”, “row-5-1”."""
    return f"row-{code.replace('.', '-')}"


def is_row(code: str) -> bool:
    """Whether a code of the evidence file is a row, so a rule of the article."""
    return "." not in code


def joined_needs(needs: Iterable[Need], *, any_need: bool) -> str:
    """“your weight and its planned length”; of which one is enough, “… or …”."""
    words = [need.value for need in needs]
    return " or ".join(words) if any_need else joined(words)


def rules_of(code: str) -> tuple[str, ...]:
    """The rules that speak for a row or section, in reading order."""
    return tuple(rule.__name__ for rule in RULES if code in ABOUT[rule.__name__].rows)


def _entries() -> tuple[Entry, ...]:
    rows = (
        Entry(
            code=str(row.number),
            part=row.part.value,
            title=row.title,
            claim=row.claim,
            known=row.known,
            evidence=row.evidence,
            about=row.about,
            changes=row.changes,
            needs=row.needs,
            any_need=row.any_need,
            limits=row.limits,
            places=row.places,
            rules=rules_of(str(row.number)),
        )
        for row in ROWS
    )
    sections = (
        Entry(
            code=section.code,
            part=BESIDE,
            title=section.title,
            claim="",
            known=section.known,
            evidence=section.evidence,
            about="",
            changes="",
            needs=section.needs,
            any_need=False,
            limits=section.limits,
            places=section.places,
            rules=rules_of(section.code),
        )
        for section in SECTIONS
    )
    return (*rows, *sections)


ENTRIES = _entries()
PARTS: tuple[str, ...] = (*(part.value for part in Part), BESIDE)
GRADES: dict[str, Evidence] = {grade.name.lower(): grade for grade in Evidence}

# What a grade means, in the order of the key.
MEANS: tuple[tuple[Evidence, str], ...] = (
    (Evidence.STRONG, "Several good studies agree, or very many people were counted."),
    (Evidence.SOME, "Small trials, or one large count."),
    (Evidence.WEAK, "A lab, a few people, or studies that disagree."),
    (Evidence.NONE, "We looked and found none. That does not make it wrong."),
    (Evidence.AGAINST, "What was measured speaks against the article."),
    (Evidence.EXPERT, "About your safety: what doctors agree on without a study."),
)


def picks(*, with_today: bool) -> tuple[Pick, ...]:
    """What a reader may pick; what speaks today only where there is somebody to speak to."""
    today = (Pick(TODAY, "Speaks today"),) if with_today else ()
    grades = tuple(Pick(code, grade.value) for code, grade in GRADES.items())
    return (Pick(ALL, f"All {len(ROWS)}"), *today, *grades)


def groups(picked: str, states: Mapping[str, State] | None) -> tuple[Group, ...]:
    """The parts with the entries picked; a part without one is left out.

    `states` by code; None: nobody to speak to.
    """
    found = []
    for number, part in enumerate(PARTS, start=1):
        entries = tuple(
            (entry, states[entry.code] if states is not None and entry.rules else None)
            for entry in ENTRIES
            if entry.part == part and _is_picked(entry, picked, states)
        )
        if entries:
            found.append(Group(part, f"part-{number}", entries))
    return tuple(found)


def _is_picked(entry: Entry, picked: str, states: Mapping[str, State] | None) -> bool:
    if picked == TODAY:
        return states is not None and bool(states[entry.code].speaks)
    grade = GRADES.get(picked)
    return grade is None or entry.evidence is grade


def states_of(facts: Facts) -> dict[str, State]:
    """Whether each entry speaks to this athlete, from one evaluation of every rule."""
    found = {each.rule: each for rule in RULES if (each := rule(facts)) is not None}
    shown = {each.rule: each for each in precedence([*found.values()], facts)}
    return {entry.code: _state(entry, facts, found, shown) for entry in ENTRIES}


def _state(
    entry: Entry,
    facts: Facts,
    found: Mapping[str, Finding],
    shown: Mapping[str, Finding],
) -> State:
    speaks = tuple(shown[rule] for rule in entry.rules if rule in shown)
    if speaks:
        return State(speaks)
    if entry.rules and facts.retired.issuperset(entry.rules):
        return AWAY
    held = [found[rule] for rule in entry.rules if rule in found]
    if held:
        return _why_held(held[0], facts, shown)
    lacking = [need for need in entry.needs if lacks(need, facts)]
    if lacking and (not entry.any_need or len(lacking) == len(entry.needs)):
        words = joined_needs(lacking, any_need=entry.any_need)
        page = next((TOLD_AT[need] for need in lacking if need in TOLD_AT), "")
        return State(silent=f"needs {words}", told_at=page)
    return State(silent="nothing to say today")


def _why_held(finding: Finding, facts: Facts, shown: Mapping[str, Finding]) -> State:
    """Why a finding that is true is not shown."""
    if any(each.level is Level.EMERGENCY for each in shown.values()):
        return State(silent="an emergency comes first")
    if is_quiet(finding, facts):
        return AWAY if finding.rule in facts.retired else ANSWERED
    if finding.rule in FLUID_RULES:
        return State(silent="no advice on drinking for now")
    return State(silent="another rule says it better")
