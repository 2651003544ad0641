"""Forms of drinks: a chip, the full form, and a drink of one's own from its label."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from crispy_forms.layout import HTML, Field
from django import forms

from accounts.mistakes import FormKeyField, HiddenKeyField
from accounts.models import User
from journal.forms.fields import ClockField, DayField, QuantityField, SegField, local_moment
from journal.forms.form import Amount, amount, beside, fold
from journal.forms.label import SAME_NAME, PerHundredField, carbs_columns, check_sums
from journal.forms.moment import TOLERANCE, MomentForm
from journal.labels import SUGAR_KINDS, SugarKind, sodium_mg
from journal.limits import LABEL_G, LABEL_MG, LONGEST_SIP, MAX_ONE_DRINK_ML
from journal.models import Drink, Intake

SIPPED = ("ended_clock", "ended_on")
LABEL = (
    "label_name",
    "label_carbs",
    "label_sugars",
    "label_kind",
    "label_sodium",
    "label_salt",
)


def drink_choices(drinks: Sequence[Drink]) -> list[Any]:
    """Drinks to pick from, the athlete's own first."""
    own = [(str(drink.pk), drink.name) for drink in drinks if drink.owner_id]
    shared = [(str(drink.pk), drink.name) for drink in drinks if not drink.owner_id]
    return [("Yours", own), ("Common drinks", shared)] if own else shared


class ChipForm(forms.Form):
    """One tap: a drink and an amount in mL, drunk now."""

    drink = forms.ModelChoiceField(Drink.objects.none())
    volume_ml = forms.FloatField(min_value=1, max_value=MAX_ONE_DRINK_ML)
    form_key = FormKeyField()

    def __init__(self, *args: Any, athlete: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["drink"]
        field.queryset = Drink.objects.for_athlete(athlete.pk)  # type: ignore[attr-defined]


class DrinkForm(MomentForm):
    """What was drunk, how much, when; on a new row also a drink of one's own from its label."""

    drink = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Pick a drink."})
    volume = QuantityField(
        "volume",
        1,
        MAX_ONE_DRINK_ML,
        required=True,
        label="How much?",
        error_messages={"required": "Write how much it was."},
    )
    ended_clock = ClockField(required=False, label="Finished at")
    ended_on = DayField(required=False, label="Day it was finished")
    label_name = forms.CharField(
        required=False,
        max_length=80,
        label="Name",
        error_messages={"max_length": "A name holds 80 characters."},
    )
    label_carbs = PerHundredField("g", LABEL_G[1], label="Carbohydrate")
    label_sugars = PerHundredField("g", LABEL_G[1], label="of which sugars")
    label_kind = SegField(
        [*SUGAR_KINDS, ("", "Not sure")],
        wide=5,
        coerce=SugarKind,
        label="Which sugars are named in the ingredients?",
    )
    label_salt = PerHundredField("g", LABEL_G[1], label="Salt")
    label_sodium = PerHundredField("mg", LABEL_MG[1], label="or sodium")
    workout = HiddenKeyField()

    moment_end: datetime | None = None

    def __init__(
        self, *args: Any, drinks: list[Drink], entry: Intake | None = None, **kwargs: Any
    ) -> None:
        initial = (_shown(entry) if entry else {"when": "0"}) | (kwargs.pop("initial", None) or {})
        super().__init__(*args, entry=entry, initial=initial, **kwargs)
        self.drinks = {str(drink.pk): drink for drink in drinks}
        field = self.fields["drink"]
        field.label = "Which drink?"
        field.choices = drink_choices(drinks)  # type: ignore[attr-defined]
        if "when" in self.fields:
            self.fields["when"].label = "When?"
        if entry is not None:
            for name in (*LABEL, "workout"):
                del self.fields[name]

    def parts(self) -> list[Any]:
        """Which, how much, when; the label is folded away."""
        parts = [Field("drink"), amount(self, "volume"), self.moment_parts(), self._sipped()]
        if self.entry is not None:
            return parts
        label = fold(
            self,
            "Not in the list? Add it from its label",
            HTML(
                '<p class="form-text mb-3">Amounts per 100 mL as you drink it; leave out what the'
                " label does not say. A US label gives a serving: grams ÷ mL of the serving × 100."
                "</p>"
            ),
            Field("label_name"),
            beside(self._grams("label_carbs"), self._grams("label_sugars")),
            Field("label_kind", template="forms/_seg.html"),
            beside(self._grams("label_salt"), self._grams("label_sodium")),
            names=LABEL,
        )
        return [parts[0], label, *parts[1:], Field("workout")]

    def _sipped(self) -> Any:
        state = self.initial.get("ended_clock") is not None
        return fold(
            self,
            "Sipped over a longer time?",
            HTML(
                '<p class="form-text mb-3">The time above is then the first sip. Leave this empty'
                " for what you drank at once.</p>"
            ),
            beside(*SIPPED),
            names=SIPPED,
            is_open=state,
        )

    def _grams(self, name: str) -> Any:
        return Amount(name, self.fields[name].suffix)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One drink, and a label that adds up."""
        cleaned = super().clean()
        if self.entry is None and any(cleaned.get(name) not in (None, "") for name in LABEL):
            self._check_label(cleaned)
        elif not cleaned.get("drink") and "drink" not in self.errors:
            self.add_error("drink", "Pick a drink, or add yours from its label.")
        if self.moment is not None and not self.errors.keys() & set(SIPPED):
            self.moment_end = self._end(self.moment, cleaned)
        return cleaned

    def _end(self, started: datetime, cleaned: dict[str, Any]) -> datetime | None:
        """When the last sip was, or None when it was drunk at once or the end is wrong."""
        day, clock = cleaned.get("ended_on"), cleaned.get("ended_clock")
        if clock is None:
            if day is not None:
                self.add_error("ended_clock", "Write the time it was finished, or clear the day.")
            return None
        begun = started.astimezone(self.zone)
        stored = self.entry.ended_at if isinstance(self.entry, Intake) else None
        if day is None:
            # A bottle beside the bed is finished after midnight.
            day = begun.date() + timedelta(days=clock < time(begun.hour, begun.minute))
        ended = local_moment(day, clock, self.zone, stored)
        if started - timedelta(minutes=1) < ended < started:
            # The start has seconds and the typed end has none.
            ended = started
        wrong = _wrong_end(started, ended, self.now)
        if wrong:
            self.add_error("ended_clock", wrong.format(begun=f"{begun:%H:%M}"))
        return None if wrong else ended

    def _check_label(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("label_name") and "label_name" not in self.errors:
            self.add_error("label_name", "Give it a name, so that you find it next time.")
        check_sums(self, "label_carbs", "label_sugars", "label_salt", "label_sodium")
        same = self._same_name(cleaned.get("label_name") or "")
        if same is not None and not self.errors and not self._holds(same):
            self.add_error("label_name", SAME_NAME)

    def _same_name(self, name: str) -> Drink | None:
        wanted = name.casefold()
        own = (drink for drink in self.drinks.values() if drink.owner_id)
        return next((drink for drink in own if drink.name.casefold() == wanted), None)

    def _holds(self, drink: Drink) -> bool:
        return all(getattr(drink, name) == value for name, value in self._label().items())

    def _label(self) -> dict[str, Any]:
        data = self.cleaned_data
        salt = data["label_salt"]
        return carbs_columns(data["label_carbs"], data["label_sugars"], data["label_kind"]) | {
            "sodium_mg": sodium_mg(salt) if salt is not None else data["label_sodium"],
        }

    @property
    def chosen(self) -> Drink:
        """The drink of a valid form: picked, the same as one made before, or new and unsaved."""
        data = self.cleaned_data
        if self.entry is not None or not data.get("label_name"):
            return self.drinks[data["drink"]]
        name = data["label_name"]
        return self._same_name(name) or Drink(
            owner=self.athlete, name=name, source="Label", **self._label()
        )

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form, but the drink."""
        return {
            "started_at": self.moment,
            "ended_at": self.moment_end,
            "volume_ml": self.cleaned_data["volume"],
        }

    @property
    def workout_id(self) -> UUID | None:
        """The workout the athlete came from."""
        return self.cleaned_data.get("workout")


def _wrong_end(started: datetime, ended: datetime, now: datetime) -> str:
    if ended < started:
        return "The first sip was at {begun}. The end comes after that."
    if ended > now + TOLERANCE:
        return "That is still to come. Pick a time that has passed."
    if ended - started > LONGEST_SIP:
        return "That is more than a day after {begun}. Log each bottle by itself."
    return ""


def _shown(entry: Intake) -> dict[str, Any]:
    local = entry.started_at.astimezone(entry.zone_info)
    ended = entry.ended_at.astimezone(entry.zone_info) if entry.ended_at else None
    return {
        "drink": str(entry.drink_id),
        "volume": entry.volume_ml,
        "on": local.date(),
        "clock": local.time(),
        "ended_on": ended.date() if ended else None,
        "ended_clock": ended.time() if ended else None,
    }
