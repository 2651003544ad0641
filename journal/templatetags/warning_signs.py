"""The warning signs for templates: questions, and words for what was answered."""

from __future__ import annotations

from collections.abc import Collection

from django import template

from journal import warning_signs

register = template.Library()


@register.simple_tag
def emergency_signs() -> list[str]:
    """The seven lines, in the order of asking."""
    return list(warning_signs.EMERGENCY.values())


@register.simple_tag
def same_day_signs() -> list[str]:
    """The lines of evidence 5.2, in the order of asking."""
    return list(warning_signs.SAME_DAY.values())


@register.simple_tag
def until_help_lines() -> list[tuple[str, str]]:
    """Code and words of what to do meanwhile; the form shows a line with its sign."""
    return list(warning_signs.UNTIL_HELP_COMES.items())


@register.simple_tag
def tell_the_doctor_lines() -> list[tuple[str, str]]:
    """Code and words of what a doctor needs to hear; the form shows a line with its sign."""
    return list(warning_signs.TELL_THE_DOCTOR.items())


@register.filter
def in_words(signs: Collection[str] | None) -> list[str]:
    """Codes of signs as sentences; nothing answered is nothing to say."""
    return warning_signs.sentences(signs or ())


@register.filter
def until_help_comes(signs: Collection[str] | None) -> list[str]:
    """What to do for these signs until help is there."""
    return warning_signs.until_help_comes(signs or ())


@register.filter
def tell_the_doctor(signs: Collection[str] | None) -> list[str]:
    """What to say when these signs are looked at."""
    return warning_signs.tell_the_doctor(signs or ())
