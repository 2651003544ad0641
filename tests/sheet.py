"""A form as a person meets it: what stands in its fields, and what is said about which."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

VOID = frozenset({"input", "br", "hr", "img", "link", "meta"})
CONTROLS = ("input", "select", "textarea")
# What Django says where nobody wrote a sentence, and words that no athlete should have to know.
JARGON = (
    "Ensure",
    "This field",
    "Enter a",
    "Enter the",
    "valid choice",
    "valid email",
    "not one of the available",
    "Null characters",
    "UUID",
    "None",
    "list of values",
    "valid date",
    "constraint",
    "object",
)


class _Tree(HTMLParser):
    """The tree of a valid page in which only options may stay open; much faster than html5lib."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "option" and self.open[-1] == "option":
            self.handle_endtag("option")
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1] == "option" != tag:
            self.handle_endtag("option")
        assert self.open.pop() == tag
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


class Sheet:
    """The parsed page."""

    def __init__(self, page: str) -> None:
        tree = _Tree()
        tree.feed(page)
        self.root: Element = tree.builder.close()
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.by_id = {each.get("id", ""): each for each in self.root.iter()}
        self._controls: dict[str, list[Element]] = {}
        for each in self.root.iter():
            if each.tag in CONTROLS:
                self._controls.setdefault(each.get("name", ""), []).append(each)
        self._errors: dict[str, list[Element]] = {}
        self._all_errors = [
            each for each in self.root.iter() if "invalid-feedback" in each.get("class", "").split()
        ]

    @property
    def title(self) -> str:
        """The text of the title."""
        found = self.root.find(".//title")
        return "" if found is None or found.text is None else found.text.strip()

    def controls(self, name: str) -> list[Element]:
        """The inputs of one field."""
        return self._controls.get(name, [])

    def typed(self, name: str) -> list[str]:
        """What the browser would send for this field."""
        return [value for each in self.controls(name) for value in _sent(each)]

    def offers(self, name: str) -> set[str] | None:
        """The answers one can choose from, or None where anything can be typed."""
        boxes = [each for each in self.controls(name) if each.get("type") in {"radio", "checkbox"}]
        options = [
            option
            for each in self.controls(name)
            if each.tag == "select"
            for option in each.iter("option")
        ]
        if not boxes and not options:
            return None
        return {each.get("value", "on") for each in [*boxes, *options]}

    def said(self, name: str) -> str:
        """The error sentences tied to a field by aria-describedby, inside the field's wrapper."""
        return " ".join(text_of(each) for each in self._errors_of(name))

    def loose_errors(self) -> list[str]:
        """Error sentences that are tied to no field."""
        tied = {id(each) for name in self._controls for each in self._errors_of(name)}
        return [text_of(each) for each in self._all_errors if id(each) not in tied]

    def wrong(self) -> list[str]:
        """The names of the fields with a sentence beside them, from top to bottom."""
        return [name for name in self._controls if self._errors_of(name)]

    def focused(self) -> list[str]:
        """The names of the fields that ask for the focus."""
        return [each.get("name", "") for each in self.root.iter() if "autofocus" in each.attrib]

    def _errors_of(self, name: str) -> list[Element]:
        if name not in self._errors:
            self._errors[name] = self._find_errors_of(name)
        return self._errors[name]

    def _find_errors_of(self, name: str) -> list[Element]:
        found: list[Element] = []
        for control in self.controls(name) if self._all_errors else ():
            wrapper = self._wrapper(control)
            around = [control, *([] if wrapper is None else wrapper.iter("fieldset"))]
            ids = {key for each in around for key in each.get("aria-describedby", "").split()}
            found += [
                each
                for each in self._all_errors
                if each.get("id") in ids and self._wrapper(each) is wrapper and each not in found
            ]
        return found

    def _wrapper(self, control: Element) -> Element | None:
        """The nearest element around the control that is the field's own: `div_id_<name>`."""
        here: Element | None = control
        while here is not None and not here.get("id", "").startswith("div_id_"):
            here = self.parents.get(here)
        return here


def text_of(element: Any) -> str:
    """The words in it."""
    return " ".join("".join(element.itertext()).split())


def _sent(control: Element) -> list[str]:
    if control.tag == "textarea":
        return ["".join(control.itertext())]
    if control.tag == "select":
        return [
            each.get("value", "") for each in control.iter("option") if "selected" in each.attrib
        ]
    if control.get("type") in {"radio", "checkbox"}:
        return [control.get("value", "on")] if "checked" in control.attrib else []
    return [control.get("value", "")]
