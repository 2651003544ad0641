"""The form of one near-cramp: where and when; nothing else is asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crispy_forms.layout import Div, Field

from accounts.mistakes import HiddenKeyField
from journal.forms.fields import ChecksField, NoteField, optional
from journal.forms.form import fold
from journal.forms.moment import MomentForm
from journal.models import NearCramp
from journal.muscles import ELSEWHERE, site_choices


class NearCrampForm(MomentForm):
    """Only the muscles are required; the start is preset to now."""

    muscles = ChecksField(site_choices, required=True, label="Where?")
    note = NoteField(
        label=optional("Note"), help_text="Only you see it, unless you choose to share notes."
    )
    workout = HiddenKeyField()
    cramp = HiddenKeyField()

    def __init__(self, *args: Any, entry: NearCramp | None = None, **kwargs: Any) -> None:
        initial = (_shown(entry) if entry else {"when": "0"}) | (kwargs.pop("initial", None) or {})
        super().__init__(*args, entry=entry, initial=initial, **kwargs)
        self.fields["muscles"].error_messages["required"] = "Pick where it was."
        if entry is not None:
            for name in ("workout", "cramp"):
                del self.fields[name]

    def parts(self) -> list[Any]:
        """The map at the left, the time at the right; one under the other on a phone."""
        hidden = [Field(name) for name in ("workout", "cramp") if name in self.fields]
        return [
            Div(
                Field("muscles", template="forms/_muscles.html"),
                Div(self.moment_parts(), fold(self, "Note", "note", names=("note",))),
                *hidden,
                css_class="cols cols-log stack",
            )
        ]

    @property
    def workout_id(self) -> UUID | None:
        """The workout the athlete came from."""
        return self.cleaned_data.get("workout")

    @property
    def cramp_id(self) -> UUID | None:
        """The logged cramp that was none."""
        return self.cleaned_data.get("cramp")

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        data = self.cleaned_data
        return {"muscles": data["muscles"], "started_at": self.moment, "note": data["note"]}

    @property
    def chose_elsewhere(self) -> bool:
        """Whether a place outside the legs is picked; its fold then stands open."""
        return bool(ELSEWHERE.keys() & set(self["muscles"].value() or ()))


def _shown(entry: NearCramp) -> dict[str, Any]:
    """A stored near-cramp as the form shows it, on the clock it was lived by."""
    local = entry.started_at.astimezone(entry.zone_info)
    return {
        "muscles": entry.muscles,
        "note": entry.note,
        "on": local.date(),
        "clock": local.time(),
    }
