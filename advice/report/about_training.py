"""Training, drinking, heat and mornings in words and figures. Pure."""

from __future__ import annotations

from advice import words
from advice.report.background import DRINKS_NAMED, Fluids, Known, Mornings, Training, Warmth
from advice.report.parts import NOT_TOLD, Section, counted
from journal.mass import band


def training(found: Training) -> Section:
    """Weekly load and its change (evidence 7.2, 7.3); where effort was not told it is at least."""
    change = "not known"
    if found.jump is not None:
        percent = round(100 * (found.jump - 1))
        change = f"{'+' if percent > 0 else '−' if percent < 0 else ''}{abs(percent)} %"
    return Section(
        "training",
        "Training: effort (0–10) × minutes",
        rows=(
            ("Last 7 days", _load(found.week, found.week_untold)),
            ("A week, mean of the 3 weeks before", _load(found.before, found.before_untold)),
            ("Change", change),
        ),
    )


def _load(load: float, untold: int) -> str:
    if not untold:
        return f"{load:,.0f}"
    return f"at least {load:,.0f} (effort of {counted(untold, 'session')} {NOT_TOLD})"


def fluids(
    found: Fluids, units: str, *, drinks: bool, weight: bool, wellness: bool, is_own: bool
) -> Section:
    """Weight lost, sweat, drinks, urine. A reader who is not the athlete gets bands of weight."""
    rows: list[tuple[str, str]] = []
    if weight:
        rows += _weight(found, is_own=is_own)
    if is_own:
        rows.append(_sweat(found.sweat_l_per_h, units))
    if drinks:
        rows += _drinks(found, units)
    if wellness:
        urine = found.urine
        colour = f"{urine.median:g} ({urine.most:.0f}) of 8" if urine is not None else ""
        rows.append(
            (
                "Urine colour in the morning, median (darkest)",
                f"{colour}, {counted(urine.times, 'morning')}" if urine is not None else NOT_TOLD,
            )
        )
        if found.brown_mornings:
            rows.append(("Urine brown like cola", counted(found.brown_mornings, "morning")))
    return Section("fluids", "Fluids", rows=tuple(rows))


def _weight(found: Fluids, *, is_own: bool) -> list[tuple[str, str]]:
    lost = found.lost_percent
    label = "Weight lost in a session, median (most)"
    if lost is None:
        return [(label, "not weighed")]
    if not is_own:
        return [("Weight in a session, median", band(lost.median))]
    figure = (
        f"{_percent(lost.median)} ({_percent(lost.most)}), weighed {counted(lost.times, 'time')}"
    )
    return [(label, figure), ("Heavier after a session", f"{found.gained} of {lost.times}")]


def _percent(share: float) -> str:
    return f"{share:.1f} %".replace("-", "−")


def _sweat(rate: Known | None, units: str) -> tuple[str, str]:
    if rate is None:
        return ("Sweat rate", "not tested")
    one = words.rate_text(rate.median, units)
    spread = ""
    if rate.times > 1:
        spread = f" ({words.rate_text(rate.least, units)} to {words.rate_text(rate.most, units)})"
    return (f"Sweat rate, {counted(rate.times, 'test')}", f"{one} an hour{spread}")


def _drinks(found: Fluids, units: str) -> list[tuple[str, str]]:
    drunk = found.drunk_l_per_h
    hourly = NOT_TOLD
    if drunk is not None:
        amount = words.logged_text(drunk.median * 1000, units)
        hourly = f"{amount} an hour, {counted(drunk.times, 'session')}"
    named = [f"{name} ({times} ×)" for name, times in found.drinks[:DRINKS_NAMED]]
    others = sum(times for _, times in found.drinks[DRINKS_NAMED:])
    more = [f"others ({others} ×)"] if others else []
    return [
        ("Drunk in sessions, median", hourly),
        ("Drinks logged", ", ".join([*named, *more]) or "none"),
    ]


def heat(found: Warmth, units: str) -> Section:
    """Cramps in hot sessions (evidence row 14) and in the others; counts, no claim."""
    air = found.temperature_c
    figure = NOT_TOLD
    if air is not None:
        ends = [words.temperature_text(celsius, units) for celsius in (air.median, air.most)]
        figure = f"{ends[0]} ({ends[1]}), {counted(air.times, 'session')}"
    rows = [("Air in sessions, median (hottest)", figure)]
    if found.answered:
        rows += [
            ("Cramp in hot sessions (WBGT 27.9 °C or more)", _of(found.hot_with_cramp, found.hot)),
            ("Cramp in the others", _of(found.other_with_cramp, found.other)),
        ]
    else:
        rows.append(("Heat and humidity together", NOT_TOLD))
    return Section("heat", "Heat", rows=tuple(rows))


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "no such session"


def mornings(found: Mornings) -> Section:
    """Soreness, tiredness and sleep of the morning checks (evidence 7.1)."""
    rows = [
        (
            f"Soreness, {words.muscle_text(found.sorest)} most, median (worst)"
            if found.sorest is not None
            else "Soreness",
            _scale(found.soreness),
        ),
        ("Tiredness, median (worst)", _scale(found.fatigue)),
    ]
    slept = found.sleep_hours
    hours = NOT_TOLD
    if slept is not None:
        hours = (
            f"{words.length_text(slept.median * 60)} ({words.length_text(slept.least * 60)}),"
            f" {counted(slept.times, 'night')}"
        )
    rows.append(("Sleep, median (shortest)", hours))
    if found.swollen:
        rows.append(("Ankles, hands or face swollen", counted(found.swollen, "morning")))
    if found.one_leg:
        rows.append(("One leg swollen", counted(found.one_leg, "morning")))
    return Section("mornings", "Soreness and sleep", rows=tuple(rows))


def _scale(found: Known | None) -> str:
    if found is None:
        return NOT_TOLD
    return f"{found.median:g} ({found.most:.0f}) of 10, {counted(found.times, 'morning')}"
