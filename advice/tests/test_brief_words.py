from __future__ import annotations

from advice import brief_words
from advice.brief import TOPIC_OF_ROW
from advice.brief_words import DRINKING, SOURCES, label_text
from advice.heat import ADVICE, HeatLevel
from advice.rules.about import ABOUT
from advice.rules.finding import Evidence


def test_a_rule_of_these_rows_is_part_of_the_plan() -> None:
    topics = {
        rule: TOPIC_OF_ROW[row]
        for rule, about in ABOUT.items()
        for row in about.rows
        if row in TOPIC_OF_ROW
    }

    assert {"faster_than_usual", "hard_workout_ahead", "longer_than_lately"} <= topics.keys()
    assert topics["sore_muscles"] == topics["tired_muscles"] == "muscles"


def test_the_article_and_what_we_make_of_it_stand_for_every_part() -> None:
    sources = [*DRINKING, *SOURCES.values()]

    assert [[row.number for row in each.rows] for each in sources] == [
        [19],
        [20],
        [21],
        [22, 23],
        [25, 24, 26, 27],
        [14],
        [30, 31],
        [28, 11, 29],
    ]
    assert [each.evidence for each in DRINKING] == [
        Evidence.NONE,
        Evidence.AGAINST,
        Evidence.STRONG,
        Evidence.SOME,
    ]
    assert SOURCES["heat"].evidence is Evidence.STRONG
    assert "earlier" in DRINKING[1].ours
    assert "smaller" in DRINKING[1].ours
    assert all(row.claim and row.known for each in sources for row in each.rows)


def test_every_band_has_its_words() -> None:
    assert set(brief_words.LEVELS) == set(HeatLevel)
    assert set(brief_words.TABLE) == {each for pair in ADVICE.values() for each in pair}


def test_labels_are_read_per_serving_of_the_reader() -> None:
    assert "46 to 115 mg sodium and 6 to 8 g carbohydrate per 100 mL" in label_text("metric")
    assert "109 to 272 mg sodium and 14 to 19 g carbohydrate per 8 fl oz" in label_text("us")
