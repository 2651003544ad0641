"""Forms of one cramp: log it, edit it, say that it has ended."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from crispy_forms.layout import HTML, Div, Field, Layout

from accounts.mistakes import HiddenKeyField
from accounts.models import User
from journal.forms.fields import (
    AnswerField,
    ChecksField,
    ClockField,
    DayField,
    NoteField,
    ScaleField,
    SegField,
    local_moment,
    optional,
)
from journal.forms.form import beside, checks, pain, seg
from journal.forms.moment import EXACT, OTHER, PRESETS, TOLERANCE, MomentForm
from journal.length import BANDS, band_of
from journal.models import CrampEpisode
from journal.models.episode import EndKind, phase_choices, relief_choices, stopped_choices
from journal.muscles import ELSEWHERE, site_choices
from journal.warning_signs import EMERGENCY, QUESTIONS, SAME_DAY

STILL = "still"
KNOWN_END = "end"
UNKNOWN_END = "unknown"
NO_SIGN = "none"
LASTED = [
    *((band.code, band.label) for band in BANDS),
    (STILL, "still going"),
    (KNOWN_END, "I know the end"),
]
QUARTERS = [("1", "First"), ("2", "Second"), ("3", "Third"), ("4", "Last"), ("", "Not sure")]
# Fields behind the fold, which opens when one of them is wrong.
MORE = (
    "lasted",
    "ended_on",
    "ended_clock",
    "phase",
    "phase_quarter",
    "helped",
    "twitching_before",
    "red_flags",
    "note",
)


class EpisodeForm(MomentForm):
    """One cramp. Only the muscles are required; the start is preset to now."""

    muscles = ChecksField(site_choices, required=True, label="Where?")
    severity = ScaleField(label="How bad?")
    stopped = SegField(stopped_choices, label="Did it stop you?")
    lasted = SegField(LASTED, wide=5, label="How long did it last?")
    ended_on = DayField(required=False, label="Day it ended")
    ended_clock = ClockField(required=False, label="Time it ended")
    phase = SegField(
        lambda: [*phase_choices(), ("", "Not sure")],
        wide=5,
        empty_value="",
        label="When was it?",
        help_text="Leave it and we fill in during or after, when the time falls there.",
    )
    phase_quarter = SegField(QUARTERS, wide=5, coerce=int, label="Which quarter of it?")
    helped = ChecksField(relief_choices, label="What helped?")
    twitching_before = AnswerField(
        no="nothing", yes="twitching", skip="not sure", label="Just before it"
    )
    red_flags = ChecksField(
        [*QUESTIONS.items(), (NO_SIGN, "None of these")],
        label="Any of these?",
        help_text="Tick what is or was true. Each one needs somebody to look at it.",
    )
    note = NoteField(
        label=optional("Note"), help_text="Only you see it, unless you choose to share notes."
    )
    workout = HiddenKeyField()

    moment_end: datetime | None = None

    def __init__(
        self,
        *args: Any,
        entry: CrampEpisode | None = None,
        open_more: bool = False,
        **kwargs: Any,
    ) -> None:
        self.open_more = open_more
        initial = (_shown(entry) if entry else {"when": "0"}) | (kwargs.pop("initial", None) or {})
        super().__init__(*args, entry=entry, initial=initial, **kwargs)
        self.episode = entry
        self.fields["muscles"].error_messages["required"] = "Pick where it was."
        if entry is not None:
            del self.fields["workout"]

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
        more = self._more(
            Div(
                seg("lasted"),
                Div(beside("ended_clock", "ended_on"), css_class="ended-known"),
                css_class="ended",
            ),
            Div(seg("phase"), Div(seg("phase_quarter"), css_class="quarters"), css_class="phases"),
            checks("helped"),
            seg("twitching_before"),
            Field("red_flags", template="forms/_signs.html"),
            "note",
        )
        workout = Field("workout") if "workout" in self.fields else HTML("")
        return [
            Div(
                Field("muscles", template="forms/_muscles.html"),
                Div(self.moment_parts(), pain("severity"), seg("stopped"), more),
                workout,
                css_class="cols cols-log stack",
            )
        ]

    def _more(self, *parts: Any) -> Any:
        """The fold; it stands open when something inside is wrong or was asked for."""
        state = " open" if self.open_more or self.errors.keys() & set(MORE) else ""
        return Layout(
            HTML(
                f'<details class="twin fold"{state}><summary>More, if you feel like it</summary>'
                "<div>"
            ),
            *parts,
            HTML("</div></details>"),
        )

    def clean_red_flags(self) -> list[str] | None:
        """None: not asked; an empty list: asked, and none of them."""
        ticked = self.cleaned_data["red_flags"]
        signs = [code for code in ticked if code != NO_SIGN]
        return signs if signs or ticked else None

    def clean(self) -> dict[str, Any]:
        """Start and end in order, neither still to come."""
        cleaned = super().clean()
        if self.moment is not None and not self.errors.keys() & {"ended_on", "ended_clock"}:
            self._find_end(cleaned.get("lasted"))
        return cleaned

    def _find_end(self, lasted: str | None) -> None:
        if lasted == KNOWN_END:
            self.moment_end = self._typed_end()
        elif lasted not in (None, STILL):
            self.moment_end = self._about_end(lasted)

    def _typed_end(self) -> datetime | None:
        started, clock = self.moment, self.cleaned_data.get("ended_clock")
        if started is None or clock is None:
            self.add_error("ended_clock", "Write the time it ended, or pick how long about.")
            return None
        day = self.cleaned_data.get("ended_on")
        begun = started.astimezone(self.zone)
        stored = self.episode.ended_at if self.episode else None
        ended = local_moment(day or begun.date(), clock, self.zone, stored)
        if day is None and clock < time(begun.hour, begun.minute):
            # A night cramp that ended after midnight.
            ended = local_moment(begun.date() + timedelta(days=1), clock, self.zone, stored)
        if started - timedelta(minutes=1) < ended < started:
            # The start has seconds and the typed end has none.
            ended = started
        if ended < started:
            self.add_error("ended_clock", f"It started at {begun:%H:%M}. The end comes after that.")
            return None
        if ended > self.now + TOLERANCE:
            self.add_error("ended_clock", "That is still to come. Is it still going?")
            return None
        return ended

    def _about_end(self, code: str) -> datetime | None:
        """An end nobody timed. A preset start moves back when the length does not fit."""
        band = next(band for band in BANDS if band.code == code)
        started = self.moment
        if started is None:
            return None
        length = self._kept_length(code) or timedelta(seconds=band.typical)
        if started + length <= self.now:
            return started + length
        room = max(self.now - started, timedelta(0))
        if room > timedelta(seconds=band.over):
            return started + room
        if self.entry is None and self.cleaned_data.get("when") not in (OTHER, EXACT):
            self.moment = self.now - length
            return self.now
        self.add_error("lasted", "It started less long ago than that. Is it still going?")
        return None

    def _kept_length(self, code: str) -> timedelta | None:
        """The stored length, when its band was left as it was."""
        lasted = self.episode.lasted if self.episode else None
        if lasted is None or band_of(lasted.total_seconds()).code != code:
            return None
        return lasted

    @property
    def workout_id(self) -> UUID | None:
        """The workout the athlete came from."""
        return self.cleaned_data.get("workout")

    @property
    def values(self) -> dict[str, Any]:
        """Columns of a valid form."""
        data = self.cleaned_data
        kinds = {None: EndKind.UNKNOWN, STILL: EndKind.ONGOING, KNOWN_END: EndKind.KNOWN}
        return {
            "muscles": data["muscles"],
            "started_at": self.moment,
            "end_kind": kinds.get(data["lasted"], EndKind.ABOUT),
            "ended_at": self.moment_end,
            "severity": data["severity"],
            "stopped": data["stopped"] or "",
            "phase": data["phase"],
            "phase_quarter": data["phase_quarter"],
            "helped": data["helped"],
            "twitching_before": data["twitching_before"],
            "red_flags": data["red_flags"],
            "note": data["note"],
        }

    @property
    def chose_elsewhere(self) -> bool:
        """Whether a place outside the legs is picked; its fold then stands open."""
        return bool(ELSEWHERE.keys() & set(self["muscles"].value() or ()))


class EndForm(MomentForm):
    """When a cramp ended: now, about so long ago, at a time, or not known."""

    def __init__(self, *args: Any, episode: CrampEpisode, athlete: User, **kwargs: Any) -> None:
        super().__init__(*args, athlete=athlete, initial={"when": "0"}, **kwargs)
        self.episode = episode
        self.zone = episode.zone_info
        when = self.fields["when"]
        when.label = "When did it end?"
        when.choices = [*PRESETS, (UNKNOWN_END, "not sure")]  # type: ignore[attr-defined]

    def parts(self) -> list[Any]:
        """One question."""
        return [self.moment_parts()]

    def clean(self) -> dict[str, Any]:
        """Not before the start."""
        cleaned = super().clean()
        started = self.episode.started_at
        if self.moment is not None and self.moment < started:
            if started - self.moment < timedelta(minutes=1):
                self.moment = started
            else:
                name = "clock" if cleaned.get("when") == OTHER else "when"
                self.add_error(
                    name,
                    f"It started at {started.astimezone(self.zone):%H:%M}."
                    " The end comes after that.",
                )
        return cleaned

    def _chosen(self, cleaned: dict[str, Any]) -> datetime | None:
        if cleaned.get("when") == UNKNOWN_END:
            for name in ("on", "clock"):
                self.errors.pop(name, None)
            return None
        return super()._chosen(cleaned)

    @property
    def kind(self) -> EndKind:
        """How well the end is known."""
        when = self.cleaned_data["when"] or "0"
        if when == UNKNOWN_END:
            return EndKind.UNKNOWN
        return EndKind.KNOWN if when in ("0", OTHER) else EndKind.ABOUT


def _shown(entry: CrampEpisode) -> dict[str, Any]:
    """A stored cramp as the form shows it, on the clock it was lived by."""
    local = entry.started_at.astimezone(entry.zone_info)
    ended = entry.ended_at.astimezone(entry.zone_info) if entry.ended_at else None
    signs = entry.red_flags
    return {
        "muscles": entry.muscles,
        "on": local.date(),
        "clock": local.time(),
        "severity": entry.severity,
        "stopped": entry.stopped,
        "lasted": _lasted(entry),
        "ended_on": ended.date() if ended and entry.end_kind == EndKind.KNOWN else None,
        "ended_clock": ended.time() if ended and entry.end_kind == EndKind.KNOWN else None,
        "phase": entry.phase,
        "phase_quarter": entry.phase_quarter or "",
        "helped": entry.helped,
        "twitching_before": entry.twitching_before,
        "red_flags": [NO_SIGN] if signs == [] else signs,
        "note": entry.note,
    }


def _lasted(entry: CrampEpisode) -> str:
    if entry.end_kind == EndKind.ONGOING:
        return STILL
    if entry.lasted is None:
        return ""
    about = entry.end_kind == EndKind.ABOUT
    return band_of(entry.lasted.total_seconds()).code if about else KNOWN_END
