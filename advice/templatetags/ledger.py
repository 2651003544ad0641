"""Words of the ledger, and findings as they were shown on their day."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string

from advice.models import FindingSnapshot, Reason
from advice.rules.about import ABOUT, About, version_of

register = template.Library()

# Amounts of a snapshot: a record, and never printed again.
AMOUNTS = "volumes"


@register.filter
def rule_title(rule: str) -> str:
    """What a rule is called; one of old that is no more, by its name."""
    about = ABOUT.get(rule)
    return about.title if about is not None else rule.replace("_", " ").capitalize()


@register.filter
def rule_about(rule: str) -> About | None:
    """Where it comes from; None: the rule is no more."""
    return ABOUT.get(rule)


@register.filter
def reason_words(code: str) -> str:
    """“no time”, “I felt fine”: in a sentence; one of old that is no more, by its name."""
    told = dict(Reason.choices).get(code, code.replace("_", " "))
    return told if told.startswith("I ") else told[:1].lower() + told[1:]


@register.simple_tag(takes_context=True)
def shown_then(context: Context, shown: FindingSnapshot) -> str:
    """What a finding said on its day, in its rule's words; plain inputs where they do not fit.

    Amounts were for that moment and are left out. Where there were any, so are the sentences
    around them, which would read otherwise without.
    """
    inputs = {name: value for name, value in shown.inputs.items() if name != AMOUNTS}
    values = {
        "n": inputs,
        "v": {},
        "f": shown,
        "had_amounts": bool(shown.inputs.get(AMOUNTS)),
        "layout": "advice/_shown_then.html",
    }
    if context.template is None:
        msg = "A finding is rendered inside a template"
        raise ValueError(msg)
    if shown.rule in ABOUT and shown.version == version_of(shown.rule):
        page = context.template.engine.get_template(f"advice/findings/{shown.rule}.html")
        try:
            with context.push(**values):
                return page.render(context)
        except (TypeError, ValueError, KeyError, AttributeError, IndexError):
            # A row that was written by hand, or before the rule had an edition.
            pass
    return _plain(inputs)


def _plain(inputs: dict[str, Any]) -> str:
    """The inputs one by one."""
    told = [(name.replace("_", " ").capitalize(), _said(value)) for name, value in inputs.items()]
    return render_to_string("advice/_shown_plain.html", {"told": told})


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None else f"{value}"
