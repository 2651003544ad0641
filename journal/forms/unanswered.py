"""One form for everything that is still open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from accounts.mistakes import FocusForm
from journal.forms.fields import AnswerField, ScaleField, SegField
from journal.models import Workout
from journal.queries.unanswered import Open
from journal.services.workouts import Answers

NOT_BOTH = "A cramp or an effort belongs to something you did. Pick “As planned”, or skip both."
_DID = (("yes", "As planned"), ("no", "Not done"), ("", "Later"))
_NAME = re.compile(r"(?:did|cramp|effort)-([0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Row:
    """A workout with its fields, as the page shows them; None: not asked."""

    workout: Workout
    did: forms.BoundField | None
    cramp: forms.BoundField | None
    effort: forms.BoundField | None


def pks_in(names: Iterable[str]) -> set[UUID]:
    """The workouts that a sent form speaks of."""
    return {UUID(hex=found[1]) for name in names if (found := _NAME.fullmatch(name))}


class UnansweredForm(FocusForm, forms.Form):
    """A few questions a workout; whatever is left empty stays open."""

    def __init__(self, *args: Any, rows: Sequence[Open], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = rows
        for row in rows:
            key = row.workout.pk.hex
            # Without a planned length nobody knows how long it was: that needs the whole form.
            as_planned = row.asks.doing and row.workout.planned_minutes is not None
            if row.asks.doing:
                self.fields[f"did-{key}"] = SegField(
                    _DID if as_planned else _DID[1:],
                    coerce={"yes": True, "no": False}.__getitem__,
                    label="How did it go?",
                )
            if row.asks.cramp or as_planned:
                self.fields[f"cramp-{key}"] = AnswerField(
                    no="No cramp", skip="Not sure", label="Any cramp?"
                )
            if row.asks.effort or as_planned:
                self.fields[f"effort-{key}"] = ScaleField(label="How hard was it?")

    @property
    def helper(self) -> Any:
        """The order in which the page shows the fields, for the focus on the first wrong one."""
        helper = FormHelper()
        helper.layout = Layout(*self.fields)
        return helper

    def clean(self) -> dict[str, Any]:
        """A cramp or an effort belongs to something that was done."""
        got = super().clean() or self.cleaned_data
        for row in self.open:
            told = self._told(row)
            name = f"did-{row.workout.pk.hex}"
            tells = (told.cramped, told.rpe) != (None, None)
            if row.asks.doing and tells and told.did is not True and name not in self.errors:
                self.add_error(name, NOT_BOTH)
        return got

    def answers(self) -> list[tuple[Workout, Answers]]:
        """What was answered; the rest is left out."""
        told = [(row.workout, self._told(row)) for row in self.open]
        return [(workout, answers) for workout, answers in told if answers]

    def _told(self, row: Open) -> Answers:
        got, key = self.cleaned_data, row.workout.pk.hex
        return Answers(
            did=got.get(f"did-{key}"),
            cramped=got.get(f"cramp-{key}"),
            rpe=got.get(f"effort-{key}"),
        )

    def rows(self) -> list[Row]:
        """The workouts as the page shows them."""
        return [
            Row(
                row.workout,
                did=self._shown("did", row),
                cramp=self._shown("cramp", row),
                effort=self._shown("effort", row),
            )
            for row in self.open
        ]

    def _shown(self, question: str, row: Open) -> forms.BoundField | None:
        name = f"{question}-{row.workout.pk.hex}"
        return self[name] if name in self.fields else None
