"""Whether somebody is new here."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef

from accounts.models import User
from journal.models import EntryQuerySet
from journal.queries.history import KINDS


def is_new(user: User) -> bool:
    """Never logged anything, and has not come to the end of the welcome (1 query)."""
    entries = {
        f"has_{kind.code}": Exists(EntryQuerySet(kind.model).filter(athlete=OuterRef("pk")))
        for kind in KINDS
    }
    person = User.objects.filter(pk=user.pk).annotate(left=F("health__welcomed_at"), **entries)
    found = person.values_list("left", *entries).first()
    return found is not None and not any(found)
