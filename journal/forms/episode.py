"""The form of one cramp: log it, edit it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from crispy_forms.layout import HTML, Div, Field

from accounts.mistakes import HiddenKeyField
from journal.forms.ending import ENDING_FIELDS, EndingPart, ending_shown
from journal.forms.fields import AnswerField, ChecksField, NoteField, ScaleField, SegField, optional
from journal.forms.form import fold, pain, seg
from journal.forms.steps import STEP_FIELDS, StepsPart, steps_shown
from journal.models import CrampEpisode, ReliefStep
from journal.models.episode import phase_choices, stopped_choices
from journal.muscles import ELSEWHERE, site_choices
from journal.warning_signs import EMERGENCY, QUESTIONS, SAME_DAY

NO_SIGN = "none"
QUARTERS = [("1", "First"), ("2", "Second"), ("3", "Third"), ("4", "Last"), ("", "Not sure")]
# What tells a cramp from other pains (evidence row 5), and the twitching before it.
LIKE = ("sudden", "painful", "visibly_hard", "twitching_before")
AFTERWARDS = ("soreness_next_day", "sleep_disturbance")
# Folds of the form by name, with the fields behind them; one opens when a field in it is wrong.
FOLDS: dict[str, tuple[str, ...]] = {
    "length": (*ENDING_FIELDS, "phase", "phase_quarter"),
    "helped": STEP_FIELDS,
    "like": (*LIKE, *AFTERWARDS),
    "signs": ("red_flags",),
    "note": ("note",),
}
# Answers that a near-cramp has no place for.
BEYOND_NEAR = (
    "severity",
    "stopped",
    *(name for fold, names in FOLDS.items() if fold != "note" for name in names),
)


class EpisodeForm(EndingPart, StepsPart):
    """One cramp. Only the muscles are required; the start is preset to now."""

    muscles = ChecksField(site_choices, required=True, label="Where?")
    severity = ScaleField(label="How bad?")
    stopped = SegField(stopped_choices, label="Did it stop you?")
    phase = SegField(
        lambda: [*phase_choices(), ("", "Not sure")],
        wide=5,
        empty_value="",
        label="When was it?",
        help_text="Leave it and we fill in during or after, when the time falls there.",
    )
    phase_quarter = SegField(QUARTERS, wide=5, coerce=int, label="Which quarter of it?")
    sudden = AnswerField(skip="Not sure", label="Did it come suddenly?")
    painful = AnswerField(skip="Not sure", label="Was it painful?")
    visibly_hard = AnswerField(skip="Not sure", label="Was the muscle visibly hard or knotted?")
    twitching_before = AnswerField(
        no="Nothing", yes="Twitching", skip="Not sure", label="Just before it"
    )
    soreness_next_day = ScaleField(
        label="How sore was it the next day?", help_text="Not there yet? Today asks you tomorrow."
    )
    sleep_disturbance = ScaleField(label="How much did it disturb your sleep?")
    red_flags = ChecksField(
        [*QUESTIONS.items(), (NO_SIGN, "None of these")],
        label="Any of these?",
        help_text="Tick what is or was true. Each one needs somebody to look at it.",
    )
    note = NoteField(
        label=optional("Note"), help_text="Only you see it, unless you choose to share notes."
    )
    workout = HiddenKeyField()
    near = HiddenKeyField()

    def __init__(
        self,
        *args: Any,
        entry: CrampEpisode | None = None,
        steps: Sequence[ReliefStep] = (),
        open_fold: str = "",
        **kwargs: Any,
    ) -> None:
        """`steps`: those of the entry; `open_fold`: the fold that somebody asked for."""
        self.open_fold = open_fold
        initial = (_shown(entry) if entry else {"when": "0"}) | (kwargs.pop("initial", None) or {})
        super().__init__(*args, entry=entry, initial={**initial, **steps_shown(steps)}, **kwargs)
        # Steps with instants were guided: shown, and never changed here.
        self.guided = [step for step in steps if step.started_at is not None]
        for kind in {step.kind for step in self.guided if step.to_relief is not None}:
            if not any(step.kind == kind and step.started_at is None for step in steps):
                self.know_time_of(kind)
        self.fields["muscles"].error_messages["required"] = "Pick where it was."
        if entry is not None:
            for name in ("workout", "near"):
                del self.fields[name]

    @property
    def signs(self) -> dict[str, list[Any]]:
        """The boxes of the warning signs by how soon they need somebody."""
        boxes = list(self["red_flags"])
        by = {box.data["value"]: box for box in boxes}
        return {
            "emergency": [by[code] for code in EMERGENCY],
            "same_day": [by[code] for code in SAME_DAY],
            "none": [by[NO_SIGN]],
        }

    def parts(self) -> list[Any]:
        """The map at the left, the questions at the right; one under the other on a phone."""
        hidden = [Field(name) for name in ("workout", "near") if name in self.fields]
        quarter = Div(seg("phase_quarter"), css_class="quarters")
        phase = Div(seg("phase"), quarter, css_class="phases")
        return [
            Div(
                Field("muscles", template="forms/_muscles.html"),
                Div(
                    self.moment_parts(),
                    pain("severity"),
                    seg("stopped"),
                    HTML('<p class="small muted">All that follows can wait or stay empty.</p>'),
                    self._fold("length", "How long, and when", self.ending_parts(), phase),
                    self._fold("helped", "What helped", self.step_parts(), _GUIDED),
                    self._fold("like", "What it was like", *map(seg, LIKE), *self._afterwards()),
                    self._fold("signs", "Warning signs", _SIGNS),
                    self._fold("note", "Note", "note"),
                ),
                *hidden,
                css_class="cols cols-log stack",
            )
        ]

    def _fold(self, name: str, summary: str, *parts: Any) -> Any:
        """One fold; it stands open when something inside is wrong or was asked for."""
        is_open = self.open_fold == name
        return fold(self, summary, *parts, names=FOLDS[name], is_open=is_open, anchor=name)

    def _afterwards(self) -> list[Any]:
        """Sleep is asked for a cramp at night; a small script hides it by day."""
        local = self.now.astimezone(self.zone)
        exact = self._exact() if self.entry is None else None
        at = f"{exact.astimezone(self.zone):%H:%M}" if exact else ""
        night = HTML(f'<div data-night="{local:%H:%M}" data-exact="{at}">')
        return [seg("soreness_next_day"), night, seg("sleep_disturbance"), HTML("</div>")]

    def clean_red_flags(self) -> list[str] | None:
        """None: not asked; an empty list: asked, and none of them."""
        ticked = self.cleaned_data["red_flags"]
        signs = [code for code in ticked if code != NO_SIGN]
        return signs if signs or ticked else None

    @property
    def workout_id(self) -> UUID | None:
        """The workout the athlete came from."""
        return self.cleaned_data.get("workout")

    @property
    def near_id(self) -> UUID | None:
        """The near-cramp that this cramp takes the place of."""
        return self.cleaned_data.get("near")

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        data = self.cleaned_data
        plain = ("muscles", "severity", "phase", "phase_quarter", "helped", "red_flags", "note")
        return {
            **{name: data[name] for name in (*plain, *LIKE, *AFTERWARDS)},
            **self.ending_values,
            "started_at": self.moment,
            "stopped": data["stopped"] or "",
        }

    @property
    def chose_elsewhere(self) -> bool:
        """Whether a place outside the legs is picked; its fold then stands open."""
        return bool(ELSEWHERE.keys() & set(self["muscles"].value() or ()))


_SIGNS = Field("red_flags", template="forms/_signs.html")
_GUIDED = HTML('{% include "journal/_guided_steps.html" with steps=form.guided %}')


def _shown(entry: CrampEpisode) -> dict[str, Any]:
    """A stored cramp as the form shows it, on the clock it was lived by."""
    local = entry.started_at.astimezone(entry.zone_info)
    same = ("muscles", "severity", "stopped", "phase", "helped", "note", *LIKE, *AFTERWARDS)
    return {
        **{name: getattr(entry, name) for name in same},
        **ending_shown(entry),
        "on": local.date(),
        "clock": local.time(),
        "phase_quarter": entry.phase_quarter or "",
        "red_flags": [NO_SIGN] if entry.red_flags == [] else entry.red_flags,
    }
