"""The PDF: one page, PDF/UA, every section of evidence 5.5 in order, and typed text is text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from accounts.models import Category
from advice.report.background import background_of
from advice.report.counts import report_of
from advice.report.letters import UNKNOWN, clean, unprintable
from advice.report.pdf import READABLE_PT, Paper, Typed, paper_of
from advice.report.sheet import Person, Reader, sheet_of
from journal.conditions import CONDITIONS
from journal.muscles import LEG_SITES, SITES
from journal.queries.batch import (
    BodyRow,
    Diary,
    EpisodeRow,
    LoggedRow,
    MedicineRow,
    MorningRow,
    WorkoutRow,
)
from journal.warning_signs import QUESTIONS
from tests import make

ZONE = ZoneInfo("Europe/Lisbon")
ANA = uuid4()
LONG = "Hydrochlorothiazide and something that has a very long name of its own, 25 mg"
UNBROKEN = "W" * 40
# Every section of evidence 5.5, in its order.
ORDER = (
    "self-reported",
    "years old",
    "days logged",
    "Warning signs",
    "a cramp in",
    "Where and how",
    "During",
    "Lasted, median",
    "Pain, median",
    "Stopped the session",
    "Sessions per week",
    "When in the session",
    "What helped",
    "Seconds of stretching to relief",
    "Training",
    "Change",
    "Fluids",
    "Weight lost",
    "Sweat rate",
    "Drinks logged",
    "Urine colour",
    "Heat",
    "Soreness and sleep",
    "Medicines",
    "First cramp",
    "Conditions and history",
    "Pregnancy",
    "Family history, injuries, back pain",
    "Steps tried",
    "Patterns in this diary",
    "not enough yet",
    "Questions for the doctor",
    "Self-reported; not a diagnosis.",
)


def workout(days_ago: int, **fields: Any) -> WorkoutRow:
    empty: dict[str, Any] = dict.fromkeys(WorkoutRow._fields)
    told: dict[str, Any] = {
        "athlete_id": ANA,
        "pk": uuid4(),
        "state": "done",
        "starts_at": make.NOON - timedelta(days=days_ago, hours=2),
        "sport": "run",
        "title": "",
        "minutes": 60,
        "rpe": 5,
        "temperature_c": 30.0,
        "humidity_percent": 60.0,
        "mass_before_kg": 70.0,
        "mass_after_kg": 69.0,
        "drank_ml": 300.0,
        "urine_ml": 0.0,
        "cramped": days_ago % 5 == 0,
        "target_muscles": [],
        "is_race": False,
    }
    return WorkoutRow(**empty | told | fields)


def cramp(run: WorkoutRow, site: str, **fields: Any) -> EpisodeRow:
    told: dict[str, Any] = dict.fromkeys(EpisodeRow._fields) | {
        "athlete_id": ANA,
        "pk": uuid4(),
        "workout_id": run.pk,
        "muscles": [site],
        "started_at": run.starts_at,
        "end_kind": "known",
        "ended_at": run.starts_at + timedelta(seconds=75),
        "severity": 6,
        "phase": "during",
        "phase_quarter": 4,
        "stopped": "yes",
        "helped": ["stretch", "massage"],
        "zone": "Europe/Lisbon",
    }
    return EpisodeRow(**told | fields)


def full_diary(
    sites: list[str], medicines: list[str], *, signs: list[str], word: str = "Tea"
) -> Diary:
    """Twelve weeks in which everything was told."""
    runs = [workout(day) for day in range(84)]
    cramps = [cramp(run, site, red_flags=signs) for run, site in zip(runs, sites, strict=False)]
    return Diary(
        workouts=runs,
        episodes=cramps,
        logged=[
            LoggedRow(None, make.NOON - timedelta(days=1), 250.0, f"{n} {word}"[:80])
            for n in range(6)
        ],
        mornings=[
            MorningRow(
                ANA,
                make.TODAY - timedelta(days=day),
                {"calf": 3},
                3,
                7.5,
                4,
                brown_urine=False,
                thirst=4,
                swelling="",
                morning_mass_kg=70,
            )
            for day in range(84)
        ],
        medicines=[
            MedicineRow(name, date(2025, 10, 3), date(2025, 12, 24), None, None)
            for name in medicines
        ],
        body=BodyRow(
            70.0, sickle_trait=False, conditions=("diabetes",), birth_year=1992, sex="female"
        ),
        stretched={cramps[0].pk: 45.0} if cramps else {},
    )


def paper(diary: Diary, typed: Typed = Typed(), name: str = "Ana") -> Paper:  # noqa: B008 frozen
    report = report_of(diary, ZONE, make.NOON)
    sheet = sheet_of(
        Person(name, diary.body),
        report,
        background_of(diary, ZONE, make.NOON),
        [("Drinking during", 9, 5), ("Pace", 2, 0)],
        Reader("metric", frozenset(Category), is_own=True),
        make.NOON,
    )
    return paper_of(sheet, report.weeks, typed)


def text(made: Paper) -> str:
    """The text of the one page, in the order in which it is written."""
    (page,) = PdfReader(BytesIO(made.pdf)).pages
    return " ".join(page.extract_text().replace("\u200b", "").split())


def usual() -> Diary:
    return full_diary(["calf-l", "calf-r", "ham-l"], ["Salmeterol"], signs=["dark_urine"])


@pytest.mark.parametrize("diary", [Diary(body=BodyRow(birth_year=1992)), usual()])
def test_every_section_is_there_in_the_order_of_the_evidence_file(diary: Diary) -> None:
    found = text(paper(diary))

    left_out = () if diary.episodes else ("During", "Lasted", "Pain", "Stopped", "First cramp")
    at = [found.find(words) for words in ORDER if not words.startswith(left_out or "\0")]
    assert -1 not in at, [words for words in ORDER if words not in found]
    assert at == sorted(at)


def test_it_is_tagged_titled_and_in_a_language() -> None:
    found = PdfReader(BytesIO(paper(usual()).pdf))

    root: Any = found.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    assert found.metadata is not None
    assert found.metadata.title == "Cramps: self-reported diary"
    assert "pdfuaid" in str(root["/Metadata"].get_data())


def test_it_is_one_page_of_a4() -> None:
    (page,) = PdfReader(BytesIO(paper(usual()).pdf)).pages

    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_the_chart_is_told_to_somebody_who_cannot_see_it() -> None:
    report = report_of(usual(), ZONE, make.NOON)

    found = PdfReader(BytesIO(paper(usual()).pdf))

    assert report.weeks[-1].count.done == 7
    figures = [each for each in _tree(found.root_object["/StructTreeRoot"]) if "/Alt" in each]
    assert [str(each["/S"]) for each in figures] == ["/Figure"]
    assert "week from 8 Jan 7, 4 with a cramp" in str(figures[0]["/Alt"])


def test_the_table_has_heads_and_each_section_a_heading() -> None:
    found = PdfReader(BytesIO(paper(usual()).pdf))

    tags = Counter(str(each.get("/S")) for each in _tree(found.root_object["/StructTreeRoot"]))
    assert tags["/H1"] == 1
    assert tags["/H2"] == 13
    assert tags["/TH"] == 7
    assert tags["/Table"] == 1


def _tree(node: Any) -> Iterator[Any]:
    """Every element below this one of the tree of tags."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from _tree(each)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from _tree(node["/K"])


def test_the_worst_page_that_is_likely_stays_readable() -> None:
    diary = full_diary(list(LEG_SITES), [f"{n} {LONG}"[:80] for n in range(12)], signs=["nerves"])
    questions = ("Could it have to do with the inhaler that I take at night? " * 40)[:2_000]

    made = paper(diary, Typed(questions=questions.splitlines()))

    found = text(made)
    assert made.size_pt >= READABLE_PT
    assert found.count("inhaler") == questions.count("inhaler")
    assert all(f"{n} Hydrochlorothiazide" in found for n in range(12))


def test_nothing_is_cut_even_where_nobody_would_write_so() -> None:
    word = UNBROKEN * 2
    diary = full_diary(list(SITES), [word] * 14, signs=list(QUESTIONS), word=word)
    diary.body = BodyRow(sickle_trait=True, conditions=tuple(CONDITIONS), birth_year=1992)

    made = paper(diary, Typed(questions=["W" * 1_900, *"abcdefghijk"]), name=word)

    found = text(made).replace(" ", "")
    assert found.count("W") >= 1_900 + 15 * 80 + 4 * 70
    assert "Self-reported;notadiagnosis." in found


@pytest.mark.parametrize(
    "name",
    [
        '#evil["x"] $x$ *b* _i_ \\n @a <b> `c` // d',
        "#import sys: *",
        "O'Brien-Straße",
        "Łukasz Žižek",
        "Иван Петров",
        "Ελένη",
    ],
)
def test_what_was_typed_is_only_text(name: str) -> None:
    typed = Typed(questions=[f"Is {name} a question?"], notes=[("3 January", name)])

    found = text(paper(usual(), typed, name=name))

    assert found.count(" ".join(name.split())) == 3


@pytest.mark.parametrize("name", ["ليلى", "ליאור כהן", "हिन्दी"])
def test_names_from_right_to_left_and_with_marks_are_set(name: str) -> None:
    made = paper(usual(), name=name)

    assert UNKNOWN not in text(made)


def test_what_no_letter_is_there_for_is_marked_and_counted() -> None:
    # A private sign, which no machine draws.
    found = text(paper(usual(), Typed(questions=["\U000f0001\U000f0001 twice?"])))

    assert f"{UNKNOWN}{UNKNOWN} twice?" in found
    assert f"{UNKNOWN}: 2 signs that cannot be printed here." in found
    assert unprintable(["aé\U000f0001"], everywhere=False) == {"\U000f0001"}


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("My \U0001f9b5\U0001f3fd hurts", "My  hurts"),
        ("1\ufe0f\u20e3 Run 1", "1 Run 1"),
        ("x\u20e3 x", "x x"),
        ("\u0e01\u0e47 x", " x"),
    ],
)
def test_a_mark_without_a_font_costs_neither_the_page_nor_a_usual_letter(
    typed: str, left: str
) -> None:
    made = text(paper(usual(), Typed([typed])))

    # What else is drawn, or marked, depends on the fonts of the machine.
    usual_signs = "".join(sign for sign in made if sign.isascii())
    assert f"1. {left}" in usual_signs


def test_more_kinds_of_writing_than_anybody_mixes_still_make_a_page_soon() -> None:
    typed = "".join(map(chr, range(0x0530, 0x2E00, 23)))

    made = text(paper(usual(), Typed([typed])))

    assert "cannot be printed here" in made


def test_signs_that_cannot_be_seen_or_turn_the_writing_are_left_out() -> None:
    assert clean("a\u202eb\x00c\u2028d\ud800") == "ab c d"
    assert clean("e\u0301") == "é"
    assert clean("क्\u200dष") == "क्\u200dष"


def test_only_words_too_wide_for_a_column_may_break_anywhere() -> None:
    assert clean("Hydrochlorothiazide") == "Hydrochlorothiazide"
    assert clean(UNBROKEN).replace("\u200b", "") == UNBROKEN
    assert "\u200b" in clean(UNBROKEN)


def test_notes_wrap_and_the_page_says_how_many_it_holds() -> None:
    notes = [
        (f"{n} January", f"Note {n}. " + "It came at the third hill. " * 20) for n in range(30)
    ]

    made = paper(usual(), Typed(notes=notes))

    found = text(made)
    assert 0 < made.notes < 30
    assert made.size_pt >= READABLE_PT
    assert f"the newest {made.notes} of 30, the others are in the diary" in found
    assert found.count("third hill") == 20 * made.notes


@pytest.mark.parametrize(
    ("notes", "says"),
    [(None, None), ((), "Notes beside cramps: none written"), ([("3 May", "Hm")], "3 May: Hm")],
)
def test_notes_stand_there_only_when_asked_for(notes: Any, says: str | None) -> None:
    found = text(paper(usual(), Typed(notes=notes)))

    assert ("Notes beside cramps" in found) is (says is not None)
    assert says is None or says in found


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_makes_one_page(typed: str) -> None:
    made = paper(Diary(), Typed(questions=typed.splitlines()[:12]), name=typed[:80])

    assert len(PdfReader(BytesIO(made.pdf)).pages) == 1
