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
def step_note(context: Context, step: Step) -> str:
    """The second line of a step."""
    return words.step_note(step, reader_units(context))
