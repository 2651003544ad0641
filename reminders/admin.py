"""The queue of mails, to read.

Millions of rows: no list counts them all, sorts them all or looks for their first and last. What
waits, is being sent or could not be sent has an index of its own; the rest is shown newest first.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from accounts.read_only import ReadOnlyAdmin
from reminders.models import Preference, Reminder, Seat, Snooze, State
from reminders.services.watch import ALERT_AFTER

# More rows than anybody pages through; a list that is cut here says so by its round number.
COUNTED = 10_000


class ShortPaginator(Paginator[Any]):
    """Counts as far as anybody looks."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most COUNTED."""
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[:COUNTED].count()


class QueueAdmin(ReadOnlyAdmin):
    """A long list, newest first by its key, found by the whole address of a person."""

    paginator = ShortPaginator
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-pk"]
    person = "recipient"
    search_fields = ["pk"]  # the box is shown; what is typed there is looked up below
    search_help_text = "The whole e-mail address of a person."

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The rows of the person with exactly this address, whatever its case."""
        wanted = search_term.strip().lower()
        if not wanted:
            return queryset, False
        people = User.objects.annotate(lower=Lower("email")).filter(lower=wanted)
        return queryset.filter(**{f"{self.person}__in": list(people[:1])}), False


class StandingFilter(admin.SimpleListFilter):
    """Where a mail stands: without a choice what is planned, or all that a search found."""

    title = "where it stands"
    parameter_name = "standing"
    DUE, LATE, ALL = "due", "late", "all"
    # Those that have an index by their hour.
    BY_HOUR = frozenset({DUE, LATE, State.PLANNED.value, State.FAILED.value})

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        """All but the first, which is what an address without a choice shows."""
        late = f"Planned, and over {ALERT_AFTER // timedelta(minutes=1)} minutes late"
        others = [(state.value, state.label) for state in State if state is not State.PLANNED]
        return [(self.DUE, "Planned, and due"), (self.LATE, late), *others, (self.ALL, "All")]

    def choices(self, changelist: ChangeList) -> Any:
        """The first choice is called what it is."""
        first, *others = super().choices(changelist)
        yield {**first, "display": "All of this person" if changelist.query else "Planned"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that stand so."""
        # An admin page is a view, though not in a module of views.
        now = timezone.now()  # noqa: TID251
        planned = queryset.filter(state=State.PLANNED)
        match self.value():
            case None:
                return queryset if request.GET.get("q") else planned
            case self.ALL:
                return queryset
            case self.DUE:
                return planned.filter(due_at__lte=now)
            case self.LATE:
                return planned.filter(due_at__lt=now - ALERT_AFTER)
            case state:
                return queryset.filter(state=state)


class QueueList(ChangeList):
    """Days to choose from, and the order of the hours, where an index has them."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        # Days of a rare kind would be looked for among all that wait.
        if "kind__exact" in request.GET or not self.is_by_hour(request):
            self.date_hierarchy = None

    def is_by_hour(self, request: HttpRequest) -> bool:
        """Whether the rows of this list are indexed by their hour."""
        standing = request.GET.get(StandingFilter.parameter_name)
        return standing in StandingFilter.BY_HOUR if standing else not request.GET.get("q")

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Soonest first of what waits, latest first of what failed, newest first of the rest."""
        standing = request.GET.get(StandingFilter.parameter_name)
        if self.is_by_hour(request):
            return ["-due_at", "-pk"] if standing == State.FAILED else ["due_at", "pk"]
        return ["-pk"]


@admin.register(Reminder)
class ReminderAdmin(QueueAdmin):
    """What waits, soonest first; any other standing by the filter."""

    list_display = ["due_at", "kind", "recipient", "state", "reason", "attempts", "sent_at"]
    list_filter = [StandingFilter, "kind"]
    list_select_related = ["recipient"]
    sortable_by = ()
    date_hierarchy = "due_at"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Ours, which knows what is indexed."""
        return QueueList


@admin.register(Seat)
class SeatAdmin(QueueAdmin):
    """Which mails took the few places of a workout or a day."""

    list_display = ["of", "number", "reminder"]
    list_select_related = ["reminder"]
    sortable_by = ()
    person = "reminder__recipient"


@admin.register(Snooze)
class SnoozeAdmin(QueueAdmin):
    """Which kinds rest, and until when."""

    list_display = ["user", "kind", "until"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    person = "user"


@admin.register(Preference)
class PreferenceAdmin(QueueAdmin):
    """What people chose."""

    list_display = ["user", "hydration", "doctor", "heat", "evening_at", "paused_until"]
    list_select_related = ["user"]
    person = "user"
