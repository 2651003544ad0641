"""Entries of which a `Statement` reads a few columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model

ModelT = TypeVar("ModelT", bound=Model)


class Sketch(Generic[ModelT]):
    """Makes instances of a model of these columns; the others are loaded if somebody asks.

    What `only` makes, without a query of its own.
    """

    def __init__(self, model: type[ModelT], *names: str) -> None:
        self.model = model
        # In the order in which a model takes them.
        every = [each.attname for each in model._meta.concrete_fields]  # noqa: SLF001
        self.names = [each for each in every if each in names]

    def columns(self, through: str = "") -> list[str]:
        """What to ask for; `through` leads to the model, as in `athlete__`."""
        return [f"{through}{name}" for name in self.names]

    def of(self, values: Sequence[Any]) -> ModelT:
        """The instance with these values of `columns`."""
        return self.model.from_db(connection.alias, self.names, values)
