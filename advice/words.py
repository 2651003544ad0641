"""Numbers and steps in words, in the reader's units. Pure.

Advised amounts come as `SafeVolume` only, and are rounded down in every unit, so that no text
ever says more than the ceiling allows.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

from accounts.units import KG_PER_POUND, M_PER_KM, M_PER_MILE, ML_PER_US_FLUID_OUNCE, Units, unit
from advice.ceiling import SafeVolume, after_hour
from advice.cups import Measure, cups_text
from advice.hydration import Step
from journal.muscles import ELSEWHERE, GROUPS, site_words

SMALL_FLUID_OUNCES = 2.0


def _number(volume: object, units: str) -> str:
    """The amount without its unit, never above it."""
    if not isinstance(volume, SafeVolume):
        msg = "Only a SafeVolume can be shown as an advised amount"
        raise TypeError(msg)
    if Units(units) is Units.METRIC:
        return f"{math.floor(volume.ml):,}"
    return _ounces(volume.ml)


def _ounces(ml: float) -> str:
    ounces = ml / ML_PER_US_FLUID_OUNCE
    if ounces < SMALL_FLUID_OUNCES:
        return f"{math.floor(ounces * 10) / 10:g}"
    return f"{math.floor(ounces):,}"


def _unit_name(units: str) -> str:
    return unit("volume", units).name


def volume_text(volume: SafeVolume, units: str) -> str:
    """“1,230 mL” or “41 fl oz”; never more than the volume."""
    return f"{_number(volume, units)} {_unit_name(units)}"


def range_number(low: SafeVolume | None, high: SafeVolume, units: str) -> str:
    """“300–420”, “up to 300” or “300”: a range without its unit."""
    top = _number(high, units)
    if low is None:
        return f"up to {top}"
    bottom = _number(low, units)
    return top if bottom == top else f"{bottom}–{top}"


def range_text(low: SafeVolume | None, high: SafeVolume, units: str) -> str:
    """“300–420 mL”, “up to 300 mL” or “300 mL”."""
    return f"{range_number(low, high, units)} {_unit_name(units)}"


def step_figure(step: Step, units: str) -> tuple[str, str] | None:
    """The figure of a step and its unit, as two texts; None: the step has no amount."""
    if step.high is None:
        return None
    if step.per == "kg_lost":
        return _per_mass_lost(step.low, step.high, units)
    per = " per hour" if step.per == "hour" else ""
    return range_number(step.low, step.high, units), _unit_name(units) + per


def _per_mass_lost(low: SafeVolume | None, high: SafeVolume, units: str) -> tuple[str, str]:
    """Litres per kilogram, or fluid ounces per pound, rounded down."""
    ends = [volume for volume in (low, high) if volume is not None]
    if Units(units) is Units.METRIC:
        texts = [f"{math.floor(volume.ml / 10) / 100:g}" for volume in ends]
        name = "L per kg lost"
    else:
        texts = [_ounces(volume.ml * KG_PER_POUND) for volume in ends]
        name = "fl oz per lb lost"
    return "–".join(dict.fromkeys(texts)), name


# Without a body mass there is no figure; then the words carry an everyday amount's sense only.
STEP_WORDS: dict[str, tuple[str, str]] = {
    "night": ("With dinner, any drink", "A glass or two with dinner, any drink"),
    "four_hours": ("Slowly, any drink", "A glass or two, slowly, any drink"),
    "on_waking": ("On waking, slowly", "A glass on waking, slowly"),
    "two_hours": (
        "Only if your urine is dark, or none",
        "Another glass, only if your urine is dark, or none",
    ),
    "just_before": ("Sips only", "Sips only"),
    "during": ("During, to thirst", "During, drink when you are thirsty"),
    "after": ("After: weigh in, then drink with food", "After: drink with food, to thirst"),
}


def step_words(step: Step) -> str:
    """What to do at this step, in a few words."""
    if step.had_enough:
        return "You have had enough for now, sips only"
    kind = "on_waking" if step.on_waking else step.kind
    with_amount, without = STEP_WORDS[kind]
    return with_amount if step.high is not None else without


def step_cups(step: Step, measure: Measure, units: str) -> str:
    """The figure of a step in cups, “about 1½–2 glasses”; "" without one and for what was lost."""
    if step.high is None or step.per == "kg_lost":
        return ""
    return cups_text(step.low, step.high, measure, units)


def ceiling_text(top: SafeVolume, units: str, measure: Measure | None = None) -> str:
    """The ceiling of a session in a sentence."""
    cups = cups_text(top, top, measure, units) if measure else ""
    told = f"{volume_text(top, units)}, {cups}," if cups else volume_text(top, units)
    return f"Never above {told} in all. That is a ceiling, not a goal."


def step_note(step: Step, units: str, measure: Measure | None = None) -> str:
    """The second line of a step: its limit in words; "" where there is nothing to add."""
    if step.kind == "night":
        return "At the latest two hours before bed. More is not better."
    if step.kind == "during":
        if step.ceiling is None:
            return "Sips to real thirst are enough; there is no amount to aim for."
        return ceiling_text(step.ceiling, units, measure)
    if step.kind == "after":
        top = ""
        if step.ceiling is not None:
            hour, most = volume_text(after_hour(), units), volume_text(step.ceiling, units)
            top = f", never above {hour} an hour and {most} in all"
        return f"Over 2 to 4 hours{top}. Nothing lost means nothing extra."
    return ""


def dilution_text(parts: float, units: str) -> str:
    """“about 120 mL of water to each 100 mL”: a recipe for a drink, no amount to drink (row 26)."""
    if Units(units) is Units.METRIC:
        return f"about {round(parts * 10) * 10} mL of water to each 100 mL"
    return f"about {parts:.1f} fl oz of water to each fl oz"


def temperature_text(celsius: float, units: str) -> str:
    """“29 °C”, “84 °F”."""
    shown = unit("temperature", units)
    return f"{shown.shown(celsius):.0f} {shown.name}"


def heat_text(wbgt_c: float, units: str) -> str:
    """A WBGT to a tenth: bands are that narrow."""
    shown = unit("temperature", units)
    return f"{shown.shown(wbgt_c):.1f} {shown.name}"


def mass_text(kg: float, units: str) -> str:
    """“0.8 kg”, “1.8 lb”."""
    shown = unit("mass", units)
    return f"{shown.text(kg)} {shown.name}"


def logged_text(ml: float, units: str) -> str:
    """An amount that was drunk or sweated, “1,500 mL”; advice goes through `volume_text`."""
    shown = unit("volume", units)
    return f"{shown.shown(ml):,.0f} {shown.name}"


def rate_text(l_per_h: float, units: str) -> str:
    """A sweat rate: “1.26 L”, “43 fl oz” an hour; measured or expected, never advice."""
    if Units(units) is Units.METRIC:
        return f"{l_per_h:.2f} L"
    return f"{l_per_h * 1000 / ML_PER_US_FLUID_OUNCE:.0f} fl oz"


def pace_text(s_per_km: float, sport: str, units: str) -> str:
    """“5:54 per km”, “9:30 per mile”; swims per 100 m, rides and rows as a speed."""
    return " ".join(pace_figure(s_per_km, sport, units))


def pace_figure(s_per_km: float, sport: str, units: str) -> tuple[str, str]:
    """The number of a pace and its unit."""
    metric = Units(units) is Units.METRIC
    if sport in ("ride", "row", "triathlon"):
        km_per_h = 3600 / s_per_km
        speed = km_per_h if metric else km_per_h * M_PER_KM / M_PER_MILE
        return f"{speed:.1f}", "km/h" if metric else "mph"
    if sport == "swim":
        return _minutes_seconds(s_per_km / 10), "per 100 m"
    per = s_per_km if metric else s_per_km * M_PER_MILE / M_PER_KM
    return _minutes_seconds(per), "per km" if metric else "per mile"


def _minutes_seconds(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def length_text(minutes: float) -> str:
    """“45 min”, “1 h 40”, “2 h”."""
    hours, rest = divmod(round(minutes), 60)
    if hours == 0:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def day_text(iso: str) -> str:
    """“14 January” of an ISO date or instant."""
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {day:%B}"


def clock_text(iso: str) -> str:
    """“10:00” of an ISO instant, in the zone it was written in."""
    return f"{datetime.fromisoformat(iso):%H:%M}"


def joined(parts: Iterable[str]) -> str:
    """“a, b and c”."""
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def muscle_text(group: str) -> str:
    """A muscle group in words, small: “calf”, “front thigh”."""
    return GROUPS.get(group) or ELSEWHERE.get(group, group).lower()


def sites_text(sites: Iterable[str]) -> str:
    """Places in words: “left calf and right hamstring”."""
    words = site_words(list(sites))
    return words[:1].lower() + words[1:]


def apart(name: str) -> str:
    """A name between invisible signs where it runs from right to left, else as it is.

    Without them "name: 350 mL" would put the figure on the name's other side. Text parts of mails
    know no <bdi>, so pages and mails both use these (Unicode's first-strong isolate and its end).
    """
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in name):
        return f"\u2068{name}\u2069"
    return name
