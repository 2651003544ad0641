from __future__ import annotations

from dataclasses import replace

from advice.rules.diary import asked_once, next_workout
from advice.rules.facts import Facts
from advice.tests.build import facts, planned


def test_a_question_is_thought_about_once_for_the_same_facts_and_words() -> None:
    thought: list[int] = []

    @asked_once
    def twice(known: Facts, number: int) -> int:
        thought.append(number)
        return 2 * number

    known = facts()

    found = [twice(known, 1), twice(known, 1), twice(known, 2), twice(known, number=2)]

    assert found == [2, 2, 4, 4]
    assert thought == [1, 2, 2]


def test_nothing_is_an_answer_too() -> None:
    thought: list[Facts] = []

    @asked_once
    def nothing(known: Facts) -> None:
        thought.append(known)

    known = facts()

    for _ in range(2):
        nothing(known)

    assert len(thought) == 1


def test_changed_facts_are_asked_anew_and_a_memory_is_no_difference() -> None:
    known = facts(planned=(planned(4),))
    ahead = next_workout(known)

    later = replace(known, planned=())

    assert ahead is not None
    assert next_workout(later) is None
    assert known == replace(known)
