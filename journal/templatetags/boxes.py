"""The boxes of a choice, one beside the other, and the input of an amount.

Written here and not in the templates: the form of a cramp has a hundred and fifty boxes, and asking
the template language six things of each took half of its time.
"""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from journal.muscles import ELSEWHERE

register = template.Library()

SWATCH = (
    '<svg class="swatch" viewBox="0 0 24 12" aria-hidden="true"><rect class="u{}" x=".75" y=".75"'
    ' width="22.5" height="10.5" rx="3"/></svg>'
)


@register.simple_tag
def seg_boxes(field: BoundField) -> SafeString:
    """One of few. The empty answer is never shown as chosen: not answering looks like nothing."""
    start = field.auto_id
    boxes = (_box(field, one, f"{start}-{_value(one) or 'skip-no'}", kind="radio") for one in field)
    return _safe("".join(boxes))


@register.simple_tag
def at_boxes(field: BoundField) -> SafeString:
    """One of few, with ids that the drawing of the body names."""
    return _safe("".join(_box(field, one, f"at-{_value(one)}", kind="radio") for one in field))


@register.simple_tag
def urine_boxes(field: BoundField) -> SafeString:
    """Colours as swatches; the number is always there, the colour is the second channel."""
    start = field.auto_id
    return _safe(
        "".join(
            _box(field, one, f"{start}-{_value(one) or 'skip'}", kind="radio", drawn=_swatch(one))
            for one in field
        )
    )


@register.simple_tag
def check_boxes(field: BoundField) -> SafeString:
    """Any of several, as items of a list."""
    return _safe("".join(map(_item, [field] * len(field), field)))


@register.simple_tag
def check_box(field: BoundField, option: BoundWidget) -> SafeString:
    """One of several, as an item of a list."""
    return _safe(_item(field, option))


@register.simple_tag
def muscle_boxes(field: BoundField, *, elsewhere: bool = False) -> SafeString:
    """The muscles of the legs, or what is elsewhere, with ids that drawing and styles name."""
    return _safe(
        "".join(
            f"<li>{_box(field, one, f'm-{_value(one)}')}</li>"
            for one in field
            if (_value(one) in ELSEWHERE) is elsewhere
        )
    )


@register.simple_tag
def text_input(field: BoundField) -> SafeString:
    """The input of a text field, as its widget and crispy would write it."""
    widget = field.field.widget
    state = " is-invalid" if field.errors else ""
    classes = f"{widget.attrs.get('class', '')} textinput form-control{state}".strip()
    attrs = {"class": classes} | field.build_widget_attrs({}, widget) | {"id": field.id_for_label}
    about = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    told = {"type": about["type"], "name": about["name"], "value": about["value"], **about["attrs"]}
    written = (
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in told.items()
        if value is not None and value is not False
    )
    return _safe(f"<input{''.join(written)}>")


def _item(field: BoundField, option: BoundWidget) -> str:
    return f"<li>{_box(field, option, option.id_for_label or '')}</li>"


def _box(
    field: BoundField, option: BoundWidget, key: str, *, kind: str = "checkbox", drawn: str = ""
) -> str:
    """One input and its label; the first box of a field that wants the focus has it."""
    value, key = _value(option), escape(key)
    is_checked = option.data["selected"] and (value or kind == "checkbox")
    has_focus = option.data["index"] == "0" and field.field.widget.attrs.get("autofocus")
    state = f"{' checked' if is_checked else ''}{' autofocus' if has_focus else ''}"
    return (
        f'<input class="btn-check" type="{kind}" name="{escape(field.html_name)}"'
        f' value="{escape(value)}" id="{key}"{state}>'
        f'<label for="{key}">{drawn}{conditional_escape(option.choice_label)}</label>'
    )


def _value(option: BoundWidget) -> str:
    return str(option.data["value"])


def _swatch(option: BoundWidget) -> str:
    value = _value(option)
    return SWATCH.format(escape("-brown" if value == "brown" else value)) if value else ""


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 every value was escaped where it was written
