"""Where a rule comes from, for a page without a finding."""

from __future__ import annotations

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def rule_source(context: Context, rule: str) -> str:
    """The sentence of the rule's own template; it holds no number of anybody."""
    if context.template is None:
        msg = "A rule is named inside a template"
        raise ValueError(msg)
    page = context.template.engine.get_template(f"advice/findings/{rule}.html")
    with context.push(layout="advice/_source.html"):
        return page.render(context)
