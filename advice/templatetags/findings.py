"""Findings in words: a card or a line, and the small words their templates need."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from advice import words
from advice.models import Answer
from advice.rules.about import ABOUT
from advice.rules.finding import Finding, Level
from advice.rules.quiet import Offer, offer
from advice.templatetags.advised import reader_units
from journal import warning_signs
from journal.mass import band

register = template.Library()

CARD = "advice/_rec.html"
EMERGENCY_CARD = "advice/_rec_emergency.html"
LINE = "advice/_headline.html"
REASON = "advice/_says.html"


def _render(context: Context, finding: Finding, layout: str) -> str:
    """The rule's template in this layout, by the engine and in the context of the page."""
    if context.template is None:
        msg = "A finding is rendered inside a template"
        raise ValueError(msg)
    page = context.template.engine.get_template(f"advice/findings/{finding.rule}.html")
    about = ABOUT[finding.rule]
    values = {
        "layout": layout,
        "f": finding,
        "n": {name: _apart(value) for name, value in finding.inputs.items()},
        "v": finding.volumes,
        "about": about,
        "evidence": about.evidence,
    }
    with context.push(**values):
        return page.render(context)


def _apart(value: object) -> object:
    """A name, or some, kept from turning the words around it; anything else as it is."""
    if isinstance(value, str):
        return words.apart(value)
    if isinstance(value, list | tuple):
        return [_apart(each) for each in value]
    return value


@register.simple_tag(takes_context=True)
def finding(context: Context, found: Finding) -> str:
    """The full card; the buttons show only to the owner of the diary."""
    emergency = found.level is Level.EMERGENCY
    return _render(context, found, EMERGENCY_CARD if emergency else CARD)


@register.simple_tag(takes_context=True)
def finding_headline(context: Context, found: Finding) -> SafeString:
    """One line of text."""
    return _line(context, found, LINE)


@register.simple_tag(takes_context=True)
def finding_says(context: Context, found: Finding) -> SafeString:
    """The sentence or two below the headline, without the card around them."""
    return _line(context, found, REASON)


def _line(context: Context, found: Finding, layout: str) -> SafeString:
    line = " ".join(_render(context, found, layout).split())
    return mark_safe(line)  # noqa: S308 rendered by the engine, which escapes


@register.simple_tag(takes_context=True)
def temperature(context: Context, celsius: float) -> str:
    """A temperature in the reader's unit."""
    return words.temperature_text(celsius, reader_units(context))


@register.simple_tag(takes_context=True)
def dilution(context: Context, parts: float) -> str:
    """How much water goes to a strong drink; a recipe and no advised amount."""
    return words.dilution_text(parts, reader_units(context))


@register.simple_tag(takes_context=True)
def heat(context: Context, wbgt_c: float) -> str:
    """A heat level (WBGT) in the reader's unit, to a tenth."""
    return words.heat_text(wbgt_c, reader_units(context))


@register.simple_tag(takes_context=True)
def mass(context: Context, kg: float) -> str:
    """A mass in the reader's unit."""
    return words.mass_text(kg, reader_units(context))


@register.filter
def mass_band(lost_percent: float) -> str:
    """“lost 2 to 3 %”: what a coach may know of a weight."""
    return band(lost_percent)


@register.filter
def offered(found: Finding) -> Offer:
    """The answers that this finding takes; also of a snapshot of one."""
    return offer(found.rule, found.level)


@register.filter
def answer_words(code: str) -> str:
    """“I did it”."""
    return Answer(code).label


@register.filter
def rest_words(days: int) -> str:
    """“1 day”, “4 weeks”."""
    number, name = (days // 7, "week") if days % 7 == 0 else (days, "day")
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


@register.simple_tag(takes_context=True)
def drank(context: Context, ml: float) -> str:
    """What was drunk or sweated, in the reader's unit; a fact and never advice."""
    return words.logged_text(ml, reader_units(context))


@register.simple_tag(takes_context=True)
def sweat_rate(context: Context, l_per_h: float) -> str:
    """What is sweated in an hour, in the reader's unit; never advice."""
    return words.rate_text(l_per_h, reader_units(context))


@register.simple_tag(takes_context=True)
def pace(context: Context, s_per_km: float, sport: str) -> str:
    """A pace, or a speed for rides, in the reader's unit."""
    return words.pace_text(s_per_km, sport, reader_units(context))


@register.simple_tag(takes_context=True)
def pace_number(context: Context, s_per_km: float, sport: str) -> str:
    """The number of a pace, beside one that has its unit."""
    return words.pace_figure(s_per_km, sport, reader_units(context))[0]


@register.filter
def lasting(minutes: float) -> str:
    """“1 h 40”."""
    return words.length_text(minutes)


@register.filter
def day(iso: str) -> str:
    """“14 January”."""
    return words.day_text(iso)


@register.filter
def days(isos: Iterable[str]) -> str:
    """“7 January, 9 January and 14 January”."""
    return words.joined(words.day_text(iso) for iso in isos)


@register.filter
def clock(iso: str) -> str:
    """“10:00”."""
    return words.clock_text(iso)


@register.filter
def joined(parts: Iterable[str]) -> str:
    """“a, b and c”."""
    return words.joined(parts)


@register.filter
def joined_numbers(numbers: Iterable[float]) -> str:
    """“5.5 and 6”."""
    return words.joined(f"{number:g}" for number in numbers)


@register.filter
def muscle(group: str) -> str:
    """“calf”."""
    return words.muscle_text(group)


@register.filter
def muscles(groups: Iterable[str]) -> str:
    """“calf and shin”."""
    return words.joined(words.muscle_text(group) for group in groups)


@register.filter
def sites(codes: Iterable[str]) -> str:
    """“left calf”."""
    return words.sites_text(codes)


@register.filter
def sign_sentences(codes: list[str]) -> list[str]:
    """Warning signs in words."""
    return warning_signs.sentences(codes)


@register.filter
def until_help_comes(codes: list[str]) -> list[str]:
    """What to do until help is there."""
    return warning_signs.until_help_comes(codes)
