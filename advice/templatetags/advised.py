"""Advised amounts in templates: a SafeVolume or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.units import Units
from advice import words
from advice.ceiling import SafeVolume
from advice.cups import Measure, size_text
from advice.hydration import Step

register = template.Library()


def reader_units(context: Context) -> str:
    """The units of whoever reads: `units` of the page skeleton or the mail."""
    return str(context.get("units") or Units.METRIC.value)


@register.simple_tag(takes_context=True)
def advised(context: Context, volume: SafeVolume) -> str:
    """An advised amount in a sentence: “300 mL”. Raises TypeError for anything else."""
    return words.volume_text(volume, reader_units(context))


@register.simple_tag(takes_context=True)
def advised_range(
    context: Context, volumes: Mapping[str, SafeVolume], low: str = "low", high: str = "high"
) -> str:
    """A range in a sentence: “300–420 mL”; without the lower end “up to 420 mL”."""
    return words.range_text(volumes.get(low), volumes[high], reader_units(context))


@register.simple_tag(takes_context=True)
def advised_figure(context: Context, step: Step) -> SafeString:
    """The figure of a step of the plan, unit small; nothing where the step has no amount."""
    figure = words.step_figure(step, reader_units(context))
    if figure is None:
        return SafeString("")
    return format_html('<span class="num">{}<small>{}</small></span>', *figure)


@register.filter
def step_words(step: Step) -> str:
    """What to do at a step."""
    return words.step_words(step)


@register.simple_tag(takes_context=True)
def step_note(context: Context, step: Step, measure: Measure | None = None) -> str:
    """The second line of a step."""
    return words.step_note(step, reader_units(context), measure or None)


@register.simple_tag(takes_context=True)
def step_cups(context: Context, step: Step, measure: Measure | None = None) -> str:
    """The amount of a step in cups; nothing where it has none or nothing to count in."""
    return words.step_cups(step, measure, reader_units(context)) if measure else ""


@register.simple_tag(takes_context=True)
def cup_size(context: Context, measure: Measure) -> str:
    """“A glass is 200 mL here.”; nothing for a cup of one's own, which says it each time."""
    return size_text(measure, reader_units(context))


@register.simple_tag(takes_context=True)
def ceiling_line(context: Context, top: SafeVolume, measure: Measure) -> str:
    """“Never above 1,230 mL, about 6 glasses, in all. …”"""
    return words.ceiling_text(top, reader_units(context), measure)
